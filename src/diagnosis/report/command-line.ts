import type { Evidence } from '../../domain/evidence/evidence.ts';
import { SECRET_MARK } from '../../domain/secrets/secret.ts';

type Request = NonNullable<Evidence['request']>;

const COMMAND = /(?:^|[\s;&|(`>$])(curl(?:\.exe)?|Invoke-RestMethod|Invoke-WebRequest|irm|iwr)[ \t]+(?=\S)/i;
const HTTPIE = /^(?:\S{0,80}[$#%❯>] ?)?(https?|xh)[ \t]+(?=\S)/;
const MOST_LINES = 60;
const LONGEST = 65_536;
const VERBS = /^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)$/i;

/** The request that a command in these lines makes (`curl …`, `http POST …`, `Invoke-RestMethod …`): the last there is. */
export function readCommand(lines: readonly string[]): Request | undefined {
  for (let at = lines.length - 1; at >= 0; at--) {
    const line = lines[at] ?? '';
    const found = COMMAND.exec(line.slice(0, 2000)) ?? HTTPIE.exec(line.slice(0, 2000));
    if (found === null || /^(?:[*<] |\s*Invoke-\w+ ?:)/.test(line)) continue;
    const words = wordsOf(joined(lines, at, found.index + found[0].length));
    const name = found[1]?.toLowerCase() ?? '';
    const request = name.startsWith('curl')
      ? curlRequest(words)
      : /^(?:https?|xh)$/.test(name)
        ? httpieRequest(words)
        : powershellRequest(words);
    if (request !== undefined) return request;
  }
  return undefined;
}

/** A command goes on over lines that end in `\`, `` ` `` or `^`, and inside of quotes. */
function joined(lines: readonly string[], first: number, column: number): string {
  let text = lines[first]?.slice(column) ?? '';
  for (let at = first + 1; at < lines.length && at - first < MOST_LINES && text.length < LONGEST; at++) {
    if (/[\\`^][ \t]*$/.test(text)) text = `${text.replace(/[\\`^][ \t]*$/, '')} ${lines[at]?.replace(/^[+>] /, '')}`;
    else if (opensQuote(text)) text = `${text}\n${lines[at]}`;
    else break;
  }
  return text.slice(0, LONGEST);
}

function opensQuote(text: string): boolean {
  let quote = '';
  for (let index = 0; index < text.length; index++) {
    const character = text[index] ?? '';
    if (character === '\\' && quote !== "'") index++;
    else if (quote === '' && (character === '"' || character === "'")) quote = character;
    else if (character === quote) quote = '';
  }
  return quote !== '';
}

/** A shell's words. A variable inside double quotes was somebody's value, not a dollar sign. */
function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const [, single, double, bare] of text.matchAll(/'([^']*)'|"((?:[^"\\]|\\.)*)"|((?:[^\s"'\\;|]|\\.)+)/gs)) {
    if (single !== undefined) words.push(single);
    else if (double !== undefined) words.push(expanded(double.replace(/\\(["\\$`])/g, '$1')));
    else if (bare !== undefined) words.push(expanded(bare.replace(/\\(.)/gs, '$1')));
    if (words.length > 400) break;
  }
  return words;
}

function expanded(word: string): string {
  return word.replace(/(bearer +)\$[\w{(][\w:}).]{0,60}/i, `$1${SECRET_MARK}`);
}

/** Flags without a value before one that has one: `-sSX POST`. */
const BUNDLED = /^-[sSfkiLvg]{1,6}(?=[XHd]$)/;

function curlRequest(words: string[]): Request | undefined {
  const request: Request = { headers: {} };
  let sends = false;
  for (let at = 0; at < words.length; at++) {
    const [, name = words[at]?.replace(BUNDLED, '-') ?? '', attached] = /^(-[XHd])(.+)$/s.exec(words[at] ?? '') ?? [];
    const value = attached ?? words[at + 1] ?? '';
    if (/^(?:-X|--request)$/.test(name)) request.method = value.toUpperCase();
    else if (/^(?:-H|--header)$/.test(name)) addHeader(request, value);
    else if (/^(?:-d|--data(?:-raw|-binary|-ascii)?|--json)$/.test(name)) {
      sends = true;
      if (!value.startsWith('@')) request.body = value;
      if (name === '--json') addHeader(request, 'content-type: application/json');
      else if (request.headers?.['content-type'] === undefined)
        addHeader(request, 'content-type: application/x-www-form-urlencoded');
    } else if (/^https?:\/\//i.test(name)) request.url ??= name;
    else continue;
    if (attached === undefined && name.startsWith('-')) at++;
  }
  if (request.url === undefined) return undefined;
  request.method ??= sends ? 'POST' : 'GET';
  // A header or a login by other means is in sight too; a configuration file is not.
  // Who shows no header at all may have left them out of the report.
  const isWhole =
    words.some(word => /^(?:-H|--header)/.test(word)) &&
    !words.some(word =>
      /^(?:-[uKn]|--user|--oauth2-bearer|--config|--netrc\S*|--aws-\S+|--negotiate|--ntlm)/.test(word),
    );
  if (isWhole) request.headers = { authorization: '', ...request.headers };
  return request;
}

function httpieRequest(words: string[]): Request | undefined {
  const url = words.find(word => /^(?:https?:\/\/|:\d|[\w.-]+\.\w+[/:])/i.test(word));
  if (url === undefined) return undefined;
  const items = words.slice(words.indexOf(url) + 1).filter(word => !word.startsWith('-'));
  const verb = words.find(word => VERBS.test(word))?.toUpperCase();
  const request: Request = {
    method: verb ?? (items.some(item => /^[\w-]+:?=/.test(item)) ? 'POST' : 'GET'),
    url,
    headers: {},
  };
  for (const item of items) if (/^[\w-]+:(?!=)/.test(item)) addHeader(request, item);
  return request;
}

function powershellRequest(words: string[]): Request | undefined {
  const after = (name: RegExp) => words[words.findIndex(word => name.test(word)) + 1];
  const written = words.find(word => /^https?:\/\//i.test(word));
  if (written === undefined) return undefined;
  // PowerShell cuts the line that it quotes to the window's width.
  const isCut = words[words.indexOf(written) + 1] === '...';
  const url = isCut ? (URL.parse(written)?.origin ?? written) : written;
  const method = words.some(word => /^-Method$/i.test(word)) ? after(/^-Method$/i)?.toUpperCase() : 'GET';
  return { url, headers: {}, ...(method !== undefined && { method }) };
}

function addHeader(request: Request, line: string): void {
  const [, name, value = ''] = /^([\w-]{1,100})\s{0,9}:\s{0,9}(.{0,8192})$/s.exec(line) ?? [];
  if (name === undefined) return;
  request.headers = { ...request.headers, [name.toLowerCase()]: value };
}
