/** `HTTP/1.1 400 Bad Request`, also as `curl -v` prints it. */
export const STATUS_LINE = /^(?:< )?HTTP\/\d(?:\.\d)? (\d{3})(?: |$)/;
/** `POST /register HTTP/1.1`, likewise. */
export const REQUEST_LINE = /^(?:> )?(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|CONNECT) (\S{1,4000}) HTTP\/\d(?:\.\d)?$/;
const HEADER = /^(?:[<>] )?([!#$%&'*+\-.^`|~\w]{1,200}):[ \t]{0,20}(.{0,16384})$/;
/** What `curl --trace-ascii` says before each piece. */
const TRACED = /^(?:=>|<=) (?:Send|Recv) |^== Info: /;
const MOST_HEADERS = 200;

export type Headers = { [name: string]: string };

/** The header lines from `start` on, and where they end: at the first line that is none. */
export function readHeaderLines(lines: readonly string[], start: number): { headers: Headers; end: number } {
  const headers: Headers = {};
  let at = start;
  for (; at < lines.length && at - start < MOST_HEADERS; at++) {
    if (TRACED.test(lines[at] ?? '')) continue;
    const [, name, value = ''] = HEADER.exec(lines[at] ?? '') ?? [];
    if (name === undefined) break;
    const key = name.toLowerCase();
    headers[key] = headers[key] === undefined ? value.trim() : `${headers[key]}, ${value.trim()}`;
  }
  return { headers, end: at };
}

/** The line after the one that ends the headers: blank, or `<` or `>` alone. */
export function afterHeaders(lines: readonly string[], end: number): number {
  return /^[<>]?[ \t]*$/.test(lines[end] ?? '-') ? end + 1 : end;
}
