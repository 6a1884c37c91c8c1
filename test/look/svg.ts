import type xterm from '@xterm/headless';

type Cell = { text: string; width: number; style: string };

const CELL = { width: 8.4, height: 18 };
const PALETTE = ['#1e222a', '#e06c75', '#98c379', '#e5c07b', '#61afef', '#c678dd', '#56b6c2', '#dcdfe4'];
const INK = '#dcdfe4';
const PAPER = '#1e222a';

/** The window of a terminal as an SVG picture: its text stays text. */
export function svgOf(terminal: xterm.Terminal): string {
  const { cols, rows } = terminal;
  const lines = Array.from({ length: rows }, (_, row) => lineOf(terminal, row));
  const width = cols * CELL.width + 16;
  const height = rows * CELL.height + 16;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<rect width="100%" height="100%" rx="6" fill="${PAPER}"/>`,
    `<g font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="14" xml:space="preserve" fill="${INK}">`,
    ...lines.flatMap((runs, row) => runs.map(run => textOf(run, row))),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

type Run = { column: number; text: string; style: string };

/** Neighbouring cells of one style are one piece of text; a row of blanks is nothing. */
function lineOf(terminal: xterm.Terminal, row: number): Run[] {
  const line = terminal.buffer.active.getLine(terminal.buffer.active.viewportY + row);
  const runs: Run[] = [];
  for (let column = 0; line && column < terminal.cols; column += 1) {
    const cell = cellAt(line, column);
    if (cell === undefined) continue;
    const last = runs.at(-1);
    if (last && last.style === cell.style && last.column + last.text.length === column) last.text += cell.text;
    else runs.push({ column, text: cell.text, style: cell.style });
  }
  return runs.filter(({ text }) => text.trim() !== '');
}

function cellAt(line: xterm.IBufferLine, column: number): Cell | undefined {
  const cell = line.getCell(column);
  if (!cell || cell.getWidth() === 0) return undefined;
  const color = cell.isFgPalette() ? (PALETTE[cell.getFgColor() % 8] ?? INK) : undefined;
  const style = [
    ...(color ? [`fill="${color}"`] : []),
    ...(cell.isBold() ? ['font-weight="bold"'] : []),
    ...(cell.isDim() ? ['opacity="0.6"'] : []),
    ...(cell.isUnderline() ? ['text-decoration="underline"'] : []),
  ].join(' ');
  return { text: cell.getChars() || ' ', width: cell.getWidth(), style };
}

function textOf({ column, text, style }: Run, row: number): string {
  const x = (8 + column * CELL.width).toFixed(1);
  const y = 8 + (row + 0.75) * CELL.height;
  const length = (text.length * CELL.width).toFixed(1);
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<text x="${x}" y="${y}" textLength="${length}" ${style}>${escaped}</text>`;
}
