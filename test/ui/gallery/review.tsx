import type { ReactNode } from 'react';
import type { Failure, FailureOf } from '../../../src/domain/failure.ts';
import type { HandedOver, HandOverTarget } from '../../../src/domain/hand-over.ts';
import type { JsonObject } from '../../../src/domain/json.ts';
import { type RegisteredClient, registeredClient } from '../../../src/domain/registration/registered-client.ts';
import { Secret } from '../../../src/domain/secrets/secret.ts';
import type { Exchange } from '../../../src/domain/server/request.ts';
import type { State } from '../../../src/engine/state.ts';
import type { Answers, Known } from '../../../src/flow/answers.ts';
import type { StepId } from '../../../src/flow/step.ts';
import { registrationView } from '../../../src/guidance/review/registration-view.ts';
import { memberNotes } from '../../../src/guidance/review/review-notes.ts';
import { MemberAdder } from '../../../src/ui/review/member-adder.tsx';
import { MemberEditor } from '../../../src/ui/review/member-editor.tsx';
import { RequestPanel } from '../../../src/ui/review/request-panel.tsx';
import { type Mode, reviewHints } from '../../../src/ui/review/review-hints.ts';
import { HandOverScreen } from '../../../src/ui/screens/hand-over.tsx';
import { OutcomeUnknown } from '../../../src/ui/screens/outcome-unknown.tsx';
import { RedirectUrisScreen } from '../../../src/ui/screens/redirect-uris.tsx';
import { ResultScreen } from '../../../src/ui/screens/result.tsx';
import { ReviewScreen } from '../../../src/ui/screens/review.tsx';
import { Trouble } from '../../../src/ui/screens/trouble.tsx';
import { StepFrame } from '../../../src/ui/step-frame.tsx';
import { initialAccessToken, keyMaterial, later, TELLTALE } from '../../support/flow.ts';
import type { Exhibit } from './exhibit.ts';
import { at, clock, DESK, EMPOWERNOW, InRun, NOW, staged } from './frame.tsx';

export const ASKED: JsonObject = {
  client_name: 'bff-server',
  token_endpoint_auth_method: 'private_key_jwt',
  grant_types: ['authorization_code'],
  response_types: ['code'],
  scope: 'openid profile email offline_access admin.api application.all dcr.register',
  redirect_uris: ['https://automate.ocg.labs.empowernow.ai/auth/callback'],
};

