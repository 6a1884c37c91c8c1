import { SECRET_MARK } from '../../domain/secrets/secret.ts';
import { PLACEHOLDER } from './labelled-secrets.ts';

const NAME =
  '(?:token|secret|password|passwd|passphrase|passcode|pwd|api[_-]?key|private[_-]?key|credential|(?<![a-z])(?:iat|rat|pat|jwt))s?';
/** With what comes before it, where a mark says where it begins. */
const NAMED = `[\\w.-]{0,80}?${NAME}`;
/** Quotes of keyboards, of word processors and of markup. */
const QUOTE = '(?:\\\\{0,8}["\'`“”„‟«»‘’]|&(?:quot|apos|#3[49]|#x2[27]);)';

/** `“client_secret”:“…”`, `&quot;client_secret&quot;: &quot;…&quot;`. */
const QUOTED = new RegExp(`(${NAME}${QUOTE}[ \\t]{0,9}[:=][ \\t]{0,9}${QUOTE})([^"'\`“”„‟«»‘’&\\\\\\n]{4,4000})`, 'gi');
/** `| client_secret | … |`, `client_secret → …`. */
const IN_A_TABLE = new RegExp(`(${NAME}[ \\t]{0,40}(?:\\||→|=>|->)[ \\t]{0,9}${QUOTE}?)([^\\s|"'\`]{6,4000})`, 'gi');
/** `<client_secret>…</client_secret>`. */
const ELEMENT = new RegExp(`(<(?:[\\w-]{1,40}:)?${NAMED}(?:\\s[^<>]{0,300})?>)([^<\\s]{4,4000})(?=<)`, 'gi');
/** `<entry key="client_secret">…`, `<property name="password" value="…"/>`. */
const ATTRIBUTE = new RegExp(
  `(\\b(?:key|name|id)=["']${NAMED}["'](?:\\s{1,9}value=["']|[^<>]{0,100}>))([^<>"'\\s]{4,4000})`,
  'gi',
);
/** Kubernetes and compose: `- name: DCR_IAT`, and its value on the next line. */
const NEXT_LINE = new RegExp(
  `(\\b(?:name|key)["']?:[ \\t]{0,9}["']?${NAMED}(?:[_-][A-Z0-9]{1,20}){0,3}["']?,?[ \\t]{0,9}\\n[^\\S\\n]{0,80}["']?value["']?:[ \\t]{0,9}["']?)([^\\s"'\\n]{1,4000})`,
  'gi',
);

/** Cuts secrets whose name stands apart from them: in markup, in a table, on the line before. */
export function withoutSetApart(text: string): string {
  return [QUOTED, IN_A_TABLE, ELEMENT, ATTRIBUTE, NEXT_LINE].reduce(
    (clean, form) =>
      clean.replace(form, (whole, head: string, value: string) => (isPlain(value) ? whole : head + SECRET_MARK)),
    text,
  );
}

/** A placeholder, a number, an address, a word about a secret, or what was cut before. */
function isPlain(value: string): boolean {
  const word = value.trim();
  return (
    PLACEHOLDER.test(word) ||
    /^https?:\/\//i.test(word) ||
    /^\d{1,13}$|^[a-z]+(?:[_ ][a-z]+){0,6}[.!]?$|[\ue000\ue001]/i.test(word)
  );
}
