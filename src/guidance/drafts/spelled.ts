/** What our own words are written with where Unicode is missing. Pairs of arrows stand before single ones. */
const SPELLED: readonly (readonly [string, string])[] = [
  ['↑↓', 'Up/Down'],
  ['←→', 'Left/Right'],
  ['↑', 'Up'],
  ['↓', 'Down'],
  ['←', '<-'],
  ['→', '->'],
  [' ·', ','],
  ['·', '-'],
  ['…', '...'],
  ['–', '-'],
  ['—', '-'],
  ['«', '"'],
  ['»', '"'],
  ['“', '"'],
  ['”', '"'],
  ['‘', "'"],
  ['’', "'"],
  ['≤', '<='],
  ['✔', 'v'],
  ['●', '*'],
  ['○', 'o'],
  ['▲', '!'],
  ['✖', 'x'],
  ['❯', '>'],
  ['•', '*'],
];

/** Our own prose (never an operator's or a server's value) for where Unicode is missing. */
export function spelled(text: string): string {
  return SPELLED.reduce((written, [sign, plain]) => written.replaceAll(sign, plain), text);
}
