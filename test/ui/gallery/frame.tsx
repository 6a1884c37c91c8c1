import type { ComponentType, ReactNode } from 'react';
import type { Check } from '../../../src/domain/evidence/check.ts';
import { type AccessToken, lookInside } from '../../../src/domain/mint/access-token.ts';
import { mintRequest } from '../../../src/domain/mint/mint-request.ts';
import { Secret } from '../../../src/domain/secrets/secret.ts';
import type { AuthorizationServer } from '../../../src/domain/server/authorization-server.ts';
import { DEFAULT_WIRE } from '../../../src/domain/server/authorization-server.ts';
import type { State } from '../../../src/engine/state.ts';
import type { Answers } from '../../../src/flow/answers.ts';
import type { Effect } from '../../../src/flow/effect.ts';
import type { StepId } from '../../../src/flow/step.ts';
import type { KeyDraft } from '../../../src/guidance/drafts/key-draft.ts';
import { ADMIN_TOKEN_HELP } from '../../../src/guidance/step-help.ts';
import type { Plan } from '../../../src/runbook/plan/plan.ts';
import { steps } from '../../../src/steps/steps.ts';
import type { Hint } from '../../../src/ui/components/key-hints.tsx';
import { DEFAULT_TIMEOUT_MS, RunContext } from '../../../src/ui/hooks/use-run.ts';
import type { ScreenProps } from '../../../src/ui/screen.ts';
import { AdminTokenScreen } from '../../../src/ui/screens/admin-token.tsx';
import { GoOnScreen } from '../../../src/ui/screens/go-on.tsx';
import { HelpPage } from '../../../src/ui/screens/help-page.tsx';
import { InFlightScreen } from '../../../src/ui/screens/in-flight.tsx';
import { JwksUriForm, type KeyFormProps, KeyPairForm } from '../../../src/ui/screens/key-forms.tsx';
import { FORM_HINTS, KeysScreen } from '../../../src/ui/screens/keys.tsx';
import { MintScreen, RequestInThreeTongues, SHOWN_HINTS } from '../../../src/ui/screens/mint.tsx';
import { PickRunbookScreen } from '../../../src/ui/screens/pick-runbook.tsx';
import { ServerScreen } from '../../../src/ui/screens/server.tsx';
import { ServerChecks } from '../../../src/ui/screens/server-checks.tsx';
import { StartingScreen } from '../../../src/ui/screens/starting.tsx';
import { TemplateScreen } from '../../../src/ui/screens/template.tsx';
import { HELP_HINTS, StepFrame } from '../../../src/ui/step-frame.tsx';
import {
  begun,
  initialAccessToken,
  itinerary,
  keyMaterial,
  later,
  outcomeUnknown,
  TELLTALE,
} from '../../support/flow.ts';
import type { Exhibit } from './exhibit.ts';

export const EMPOWERNOW: AuthorizationServer = {
  url: 'https://idp.ocg.labs.empowernow.ai',
  issuer: 'https://idp.ocg.labs.empowernow.ai/api/oidc',
  initial_access_token_endpoint: 'https://idp.ocg.labs.empowernow.ai/api/admin/dcr/initial-access-tokens',
  registration_endpoint: 'https://idp.ocg.labs.empowernow.ai/api/oidc/dcr/register',
  preset: 'empowernow',
  wire: DEFAULT_WIRE,
};

/** 348 seconds after the run began. */
export const NOW = later(348);
export const clock = { now: () => NOW };

