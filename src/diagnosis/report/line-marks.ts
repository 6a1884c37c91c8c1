import { REQUEST_LINE, STATUS_LINE } from './header-lines.ts';

/** What mails, pages, build servers, collectors and screens put before every line of a text. */
const MARKS: readonly RegExp[] = [
  /^(?:<(?:pre|code)\b[^>]{0,80}>|\{(?:code|noformat)[^}]{0,40}\}){1,2}/i,
  /^(?:> ?){1,5}/,
  /^[ \t]{1,20}/,
  /^\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?\]?[ \t]/,
  /^\[?\d\d:\d\d:\d\d(?:[.,]\d{1,9})?\]?[ \t]/,
  /^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d [\w.@-]{1,80} [\w./@-]{1,80}(?:\[\d{1,10}\])?: ?/,
  /^[\w.@/:-]{1,60} {0,40}\| ?/,
  /^\[(?:pod\/)?[\w./-]{1,120}\] /,
  /^ {0,6}\d{1,6}(?:[ \t]{0,2}[|:→│]|\t)[ \t]?/,
  /^[ \t]{0,8}[│┃║] ?/,
];
/** What a collector puts before each line that it takes, also before those that go on from the line above. */
const COLLECTED: readonly RegExp[] = [
  /^\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?\]?[ \t]?/,
  /^\[?\d\d:\d\d:\d\d(?:[.,]\d{1,9})?\]?[ \t]?/,
  /^std(?:out|err) [FP] ?/,
  /^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d [\w.@-]{1,80} [\w./@-]{1,80}(?:\[\d{1,10}\])?: ?/,
  /^[\w.@/-]{1,60} {0,40}\| ?/,
  /^\[(?:pod\/)?[\w./-]{1,120}\] ?/,
];
/** How a line goes on from the one above. */
const GOES_ON = /^(?:[ \t]+\S|[{}\]"<(])/;
/** Marks of which a text is full without being one exchange: what quotes or frames it. */
const FRAMES: readonly RegExp[] = [/^(?:> ?){1,5}/, /^[ \t]{0,8}[│┃║] ?/, /^ {0,6}\d{1,6}(?:[ \t]{0,2}[|→│]|\t)[ \t]?/];
/** So many of the lines have to be framed. */
const MOSTLY = 0.6;
const MOST_LAYERS = 4;

/** A status line of a screenshot: letters for digits. */
const MISREAD = /^(?:[<>] )?HTTP\/[\dlI][.,][\dlI] [1-5][\dOoIl]{2}\b/;

/** A line as it was on the screen that somebody's program read. */
function asDigits(line: string): string {
  return line.replace(
    MISREAD,
    head => head.slice(0, 7) + head.slice(7).replace(/[Oo]/g, '0').replace(/[lI]/g, '1').replace(',', '.'),
  );
}

/** The lines as they were before somebody quoted, numbered, dated or framed them; as they are where nobody did. */
export function withoutMarks(lines: readonly string[]): readonly string[] {
  let bare = lines.map(line => (MISREAD.test(line) ? asDigits(line) : line));
  for (let layer = 0; layer < MOST_LAYERS; layer++) {
    const mark = markOf(bare);
    if (mark === undefined) return bare;
    bare = bare.map(line => line.replace(mark, ''));
  }
  return bare;
}

/** The mark behind which a status line stands, or one that most lines have. */
function markOf(lines: readonly string[]): RegExp | undefined {
  if (lines.some(line => STATUS_LINE.test(line)) || isOfCurl(lines)) return undefined;
  const behind = MARKS.find(mark => lines.some(line => mark.test(line) && isOfHttp(line.replace(mark, ''))));
  if (behind !== undefined) return behind;
  const filled = lines.filter(line => line.trim() !== '').length;
  return (
    FRAMES.find(mark => filled > 1 && lines.filter(line => mark.test(line)).length >= filled * MOSTLY) ??
    COLLECTED.find(mark => isOnAll(mark, lines))
  );
}

/** What `curl -v` sent, with its own notes beside it: its `>` quotes nothing, also where no answer came. */
function isOfCurl(lines: readonly string[]): boolean {
  return lines.some(line => line.startsWith('> ') && REQUEST_LINE.test(line)) && lines.some(line => /^\* /.test(line));
}

/** Whether one service's lines have it all, and some of them go on from the line above. */
function isOnAll(mark: RegExp, lines: readonly string[]): boolean {
  const filled = lines.filter(line => line.trim() !== '');
  if (filled.length === 0 || !filled.every(line => mark.test(line))) return false;
  const names = new Set(filled.map(line => (mark.exec(line)?.[0] ?? '').replace(/[\d:.,TZ+\s[\]-]/g, '')));
  return names.size === 1 && filled.some(line => GOES_ON.test(line.replace(mark, '')));
}

/** A status line, also behind one more mark. */
function isOfHttp(line: string): boolean {
  if (STATUS_LINE.test(line) || REQUEST_LINE.test(line)) return true;
  return MARKS.some(mark => mark.test(line) && STATUS_LINE.test(line.replace(mark, '')));
}