/** A registration as it was sent, and this answer to it. */
export function sent(
  status: number | undefined,
  body: JsonObject | string,
  headers: Record<string, string> = {},
): Exchange {
  return {
    request: {
      stage: 'register',
      method: 'POST',
      url: EMPOWERNOW.registration_endpoint ?? '',
      bearer: 'iat',
      body: ASKED,
    },
    requestId: '6f1c0c5e-7f0e-4a51-9d0c-2f6f2f1d1c11',
    sentAt: later(340).wall,
    ...(status !== undefined && {
      status,
      headers: { 'content-type': 'application/json', date: new Date(later(341).wall).toUTCString(), ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
  };
}

export function refusal(
  status: number,
  error: string,
  error_description?: string,
  headers?: Record<string, string>,
): Failure {
  const said = { error, ...(error_description !== undefined && { error_description }) };
  return { kind: 'oauth-error', stage: 'register', status, ...said, exchange: sent(status, said, headers) };
}

export const UNKNOWN: FailureOf<'outcome-unknown'> = {
  kind: 'outcome-unknown',
  stage: 'register',
  sentAt: later(340).wall,
  because: 'the connection was reset after 2.1 s',
  code: 'ECONNRESET',
  exchange: sent(undefined, ''),
};

export function atRegister(failure: Failure, answers: Partial<Answers> = {}): State {
  return at('register', { failure }, { iat: initialAccessToken({ refused: 1 }), ...answers });
}

export const unknown = (client_name = 'bff-server') =>
  atRegister(UNKNOWN, {
    unsettled: { client_name, failure: UNKNOWN },
  });

const CLOSED_PORT: Failure = {
  kind: 'unreachable',
  stage: 'mint',
  url: EMPOWERNOW.url,
  code: 'ECONNREFUSED',
  message: 'connect ECONNREFUSED 203.0.113.7:443',
};

/** The operator went to the addresses, changed nothing, and met the same again. */
function cameBack(state: State, failure: Failure): State {
  return { ...state, left: { failure, answers: state.answers, refused: [], by: [{ type: 'jumped', to: 'server' }] } };
}

export function trouble(state: State): ReactNode {
  const { failure } = state;
  return failure && staged(props => <Trouble {...props} failure={failure} />, state);
}

const KEYS = {
  ...keyMaterial({ from: 'generate', alg: 'RS256' }, 'bff-sig-001'),
  privateKeyFile: '/home/ada/.local/share/dcr-runbook/keys/bff-sig-001.pem',
};

export const BFF: RegisteredClient = registeredClient({
  client: {
    client_id: 'k3Jr0-VxTq8mZrN2',
    registration_access_token: new Secret(`rat-${TELLTALE}`),
    metadata: { ...ASKED, scope: 'openid profile email', grant_types: ['authorization_code', 'refresh_token'] },
  },
  asked: ASKED,
  deviations: [],
  keys: KEYS,
  record: '/home/ada/.local/share/dcr-runbook/clients/7f3a.json',
});

export const WEB: RegisteredClient = registeredClient({
  client: {
    client_id: 'web-4711',
    client_secret: new Secret(`secret-${TELLTALE}-that-is-as-long-as-secrets-are`),
    client_secret_expires_at: NOW.wall / 1000 + 86_400 * 90,
    metadata: { ...ASKED, token_endpoint_auth_method: 'client_secret_basic' },
  },
  asked: { ...ASKED, token_endpoint_auth_method: 'client_secret_basic' },
  deviations: ['answered 200 instead of 201'],
  record: '/home/ada/.local/share/dcr-runbook/clients/8c11.json',
});

export function done(
  here: StepId,
  registered: RegisteredClient,
  known: Partial<Known> = {},
  answers: Partial<Answers> = {},
): State {
  const state = at(here, {}, { registered, iat: initialAccessToken({ registered: 1 }), ...answers });
  return { ...state, itinerary: { ...state.itinerary, known: { ...state.itinerary.known, ...known } } };
}

export const TARGETS: HandOverTarget[] = [
  {
    to: 'dotenv',
    file: '.env',
    set: { OIDC_CLIENT_ID: 'client_id', OIDC_PRIVATE_KEY_FILE: 'private_key_file', OIDC_KID: 'kid' },
  },
  {
    to: 'compose',
    file: 'docker-compose.yml',
    service: 'bff',
    set: { AUTH_CLIENT_ID: 'client_id', AUTH_SECRET: 'client_secret' },
  },
  { to: 'checklist', items: ['Restart the BFF', 'Watch for the first sign-in'] },
];

export const HANDED_OVER: HandedOver[] = [
  {
    to: 'dotenv',
    file: '.env',
    changes: [
      { key: 'OIDC_CLIENT_ID', change: 'changed', value: 'k3Jr0-VxTq8mZrN2' },
      { key: 'OIDC_CLIENT_SECRET', change: 'added', value: '[secret]' },
    ],
    missing: ['kid'],
    warnings: ['git does not ignore it: put it into .gitignore'],
  },
  {
    to: 'compose',
    file: 'docker-compose.yml',
    changes: [],
    missing: [],
    warnings: [],
    problem: 'there is no service "bff" in it',
  },
];

const many = Array.from({ length: 1000 }, (_, index) => `https://app-${index}.example.com/auth/callback`);
const doubtful = [
  'https://automate.ocg.labs.empowernow.ai/auth/callback',
  'https://authn.ocg.labs.empowernow.ai/auth/callback',
  'http://authz.ocg.labs.empowernow.ai/auth/callback',
];
const request = registrationView(at('review').answers, 'Bootstrap the BFF client');

function inFrame(mode: Mode, body: ReactNode): ReactNode {
  const hints = reviewHints(mode, {
    focus: '',
    sends: { does: 'register' },
    canLeaveOut: false,
    count: 0,
    passable: false,
    hasFindings: false,
  });
  return (
    <InRun>
      <StepFrame state={at('review')} clock={clock} hints={hints}>
        {body}
      </StepFrame>
    </InRun>
  );
}

export const exhibits: readonly Exhibit[] = [
  { name: 'redirect-uris', element: staged(RedirectUrisScreen, at('redirect-uris', {}, { redirectUris: doubtful })) },
  {
    name: 'redirect-uris-unsendable',
    element: staged(
      RedirectUrisScreen,
      at('redirect-uris', {}, { redirectUris: [...doubtful.slice(0, 2), 'localhost:3000/callback'] }),
    ),
  },
  { name: 'redirect-uris-empty', element: staged(RedirectUrisScreen, at('redirect-uris', {}, { redirectUris: [] })) },
  { name: 'redirect-uris-many', element: staged(RedirectUrisScreen, at('redirect-uris', {}, { redirectUris: many })) },
  { name: 'review', element: staged(ReviewScreen, at('review')) },
  { name: 'review-refusal-likely', element: staged(ReviewScreen, at('review', {}, { redirectUris: doubtful })) },
  {
    name: 'review-unsendable',
    element: staged(
      ReviewScreen,
      at(
        'review',
        {},
        { metadata: { scope: null, contacts: 'ada@example.com', software_version: '2' }, redirectUris: ['callback'] },
      ),
    ),
  },
  {
    name: 'review-token-lapses',
    element: staged(ReviewScreen, at('review', {}, { iat: initialAccessToken({ lifetimeSeconds: 390 }) })),
  },
  {
    name: 'review-member',
    isPart: true,
    element: inFrame(
      { at: 'edit', member: 'grant_types' },
      <MemberEditor
        member="grant_types"
        value={['authorization_code']}
        notesOn={value => memberNotes(ASKED, at('review').answers, { member: 'grant_types', value })}
        onTake={() => {}}
      />,
    ),
  },
  {
    name: 'review-add',
    isPart: true,
    element: inFrame({ at: 'add' }, <MemberAdder present={Object.keys(ASKED)} onName={() => {}} />),
  },
  {
    name: 'review-request',
    isPart: true,
    element: inFrame({ at: 'request' }, request && <RequestPanel view={request} desk={DESK} />),
  },
  { name: 'result', element: staged(ResultScreen, done('result', BFF)) },
  { name: 'result-secret', element: staged(ResultScreen, done('result', WEB)) },
  {
    name: 'result-unkept',
    element: staged(
      ResultScreen,
      done(
        'result',
        registeredClient({
          client: WEB.client,
          asked: WEB.asked,
          deviations: ['the answer could not be written to disk: this is its only copy'],
        }),
        {},
        { earlier: [BFF] },
      ),
    ),
  },
  {
    name: 'trouble-metadata',
    element: trouble(
      atRegister(refusal(400, 'invalid_client_metadata', 'jwks or jwks_uri is mandatory for this client'), {
        keys: { choice: { from: 'none' } },
      }),
    ),
  },
  {
    name: 'trouble-redirect',
    element: trouble(
      atRegister(refusal(400, 'invalid_redirect_uri', 'redirect_uris must use https'), { redirectUris: doubtful }),
    ),
  },
  {
    name: 'trouble-token',
    element: trouble(
      atRegister(refusal(401, 'invalid_token', undefined, { 'www-authenticate': 'Bearer error="invalid_token"' })),
    ),
  },
  {
    name: 'trouble-rate-limited',
    element: trouble(
      atRegister({
        kind: 'refused',
        stage: 'register',
        status: 429,
        says: 'too many requests',
        exchange: sent(429, 'too many requests', { 'retry-after': '90' }),
      }),
    ),
  },
  { name: 'trouble-unreachable', element: trouble(at('mint', { failure: CLOSED_PORT })) },
  { name: 'trouble-back', element: trouble(cameBack(at('mint', { failure: CLOSED_PORT }), CLOSED_PORT)) },
  {
    name: 'trouble-blocked',
    element: trouble(
      at('review', {
        failure: {
          kind: 'blocked',
          passable: true,
          problems: [
            'redirect_uris[2]: http to authz.ocg.labs.empowernow.ai, which is not this machine: most servers refuse it; use https',
          ],
        },
      }),
    ),
  },
  {
    name: 'trouble-keys',
    element: trouble(
      at('keys', {
        failure: {
          kind: 'not-valid',
          problem: 'the key file bff.pem cannot be read (ENOENT)',
          hint: 'is the path right?',
        },
      }),
    ),
  },
  {
    name: 'trouble-not-written',
    element: trouble(
      atRegister({
        kind: 'not-written',
        path: '/home/ada/.local/share/dcr-runbook/clients',
        code: 'ENOSPC',
        message: 'no space left on device',
      }),
    ),
  },
  { name: 'outcome-unknown', element: staged(props => <OutcomeUnknown {...props} failure={UNKNOWN} />, unknown()) },
  { name: 'hand-over', element: staged(HandOverScreen, done('hand-over', BFF, { handOver: TARGETS })) },
  { name: 'hand-over-nothing', element: staged(HandOverScreen, done('hand-over', BFF)) },
  {
    name: 'hand-over-done',
    element: staged(HandOverScreen, done('hand-over', BFF, { handOver: TARGETS }, { handedOver: HANDED_OVER })),
  },
];