/** A JWT with these claims; nothing signs it. */
export function jwt(claims: Record<string, unknown>): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'RS256', typ: 'at+jwt' })}.${part(claims)}.${Buffer.from(`${TELLTALE}-signature`).toString('base64url')}`;
}

export function token(claims: Record<string, unknown>): AccessToken {
  const text = jwt(claims);
  return { token: new Secret(text), look: lookInside(text), notes: [] };
}

export const ADMIN_CLAIMS = {
  aud: 'https://idp.ocg.labs.empowernow.ai/api/admin',
  scope: 'openid admin.api',
  exp: NOW.wall / 1000 + 43 * 60,
};

const known = {
  server: EMPOWERNOW,
  mint: { label: 'ms-bff bootstrap', expires_in: 3600, max_uses: 10 },
  metadata: { scope: 'openid profile email offline_access admin.api application.all dcr.register' },
  redirectUris: ['https://automate.ocg.labs.empowernow.ai/auth/callback'],
  keys: { from: 'generate', alg: 'RS256', kid: 'bff-sig-001' },
} as const;

/** The plan of the seed's runbook, without an admin token. */
export const PLAN: Plan = (() => {
  const { adminToken: _, ...rest } = itinerary().known;
  const { steps: walked } = itinerary();
  return {
    title: 'Bootstrap the BFF client',
    summary: 'Mint a short-lived IAT and register bff-server with private_key_jwt.',
    runbookName: 'bff-server',
    steps: [...walked],
    silent: [],
    known: { ...rest, ...known, redirectUris: [...known.redirectUris] },
    sources: {},
    checklist: [],
    findings: [],
  };
})();

/** The run at this step, everything before it answered. */
export function at(here: StepId, changes: Partial<State> = {}, answers: Partial<Answers> = {}): State {
  const state = begun(PLAN);
  const given: Partial<Answers> = {
    server: EMPOWERNOW,
    adminToken: token(ADMIN_CLAIMS),
    mint: known.mint,
    iat: initialAccessToken(),
    template: 'bff-server',
    metadata: known.metadata,
    keys: keyMaterial({ from: 'generate', alg: 'RS256' }, 'bff-sig-001'),
    redirectUris: [...known.redirectUris],
  };
  const members = { server: 1, 'admin-token': 2, mint: 4, template: 6, keys: 7, 'redirect-uris': 8 } as Record<
    string,
    number
  >;
  const before = Object.fromEntries(Object.entries(given).slice(0, (members[here] ?? 9) - 1));
  return { ...state, here, ...changes, answers: { ...state.answers, ...before, ...answers } };
}

/** A screen with its state, and a run around it. */
export function staged(Screen: ComponentType<ScreenProps>, state: State, props: Partial<ScreenProps> = {}): ReactNode {
  return (
    <InRun>
      <Screen state={state} clock={clock} tell={() => {}} desk={DESK} leave={() => {}} {...props} />
    </InRun>
  );
}

export function InRun({ children }: { children: ReactNode }) {
  return <RunContext value={{ plan: PLAN, steps, timeoutMs: DEFAULT_TIMEOUT_MS }}>{children}</RunContext>;
}

const CHECKS: readonly Check[] = [
  { layer: 'dns', check: 'addresses', status: 'ok', seen: 'idp.ocg.labs.empowernow.ai is 192.0.2.17 (IPv4)' },
  { layer: 'tcp', check: 'connection', status: 'ok', seen: '192.0.2.17:443 takes connections' },
  { layer: 'proxy', check: 'connect', status: 'skipped', seen: 'not looked at', because: 'no proxy is used' },
  { layer: 'tls', check: 'handshake', status: 'ok', seen: 'TLSv1.3, TLS_AES_256_GCM_SHA384' },
  {
    layer: 'tls',
    check: 'chain',
    status: 'failed',
    seen: '«idp.ocg.labs.empowernow.ai»: the authority «Labs CA» that issued the last one is not trusted here',
    try: ['Give its certificate with --cacert.'],
    cause: 'tls.untrusted',
  },
  {
    layer: 'http',
    check: 'answer',
    status: 'skipped',
    seen: 'not looked at',
    because: 'no trusted connection was made',
  },
];

export const DESK: ScreenProps['desk'] = {
  readTokenFile: async () => ({
    ok: false,
    failure: { kind: 'not-valid', problem: 'the token file t.txt cannot be read (ENOENT)' },
  }),
  copy: async () => ({ by: 'OSC 52', isCertain: false }),
  reveal: () => '',
  saveRunbook: async () => ({ ok: true, value: 'bff-server.yaml' }),
  earlierClient: async () => undefined,
  examine: async function* () {
    yield* CHECKS;
  },
  saveBundle: async () => ({ ok: true, value: 'bundle-1.json' }),
  composeServices: async () => ['bff'],
  previewHandOver: () => new Promise(() => {}),
};

/** A part of a screen, in the frame of its step. */
function within(state: State, hints: readonly Hint[], part: ReactNode): ReactNode {
  return (
    <InRun>
      <StepFrame state={state} clock={clock} hints={hints}>
        {part}
      </StepFrame>
    </InRun>
  );
}

function keyForm(draft: Partial<KeyDraft>): KeyFormProps {
  const nothing = { alg: 'RS256', kid: '', path: '', url: '' } as const;
  return {
    draft: { ...nothing, ...draft },
    asked: { token_endpoint_auth_method: 'private_key_jwt' },
    onChange: () => {},
    onSubmit: () => {},
  };
}

function out(step: StepId, effect: Effect, since = later(346.6)): State {
  return at(step, { inFlight: { attempt: 1, step, effect, since } });
}

const REGISTERING: Effect = { type: 'register-client', server: EMPOWERNOW, asked: { client_name: 'bff-server' } };
const elsewhere = { ...EMPOWERNOW, registration_endpoint: 'https://clients.empowernow.ai/register' };
const RUNBOOKS = [
  {
    name: 'bff-server',
    title: 'Bootstrap the BFF client',
    summary: 'Mint a short-lived IAT and register bff-server with private_key_jwt.',
  },
  {
    name: 'bff-startup-dcr-iat',
    title: 'Hand an IAT to the BFF',
    summary: 'One use, for an application that registers itself.',
  },
  { name: 'web-confidential', title: 'Register a web app with a secret' },
  { name: 'spa-pkce', title: 'Register a browser app' },
  { name: 'native', title: 'Register a native app' },
  { name: 'service', title: 'Register a service' },
  { name: 'mine', title: 'My own', summary: 'For the staging server.', from: './runbooks/mine.yaml' },
];

const INTERRUPTED = {
  run: '20261123-084012345-k7f2q9',
  runbook: 'bff-server',
  server: 'https://idp.ocg.labs.empowernow.ai',
  beganAt: '2026-11-23T08:40:12.345Z',
  step: 'redirect-uris',
};

export const exhibits: readonly Exhibit[] = [
  { name: 'pick-runbook', element: <PickRunbookScreen onResume={() => {}} runbooks={RUNBOOKS} onPick={() => {}} /> },
  {
    name: 'pick-runbook-interrupted',
    element: <PickRunbookScreen onResume={() => {}} runbooks={RUNBOOKS} interrupted={INTERRUPTED} onPick={() => {}} />,
  },
  {
    name: 'go-on',
    element: <GoOnScreen title={PLAN.title} interrupted={INTERRUPTED} onAnswer={() => {}} />,
  },
  {
    name: 'go-on-unknown',
    element: (
      <GoOnScreen title={PLAN.title} interrupted={{ ...INTERRUPTED, unknown: outcomeUnknown() }} onAnswer={() => {}} />
    ),
  },
  {
    name: 'starting',
    element: (
      <StartingScreen title={PLAN.title} plan={PLAN} steps={steps} waitingFor="the practice server" clock={clock} />
    ),
  },
  { name: 'server', element: staged(ServerScreen, at('server')) },
  {
    name: 'server-foreign-origin',
    element: staged(ServerScreen, {
      ...at('server', {
        failure: {
          kind: 'origin-not-allowed',
          origin: 'https://clients.empowernow.ai',
          url: elsewhere.registration_endpoint,
          role: 'the registration endpoint',
        },
      }),
    }),
  },
  {
    name: 'server-checks',
    element: (
      <InRun>
        <ServerChecks state={at('server')} clock={clock} desk={DESK} server={EMPOWERNOW} onClose={() => {}} />
      </InRun>
    ),
  },
  { name: 'admin-token-empty', element: staged(AdminTokenScreen, at('admin-token')) },
  {
    name: 'admin-token-ready',
    element: staged(AdminTokenScreen, at('admin-token', {}, { adminToken: token(ADMIN_CLAIMS) })),
  },
  {
    name: 'admin-token-doubtful',
    element: staged(
      AdminTokenScreen,
      at('admin-token', {}, { adminToken: token({ ...ADMIN_CLAIMS, aud: 'account', scope: 'openid profile' }) }),
    ),
  },
  {
    name: 'admin-token-lapsed',
    element: staged(
      AdminTokenScreen,
      at('admin-token', {}, { adminToken: token({ ...ADMIN_CLAIMS, exp: NOW.wall / 1000 - 720 }) }),
    ),
  },
  { name: 'mint', element: staged(MintScreen, at('mint')) },
  {
    name: 'mint-again',
    element: staged(
      MintScreen,
      at(
        'mint',
        { returnTo: ['review'] },
        { iat: initialAccessToken({ lifetimeSeconds: 340 }), template: 'bff-server' },
      ),
    ),
  },
  { name: 'template', element: staged(TemplateScreen, at('template')) },
  {
    name: 'mint-request',
    element: within(at('mint'), SHOWN_HINTS, <RequestInThreeTongues request={mintRequest(EMPOWERNOW, known.mint)} />),
  },
  { name: 'keys', element: staged(KeysScreen, at('keys')) },
  {
    name: 'keys-pair',
    element: within(at('keys'), FORM_HINTS.generate, <KeyPairForm {...keyForm({ kid: 'bff-sig-001' })} />),
  },
  {
    name: 'keys-jwks-uri',
    element: within(at('keys'), FORM_HINTS.jwks_uri, <JwksUriForm {...keyForm({ url: 'https://localhost/jwks' })} />),
  },
  {
    name: 'in-flight-mint',
    element: staged(
      InFlightScreen,
      out('mint', {
        type: 'mint-iat',
        server: EMPOWERNOW,
        adminToken: new Secret(`a-${TELLTALE}`),
        parameters: known.mint,
      }),
    ),
  },
  { name: 'in-flight-register', element: staged(InFlightScreen, out('register', REGISTERING)) },
  {
    name: 'in-flight-leaving',
    element: staged(props => <InFlightScreen {...props} isLeaving />, out('register', REGISTERING)),
  },
  { name: 'help', element: within(at('admin-token'), HELP_HINTS, <HelpPage help={ADMIN_TOKEN_HELP} />) },
];
