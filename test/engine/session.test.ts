import { describe, expect, it } from 'vitest';
import { success } from '../../src/domain/result.ts';
import { createSession, type Session } from '../../src/engine/session.ts';
import type { State } from '../../src/engine/state.ts';
import { steps } from '../../src/steps/steps.ts';
import { itinerary, keyMaterial, later } from '../support/flow.ts';
import { type Script, type Scripted, scriptedPorts } from '../support/scripted-ports.ts';
import { obvious } from '../support/walk.ts';

function begun(script: Script = {}, plan = itinerary()): { session: Session } & Scripted {
  const scripted = scriptedPorts(script);
  const session = createSession({ itinerary: plan, steps, ports: scripted.ports, identity: { run: 'run-1' } });
  return { session, ...scripted };
}

async function goTo(session: Session, step: State['here']): Promise<void> {
  while (session.state().here !== step) {
    session.tell(session.state().here, obvious(session.state()));
    await session.whenIdle();
  }
}

describe('a session', () => {
  it('walks from the server to a registered client', async () => {
    const { session, given } = begun();
    await goTo(session, 'result');
    expect(session.state().answers.registered?.client.client_id).toBe('client-1');
    const calls = given.map(({ call }) => call).filter(call => call !== 'journal answered');
    expect(calls).toEqual([
      'mintInitialAccessToken',
      'journal iat-minted',
      'obtainKeys',
      'keepPrivateKey',
      'journal key-kept',
      'placeRecord',
      'journal about-to-register',
      'registerClient',
      'keepAnswer',
      'keepClient',
      'journal registered',
    ]);
  });

  it('says every change to whoever looks, and nothing where nothing changed', async () => {
    const { session } = begun();
    const seen: State[] = [];
    const stop = session.subscribe(state => seen.push(state));
    session.tell('review', { type: 'review-confirmed', sendAnyway: true });
    expect(seen).toEqual([]);
    await goTo(session, 'template');
    expect(seen.map(({ here, inFlight }) => (inFlight ? `${here} …` : here))).toEqual([
      'admin-token',
      'mint',
      'mint …',
      'template',
    ]);
    expect(seen.at(-1)).toBe(session.state());
    stop();
    await goTo(session, 'keys');
    expect(seen).toHaveLength(4);
  });

  it('does not lose what happens while it tells one listener', async () => {
    const { session } = begun();
    session.subscribe(({ here }) => {
      if (here === 'admin-token') session.tell('admin-token', obvious(session.state()));
    });
    const last: State[] = [];
    session.subscribe(state => last.push(state));
    session.tell('server', obvious(session.state()));
    expect(session.state().here).toBe('mint');
    expect(last.at(-1)).toBe(session.state());
  });

  it('is told nothing while work is out, and registers once however often Enter is pressed', async () => {
    const { session, given } = begun();
    await goTo(session, 'review');
    for (let presses = 0; presses < 5; presses += 1) {
      session.tell('review', { type: 'review-confirmed', sendAnyway: false });
      session.tell('register', { type: 'retried' });
    }
    await session.whenIdle();
    expect(given.filter(({ call }) => call === 'registerClient')).toHaveLength(1);
  });

  it('gives every attempt a number of its own', async () => {
    const { session } = begun();
    const numbers = new Set<number>();
    const working: string[] = [];
    session.subscribe(({ inFlight }) => {
      if (inFlight === undefined) return;
      numbers.add(inFlight.attempt);
      working.push(inFlight.step);
    });
    await goTo(session, 'result');
    expect(working).toEqual(['mint', 'keys', 'register']);
    expect(numbers.size).toBe(3);
  });

  it('asks the clock for each thing that happens', async () => {
    let seconds = 0;
    const { session, given } = begun({ now: () => later(seconds) });
    await goTo(session, 'review');
    seconds = 4000;
    session.tell('review', { type: 'review-confirmed', sendAnyway: false });
    expect(session.state().here).toBe('mint');
    expect(given.map(({ call }) => call)).not.toContain('registerClient');
  });

  it('hands a bug on to whoever waits for the work, after the rest of it is done', async () => {
    const bug = new TypeError('a bug of ours');
    const { session } = begun({ obtainKeys: async () => Promise.reject(bug) });
    await goTo(session, 'keys');
    session.tell('keys', { type: 'keys-chosen', choice: { from: 'none' } });
    await expect(session.whenIdle()).rejects.toBe(bug);
  });

  it('hands a bug of a listener on as well', async () => {
    const bug = new TypeError('a bug of a screen');
    const { session } = begun({ obtainKeys: async choice => success(keyMaterial(choice)) });
    await goTo(session, 'keys');
    session.subscribe(({ here }) => {
      if (here === 'redirect-uris') throw bug;
    });
    session.tell('keys', obvious(session.state()));
    await expect(session.whenIdle()).rejects.toBe(bug);
    expect(session.state().here).toBe('redirect-uris');
  });
});
