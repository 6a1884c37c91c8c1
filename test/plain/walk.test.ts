import { describe, expect, it } from 'vitest';
import { itinerary, later, TELLTALE } from '../support/flow.ts';
import { enterUpTo, KEEP, listenTo, NUMBER } from '../support/listener.ts';
import { answered } from '../support/scripted-ports.ts';

const plan = (changes: Parameters<typeof itinerary>[0] = {}) =>
  itinerary({ ...changes, known: { metadata: {}, ...changes.known } });

describe('the plain flow', () => {
  it('comes to a registered client by Enter alone, and counts only the steps that ask', async () => {
    const listening = listenTo({ plan: plan() });
    await enterUpTo(listening, 'registered');
    expect(listening.everything()).toContain('Step 8 of 9: registered. 60 minutes and 9 uses left on the IAT.');
    await listening.answers(NUMBER, '');
    await listening.answers(NUMBER, '');
    expect(await listening.run.ended).toMatchObject({ ended: 'finished' });
    expect(listening.everything()).not.toContain(TELLTALE);
  });

  it('does what it is told and nothing else: nothing was minted or sent before', async () => {
    const listening = listenTo({ plan: plan() });
    await enterUpTo(listening, 'mint an initial access token');
    expect(listening.calls()).not.toContain('mintInitialAccessToken');
    await listening.answers(NUMBER, 'q');
    expect(await listening.run.ended).toMatchObject({ ended: 'cancelled', failure: { kind: 'cancelled' } });
  });

  it('replays what is known up to the review, and asks there', async () => {
    const listening = listenTo({ plan: plan(), replay: true });
    expect(await listening.hears(/Step \d of \d: read it once more/)).not.toContain('Number');
    await listening.answers(NUMBER, 'b');
    await listening.hears('where the server may send users back to');
    await listening.answers(KEEP, 'q');
    await listening.run.ended;
    expect(listening.calls()).not.toContain('registerClient');
  });

  it('asks in a replay only for what is not known', async () => {
    const known = plan();
    const { adminToken: _, ...others } = known.known;
    const listening = listenTo({ plan: { ...known, known: others }, replay: true });
    expect(await listening.hears(/Step \d of \d: [^\n]*/)).toContain('your admin access token');
    await listening.answers(NUMBER, '1');
    await listening.hears('Paste the token');
    listening.types(`eyJ-${TELLTALE}\r`);
    await listening.hears('read it once more');
    expect(listening.everything()).not.toContain(TELLTALE);
  });

  it('says at the first step, and behind what is done at the server, that there is no way back', async () => {
    const listening = listenTo({ plan: plan() });
    await listening.answers(NUMBER, 'b');
    await listening.hears('This is the first step.');
    await listening.answers(NUMBER, '');
    await enterUpTo(listening, 'registered');
    await listening.answers(NUMBER, 'b');
    await listening.hears('There is no way back from here');
  });

  it('ends at an input that ends, with what is done so far', async () => {
    const listening = listenTo({ plan: plan() });
    await enterUpTo(listening, 'registered');
    listening.stdin.end();
    expect(await listening.run.ended).toMatchObject({
      ended: 'left',
      state: { answers: { registered: { client: { client_id: 'client-1' } } } },
    });
  });

  it('registers another client with the same token, and says which one was before', async () => {
    let client = 0;
    const listening = listenTo({
      plan: plan(),
      script: {
        registerClient: async request => {
          client += 1;
          return answered(request, 201, { client_id: `client-${client}`, ...request.body });
        },
      },
    });
    await enterUpTo(listening, 'registered');
    await listening.answers(NUMBER, '3');
    await enterUpTo(listening, 'registered');
    await listening.hears('Registered before in this run: client-1');
    expect(listening.calls().filter(call => call === 'mintInitialAccessToken')).toHaveLength(1);
  });

  it('mints again in place when the token lapsed while the operator thought, and comes back with everything kept', async () => {
    let seconds = 60;
    const listening = listenTo({ plan: plan(), at: () => later(seconds) });
    await enterUpTo(listening, 'where the server may send');
    await listening.answers(KEEP, 'https://late.example.com/cb');
    await listening.answers(KEEP, '');
    await listening.hears('read it once more');
    seconds = 4000;
    await listening.answers(NUMBER, '1');
    await listening.hears('mint another initial access token. The IAT has lapsed');
    await listening.hears('All you typed is kept');
    await listening.answers(NUMBER, '');
    await listening.hears('read it once more');
    await listening.hears('redirect_uris: 2 URIs (typed)');
  });
});

describe('a signal', () => {
  /** A registration that is out until it is let go. */
  function held() {
    const { promise, resolve } = Promise.withResolvers<void>();
    const listening = listenTo({
      plan: plan(),
      replay: true,
      script: {
        registerClient: async request => {
          await promise;
          return answered(request, 201, { client_id: 'client-1', ...request.body });
        },
      },
    });
    return { listening, letGo: resolve };
  }

  it('leaves at once where nothing is out', async () => {
    const listening = listenTo({ plan: plan() });
    await listening.hears(NUMBER);
    listening.run.hear('SIGINT');
    expect(await listening.run.ended).toMatchObject({ ended: 'cancelled', failure: { signal: 'SIGINT' } });
  });

  it('while a registration is out is asked about first; the second one leaves, and the outcome is unknown', async () => {
    const { listening, letGo } = held();
    await listening.answers(NUMBER, '1');
    await listening.hears('Sent once, never repeated by itself.');
    listening.run.hear('SIGINT');
    await listening.hears('Leave now and the outcome is unknown.');
    listening.run.hear('SIGINT');
    expect(await listening.run.ended).toMatchObject({ ended: 'unknown', state: { inFlight: { step: 'register' } } });
    letGo();
  });

  it('that was asked about is forgotten once the answer is here', async () => {
    const { listening, letGo } = held();
    await listening.answers(NUMBER, '1');
    await listening.hears('Sent once');
    listening.run.hear('SIGINT');
    await listening.hears('Leave now');
    letGo();
    await listening.hears('client_id: client-1');
    await listening.answers(NUMBER, '2');
    await listening.hears('client_id copied');
  });

  it('to end the process waits for the answer, and leaves with it', async () => {
    const { listening, letGo } = held();
    await listening.answers(NUMBER, '1');
    await listening.hears('Sent once');
    listening.run.hear('SIGTERM');
    await listening.hears('its answer is awaited');
    letGo();
    expect(await listening.run.ended).toMatchObject({
      ended: 'cancelled',
      failure: { signal: 'SIGTERM' },
      state: { answers: { registered: { client: { client_id: 'client-1' } } } },
    });
  });
});

describe('what is typed', () => {
  it('while a request is out answers no question that comes after it', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const listening = listenTo({
      plan: plan(),
      replay: true,
      script: {
        registerClient: async request => {
          await promise;
          return answered(request, 400, { error: 'invalid_client_metadata' });
        },
      },
    });
    await listening.answers(NUMBER, '1');
    await listening.hears('Sent once');
    listening.types('1\n1\n1\n');
    resolve();
    await listening.hears('Trouble: The server refused the registration');
    await listening.hears(NUMBER);
    expect(listening.calls().filter(call => call === 'registerClient')).toHaveLength(1);
  });
});
