import type { Answers } from '../../src/flow/answers.ts';
import type { Happening } from '../../src/flow/event.ts';
import type { Step } from '../../src/flow/step.ts';
import { begun, itinerary, keyMaterial, later, REDIRECT_URIS, SERVER } from './flow.ts';

/** The answers of a bff-server at its review, with an admin token and without an IAT. */
export function answersOf(changes: Partial<Answers> = {}): Answers {
  return {
    allowedOrigins: [],
    server: SERVER,
    template: 'bff-server',
    keys: keyMaterial(),
    redirectUris: REDIRECT_URIS,
    metadata: {},
    earlier: [],
    ...changes,
  };
}

/** Before anything was said. */
export const NOTHING: Answers = begun(itinerary()).answers;

/** What no step listens to but the one it is meant for. */
const ELSEWHERE: Happening[] = [
  { type: 'mint-confirmed', parameters: {} },
  { type: 'keys-chosen', choice: { from: 'none' } },
  { type: 'result-read' },
  { type: 'hand-over-confirmed', targets: [] },
  { type: 'review-confirmed', sendAnyway: true },
  { type: 'template-chosen', template: 'native', metadata: {} },
];

/** The happenings meant for others that a step did not shrug off. */
export function overheard(step: Step, own: Happening['type'][], answers: Answers): Happening[] {
  const shrug = JSON.stringify({ do: 'stay' });
  return ELSEWHERE.filter(({ type }) => !own.includes(type)).filter(
    happening => JSON.stringify(step.hear(answers, happening, later(1))) !== shrug,
  );
}
