import type { Instant } from '../domain/instant.ts';
import { stepsToTake } from '../engine/foresee.ts';
import type { Steps } from '../engine/reduce.ts';
import type { State } from '../engine/state.ts';
import type { Answers } from '../flow/answers.ts';
import type { StepId } from '../flow/step.ts';
import { STEP_TITLES } from '../guidance/step-titles.ts';
import type { FrameStep } from './components/frame.tsx';

/** The steps as the head of the frame lists them: what was said, where we stand, what is to come. */
export function frameSteps(state: State, steps: Steps | undefined, at: Instant): FrameStep[] {
  const { itinerary, here, answers, finished } = state;
  const taken = steps ? stepsToTake(steps, state) : itinerary.steps;
  const place = finished ? taken.length : taken.indexOf(here);
  return taken.flatMap((id, index) => {
    if (!isListed(state, id)) return [];
    const standing = steps?.[id].standing(answers, at) ?? 'open';
    // The review is open until the client is registered; who is past it said yes. A product can be gone again, which
    // matters until there is a client.
    const isPassed = index < place && (steps?.[id].makes === undefined || answers.registered !== undefined);
    const answer = answerInShort(answers, id);
    return {
      id,
      title: STEP_TITLES[id],
      state: index === place ? 'here' : isPassed && standing === 'open' ? 'done' : standing,
      ...(answer !== undefined && { answer }),
    };
  });
}

/** What nobody is asked is no step to them, and the result is no question: it says what came of the last one. */
function isListed({ itinerary: { silent }, here }: State, id: StepId): boolean {
  return id !== 'result' && (id === here || !silent.includes(id));
}

function answerInShort({ server, adminToken, iat, template, keys, redirectUris, registered }: Answers, id: StepId) {
  switch (id) {
    case 'server':
      return server && (URL.parse(server.url)?.host ?? server.url);
    case 'admin-token':
      return adminToken && (adminToken.look.form === 'jwt' ? 'a JWT' : 'given');
    case 'mint':
      return iat && (iat.maxUses === undefined ? 'minted' : counted(iat.maxUses, 'use'));
    case 'template':
      return template;
    case 'keys':
      return keys && (keys.kid ?? (keys.choice.from === 'none' ? 'none' : keys.jwks_uri));
    case 'redirect-uris':
      return redirectUris && counted(redirectUris.length, 'URI');
    case 'register':
      return registered?.client.client_id;
    default:
      return undefined;
  }
}

function counted(count: number, what: string): string {
  return `${count.toLocaleString('en-US')} ${what}${count === 1 ? '' : 's'}`;
}
