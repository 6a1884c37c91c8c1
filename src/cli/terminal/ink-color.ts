/** Ink and its parts know FORCE_COLOR only, and Node warns where NO_COLOR stands beside it. Before they are loaded. */
export function decideColor(isWanted: boolean): void {
  process.env['FORCE_COLOR'] = isWanted ? (process.env['COLORTERM'] === 'truecolor' ? '3' : '1') : '0';
  delete process.env['NO_COLOR'];
}
