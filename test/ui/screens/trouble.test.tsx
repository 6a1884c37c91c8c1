import { expect, test } from 'vitest';
import type { Failure } from '../../../src/domain/failure.ts';
import type { Exchange } from '../../../src/domain/server/request.ts';
import type { State } from '../../../src/engine/state.ts';
import type { Known } from '../../../src/flow/answers.ts';
import type { StepId } from '../../../src/flow/step.ts';
import { adminToken, exchange, itinerary, later, TELLTALE, unreachable } from '../../support/flow.ts';
import { KEY } from '../../support/ink.ts';
import { type StageOptions, stage } from '../../support/stage.tsx';
import { asked, createWalk, type Walk } from '../../support/walk.ts';

type Answer = {
  status: number;
  error: string;
  says?: string;
  headers?: Record<string, string>;
  body?: Exchange['request']['body'];
};

/** The server refused the registration of this walk. */
function refusal(walk: Walk, { status, error, says, headers = {} }: Answer): Failure {
  const effect = walk.attempts.at(-1)?.effect;
  const body = effect?.type === 'register-client' ? effect.asked : {};
  const said = { error, ...(says !== undefined && { error_description: says }) };
  const request = { ...exchange('register').request, bearer: 'iat', body } as const;
  return {
    kind: 'oauth-error',
    stage: 'register',
    status,
    ...said,
    exchange: { ...exchange('register'), request, status, headers, body: JSON.stringify(said) },
  };
}

async function refused(answer: Answer, known: Partial<Known> = {}, options: StageOptions & { silent?: StepId[] } = {}) {
  const walk = createWalk(itinerary({ known: { ...known, sendAnyway: true }, silent: options.silent ?? [] }));
  walk.goTo('review');
  walk.tell({ type: 'review-confirmed', sendAnyway: true });
  walk.fail(refusal(walk, answer));
  return { walk, ...(await stage(walk, options)) };
}

async function failed(at: StepId, failure: Failure, options: StageOptions = {}) {
  const walk = createWalk(itinerary());
  walk.goTo(at);
  walk.tell(
    at === 'keys'
      ? { type: 'keys-chosen', choice: { from: 'file', path: 'bff.pem' } }
      : at === 'mint'
        ? { type: 'mint-confirmed', parameters: {} }
        : { type: 'review-confirmed', sendAnyway: true },
  );
  walk.fail(failure);
  return { walk, ...(await stage(walk, options)) };
}

const NO_KEYS: Answer = {
  status: 400,
  error: 'invalid_client_metadata',
  says: 'jwks or jwks_uri is mandatory for this client',
};

test('the likeliest cause comes first, with the server’s words and what was sent, and Enter goes where it is mended', async () => {
  const { screen, told } = await refused(NO_KEYS, { keys: { from: 'none' } });
  await screen.untilShown('The server refused the registration: 400 invalid_client_metadata');
  const frame = screen.lastFrame();
  expect(frame).toContain('❯ 1  The authentication method needs the client’s public key');
  expect(frame).toContain('the server said “jwks or jwks_uri is mandatory for this client”');
  expect(frame).toContain('you sent token_endpoint_auth_method: private_key_jwt');
  expect(frame).toContain('Nothing was registered. Your answers are kept.');
  await screen.press(KEY.enter);
  expect(told).toEqual([{ type: 'jumped', to: 'keys' }]);
  await screen.untilShown('● Keys');
});

test('a redirect URI at fault has the cursor when its question is asked again', async () => {
  const redirectUris = ['https://a.example.com/cb', 'http://b.example.com/cb', 'https://c.example.com/cb'];
  const { screen, told } = await refused(
    { status: 400, error: 'invalid_redirect_uri', says: 'https is required' },
    { redirectUris },
  );
  await screen.press(KEY.enter);
  expect(told).toEqual([{ type: 'jumped', to: 'redirect-uris' }]);
  await screen.untilShown('❯ 2  http://b.example.com/cb');
});

test('a member at fault has the cursor in the review', async () => {
  const { screen, told } = await refused({ status: 400, error: 'invalid_scope', says: 'scope openid is not allowed' });
  await screen.untilShown('change scope, then register again');
  await screen.press(KEY.enter);
  expect(told).toEqual([{ type: 'jumped', to: 'review' }]);
  await screen.untilShown('❯ scope');
});

test('a question that this runbook does not ask is mended in the review', async () => {
  const redirectUris = ['http://b.example.com/cb'];
  const answer = { status: 400, error: 'invalid_redirect_uri', says: 'https is required' };
  const { screen, told } = await refused(answer, { redirectUris }, { silent: ['redirect-uris'] });
  await screen.press(KEY.enter);
  expect(told).toEqual([{ type: 'jumped', to: 'review' }]);
  await screen.untilShown('❯ redirect_uris');
});

