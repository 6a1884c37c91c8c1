import { describe, expect, it, onTestFinished } from 'vitest';
import type { Json } from '../../src/domain/json.ts';
import { updateOf } from '../../src/domain/management/update-request.ts';
import { type Preset, presets } from '../../src/domain/server/presets.ts';
import type { Answers } from '../../src/flow/answers.ts';
import type { Happening } from '../../src/flow/event.ts';
import { readClient } from '../../src/steps/read-client.ts';
import { reviewUpdate } from '../../src/steps/review-update.ts';
import { update } from '../../src/steps/update.ts';
import { overheard } from '../support/answers.ts';
import { keyMaterial, later, outcomeUnknown, reading, refusal, updated } from '../support/flow.ts';
import { ADDED_URI, GRANTED, managed } from '../support/managed.ts';

const TARGET = managed();
const NOTHING: Answers = { allowedOrigins: [], metadata: {}, earlier: [] };
const READ: Answers = {
  ...NOTHING,
  target: TARGET,
  reading: reading(TARGET),
  changes: { members: [], redirectUris: { uris: [ADDED_URI], how: 'merge' } },
};
const MERGED = { ...GRANTED, redirect_uris: [...(GRANTED['redirect_uris'] as string[]), ADDED_URI] };
const CHOSEN: Happening & { type: 'client-chosen' } = {
  type: 'client-chosen',
  target: TARGET,
  allowedOrigins: ['https://x.example.com'],
};
const set = (answers: Answers, member: string, value: Json): Answers => {
  const move = reviewUpdate.hear(answers, { type: 'member-set', member, value }, later(1));
  if (!('answers' in move) || move.answers === undefined) throw new Error(`${member} was not taken`);
  return move.answers;
};
const YES = { type: 'update-confirmed', sendAnyway: false } as const;

describe('reading the client that is to be changed', () => {
  it('asks the server, with the origins that may get the token', () => {
    expect(readClient.hear(NOTHING, CHOSEN, later(1))).toMatchObject({
      do: 'ask',
      effect: { type: 'read-client', target: TARGET, allowedOrigins: ['https://x.example.com'] },
      answers: { server: { url: TARGET.server.url } },
    });
  });

  it('takes what stands as the reading, and what became of an update that nobody knew is known with it', () => {
    const unsettled = { failure: outcomeUnknown('update') };
    const move = readClient.settle?.(
      { ...READ, unsettled },
      { type: 'client-read', reading: reading(TARGET, MERGED) },
      later(1),
    );
    expect(move).toMatchObject({ do: 'next', answers: { reading: { now: MERGED } } });
    expect(move).not.toHaveProperty('answers.unsettled');
  });

  it('starts from the record where reading is known to replace credentials, and sends nothing', () => {
    const known = presets as Preset[];
    known.push({
      name: 'reading-rotates',
      summary: '',
      update: 'PUT',
      rotates: { read: true, update: true },
      notes: [],
    });
    onTestFinished(() => void known.pop());
    const target = managed({ server: { ...TARGET.server, preset: 'reading-rotates' } });
    expect(readClient.hear(NOTHING, { ...CHOSEN, target }, later(1))).toMatchObject({
      do: 'next',
      answers: { reading: { from: 'record', now: GRANTED } },
    });
  });

  it('can be tried again, and needs a client to be named', () => {
    expect(readClient.hear(READ, { type: 'retried' }, later(1))).toMatchObject({ effect: { type: 'read-client' } });
    expect(readClient.hear(NOTHING, { type: 'retried' }, later(1))).toEqual({ do: 'stay' });
    expect(readClient.standing(NOTHING, later(1))).toBe('open');
    expect(readClient.standing(READ, later(1))).toBe('done');
  });
});

