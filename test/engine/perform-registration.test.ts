import { describe, expect, it } from 'vitest';
import { perform } from '../../src/engine/perform.ts';
import type { Effect } from '../../src/flow/effect.ts';
import { initialAccessToken, keyMaterial, later, REDIRECT_URIS, SERVER } from '../support/flow.ts';
import { answered, DISK_FULL, diskFull, type Script, scriptedPorts, unanswered } from '../support/scripted-ports.ts';

const IDENTITY = { run: 'run-1', runbook: 'bff-server' };
const BEFORE = ['keepPrivateKey', 'journal key-kept', 'placeRecord', 'journal about-to-register'];

function registration(): Extract<Effect, { type: 'register-client' }> {
  const asked = {
    client_name: 'bff-server',
    token_endpoint_auth_method: 'private_key_jwt',
    redirect_uris: REDIRECT_URIS,
  };
  return { type: 'register-client', server: SERVER, asked, iat: initialAccessToken(), keys: keyMaterial() };
}

async function performed(script: Script, effect = registration()) {
  const scripted = scriptedPorts(script);
  const reply = await perform(effect, scripted.ports, IDENTITY);
  return { reply, calls: scripted.calls, given: scripted.given };
}

describe('the order of writes around a registration', () => {
  it('has key, place and «about to send» on disk before it is sent, and the raw answer before it is judged', async () => {
    const { reply, calls } = await performed({});
    expect(calls).toEqual([...BEFORE, 'registerClient', 'keepAnswer', 'keepClient', 'journal registered']);
    expect(reply).toMatchObject({
      type: 'client-registered',
      client: { client_id: 'client-1' },
      record: 'clients/run-1.json',
      keys: { privateKeyFile: 'keys/sig-1.pem' },
      deviations: [],
    });
  });

  it('keeps the raw answer of a 201 that turns out to be no registration, and names where it lies', async () => {
    const { reply, calls } = await performed({
      registerClient: async request => answered(request, 201, '<html>welcome</html>'),
    });
    const after = ['registerClient', 'keepAnswer', 'setAside', 'journal registration-unknown'];
    expect(calls).toEqual([...BEFORE, ...after]);
    expect(reply).toMatchObject({
      type: 'failed',
      failure: { kind: 'outcome-unknown', saved: 'answers/run-1.json' },
    });
  });

  it.each([303, 500, 502, 503, 504])('keeps the answer of a %i, behind which a client may stand', async status => {
    const { reply, calls } = await performed({ registerClient: async request => answered(request, status, 'oops') });
    expect(calls.slice(-3)).toEqual(['keepAnswer', 'setAside', 'journal registration-unknown']);
    expect(reply).toMatchObject({ failure: { kind: 'outcome-unknown' } });
  });

  it('gives the place back after a refusal, which is kept nowhere', async () => {
    const error = { error: 'invalid_redirect_uri', error_description: 'https only' };
    const { reply, calls, given } = await performed({
      registerClient: async request => answered(request, 400, error),
    });
    expect(calls).toEqual([...BEFORE, 'registerClient', 'release', 'journal registration-refused']);
    expect(given.at(-1)?.with).toEqual([{ type: 'registration-refused', status: 400, error: 'invalid_redirect_uri' }]);
    expect(reply).toMatchObject({ type: 'failed', failure: { kind: 'oauth-error', ...error } });
  });

  it('litters no answer of a server that does not know the method', async () => {
    const { reply, calls } = await performed({ registerClient: async request => answered(request, 501, 'no') });
    expect(calls.slice(-2)).toEqual(['release', 'journal registration-refused']);
    expect(reply).toMatchObject({ failure: { kind: 'refused', status: 501 } });
  });

  it('of a request that never left gives the place back and says so', async () => {
    const { reply, calls } = await performed({ registerClient: async request => unanswered(request, false) });
    expect(calls).toEqual([...BEFORE, 'registerClient', 'release', 'journal registration-not-sent']);
    expect(reply).toMatchObject({ failure: { kind: 'unreachable', code: 'ECONNREFUSED' } });
  });

  it('of a request without an answer leaves «unknown» in the journal', async () => {
    const { reply, calls } = await performed({ registerClient: async request => unanswered(request, true) });
    expect(calls).toEqual([...BEFORE, 'registerClient', 'release', 'journal registration-unknown']);
    expect(reply).toMatchObject({ failure: { kind: 'outcome-unknown', code: 'ECONNRESET', sentAt: later(60).wall } });
  });

  it('writes into journal and draft which request it was, and no secret', async () => {
    const { given } = await performed({});
    const [draft] = given.find(({ call }) => call === 'placeRecord')?.with ?? [];
    const [entry] = given.find(({ call }) => call === 'journal about-to-register')?.with ?? [];
    const sentId = given.find(({ call }) => call === 'registerClient')?.with[2];
    expect(draft).toMatchObject({
      run: 'run-1',
      runbook: 'bff-server',
      request_id: sentId,
      sent_at: '2026-11-23T10:01:00.000Z',
      private_key_file: 'keys/sig-1.pem',
      kid: 'sig-1',
    });
    expect(entry).toEqual({
      type: 'about-to-register',
      request_id: sentId,
      client_name: 'bff-server',
      server: SERVER.url,
      endpoint: SERVER.registration_endpoint,
    });
    expect(sentId).toEqual(expect.any(String));
  });
});

