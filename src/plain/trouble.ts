import type { Failure } from '../domain/failure.ts';
import { plainText } from '../domain/plain-text.ts';
import { retryAfterSeconds, secondsToWait, waitInWords } from '../domain/server/retry-after.ts';
import { TROUBLE_HELP } from '../guidance/client-help.ts';
import { sentence } from '../guidance/sentence.ts';
import { exchangeText } from '../guidance/trouble/exchange-text.ts';
import { type Troubles, troublesOf } from '../guidance/trouble/trouble-rows.ts';
import { troubleWords } from '../guidance/trouble/trouble-words.ts';
import {
  dismissal,
  mintAgain,
  type Situation,
  safeRetry,
  sendAnyway,
  type WayOut,
} from '../guidance/trouble/ways-out.ts';
import { choose, type Option } from './dialogue.ts';
import { type Answer, type Asked, told } from './question.ts';
import { SAVE_BUNDLE, saveBundle } from './save-bundle.ts';
import { askAboutOrigin } from './server-question.ts';
import { askUnknown } from './unknown.ts';

/** What went wrong, the likely causes with their evidence, and each way out as a number. */
export async function askInTrouble(asked: Asked, failure: Failure): Promise<Answer> {
  if (failure.kind === 'outcome-unknown') return askUnknown(asked, failure);
  const { asker, state, steps, clock, isAnew } = asked;
  const situation: Situation = { state, failure, steps, at: clock.now() };
  const troubles = troublesOf(situation);
  if (isAnew) sayTrouble(asked, failure, troubles);
  if (failure.kind === 'origin-not-allowed' && state.here === 'server') return askAboutOrigin(asked, failure.origin);
  const exchange = 'exchange' in failure ? failure.exchange : undefined;
  const options: Option<WayOut | 'details' | 'bundle' | 'leave'>[] = [
    ...waysOut(situation, troubles),
    ...(exchange ? [{ value: 'details' as const, label: 'read the request and its answer' }] : []),
    { value: 'bundle', label: SAVE_BUNDLE },
    { value: 'leave', label: 'leave' },
  ];
  const chosen = await choose(asker, options, { initial: firstOffered(options, troubles), help: TROUBLE_HELP });
  if (chosen === 'leave') return chosen;
  if (chosen === 'bundle') return saveBundle(asked);
  if (chosen === 'details') {
    if (exchange) asker.quote(exchangeText(exchange));
    return 'again';
  }
  const way = chosen === 'back' ? dismissal(situation) : chosen;
  return isTooEarly(asked, failure, way) ? 'again' : told(way.happening, way.focus);
}

function sayTrouble(asked: Asked, failure: Failure, { rows, isBack }: Troubles): void {
  const { asker } = asked;
  const { headline, said, next, problems } = troubleWords(failure);
  asker.say(sentence(`Trouble: ${headline}`));
  if (isBack) asker.say('It is the same as before: what was done since did not help.');
  if (said !== undefined) asker.say(`The server said: "${said}"`);
  for (const problem of problems) asker.say(sentence(problem));
  for (const line of next) asker.say(line);
  for (const { headline: cause, likelihood, evidence, tries } of rows.slice(0, MOST_CAUSES)) {
    if (cause === undefined || likelihood === undefined) continue;
    asker.say(sentence(`A ${likelihood} cause: ${cause}`));
    for (const seen of evidence.filter(one => !SAID_ALREADY.test(one)).slice(0, 3))
      asker.say(sentence(`- ${plainText(seen)}`));
    for (const way of tries.slice(0, 1)) asker.say(sentence(`- What helps: ${plainText(way)}`));
  }
  sayWait(asked, failure);
  asker.say('Your answers are kept.');
}

/** What the answer was, and the server's own words, stand above all causes. */
const SAID_ALREADY = /^(the answer was|the server said) /;
/** Less likely ones are noise to somebody who has to hear them one by one. */
const MOST_CAUSES = 3;

/** What helps against the likeliest cause is first, and each way is there once. */
function waysOut(situation: Situation, { rows }: Troubles): Option<WayOut>[] {
  const ways = [
    ...rows.map(({ way }) => (way && 'happening' in way ? way : undefined)),
    sendAnyway(situation),
    safeRetry(situation),
    mintAgain(situation),
    dismissal(situation),
  ].filter(way => way !== undefined);
  const seen = new Set<string>();
  return ways.flatMap(way => {
    const does = JSON.stringify(way.happening);
    if (seen.has(does)) return [];
    seen.add(does);
    return [{ value: way, label: way.does }];
  });
}

/** What Enter alone takes: never what was tried in vain. */
function firstOffered(
  options: readonly Option<WayOut | 'details' | 'bundle' | 'leave'>[],
  { first }: Troubles,
): number {
  const wanted = first.way && 'happening' in first.way ? JSON.stringify(first.way.happening) : undefined;
  return options.findIndex(({ value }) =>
    wanted === undefined ? value === 'leave' : typeof value === 'object' && JSON.stringify(value.happening) === wanted,
  );
}

/** A server that wants to be left alone for a while is. */
function isTooEarly(asked: Asked, failure: Failure, { happening }: WayOut): boolean {
  return happening.type === 'retried' && sayWait(asked, failure) > 0;
}

/** Says how long the server wants to be left alone, counted from when its answer was here; the seconds. */
function sayWait({ asker, clock, arrivedAt }: Asked, failure: Failure): number {
  const left = secondsToWait(retryAfterSeconds(failure), arrivedAt, clock.now());
  if (left > 0) asker.say(`The server wants to be left alone: try again in ${waitInWords(left)}.`);
  return left;
}
