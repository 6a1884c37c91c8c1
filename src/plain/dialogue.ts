import type { StepHelp } from '../guidance/step-help.ts';
import type { Asker } from './asker.ts';

/** What can be said to every question besides its answer. */
export type Turn = 'back' | 'leave';
export type Option<V> = { value: V; label: string };

export function isTurn(answer: unknown): answer is Turn {
  return answer === 'back' || answer === 'leave';
}

/** A numbered list, answered by a number, by `b`, `q` or `?`, or by Enter for the one in brackets. */
export async function choose<V>(
  asker: Asker,
  options: readonly Option<V>[],
  { initial = 0, help }: { initial?: number; help: StepHelp },
): Promise<V | Turn> {
  const list = () => {
    for (const [index, { label }] of options.entries()) asker.say(`${index + 1}. ${label}`);
  };
  list();
  for (;;) {
    const typed = (await asker.line(`Number, b for back, q to leave, ? for help [${initial + 1}]:`)).trim();
    const turn = turnOf(typed);
    if (turn) return turn;
    const chosen = options[typed === '' ? initial : Number(typed) - 1];
    if (chosen && typed !== '?') return chosen.value;
    if (typed === '?') {
      sayHelp(asker, help);
      asker.say('Type the number of a line and Enter; Enter alone takes the one in brackets.');
      list();
    } else asker.say(`Please type a number from 1 to ${options.length}.`);
  }
}

export type TextOptions = {
  /** Enter alone keeps it. */
  initial: string;
  help: StepHelp;
  /** `-` answers with nothing. */
  mayBeEmpty?: boolean;
  /** What keeps a text from being an answer, as a sentence. */
  problemOf?: (text: string) => string | undefined | Promise<string | undefined>;
};

/** One line of text. What would be a command (b, q, ?, -) is text within quotes. */
export async function askText(
  asker: Asker,
  what: string,
  { initial, help, mayBeEmpty = false, problemOf }: TextOptions,
): Promise<{ text: string } | Turn> {
  for (;;) {
    const prompt = `${what}${mayBeEmpty && initial !== '' ? ', - for none' : ''}`;
    const typed = (await asker.line(initial === '' ? `${prompt}:` : `${prompt} [${initial}]:`)).trim();
    const turn = turnOf(typed);
    if (turn) return turn;
    if (typed === '?') {
      sayHelp(asker, help);
      continue;
    }
    const text = typed === '' ? initial : mayBeEmpty && typed === '-' ? '' : unquoted(typed);
    const problem = text === '' && !mayBeEmpty ? 'Please type an answer; b goes back.' : await problemOf?.(text);
    if (problem === undefined) return { text };
    asker.say(problem);
  }
}

/** Text questions one after the other; b goes to the one before, and at the first one out of them. */
export async function askInTurn<F extends string>(
  fields: readonly F[],
  ask: (field: F, said: Partial<Record<F, string>>) => Promise<{ text: string } | Turn>,
): Promise<Record<F, string> | Turn> {
  const said: Partial<Record<F, string>> = {};
  for (let place = 0; place < fields.length; ) {
    const field = fields[place] as F;
    const answer = await ask(field, said);
    if (answer === 'leave' || (answer === 'back' && place === 0)) return answer;
    if (answer === 'back') place -= 1;
    else {
      said[field] = answer.text;
      place += 1;
    }
  }
  return said as Record<F, string>;
}

export function turnOf(typed: string): Turn | undefined {
  const letter = typed.toLowerCase();
  return letter === 'b' ? 'back' : letter === 'q' ? 'leave' : undefined;
}

/** What the step is, what can go wrong at it, and where that is written. */
export function sayHelp(asker: Asker, { title, about, goesWrong, sources }: StepHelp): void {
  asker.say(`Help: ${title}.`);
  for (const paragraph of about) asker.say(paragraph);
  if (goesWrong.length > 0) asker.say('What can go wrong:');
  for (const trouble of goesWrong) asker.say(`- ${trouble}`);
  if (sources.length > 0) asker.say(`Read more: ${sources.join('; ')}.`);
}

function unquoted(typed: string): string {
  return /^"([bq?-])"$/i.exec(typed)?.[1] ?? typed;
}