describe('a disk that fails before a registration is sent', () => {
  it.each([
    ['the private key', { keepPrivateKey: diskFull }, ['keepPrivateKey']],
    ['the place of the record', { placeRecord: diskFull }, ['keepPrivateKey', 'journal key-kept', 'placeRecord']],
    ['the journal', { appendToJournal: diskFull }, [...BEFORE, 'release']],
  ] satisfies [string, Script, string[]][])('at %s: nothing is sent', async (_, script, calls) => {
    const outcome = await performed(script);
    expect(outcome.calls).toEqual(calls);
    expect(outcome.reply).toMatchObject({ type: 'failed', failure: DISK_FULL });
  });

  it('after the private key was written: the next try has the same key file', async () => {
    const { reply } = await performed({ placeRecord: diskFull });
    expect(reply).toMatchObject({ type: 'failed', keys: { kid: 'sig-1', privateKeyFile: 'keys/sig-1.pem' } });
  });
});

describe('a disk that fails after the client was granted', () => {
  const lost = 'the answer could not be written to disk: this is its only copy';

  it('before the raw answer: the client is in the record all the same', async () => {
    const { reply, calls } = await performed({ place: { keepAnswer: diskFull } });
    expect(calls.slice(-3)).toEqual(['keepAnswer', 'keepClient', 'journal registered']);
    expect(reply).toMatchObject({ type: 'client-registered', record: 'clients/run-1.json', deviations: [] });
  });

  it('between raw answer and client: the record has the raw answer', async () => {
    const { reply } = await performed({ place: { keepClient: diskFull } });
    expect(reply).toMatchObject({ type: 'client-registered', record: 'clients/run-1.json', deviations: [] });
  });

  it('at both: the client is on the screen, with the warning that this is its only copy', async () => {
    const { reply, given } = await performed({ place: { keepAnswer: diskFull, keepClient: diskFull } });
    expect(reply).toMatchObject({ type: 'client-registered', client: { client_id: 'client-1' }, deviations: [lost] });
    expect(reply).not.toHaveProperty('record');
    expect(given.at(-1)?.with).toEqual([{ type: 'registered', client_id: 'client-1' }]);
  });

  it('at the journal: the client is there', async () => {
    const { reply } = await performed({
      appendToJournal: async entry => (entry.type === 'registered' ? diskFull() : { ok: true, value: undefined }),
    });
    expect(reply).toMatchObject({ type: 'client-registered', client: { client_id: 'client-1' } });
  });

  it('with an answer that says nothing: the place is given back, and the outcome stays unknown', async () => {
    const { reply, calls } = await performed({
      registerClient: async request => answered(request, 201, 'hello'),
      place: { keepAnswer: diskFull, setAside: async () => undefined },
    });
    expect(calls.slice(-4)).toEqual(['keepAnswer', 'setAside', 'release', 'journal registration-unknown']);
    expect(reply).toMatchObject({ failure: { kind: 'outcome-unknown' } });
    expect(reply).not.toHaveProperty('failure.saved');
  });
});

describe('what a registration sends', () => {
  it('is the metadata asked, with the IAT beside it and not in it', async () => {
    const effect = registration();
    const { given } = await performed({}, effect);
    const sent = given.find(({ call }) => call === 'registerClient')?.with;
    expect(sent?.[0]).toEqual({
      stage: 'register',
      method: 'POST',
      url: SERVER.registration_endpoint,
      bearer: 'iat',
      body: effect.asked,
    });
    expect(sent?.[1]).toBe(effect.iat?.token);
  });

  it('has neither token nor key where there is none', async () => {
    const { iat: _, keys: __, ...open } = registration();
    const { given, calls } = await performed({}, open);
    const sent = given.find(({ call }) => call === 'registerClient')?.with;
    expect(sent?.[0]).not.toHaveProperty('bearer');
    expect(sent?.[1]).toBeUndefined();
    expect(calls).not.toContain('keepPrivateKey');
  });
});
