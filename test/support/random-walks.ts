import * as fc from 'fast-check';
import type { Instant } from '../../src/domain/instant.ts';
import { clientTemplates } from '../../src/domain/metadata/client-templates.ts';
import type { AuthorizationServer } from '../../src/domain/server/authorization-server.ts';
import type { Attempt } from '../../src/engine/reduce.ts';
import type { Itinerary, State } from '../../src/engine/state.ts';
import type { Reply } from '../../src/flow/effect.ts';
import type { Happening } from '../../src/flow/event.ts';
import { STEP_IDS, type StepId, UPDATE_STEP_IDS } from '../../src/flow/step.ts';
import {
  adminToken,
  givenIat,
  goodReply,
  initialAccessToken,
  itinerary,
  keyMaterial,
  later,
  outcomeUnknown,
  REDIRECT_URIS,
  refusal,
  SERVER,
  unreachable,
} from './flow.ts';
import { ADDED_URI, managed, updateItinerary } from './managed.ts';

/** One thing that happens, as a recipe: what it comes to depends on where the walk is by then. */
export type Chance =
  | { chance: 'sensible' }
  /** Something that fits the step: where we stand, or another one, as by a key pressed too late. */
  | { chance: 'said'; pick: number; at?: StepId }
  | { chance: 'moved'; happening: Happening }
  | { chance: 'answered'; how: 'well' | 'badly' | 'oddly'; attempt?: number; pick: number }
  | { chance: 'waited'; seconds: number };

const { registration_endpoint: _, ...UNFINISHED } = SERVER;
const WITHOUT_MINT = STEP_IDS.filter(id => id !== 'admin-token' && id !== 'mint');

export const itineraries: fc.Arbitrary<Itinerary> = fc.oneof(
  fc.constant(itinerary()),
  fc.constant(givenIat({ lifetimeSeconds: 5000, maxUses: 2 })),
  fc.constant(itinerary({ steps: WITHOUT_MINT, known: { openRegistration: true } })),
  fc.constant(itinerary({ steps: ['server', 'admin-token', 'mint', 'hand-over'], known: { registers: false } })),
  fc.constantFrom(updateItinerary(), updateItinerary({ changes: { members: [], keys: 'add' } })),
  fc
    .subarray(['server', 'template', 'keys', 'redirect-uris'] satisfies StepId[])
    .map(silent => itinerary({ silent, known: { template: 'spa-pkce' } })),
);

const THIRD: AuthorizationServer = {
  url: 'https://third.example.com',
  initial_access_token_endpoint: 'https://third.example.com/mint',
  registration_endpoint: 'https://third.example.com/register',
  wire: SERVER.wire,
};

const MEMBERS: [string, string | string[] | null][] = [
  ['scope', 'openid'],
  ['client_name', 'renamed'],
  ['client_name', null],
  ['token_endpoint_auth_method', 'private_key_jwt'],
  ['jwks_uri', 'https://app.example.com/jwks'],
  ['redirect_uris', ['https://b.example.com/cb']],
  ['redirect_uris', null],
  ['grant_types', ['client_credentials']],
];

/** What people say at each step, wise and unwise. */
const SAYINGS: Record<StepId, Happening[]> = {
  server: [SERVER, UNFINISHED, THIRD, { ...SERVER, url: THIRD.url }].map(server => ({
    type: 'server-chosen',
    server,
    allowedOrigins: [],
    registers: true,
  })),
  'admin-token': [-1, 50, 9000].map(lapses => ({ type: 'admin-token-given', adminToken: adminToken(lapses) })),
  mint: [{}, { expires_in: 60, max_uses: 1 }, { expires_in: 3600 }, { max_uses: 0 }].map(parameters => ({
    type: 'mint-confirmed',
    parameters,
  })),
  template: ['unheard-of', ...clientTemplates.map(({ name }) => name)].map(template => ({
    type: 'template-chosen',
    template,
    metadata: {},
  })),
  keys: [
    { type: 'keys-chosen', choice: { from: 'none' } },
    { type: 'keys-chosen', choice: { from: 'generate', alg: 'ES256' } },
  ],
  'redirect-uris': [[], REDIRECT_URIS, ['http://app.example.com/cb'], ['no uri']].map(redirectUris => ({
    type: 'redirect-uris-kept',
    redirectUris,
  })),
  review: [
    ...[true, true, false].map(sendAnyway => ({ type: 'review-confirmed' as const, sendAnyway })),
    ...MEMBERS.map(([member, value]) => ({ type: 'member-set' as const, member, value })),
  ],
  register: [
    { type: 'retried' },
    ...['bff-server', 'renamed', ''].map(clientName => ({
      type: 'second-registration-confirmed' as const,
      clientName,
    })),
  ],
  result: [
    { type: 'another-client-wanted' },
    { type: 'result-read' },
    ...['bff-server', 'renamed', 'client-1'].map(clientName => ({ type: 'undo-confirmed' as const, clientName })),
  ],
  'hand-over': [
    { type: 'hand-over-confirmed', targets: [] },
    { type: 'hand-over-confirmed', targets: [{ to: 'checklist', items: ['restart'] }] },
  ],
  'read-client': [{ type: 'client-chosen', target: managed(), allowedOrigins: [] }, { type: 'retried' }],
  'review-update': [
    ...[true, false].map(sendAnyway => ({ type: 'update-confirmed' as const, sendAnyway })),
    { type: 'member-set', member: 'redirect_uris', value: [ADDED_URI] },
    { type: 'member-set', member: 'jwks', value: null },
    ...MEMBERS.map(([member, value]) => ({ type: 'member-set' as const, member, value })),
  ],
  update: [{ type: 'retried' }],
};

