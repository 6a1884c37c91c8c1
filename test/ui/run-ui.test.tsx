import { expect, onTestFinished, test, vi } from 'vitest';
import type { Transmission } from '../../src/domain/server/request.ts';
import type { Interrupted } from '../../src/engine/interrupted.ts';
import { createSession } from '../../src/engine/session.ts';
import { STEP_IDS } from '../../src/flow/step.ts';
import type { Begun } from '../../src/guidance/begun.ts';
import { steps } from '../../src/steps/steps.ts';
import { runUi, type UiParts } from '../../src/ui/run-ui.tsx';
import { itinerary, later, TELLTALE } from '../support/flow.ts';
import { KEY } from '../support/ink.ts';
import { answered, type Script, scriptedPorts } from '../support/scripted-ports.ts';
import { TerminalIn, TerminalOut } from '../support/terminal-streams.ts';
import { DESK, PLAN } from './gallery/frame.tsx';

const INTERRUPTED: Interrupted = {
  run: 'run-0',
  runbook: 'mine',
  beganAt: '2026-11-23T08:40:12Z',
  step: 'keys',
};

function begunWith(script: Script = {}, plan = itinerary({ known: { metadata: {} } })): Begun {
  const session = createSession({
    itinerary: plan,
    steps,
    ports: scriptedPorts(script).ports,
    identity: { run: 'run-1' },
  });
  return { session, plan: { ...PLAN, ...plan, steps: [...plan.steps], silent: [...plan.silent] }, desk: DESK };
}

function run(parts: Partial<UiParts> & Pick<UiParts, 'begin'>) {
  const stdout = new TerminalOut();
  const stdin = new TerminalIn();
  const ended = runUi({
    steps,
    clock: { now: () => later(60) },
    look: { unicode: true, motion: false, links: false },
    streams: { stdin, stdout },
    ...parts,
  });
  const drawn = (text: string) =>
    vi.waitFor(() => expect(stdout.text()).toContain(text), { timeout: 5000, interval: 5 });
  const press = (keys: string) => stdin.write(keys);
  return { ended, stdout, stdin, drawn, press };
}

/** A registration that stays out until it is let go. */
function heldRegistration() {
  const { promise, resolve } = Promise.withResolvers<void>();
  onTestFinished(() => resolve());
  const registerClient: Script['registerClient'] = async (request): Promise<Transmission> => {
    await promise;
    return answered(request, 201, { client_id: 'client-1', ...request.body });
  };
  return { script: { registerClient }, letGo: resolve };
}

test('the first frame does not wait for what the run stands on', async () => {
  const { promise, resolve } = Promise.withResolvers<Begun>();
  const begin = vi.fn(() => promise);
  const { ended, drawn, press, stdout } = run({ begin, plan: PLAN, waitingFor: 'the practice server' });
  await drawn('Starting the practice server …');
  expect(stdout.text()).toContain('Bootstrap the BFF client');
  resolve(begunWith());
  await drawn('Which server registers the client?');
  press(KEY.ctrl('c'));
  expect(await ended).toMatchObject({ ended: 'cancelled', failure: { kind: 'cancelled', signal: 'SIGINT' } });
  expect(begin).toHaveBeenCalledTimes(1);
});

test('the first frame does not wait for what was interrupted, and nothing begins before that is known', async () => {
  const { promise, resolve } = Promise.withResolvers<Interrupted | undefined>();
  const begin = vi.fn(() => begunWith());
  const { ended, drawn, press } = run({ begin, plan: PLAN, lookForInterrupted: () => promise });
  await drawn('Bootstrap the BFF client');
  expect(begin).not.toHaveBeenCalled();
  resolve(undefined);
  await drawn('Which server registers the client?');
  expect(begin.mock.calls).toEqual([[{}]]);
  press(KEY.ctrl('c'));
  await ended;
});

test.each([
  ['', { resume: 'run-0' }],
  [KEY.down, {}],
])('an interrupted run is gone on with, or another is begun (%j)', async (key, chosen) => {
  const begin = vi.fn(() => begunWith());
  const { ended, drawn, press } = run({ begin, lookForInterrupted: async () => INTERRUPTED });
  await drawn('Go on where it was interrupted?');
  press(key);
  await drawn(key === '' ? '❯ Go on with it' : '❯ Begin anew');
  press(KEY.enter);
  await drawn('Which server registers the client?');
  expect(begin.mock.calls).toEqual([[chosen]]);
  press(KEY.ctrl('c'));
  await ended;
});

test('beside a choice of runbooks one key goes on with the interrupted run', async () => {
  const begin = vi.fn(() => begunWith());
  const runbooks = [{ name: 'bff-server', title: 'One' }];
  const { ended, drawn, press } = run({ begin, runbooks, lookForInterrupted: async () => INTERRUPTED });
  await drawn('interrupted after keys');
  press('r');
  await drawn('Which server registers the client?');
  expect(begin.mock.calls).toEqual([[{ resume: 'run-0' }]]);
  press(KEY.ctrl('c'));
  await ended;
});

test('a runbook is chosen first, and begun by its name', async () => {
  const begin = vi.fn(() => begunWith());
  const runbooks = [
    { name: 'bff-server', title: 'One' },
    { name: 'spa-pkce', title: 'Two' },
  ];
  const { ended, drawn, press } = run({ begin, runbooks });
  await drawn('Which runbook?');
  expect(begin).not.toHaveBeenCalled();
  press(KEY.down);
  await drawn('❯ spa-pkce');
  press(KEY.enter);
  await drawn('Which server registers the client?');
  expect(begin.mock.calls).toEqual([[{ runbook: 'spa-pkce' }]]);
  press(KEY.ctrl('c'));
  await ended;
});

