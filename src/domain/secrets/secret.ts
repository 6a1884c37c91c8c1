/** Every secret of this process with the forms it may be written in, the longest first when cut. */
const live = new Map<string, string[]>();

/** What every secret prints as, whatever prints it. */
export const SECRET_MARK = '[secret]';

/**
 * A value that must not be seen: admin access token, initial access token, registration access token, client secret,
 * private key. However it is printed (template, concatenation, JSON, inspect), it prints {@link SECRET_MARK}.
 */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
    if (!live.has(text)) live.set(text, writtenForms(text));
  }

  /** The text itself. Called where it goes out or to disk (`servers/`, `store/`) and by the operator's own «reveal». */
  reveal(): string {
    return this.#text;
  }

  /** Characters; enough to say «1,127 characters» without showing one of them. */
  get length(): number {
    return this.#text.length;
  }

  /** Whether both are the same text, without showing it. */
  equals(other: Secret): boolean {
    return this.#text === other.#text;
  }

  toString(): string {
    return SECRET_MARK;
  }

  toJSON(): string {
    return SECRET_MARK;
  }

  [Symbol.toPrimitive](): string {
    return SECRET_MARK;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return SECRET_MARK;
  }
}

/** Shorter ones would cut holes into ordinary words; no server gives such a secret. */
const SHORTEST_CUT = 6;

/**
 * Cuts every secret that this process knows out of free text: as it is, URL- or form-encoded, JSON-escaped (in JSON that
 * stands in JSON too), and in base64 at each of the three alignments (an error message of a library may quote a header).
 */
export function redact(text: string): string {
  let clean = text;
  for (const [, forms] of [...live].sort(([a], [b]) => b.length - a.length)) {
    for (const form of forms) clean = clean.replaceAll(form, SECRET_MARK);
  }
  return clean;
}

function writtenForms(secret: string): string[] {
  if (secret.length < SHORTEST_CUT) return [];
  // RFC 6749 section 2.3.1 form-encodes what goes into a basic header.
  const encoded = [secret, encodeURIComponent(secret), new URLSearchParams([['', secret]]).toString().slice(1)];
  const json = jsonEscaped(secret);
  const escaped = [json, jsonEscaped(json), asciiEscaped(json), json.replaceAll('/', '\\/')];
  const forms = [...encoded, ...escaped, ...encoded.flatMap(base64Forms)];
  return [...new Set(forms)].filter(form => form.length >= SHORTEST_CUT).sort((a, b) => b.length - a.length);
}

function jsonEscaped(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** As JSON writers do that keep to ASCII (Python's). */
function asciiEscaped(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The characters of base64 that the secret alone decides, for each place it can have in a group of three bytes. */
function base64Forms(secret: string): string[] {
  const bytes = Buffer.from(secret, 'utf8');
  const forms: string[] = [];
  for (const offset of [0, 1, 2]) {
    const shifted = Buffer.concat([Buffer.alloc(offset), bytes]);
    const first = Math.ceil((offset * 8) / 6);
    const last = Math.floor((shifted.length * 8) / 6);
    for (const encoding of ['base64', 'base64url'] as const) forms.push(shifted.toString(encoding).slice(first, last));
  }
  return forms;
}
