// C0 and C1 controls, soft hyphen, zero-width and bidirectional marks, line and paragraph separators, tag characters.
const UNSAFE =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/gu;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * A server's text made safe to show: one line, no control or direction characters, at most `most` characters
 * (an ellipsis says that some were cut).
 */
export function plainText(text: string, most = 500): string {
  const line = text
    .slice(0, most * 4)
    .replace(/[\r\n\t]+/g, ' ')
    .replace(UNSAFE, '')
    .replace(LONE_SURROGATE, '\ufffd')
    .trim();
  const characters = [...line];
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : line;
}

/** 1127 as `1,127`. By hand: the first use of Intl loads its tables, a tenth of a short run. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