describe('the last look before a client is changed', () => {
  it('goes on with a yes, and shrugs at what is meant for others', () => {
    expect(reviewUpdate.hear(READ, YES, later(1))).toEqual({ do: 'next' });
    expect(overheard(reviewUpdate, [], READ)).toEqual([]);
  });

  it('takes another value of a member in the place of what was planned for it, and the one that stands for no change', () => {
    const scope = set(READ, 'scope', 'openid email');
    expect(scope.changes).toEqual({
      ...READ.changes,
      members: [{ member: 'scope', appends: false, value: 'openid email' }],
    });
    const list = set(scope, 'redirect_uris', [ADDED_URI]);
    expect(list.changes?.redirectUris).toEqual({ uris: [ADDED_URI], how: 'replace' });
    expect(
      set(set(list, 'scope', 'openid profile'), 'redirect_uris', GRANTED['redirect_uris'] as string[]).changes,
    ).toEqual({
      members: [],
    });
  });

  it('takes a member out, and lets go of a key change once the keys are said otherwise', () => {
    const without = set(READ, 'redirect_uris', null);
    expect(updateOf(without)).toMatchObject({
      update: { changed: ['redirect_uris'], body: { client_name: 'bff-server' } },
    });
    expect(updateOf(without)).not.toHaveProperty('update.body.redirect_uris');
    const rotating = { ...READ, changes: { members: [], keys: 'drop-old' as const } };
    expect(set(rotating, 'jwks', null).changes).toEqual({ members: [] });
  });

  it('lets nobody say what only the server says', () => {
    for (const member of ['client_id', 'client_secret', 'registration_access_token', 'client_id_issued_at']) {
      expect(reviewUpdate.hear(READ, { type: 'member-set', member, value: 'x' }, later(1))).toEqual({ do: 'stay' });
    }
  });

  it('holds back what cannot be asked for, in words', () => {
    const members = [{ member: 'client_id', appends: false, value: 'x' }];
    expect(reviewUpdate.hear({ ...READ, changes: { members } }, YES, later(1))).toMatchObject({
      do: 'fail',
      failure: { kind: 'not-valid', problem: expect.stringContaining('client_id') },
    });
    const noKey = { ...READ, changes: { members: [], keys: 'add' as const } };
    expect(reviewUpdate.hear({ ...noKey, keys: keyMaterial({ from: 'none' }) }, YES, later(1))).toMatchObject({
      failure: { problem: expect.stringContaining('no key to add') },
    });
  });

  it('holds back a change that most servers refuse, unless it is to be sent anyway; what stands already is let alone', () => {
    const http = { members: [], redirectUris: { uris: ['http://app.example.com/cb'], how: 'merge' as const } };
    expect(reviewUpdate.hear({ ...READ, changes: http }, YES, later(1))).toMatchObject({
      failure: { kind: 'blocked' },
    });
    expect(reviewUpdate.hear({ ...READ, changes: http }, { ...YES, sendAnyway: true }, later(1))).toEqual({
      do: 'next',
    });
    const standing = {
      ...READ,
      reading: reading(TARGET, { ...GRANTED, redirect_uris: ['http://app.example.com/cb'] }),
    };
    const renamed = { members: [{ member: 'client_name', appends: false, value: 'renamed' }] };
    expect(reviewUpdate.hear({ ...standing, changes: renamed }, YES, later(1))).toEqual({ do: 'next' });
  });
});

describe('updating', () => {
  it('sends the whole of what stands with the changes in it, and no token of the server’s', () => {
    expect(update.arrive?.(READ)).toMatchObject({
      do: 'ask',
      effect: {
        type: 'update-client',
        update: { method: 'PUT', body: { client_id: 'client-1', ...MERGED }, changed: ['redirect_uris'] },
      },
    });
    expect(update.arrive?.(READ)).not.toHaveProperty('effect.update.body.client_secret');
  });

  it('sends the changes alone to a server that wants them alone (PATCH), null for what is taken out', () => {
    const target = managed({ server: { ...TARGET.server, preset: 'empowernow' } });
    const members = [{ member: 'scope', appends: false, value: null }];
    const changes = { members, redirectUris: { uris: [ADDED_URI], how: 'replace' as const } };
    expect(update.arrive?.({ ...READ, target, reading: reading(target), changes })).toMatchObject({
      effect: { update: { method: 'PATCH', body: { redirect_uris: [ADDED_URI], scope: null } } },
    });
  });

  it('sends nothing where all is as it should be', () => {
    const changes = {
      members: [],
      redirectUris: { uris: GRANTED['redirect_uris'] as string[], how: 'replace' as const },
    };
    expect(update.arrive?.({ ...READ, changes })).toMatchObject({ do: 'next', answers: { updated: { changed: [] } } });
  });

  it('is sealed once done, tried again after a refusal, and never again after an unknown outcome', () => {
    const asked = { method: 'PUT' as const, body: {}, asked: MERGED, changed: ['redirect_uris'] };
    const done = update.settle?.(READ, { type: 'client-updated', updated: updated(TARGET, asked) }, later(1));
    expect(done?.answers && update.standing(done.answers, later(1))).toBe('sealed');
    const refused = update.settle?.(READ, { type: 'failed', failure: refusal('update') }, later(1));
    expect(refused).toMatchObject({ do: 'fail' });
    expect(refused?.answers && update.hear(refused.answers, { type: 'retried' }, later(1))).toMatchObject({
      do: 'ask',
    });
    const unknown = update.settle?.(READ, { type: 'failed', failure: outcomeUnknown('update') }, later(1));
    expect(unknown?.answers).toMatchObject({ unsettled: { client_name: 'bff-server' } });
    expect(unknown?.answers && update.hear(unknown.answers, { type: 'retried' }, later(1))).toEqual({ do: 'stay' });
    expect(unknown?.answers && update.arrive?.(unknown.answers)).toMatchObject({ failure: { stage: 'update' } });
  });
});
