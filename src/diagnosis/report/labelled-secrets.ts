import { SECRET_MARK } from '../../domain/secrets/secret.ts';

/** What stands in the place of a token in the text without being one. */
export const PLACEHOLDER =
  /^(?:\$[\w{(:].*|\$|%\w+%|<.*|\{\{.*|\[.*|\*+|x{3,}|\.{2,}|…|null|none|undefined|true|false|bearer|expired|invalid|missing|revoked|empty|required|unset|token|(?:initial|registration)-access-token)$/i;

/** A name that says what follows, and a value: `DCR_IAT=…`, `client secret: …`, `using initial access token …`. */
const LABELLED =
  /((?:token|secret|passwords?|passphrase|(?:api|access|secret|private|subscription)[_-]?key|credentials?|(?<![a-z])(?:iat|rat|pat|pwd|passwd|jwt|bearer))(?!\w)\\{0,8}["'”\]]{0,2})([ \t]{0,3}(?:[:=]|=>|is|was)?[ \t]{0,3})(["'`“]{0,2})([\w\-.~+/]{6,}={0,2})/gi;

const NAMED = '(?:tokens?|secrets?|passwords?|passphrase|passwd|pwd|api_?key|[a-z]+_key|credentials?|iat|rat|pat|jwt)';
/** A variable of an environment, whatever comes before and after the telling part of its name. */
const VARIABLE = new RegExp(
  `(?<![\\w-])((?:[a-z]\\w{0,80}_)?${NAMED}(?:_[A-Z0-9]{1,20}){0,3}[ \\t]{0,3}=[ \\t]{0,3})("(?:[^"\\\\\\n]|\\\\.){1,4000}"|'[^'\\n]{1,4000}'|[^\\s"'\`&;,)}\\]<>|\\\\]{1,4000})`,
  'gi',
);
/** A setting whose value stands in quotes, blanks and all. */
const QUOTED = new RegExp(
  `(?<![\\w-])((?:[a-z][\\w-]{0,80}[_-])?${NAMED}[ \\t]{0,3}:[ \\t]{0,3})("(?:[^"\\\\\\n]|\\\\.){1,4000}"|'[^'\\n]{1,4000}')`,
  'gi',
);
const FLAG =
  /((?:^|[\s"'`])--?(?:[a-z]{1,30}-){0,4}(?:token|secret|password|passwd|passphrase|iat|rat|pat|jwt|(?:api|access|secret)-?key|bearer|credentials?)(?:[ \t]{1,4}|=))("(?:[^"\\\n]|\\.){1,4000}"|'[^'\n]{1,4000}'|[^\s"'`]{1,4000})/gim;
/** Prose: `the password for the console is …`, `user alice, password …`. */
const TOLD =
  /(\b(?:tokens?|secrets?|passwords?|passphrase|passcode|passwd|pwd|(?:api|access) key)\b(?:[ \t][^\n:;=]{1,80}?[ \t](?:is|was|to)|[ \t][^\n:;=]{1,40}:|[ \t]{0,3}[:=]|)[ \t]{1,3}["'`]?)([^\s"'`,;)}\\]{6,400})/gi;

/** What a name points at: settings, flags, variables and prose. */
export function withoutLabelled(text: string): string {
  return text
    .replace(VARIABLE, assigned)
    .replace(QUOTED, assigned)
    .replace(FLAG, given)
    .replace(TOLD, (whole, head: string, value: string) => (looksSecret(value) ? head + SECRET_MARK : whole))
    .replace(LABELLED, labelled);
}

/** Of settings that only tell of a secret: where it is got, how long it lives, of which kind it is. */
const ABOUT =
  /_(?:URLS?|URI|ENDPOINT|TTL|LIFETIME|SECONDS|EXPIRES?(?:_\w+)?|EXPIRY|FILE|PATH|DIR|NAME|TYPE|METHOD|ID|ALG|LENGTH|COUNT|USES)[ \t]*[=:][ \t]*$/i;

function assigned(whole: string, head: string, value: string): string {
  return ABOUT.test(head) ? whole : given(whole, head, value);
}

function given(whole: string, head: string, value: string): string {
  const quote = /^["']/.exec(value)?.[0] ?? '';
  const bare = quote === '' ? value : value.slice(1, -1);
  if (isPlain(bare) || bare.startsWith('-')) return whole;
  return head + quote + SECRET_MARK + quote;
}

/** Not a secret: a placeholder, a number, a time, an address, a code, what was cut before. */
function isPlain(value: string): boolean {
  return (
    value.trim() === '' ||
    PLACEHOLDER.test(value) ||
    /^\d{1,13}$|^\d{4}-\d\d-|^[a-z]+(?:_[a-z]+)+$|[\ue000\ue001]|\[secret/i.test(value) ||
    /^[a-z][a-z+.-]*:\/\//i.test(value)
  );
}

/** A word of prose that nobody would say: letters with digits or signs between them. */
function looksSecret(value: string): boolean {
  const word = value.replace(/[.!?:]+$/, '');
  return word.length >= 6 && !isPlain(word) && !/[/=]{2}/.test(word) && /[a-z]/i.test(word) && /\d/.test(word);
}

/** Words speak of a token (`token: expired`, `token signature`); a token itself has digits, or is long, or stands alone. */
function labelled(whole: string, name: string, between: string, quote: string, value: string, at: number, all: string) {
  const isCounted = /^\d{1,13}$/.test(value) || /^\d{4}-\d\d-/.test(value) || value.includes('//');
  if (PLACEHOLDER.test(value) || isCounted || /^[a-z]+(?:_[a-z]+)+$/i.test(value)) return whole;
  const isWord = /^[a-z.\-/]+$/i.test(value);
  const isAssigned = /[:=]/.test(between);
  const endsLine = /^["'`]?[ \t]*(?:\n|$)/.test(all.slice(at + whole.length, at + whole.length + 8));
  const isSecret = isWord
    ? value.length > 24 || (isAssigned && endsLine && !/^[./]/.test(value))
    : isAssigned || quote !== '' || value.length >= 16;
  return isSecret ? name + between + quote + SECRET_MARK : whole;
}
