/** With a capital letter, where it begins with a word: a path, an address or a name of the wire stays as it is. */
export function capitalized(text: string): string {
  return /^[a-z]+(?=[\s,;:'’]|$)/.test(text) && !/^[a-z]+:\/\//.test(text)
    ? text.charAt(0).toUpperCase() + text.slice(1)
    : text;
}

/** The same with an end. */
export function sentence(text: string): string {
  return capitalized(/[.?!:"]$/.test(text) ? text : `${text}.`);
}
