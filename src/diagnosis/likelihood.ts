const WORDS: readonly (readonly [least: number, word: string])[] = [
  [0.8, 'very likely'],
  [0.5, 'likely'],
  [0.25, 'possible'],
];

/** How sure a diagnosis is, in words: the same on a screen, in plain lines and in the talk of a run. */
export function likelihood(confidence: number): string {
  return WORDS.find(([least]) => confidence >= least)?.[1] ?? 'less likely';
}
