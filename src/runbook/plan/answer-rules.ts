/** What an answer may be, wherever it is given. Shared by the schema of files and the readers of flags. */
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;

export function isOneLine(text: string): boolean {
  return !CONTROL.test(text);
}

export function isPlainProse(text: string): boolean {
  return !CONTROL.test(text.replaceAll('\n', ''));
}

/** Absolute, http or https, with a host. */
export function isHttpUrl(text: string): boolean {
  return /^https?:\/\/[^/?#]/i.test(text) && !/\s/.test(text) && URL.canParse(text);
}

/** RFC 3986 section 4.1; resolved against the server's base URL it has to be http or https. */
export function isUrlReference(text: string): boolean {
  const base = 'https://server.example';
  return (
    text !== '' && !/[\s\\]/.test(text) && URL.canParse(text, base) && /^https?:$/.test(new URL(text, base).protocol)
  );
}

export const NO_HTTP_URL = 'is no absolute http or https URL';
export const NO_REFERENCE = 'is no URL, absolute or relative to the server';
export const NOT_ONE_LINE = 'holds a control character or a line break';