export function saying(step: StepId, pick: number): Happening | undefined {
  const sayings = SAYINGS[step];
  return sayings[pick % sayings.length];
}

const ALL_STEPS: readonly StepId[] = [...STEP_IDS, ...UPDATE_STEP_IDS];

const moved = fc
  .constantFrom<Happening>({ type: 'went-back' }, ...ALL_STEPS.map(to => ({ type: 'jumped' as const, to })))
  .map((happening): Chance => ({ chance: 'moved', happening }));
const said = fc.nat(50).map((pick): Chance => ({ chance: 'said', pick }));
const saidElsewhere = fc
  .tuple(fc.nat(50), fc.constantFrom(...ALL_STEPS))
  .map(([pick, at]): Chance => ({ chance: 'said', pick, at }));
const answered = fc.record({
  chance: fc.constant('answered' as const),
  how: fc.constantFrom('well' as const, 'badly' as const, 'badly' as const, 'badly' as const, 'oddly' as const),
  pick: fc.nat(9),
});
const answeredLate = fc.record({
  chance: fc.constant('answered' as const),
  how: fc.constant('well' as const),
  attempt: fc.nat(12),
  pick: fc.nat(9),
});
const waited = fc.constantFrom(1, 61, 4000).map((seconds): Chance => ({ chance: 'waited', seconds }));
const sensibly = fc.constant<Chance>({ chance: 'sensible' });

/** Some way into the flow, and then anything at all. */
export const chances: fc.Arbitrary<Chance[]> = fc
  .tuple(
    fc.array(sensibly, { maxLength: 12, size: 'max' }),
    fc.array(
      fc.oneof(
        { weight: 4, arbitrary: sensibly },
        { weight: 6, arbitrary: said },
        { weight: 3, arbitrary: moved },
        { weight: 1, arbitrary: saidElsewhere },
        { weight: 4, arbitrary: answered },
        { weight: 1, arbitrary: answeredLate },
        { weight: 1, arbitrary: waited },
      ),
      { maxLength: 50, size: 'max' },
    ),
  )
  .map(([first, anything]) => [...first, ...anything]);

const STAGES: Partial<Record<Attempt['effect']['type'], 'register' | 'update' | 'delete'>> = {
  'register-client': 'register',
  'update-client': 'update',
  'delete-client': 'delete',
};

/** A reply to that attempt: as it should be, a failure of any kind, or something that fits nothing that was asked. */
export function someReply(
  { effect, attempt }: Attempt,
  how: 'well' | 'badly' | 'oddly',
  pick: number,
  at: Instant,
): Reply {
  if (how === 'oddly') {
    return pick % 2 === 0 ? { type: 'keys-obtained', keys: keyMaterial() } : { type: 'handed-over', handedOver: [] };
  }
  if (how === 'well') return goodReply(effect, at, attempt);
  if (effect.type === 'mint-iat' && pick < 3) {
    return { type: 'iat-minted', iat: initialAccessToken({ receivedAt: at, lifetimeSeconds: 0 }) };
  }
  const stage = STAGES[effect.type];
  if (stage === undefined) return { type: 'failed', failure: unreachable('mint') };
  const failures = [outcomeUnknown(stage), refusal(stage), refusal(stage, 'invalid_token', 401)];
  return { type: 'failed', failure: failures[pick % 4] ?? unreachable(stage) };
}

/** What somebody does who wants to get to the end: undefined where only another start of the program can help. */
export function sensible(state: State, at: Instant): Happening | undefined {
  const { here, failure, answers, itinerary: plan } = state;
  const secondsIn = (at.wall - later(0).wall) / 1000;
  switch (here) {
    case 'server':
      return { type: 'server-chosen', server: SERVER, allowedOrigins: [], registers: plan.known.registers };
    case 'admin-token':
      return { type: 'admin-token-given', adminToken: adminToken(secondsIn + 7200) };
    case 'mint':
      return { type: 'mint-confirmed', parameters: { expires_in: 3600, max_uses: 10 } };
    case 'template':
      return { type: 'template-chosen', template: 'bff-server', metadata: {} };
    case 'keys':
      return answers.changes?.keys === 'add'
        ? { type: 'keys-chosen', choice: { from: 'generate', alg: 'ES256' } }
        : { type: 'keys-chosen', choice: { from: 'none' } };
    case 'redirect-uris':
      return { type: 'redirect-uris-kept', redirectUris: REDIRECT_URIS };
    case 'review':
      return { type: 'review-confirmed', sendAnyway: true };
    case 'register':
      if (answers.unsettled) {
        return { type: 'second-registration-confirmed', clientName: answers.unsettled.client_name ?? '' };
      }
      return failure?.kind === 'iat-unusable' ? undefined : { type: 'retried' };
    case 'result':
      return { type: 'result-read' };
    case 'hand-over':
      return { type: 'hand-over-confirmed', targets: [] };
    case 'read-client':
      return { type: 'client-chosen', target: managed(), allowedOrigins: [] };
    case 'review-update':
      // The key that is to be added was not made.
      return failure?.kind === 'not-valid'
        ? { type: 'jumped', to: 'keys' }
        : { type: 'update-confirmed', sendAnyway: true };
    case 'update':
      return answers.unsettled ? { type: 'jumped', to: 'read-client' } : { type: 'retried' };
  }
}