test('Ctrl+C before anything has begun leaves at once, and there is no state', async () => {
  const { ended, drawn, press } = run({ begin: () => new Promise<Begun>(() => {}), waitingFor: 'the practice server' });
  await drawn('Starting');
  press(KEY.ctrl('c'));
  expect(await ended).toEqual({ ended: 'cancelled', failure: { kind: 'cancelled', signal: 'SIGINT' } });
});

test('a registration that is out is left only by a second Ctrl+C, and its outcome is unknown then', async () => {
  const { script } = heldRegistration();
  const { ended, drawn, press, stdout } = run({ begin: () => begunWith(script), replay: true });
  await drawn('Read it once more');
  press(KEY.enter);
  await drawn('Sent once, never repeated by itself.');
  press(KEY.ctrl('c'));
  await drawn('Leave now and the outcome is unknown.');
  press(KEY.ctrl('c'));
  expect(await ended).toMatchObject({ ended: 'unknown', state: { inFlight: { step: 'register' } } });
  expect(await stdout.with('the record')).toBe('the record');
});

test('any other key waits on, and the answer is shown', async () => {
  const { script, letGo } = heldRegistration();
  const { ended, drawn, press } = run({ begin: () => begunWith(script), replay: true });
  await drawn('Read it once more');
  press(KEY.enter);
  await drawn('Sent once');
  press(KEY.ctrl('c'));
  await drawn('Leave now');
  press('x');
  letGo();
  await drawn('client-1');
  press(KEY.ctrl('c'));
  expect(await ended).toMatchObject({
    ended: 'cancelled',
    state: { answers: { registered: { client: { client_id: 'client-1' } } } },
  });
});

test('SIGTERM waits for a registration that is out, and its answer is in the state', async () => {
  const { script, letGo } = heldRegistration();
  const { ended, drawn, press } = run({ begin: () => begunWith(script), replay: true });
  await drawn('Read it once more');
  press(KEY.enter);
  await drawn('Sent once');
  process.emit('SIGTERM', 'SIGTERM');
  letGo();
  expect(await ended).toMatchObject({
    ended: 'cancelled',
    failure: { kind: 'cancelled', signal: 'SIGTERM' },
    state: { answers: { registered: { client: { client_id: 'client-1' } } } },
  });
});

test('the last step ends the run, with the frame off the screen and the terminal given back', async () => {
  const minting = itinerary({
    steps: STEP_IDS.filter(id => ['server', 'admin-token', 'mint'].includes(id)),
    known: { registers: false },
  });
  const { ended, stdout, stdin, drawn, press } = run({ begin: () => begunWith({}, minting), replay: true });
  await drawn('Mint an initial access token');
  press(KEY.enter);
  expect(await ended).toMatchObject({
    ended: 'finished',
    state: { finished: true, answers: { iat: { maxUses: 10 } } },
  });
  expect(await stdout.with('the record')).toBe('the record');
  expect(stdin.isRaw).toBe(false);
  for (const mode of ['?25', '?2004']) {
    expect(stdout.bytes.lastIndexOf(`\u001b[${mode}${mode === '?25' ? 'h' : 'l'}`)).toBeGreaterThan(
      stdout.bytes.lastIndexOf(`\u001b[${mode}${mode === '?25' ? 'l' : 'h'}`),
    );
  }
  expect(stdout.bytes).not.toContain(TELLTALE);
  expect(process.listenerCount('SIGTERM') + process.listenerCount('SIGHUP')).toBeLessThanOrEqual(2);
});

test('a bug in an effect gives the terminal back and is passed on', async () => {
  const bug = new Error('a bug of ours');
  const mintInitialAccessToken = async () => {
    throw bug;
  };
  const { ended, stdin } = run({ begin: () => begunWith({ mintInitialAccessToken }), replay: true });
  await expect(ended).rejects.toBe(bug);
  expect(stdin.isRaw).toBe(false);
});

test('a bug in a screen is passed on without its stack on the screen', async () => {
  const begun = begunWith();
  const plan = Object.defineProperty({ ...begun.plan }, 'title', {
    get: () => {
      throw new Error('a bug in a screen');
    },
  });
  const { ended, stdout, stdin } = run({ begin: () => ({ ...begun, plan }) });
  await expect(ended).rejects.toThrow('a bug in a screen');
  expect(stdout.text()).not.toContain('a bug in a screen');
  expect(stdin.isRaw).toBe(false);
});

test('an operator who says yes to everything gets a client, and no frame has a secret', async () => {
  const { ended, stdout, drawn, press } = run({ begin: () => begunWith() });
  for (const question of [
    'Which server registers the client?',
    'Your admin access token',
    'Mint an initial access token',
    'Choose a client template',
    'how will the server know',
    'Where may the server send users back to?',
    'Read it once more',
    'Registered',
  ]) {
    await drawn(question);
    press(KEY.enter);
  }
  await drawn('finish');
  press(KEY.enter);
  const { ended: how, state } = await ended;
  expect(how).toBe('finished');
  expect(state?.answers.registered?.client.client_id).toBe('client-1');
  expect(stdout.bytes).not.toContain(TELLTALE);
});

test('what begin rejects with is passed on', async () => {
  const { ended, drawn } = run({
    begin: () => Promise.reject(new Error('no such drill')),
    waitingFor: 'the practice server',
  });
  await drawn('Starting');
  await expect(ended).rejects.toThrow('no such drill');
});
