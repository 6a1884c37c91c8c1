/** `At line:1 char:1`, `In Zeile:1 Zeichen:1`, or a script's own place. */
const PLACE = /^(?:At (?:line:|[A-Z]:\\|\/|\S+\.ps1)|\p{L}{1,20} \p{L}{1,20}:\d+ \p{L}{1,20}:\d+)/u;
const BEGIN = /^(?:Invoke-(?:RestMethod|WebRequest)|irm|iwr) ?: ?/i;

/** An error as PowerShell prints it: its message, unwrapped, and what follows (`At line:…`, `Line |`) read for the address. */
export function isPowershellError(line: string): boolean {
  return BEGIN.test(line);
}

/** Whether a line still belongs to it. The message goes on over lines until it names its place. */
export function continuesPowershell(line: string): boolean {
  return line.trim() !== '' && !BEGIN.test(line) && !/^PS [^>]{0,200}>/.test(line);
}

/** The message alone. Windows PowerShell puts it first, PowerShell 7 behind bars, both cut to the window's width. */
export function powershellMessage(lines: readonly string[]): string {
  const [first = '', ...more] = lines;
  // PowerShell 7 names the script there.
  const parts = [first.replace(BEGIN, '').replace(/^\S{1,400}\.ps1:\d+$/, '')];
  const barred = more.some(line => /^Line \|/.test(line));
  for (const line of more) {
    if (!barred && PLACE.test(line)) break;
    if (barred && (/^Line \|/.test(line) || /^ {0,6}\d{1,6} \|/.test(line) || /^ {1,8}\| {1,200}~+/.test(line)))
      continue;
    if (/^ {0,8}\+ /.test(line)) continue;
    parts.push(line.replace(/^ {1,8}\| ?/, ''));
  }
  return parts
    .map(part => part.trim())
    .filter(part => part !== '')
    .join(' ');
}
