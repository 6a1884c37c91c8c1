import type { Asker } from './asker.ts';

export type Option<V> = { value: V; label: string };

/** A numbered list, answered by a number, by `b`, `q` or `?`, or by Enter for the one in brackets. */
export async function choose<V>(
  asker: Asker,
  options: readonly Option<V>[],
  { initial = 0, help }: { initial?: number; help?: string } = {},
): Promise<V | 'back' | 'leave'> {
  for (const [index, { label }] of options.entries()) asker.say(`${index + 1}. ${label}`);
  for (;;) {
    const typed = (await asker.line(`Number, b for back, q to leave, ? for help [${initial + 1}]:`)).trim();
    if (typed === 'b') return 'back';
    if (typed === 'q') return 'leave';
    const chosen = options[typed === '' ? initial : Number(typed) - 1];
    if (typed === '?') asker.say(help ?? 'Type the number of a line and Enter; Enter alone takes the one in brackets.');
    else if (chosen) return chosen.value;
    else asker.say(`Please type a number from 1 to ${options.length}.`);
  }
}

/** One line with a value to keep. `b` and `q` go back and leave. */
export async function ask(asker: Asker, what: string, initial: string): Promise<{ text: string } | 'back' | 'leave'> {
  const typed = (await asker.line(`${what} [${initial}]:`)).trim();
  if (typed === 'b') return 'back';
  if (typed === 'q') return 'leave';
  return { text: typed === '' ? initial : typed };
}
