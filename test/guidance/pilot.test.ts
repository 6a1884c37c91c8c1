import { expect, onTestFinished, test, vi } from 'vitest';
import { createSession, type Session } from '../../src/engine/session.ts';
import type { Itinerary } from '../../src/engine/state.ts';
import { STEP_IDS } from '../../src/flow/step.ts';
import { startPilot } from '../../src/guidance/pilot.ts';
import { steps } from '../../src/steps/steps.ts';
import { adminToken, itinerary, unreachable } from '../support/flow.ts';
import { type Script, scriptedPorts, unanswered } from '../support/scripted-ports.ts';

type Flight = { session: Session; calls(): readonly string[]; onBug: ReturnType<typeof vi.fn> };

function fly(plan: Itinerary, { replay, script = {} }: { replay: boolean; script?: Script }): Flight {
  const scripted = scriptedPorts(script);
  const session = createSession({ itinerary: plan, steps, ports: scripted.ports, identity: { run: 'run-1' } });
  const onBug = vi.fn();
  onTestFinished(startPilot(session, steps, { replay, onBug }));
  return { session, calls: () => scripted.calls, onBug };
}

async function arrived(session: Session, here: string): Promise<void> {
  await vi.waitFor(() => expect(session.state()).toMatchObject({ here }));
  await session.whenIdle();
}

function withoutToken(changes: Parameters<typeof itinerary>[0] = {}): Itinerary {
  const plan = itinerary(changes);
  const { adminToken: _, ...known } = plan.known;
  return { ...plan, known };
}

test('a wizard is asked everything, but for the steps that need nobody', async () => {
  const { session } = fly(itinerary({ silent: ['server', 'template'] }), { replay: false });
  await arrived(session, 'admin-token');
  session.tell('admin-token', { type: 'admin-token-given', adminToken: adminToken() });
  expect(session.state().here).toBe('mint');
  session.tell('mint', { type: 'mint-confirmed', parameters: {} });
  await arrived(session, 'keys');
  expect(session.state().answers.template).toBe('bff-server');
});

test('a silent step that nothing answers is asked after all', async () => {
  const plan = itinerary({ silent: ['server'] });
  const { server: _, ...known } = plan.known;
  const { session } = fly({ ...plan, known }, { replay: false });
  await session.whenIdle();
  expect(session.state()).toMatchObject({ here: 'server' });
  expect(session.state().failure).toBeUndefined();
});

test('a replay says what is known and stops at the review, where nothing is registered yet', async () => {
  const { session } = fly(itinerary(), { replay: true });
  await arrived(session, 'review');
  expect(session.state().answers).toMatchObject({ template: 'bff-server', iat: { registered: 0 } });
  expect(session.state().failure).toBeUndefined();
});

test('a question that only the operator can answer interrupts a replay, and no more', async () => {
  const { session } = fly(withoutToken(), { replay: true });
  await arrived(session, 'admin-token');
  session.tell('admin-token', { type: 'admin-token-given', adminToken: adminToken() });
  await arrived(session, 'review');
});

test('after a step back the operator walks alone', async () => {
  const { session } = fly(itinerary(), { replay: true });
  await arrived(session, 'review');
  session.tell('review', { type: 'went-back' });
  expect(session.state().here).toBe('redirect-uris');
  session.tell('redirect-uris', { type: 'went-back' });
  await session.whenIdle();
  expect(session.state().here).toBe('keys');
});

test('a step back from a question in between is not answered by the replay', async () => {
  const { session } = fly(withoutToken(), { replay: true });
  await arrived(session, 'admin-token');
  session.tell('admin-token', { type: 'went-back' });
  await session.whenIdle();
  expect(session.state().here).toBe('server');
});

test('after a failure the operator walks alone', async () => {
  const mintInitialAccessToken: Script['mintInitialAccessToken'] = async request => unanswered(request, false);
  const { session } = fly(itinerary(), { replay: true, script: { mintInitialAccessToken } });
  await vi.waitFor(() => expect(session.state().failure).toMatchObject({ kind: unreachable('mint').kind }));
  session.tell('mint', { type: 'jumped', to: 'mint' });
  await session.whenIdle();
  expect(session.state()).toMatchObject({ here: 'mint' });
  expect(session.state().failure).toBeUndefined();
});

test('a replay of a run that only mints stops before it mints', async () => {
  const minting = STEP_IDS.filter(id => ['server', 'admin-token', 'mint', 'hand-over'].includes(id));
  const { session, calls } = fly(itinerary({ steps: minting, known: { registers: false } }), { replay: true });
  await arrived(session, 'mint');
  expect(calls()).not.toContain('mintInitialAccessToken');
});

test('what our own code threw is told, not swallowed', async () => {
  const bug = new Error('a bug of ours');
  const { session, onBug } = fly(itinerary(), {
    replay: false,
    script: {
      mintInitialAccessToken: async () => {
        throw bug;
      },
    },
  });
  for (const step of ['server', 'admin-token', 'mint'] as const) {
    const suggestion = steps[step].suggest?.(session.state().itinerary.known, session.state().answers);
    if (suggestion && 'happening' in suggestion) session.tell(step, suggestion.happening);
  }
  await vi.waitFor(() => expect(onBug).toHaveBeenCalledWith(bug));
});
