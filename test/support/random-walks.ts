import * as fc from 'fast-check';
import type { AuthorizationServer } from '../../src/domain/authorization-server.ts';
import { clientTemplates } from '../../src/domain/client-templates.ts';
import type { Instant } from '../../src/domain/instant.ts';
import type { Attempt } from '../../src/engine/reduce.ts';
import type { Itinerary, State } from '../../src/engine/state.ts';
import type { Reply } from '../../src/flow/effect.ts';
import type { Happening } from '../../src/flow/event.ts';
import { STEP_IDS, type StepId } from '../../src/flow/step.ts';
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

/** One thing that happens, as a recipe: what it comes to depends on where the walk is by then. */
export type Chance =
  | { chance: 'sensible' }
  | { chance: 'said'; happening: Happening; at?: StepId }
  | { chance: 'answered'; how: 'well' | 'badly' | 'oddly'; attempt?: number; pick: number }
  | { chance: 'waited'; seconds: number };

const { registration_endpoint: _, ...UNFINISHED } = SERVER;
const WITHOUT_MINT = STEP_IDS.filter(id => id !== 'admin-token' && id !== 'mint');

export const itineraries: fc.Arbitrary<Itinerary> = fc.oneof(
  fc.constant(itinerary()),
  fc.constant(givenIat({ lifetimeSeconds: 5000, maxUses: 2 })),
  fc.constant(itinerary({ steps: WITHOUT_MINT, known: { openRegistration: true } })),
  fc.constant(itinerary({ steps: ['server', 'admin-token', 'mint', 'hand-over'], known: { registers: false } })),
  fc
    .subarray(['server', 'template', 'keys', 'redirect-uris'] satisfies StepId[])
    .map(silent => itinerary({ silent, known: { template: 'spa-pkce' } })),
);

const someMember = fc.constantFrom(
  ['scope', 'openid'],
  ['client_name', 'renamed'],
  ['client_name', null],
  ['token_endpoint_auth_method', 'private_key_jwt'],
  ['token_endpoint_auth_method', 'none'],
  ['jwks_uri', 'https://app.example.com/jwks'],
  ['redirect_uris', ['https://b.example.com/cb']],
  ['redirect_uris', null],
  ['grant_types', ['client_credentials']],
) satisfies fc.Arbitrary<[string, string | string[] | null]>;

const happenings: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({
    type: fc.constant('server-chosen' as const),
    server: fc.constantFrom<AuthorizationServer>(
      SERVER,
      UNFINISHED,
      { ...SERVER, url: 'https://other.example.com' },
      { url: 'https://third.example.com', registration_endpoint: 'https://third.example.com/r', wire: SERVER.wire },
    ),
    allowedOrigins: fc.constantFrom<string[]>([], ['https://idp.example.com']),
    registers: fc.constant(true),
  }),
  fc.constantFrom(-1, 50, 9000, 90_000).map(lapses => ({
    type: 'admin-token-given' as const,
    adminToken: adminToken(lapses),
  })),
  fc.record({
    type: fc.constant('mint-confirmed' as const),
    parameters: fc.constantFrom({}, { expires_in: 60, max_uses: 1 }, { expires_in: 3600 }, { max_uses: 0 }),
  }),
  fc.record({
    type: fc.constant('template-chosen' as const),
    template: fc.constantFrom('unheard-of', ...clientTemplates.map(({ name }) => name)),
    metadata: fc.constantFrom({}, { scope: 'profile' }),
  }),
  fc.record({
    type: fc.constant('keys-chosen' as const),
    choice: fc.constantFrom({ from: 'none' } as const, { from: 'generate', alg: 'ES256' } as const),
  }),
  fc.record({
    type: fc.constant('redirect-uris-kept' as const),
    redirectUris: fc.constantFrom(REDIRECT_URIS, [], ['http://app.example.com/cb'], ['no uri']),
  }),
  someMember.map(([member, value]) => ({ type: 'member-set' as const, member, value })),
  fc.boolean().map(sendAnyway => ({ type: 'review-confirmed' as const, sendAnyway })),
  fc.constantFrom('bff-server', 'spa', 'renamed', '').map(clientName => ({
    type: 'second-registration-confirmed' as const,
    clientName,
  })),
  fc.constantFrom<Happening>(
    { type: 'retried' },
    { type: 'result-read' },
    { type: 'hand-over-confirmed', targets: [] },
    { type: 'hand-over-confirmed', targets: [{ to: 'checklist', items: ['restart'] }] },
  ),
);

/** What can be said almost everywhere. */
const moves: fc.Arbitrary<Happening> = fc.oneof(
  fc.constantFrom(...STEP_IDS).map(to => ({ type: 'jumped' as const, to })),
  fc.constantFrom<Happening>({ type: 'went-back' }, { type: 'retried' }, { type: 'another-client-wanted' }),
);

const said = fc
  .oneof({ weight: 2, arbitrary: happenings }, { weight: 1, arbitrary: moves })
  .map((happening): Chance => ({ chance: 'said', happening }));
const saidElsewhere = fc
  .tuple(happenings, fc.constantFrom(...STEP_IDS))
  .map(([happening, at]): Chance => ({ chance: 'said', happening, at }));
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
        { weight: 8, arbitrary: said },
        { weight: 1, arbitrary: saidElsewhere },
        { weight: 4, arbitrary: answered },
        { weight: 1, arbitrary: answeredLate },
        { weight: 1, arbitrary: waited },
      ),
      { maxLength: 50, size: 'max' },
    ),
  )
  .map(([first, anything]) => [...first, ...anything]);

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
  if (effect.type !== 'register-client') return { type: 'failed', failure: unreachable('mint') };
  const failures = [outcomeUnknown(), refusal('register'), refusal('register', 'invalid_token', 401)];
  return { type: 'failed', failure: failures[pick % 4] ?? unreachable('register') };
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
      return { type: 'keys-chosen', choice: { from: 'none' } };
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
  }
}
