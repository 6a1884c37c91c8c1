import type { Diagnosis } from '../../domain/evidence/evidence.ts';
import type { Failure } from '../../domain/failure.ts';
import { requestFindings } from '../../domain/findings/request-findings.ts';
import type { Instant } from '../../domain/instant.ts';
import { nameOf } from '../../domain/management/managed-client.ts';
import { plainText } from '../../domain/plain-text.ts';
import { askedMetadata } from '../../domain/registration/registration-request.ts';
import type { Steps } from '../../engine/reduce.ts';
import type { State } from '../../engine/state.ts';
import type { Happening } from '../../flow/event.ts';
import { STEP_IDS, type StepId } from '../../flow/step.ts';
import { mayJump } from '../may-jump.ts';

/** Where the cursor is wanted when a step is next drawn: the member at fault, and which entry of it. */
export type WantedFocus = {
  step: StepId;
  member?: string | undefined;
  index?: number | undefined;
  /** Id of the cause that leads there: what stands there now is at fault. */
  cause?: string;
};

/** What Enter does about a failure: one happening, and where the cursor is wanted then. */
export type WayOut = { does: string; happening: Happening; focus?: WantedFocus };

/** Where nothing at this screen mends it, or all of that was tried: out of the run. */
export type Leaving = { does: string; leaves: true };
export const LEAVING: Leaving = { does: 'leave', leaves: true };

export type Situation = { state: State; failure: Failure; steps: Steps | undefined; at: Instant };

const GOING: Readonly<Record<StepId, string>> = {
  server: 'change the addresses of the server',
  'admin-token': 'give another admin access token',
  mint: 'mint a fresh token',
  template: 'choose another template',
  keys: 'choose other keys',
  'redirect-uris': 'change the redirect URIs',
  review: 'look through the request',
  register: 'go back',
  result: 'go back',
  'hand-over': 'go back',
  'read-client': 'read the client again',
  'review-update': 'look through the changes',
  update: 'go back',
};

/** The way out that a cause names, where it leads anywhere from here; else trying again, where that is safe. */
export function wayOutOf(cause: Diagnosis, situation: Situation): WayOut | undefined {
  const wanted = STEP_IDS.find(id => id === cause.goTo);
  if (wanted === undefined) return safeRetry(situation);
  const to = [wanted, ...INSTEAD].find(id => isOpen(id, wanted, situation));
  return to === undefined ? undefined : jump(to, cause, situation);
}

/** Where a step does not apply to this client, its members are changed in the review. */
const INSTEAD: readonly StepId[] = ['review'];
const HAS_MEMBERS: readonly StepId[] = ['template', 'keys', 'redirect-uris', 'review'];

function isOpen(id: StepId, wanted: StepId, { state, steps, at }: Situation): boolean {
  return (id === wanted || HAS_MEMBERS.includes(wanted)) && mayJump(steps, state, id, at);
}

function jump(to: StepId, cause: Diagnosis, { state }: Situation): WayOut {
  const fault = faultOf(cause, state);
  const there = to === state.here ? hereAgain(state) : GOING[to];
  const first = to === 'review' && fault.member ? `change ${plainText(fault.member, 40)}` : there;
  return {
    does: state.here === 'register' ? `${first}, then register again` : first,
    happening: { type: 'jumped', to },
    focus: { step: to, ...fault, cause: cause.cause },
  };
}

/** What a cause is about where nothing names a member: the topic of its id. */
const TOPICS: Readonly<Record<string, string>> = { redirect: 'redirect_uris', scope: 'scope', keys: 'jwks' };

/** The member at fault and which entry of it: as the evidence has it, or as our own look at the request has it. */
function faultOf({ cause, member, evidence, goTo }: Diagnosis, { answers, failure }: State): Partial<WantedFocus> {
  if (goTo === 'server') return addressAtFault(cause, failure);
  const quoted = evidence.map(sentence => /^(redirect_uris)\[(\d+)\]/.exec(sentence)).find(found => found !== null);
  if (quoted) return { member: quoted[1], index: Number(quoted[2]) };
  const finding = requestFindings(askedMetadata(answers), { keys: answers.keys?.choice, server: answers.server }).find(
    ({ cause: known }) => known === cause,
  );
  const [topic = ''] = cause.split('.');
  const name = member ?? finding?.member ?? (Object.hasOwn(TOPICS, topic) ? TOPICS[topic] : undefined);
  return { ...(name !== undefined && { member: name }), ...(finding?.index !== undefined && { index: finding.index }) };
}