test('a registration endpoint that is not there leads to the addresses', async () => {
  const { screen, told } = await refused({ status: 404, error: 'not_found' });
  // That registration is switched off is as likely.
  if (!screen.lastFrame().includes('change the addresses')) await screen.press(KEY.down);
  await screen.untilShown('change the addresses of the server, then register again');
  await screen.press(KEY.enter);
  expect(told).toEqual([{ type: 'jumped', to: 'server' }]);
  await screen.untilShown('Register at');
});

test('another cause is chosen by the arrows, and shows what speaks for it', async () => {
  const { screen } = await refused(NO_KEYS, { keys: { from: 'none' } });
  await screen.press(KEY.down);
  await screen.untilShown('❯ 2');
  expect(screen.lastFrame()).toMatch(/❯ 2 .*\n(.*\n)* +→ Enter/);
});

test('r sends the refused registration again, and m mints a fresh token and comes back', async () => {
  const { screen, told, walk } = await refused(NO_KEYS);
  await screen.press('r');
  expect(told).toEqual([{ type: 'retried' }]);
  expect(asked(walk, 'register-client')).toHaveLength(2);
  const other = await refused(NO_KEYS);
  await other.screen.press('m');
  expect(other.told).toEqual([{ type: 'jumped', to: 'mint' }]);
  await other.screen.untilShown('Mint another initial access token');
});

test('a server that wants to be left alone is left alone until its time has come', async () => {
  let seconds = 60;
  const answer = { status: 429, error: 'too_many_requests', headers: { 'retry-after': '9' } };
  const { screen, told, catchUp } = await refused(answer, {}, { at: () => seconds });
  await screen.untilShown('try again in 00:09');
  await screen.press('r', KEY.enter);
  expect(told).toEqual([]);
  seconds = 65;
  await catchUp();
  await screen.untilShown('try again in 00:04');
  seconds = 70;
  await catchUp();
  await screen.untilGone('try again in');
  await screen.press('r');
  expect(told).toEqual([{ type: 'retried' }]);
});

test('d shows the request and its answer without a token, and c copies them', async () => {
  const { screen, copied } = await refused({ ...NO_KEYS, says: `no keys for Bearer iat-${TELLTALE}` });
  await screen.press('d');
  await screen.untilShown('POST https://idp.example.com/api/oidc/dcr/register');
  expect(screen.lastFrame()).toContain('Authorization: Bearer $DCR_IAT');
  await screen.press(KEY.end);
  await screen.untilShown('The answer: 400');
  await screen.press('c');
  await screen.untilShown('Request and answer copied (wl-copy)');
  expect(copied.join('')).toContain('invalid_client_metadata');
  expect(copied.join('')).not.toContain(TELLTALE);
  expect(screen.frames.join('')).not.toContain(TELLTALE);
  await screen.press(KEY.escape);
  await screen.untilShown('The server refused the registration');
});

test('a server that was not reached: what was sent is said, and the way to its addresses is open before a mint', async () => {
  const { screen, told } = await failed('mint', unreachable('mint'));
  await screen.untilShown('Nothing was sent.');
  await screen.press(KEY.enter);
  expect(told).toEqual([{ type: 'jumped', to: 'server' }]);
});

test('an admin token that is refused is asked for again', async () => {
  const refusedMint: Failure = {
    kind: 'oauth-error',
    stage: 'mint',
    status: 401,
    error: 'invalid_token',
    exchange: {
      ...exchange('mint'),
      request: { ...exchange('mint').request, bearer: 'admin-token' },
      status: 401,
      headers: {},
      body: '{"error":"invalid_token"}',
    },
  };
  const { screen, told } = await failed('mint', refusedMint);
  await screen.press(KEY.enter);
  expect(told).toEqual([{ type: 'jumped', to: 'admin-token' }]);
});

test('what did not help is not offered first again: at last Enter leaves, and the other keys stay', async () => {
  const { walk, screen, told, left, catchUp } = await failed('mint', unreachable('mint'));
  await screen.press(KEY.enter);
  expect(told).toEqual([{ type: 'jumped', to: 'server' }]);
  walk.goTo('mint');
  walk.tell({ type: 'mint-confirmed', parameters: {} });
  walk.fail(unreachable('mint'));
  await catchUp();
  await screen.untilShown('The same trouble is back');
  await screen.untilShown('Enter leave');
  expect(screen.lastFrame()).toMatch(/r (try )?again/);
  expect(left()).toBe(0);
  await screen.press(KEY.enter);
  expect(left()).toBe(1);
});

test('a key file that cannot be read leads back to the keys', async () => {
  const { screen, told } = await failed('keys', {
    kind: 'not-valid',
    problem: 'bff.pem cannot be read (ENOENT)',
    hint: 'is the path right?',
  });
  await screen.untilShown('bff.pem cannot be read (ENOENT)');
  expect(screen.lastFrame()).toContain('Is the path right?');
  await screen.press(KEY.enter);
  expect(told).toEqual([{ type: 'jumped', to: 'keys' }]);
});

test('a disk that was full can be tried again, and nothing was sent twice', async () => {
  const full: Failure = { kind: 'not-written', path: 'clients', code: 'ENOSPC', message: 'no space left on device' };
  const { screen, told } = await failed('review', full);
  await screen.untilShown('Clients cannot be written (ENOSPC): no space left on device');
  await screen.press(KEY.enter);
  expect(told).toEqual([{ type: 'retried' }]);
});

test('what blocks is listed in words, with no flag of the command line', async () => {
  const walk = createWalk(itinerary({ known: { redirectUris: ['http://app.example.com/cb'] } }));
  walk.goTo('review');
  walk.tell({ type: 'review-confirmed', sendAnyway: false });
  const { screen, told } = await stage(walk);
  await screen.untilShown('Most servers refuse a request like this');
  expect(screen.lastFrame()).toContain('▲ redirect_uris[0]: http to app.example.com');
  expect(screen.lastFrame()).not.toContain('--');
  await screen.press(KEY.enter);
  expect(told).toEqual([{ type: 'jumped', to: 'review' }]);
  await screen.untilShown('❯ redirect_uris');
});

test('what blocks can be sent anyway', async () => {
  const walk = createWalk(itinerary({ known: { redirectUris: ['http://app.example.com/cb'] } }));
  walk.goTo('review');
  walk.tell({ type: 'review-confirmed', sendAnyway: false });
  const { screen, told } = await stage(walk);
  await screen.press('a');
  expect(told).toEqual([{ type: 'review-confirmed', sendAnyway: true }]);
});

test('a token that was given and has lapsed: nothing here can mint one, and Esc goes back', async () => {
  const plan = itinerary({ steps: ['server', 'template', 'keys', 'redirect-uris', 'review', 'register', 'result'] });
  const walk = createWalk(plan);
  walk.goTo('review');
  walk.tell({ type: 'review-confirmed', sendAnyway: false });
  expect(walk.state().failure?.kind).toBe('missing-answer');
  const { screen, told } = await stage(walk);
  await screen.untilShown('Missing: an initial access token');
  await screen.untilShown('Leave, and begin again with --iat-file PATH');
  await screen.press(KEY.escape);
  expect(told).toEqual([{ type: 'went-back' }]);
  await screen.untilShown('Register this client');
});

test('an admin token that lapsed here and now leads to its question', async () => {
  const walk = createWalk(itinerary({ known: { adminToken: adminToken(30) } }));
  walk.goTo('admin-token');
  walk.now(later(60));
  walk.tell({ type: 'admin-token-given', adminToken: adminToken(30) });
  const { screen, told } = await stage(walk);
  await screen.untilShown('The admin access token expired at');
  await screen.press(KEY.enter);
  expect(told).toEqual([{ type: 'jumped', to: 'admin-token' }]);
});

test('the server’s words bring no control characters along', async () => {
  const { screen } = await refused({
    status: 400,
    error: 'invalid_client_metadata',
    says: 'bad \u001b]8;;https://evil.example\u0007link\u202e',
  });
  await screen.untilShown('400 invalid_client_metadata');
  await screen.press('d', KEY.end);
  expect(screen.bytes()).not.toContain('\u001b]8;;');
  expect(screen.bytes()).not.toContain('\u202e');
});

test('in a small window what happened, the likeliest cause and its way out are in sight', async () => {
  const { screen } = await refused(NO_KEYS, { keys: { from: 'none' } }, { columns: 40, rows: 12 });
  const frame = screen.lastFrame();
  expect(frame.replace(/\s+/g, ' ')).toContain('✖ The server refused the registration: 400 invalid_client_metadata');
  expect(frame).toContain('❯ 1  The authentication method');
  expect(frame).toContain('→ Enter  choose other keys');
});

test('b saves a support bundle and says where it lies', async () => {
  const saved: State[] = [];
  const saveBundle = async (state: State) => {
    saved.push(state);
    return { ok: true, value: '/data/bundles/bundle-1.json' } as const;
  };
  const { screen, told } = await refused(NO_KEYS, {}, { desk: { saveBundle } });
  await screen.untilShown('b bundle');
  await screen.press('b');
  await screen.untilShown('look through it before you send it');
  expect(saved.map(({ failure }) => failure?.kind)).toEqual(['oauth-error']);
  expect(told).toEqual([]);
});

test('a bundle that cannot be written is no new trouble: it is said, and the causes stay', async () => {
  const failure = { kind: 'not-written', path: '/data/bundles', code: 'ENOSPC', message: 'no space is left' } as const;
  const { screen } = await refused(NO_KEYS, {}, { desk: { saveBundle: async () => ({ ok: false, failure }) } });
  await screen.press('b');
  await screen.untilShown('no support bundle: /data/bundles');
  expect(screen.lastFrame()).toContain('The keys were sent in the form');
});