/** A connection fails at the server's own address; what answers amiss does so at the endpoint that was asked. */
function addressAtFault(cause: string, failure: Failure | undefined): Partial<WantedFocus> {
  const stage = failure && 'stage' in failure ? failure.stage : undefined;
  if (/^(network|tls|discovery|input)\./.test(cause) || stage === undefined) return {};
  return { member: stage === 'mint' ? 'initial_access_token_endpoint' : 'registration_endpoint' };
}

const HERE: Readonly<Record<StepId, string>> = {
  ...GOING,
  server: 'look at the server again',
  mint: 'change label, lifetime or uses',
  template: 'choose a template',
  'hand-over': 'look at the files again',
};

/** A silent step does by itself what it did before. */
function hereAgain({ here, itinerary }: State): string {
  return itinerary.silent.includes(here) ? 'try again' : HERE[here];
}

const REPEATABLE: readonly Failure['kind'][] = [
  'unreachable',
  'no-answer',
  'oauth-error',
  'refused',
  'unexpected-answer',
  'not-written',
];

/** Steps that send something to the server by themselves. */
const REQUESTS: readonly StepId[] = ['mint', 'register', 'read-client', 'update'];

/** The same request once more: never where the outcome of the last one is unknown. */
export function safeRetry({ state, failure }: Situation): WayOut | undefined {
  const isRequest = REQUESTS.includes(state.here);
  const isSafe = REPEATABLE.includes(failure.kind) && state.answers.unsettled === undefined;
  return isRequest && isSafe ? { does: 'try again', happening: { type: 'retried' } } : undefined;
}

/** Away from the failure, to the question that stands before it; everything typed is kept. */
export function dismissal({ state, failure, steps, at }: Situation): WayOut {
  const { here } = state;
  return mayJump(steps, state, here, at)
    ? {
        does: hereAgain(state),
        happening: { type: 'jumped', to: here },
        focus: { step: here, ...blockedPlace(failure) },
      }
    : { does: 'go back', happening: { type: 'went-back' } };
}

/** Problems name their place: `redirect_uris[2]: …`. */
function blockedPlace(failure: Failure): Partial<WantedFocus> {
  const [first = ''] = failure.kind === 'blocked' ? failure.problems : [];
  const [, member, index] = /^([^\s[:]+)\[(\d+)\]: /.exec(first) ?? [];
  return member === undefined ? {} : { member, index: Number(index) };
}

/** A fresh initial access token, where a registration failed and this run can mint one. */
export function mintAgain({ state, failure, steps, at }: Situation): WayOut | undefined {
  const isRegistration = state.here === 'register' && failure.kind !== 'outcome-unknown';
  if (!isRegistration || !mayJump(steps, state, 'mint', at)) return undefined;
  return { does: GOING.mint, happening: { type: 'jumped', to: 'mint' }, focus: { step: 'mint' } };
}

/** What most servers refuse, sent all the same: the operator's word stands against ours. */
export function sendAnyway({ state, failure }: Situation): WayOut | undefined {
  const { target, registered, allowedOrigins } = state.answers;
  if (failure.kind === 'origin-not-allowed' && state.here === 'read-client' && target) {
    const does = `send the token to ${plainText(failure.origin, 80)}`;
    const allowed = [...allowedOrigins, failure.origin];
    return { does, happening: { type: 'client-chosen', target, allowedOrigins: allowed } };
  }
  if (failure.kind === 'origin-not-allowed' && state.here === 'result' && registered) {
    const does = `delete it, and send its token to ${plainText(failure.origin, 80)}`;
    const clientName = nameOf(registered);
    return { does, happening: { type: 'undo-confirmed', clientName, allowedOrigin: failure.origin } };
  }
  if (failure.kind !== 'blocked' || !failure.passable) return undefined;
  const does = 'send it anyway';
  if (state.here === 'review') return { does, happening: { type: 'review-confirmed', sendAnyway: true } };
  return state.here === 'review-update'
    ? { does, happening: { type: 'update-confirmed', sendAnyway: true } }
    : undefined;
}
