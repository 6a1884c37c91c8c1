import { describe, expect, it } from 'vitest';
import type { KeptRecord } from '../../../src/domain/management/client-record.ts';
import type { JournalEntry } from '../../../src/engine/ports.ts';
import { recordOf, standingOf, storyOf, unsettledOf } from '../../../src/store/runs/run-story.ts';
import { unsettledChangeOf } from '../../../src/store/runs/sent-change.ts';
import { draft } from '../registrations.ts';

const BEGAN: JournalEntry = { type: 'run-began', version: '1', plan: {} };
const UNKNOWN: JournalEntry = { type: 'registration-unknown', because: 'reset' };
const ended = (outcome: string): JournalEntry => ({ type: 'run-ended', outcome, exit_code: 0 });
const sent = (id: string): JournalEntry => ({ type: 'about-to-register', request_id: id, endpoint: 'https://x/r' });
const record = (request_id: string): KeptRecord => ({
  path: `clients/${request_id}.json`,
  record: {
    ...draft({ request_id }),
    schema_version: 1,
    registered_at: '',
    client: { client_id: 'c', metadata: {} },
    deviations: [],
  },
});
const story = (...entries: JournalEntry[]) =>
  storyOf([BEGAN, ...entries].map(entry => ({ at: '2026-11-24', ...entry })));

describe('a run', () => {
  it.each([
    ['that was killed before anything was sent', [], [], 'interrupted'],
    ['that was killed while a registration was out', [sent('a')], [], 'unknown'],
    ['that was killed after its answer was kept', [sent('a')], [record('a')], 'interrupted'],
    ['whose answer never came', [sent('a'), UNKNOWN, ended('unknown')], [], 'unknown'],
    ['that was refused', [sent('a'), { type: 'registration-refused', status: 400 }, ended('refused')], [], 'finished'],
    ['that was ended by a signal', [ended('cancelled')], [], 'interrupted'],
    [
      'that registered',
      [sent('a'), { type: 'registered', client_id: 'c' }, ended('registered')],
      [record('a')],
      'finished',
    ],
    ['whose record was forgotten', [sent('a'), { type: 'registered', client_id: 'c' }], [], 'finished'],
    [
      'whose second try was refused',
      [sent('a'), UNKNOWN, sent('b'), { type: 'registration-refused', status: 400 }, ended('refused')],
      [],
      'unknown',
    ],
    [
      'whose second try went through',
      [sent('a'), UNKNOWN, sent('b'), { type: 'registered', client_id: 'c' }],
      [record('b')],
      'interrupted',
    ],
    [
      'of which the operator says that it never happened',
      [sent('a'), UNKNOWN, { type: 'never-happened' }],
      [],
      'finished',
    ],
    [
      'that was gone on with after that',
      [sent('a'), { type: 'never-happened' }, { type: 'run-resumed', version: '1' }],
      [],
      'interrupted',
    ],
    [
      'that never reached the server',
      [sent('a'), { type: 'registration-not-sent', because: 'ECONNREFUSED' }],
      [],
      'interrupted',
    ],
  ] satisfies [string, JournalEntry[], KeptRecord[], string][])('%s', (_, entries, records, standing) => {
    expect(standingOf(story(...entries), records)).toBe(standing);
  });

  it('is finished where its journal does not say how it was begun, or its server went with it', () => {
    expect(standingOf(storyOf([{ at: 'x', type: 'run-began', version: '0' }]), [])).toBe('finished');
    expect(
      standingOf(
        storyOf([
          { at: 'x', type: 'run-began', version: '1', practice: true },
          { at: 'x', ...sent('a') },
        ]),
        [],
      ),
    ).toBe('finished');
  });

  it('that registers one client after the other speaks of the last one', () => {
    const another: JournalEntry = { type: 'answered', step: 'result', answer: { another: true } };
    const two = story(sent('a'), { type: 'registered', client_id: 'c' }, another, sent('b'));
    expect(two.clients.map(sents => recordOf(sents, [record('a')])?.path)).toEqual(['clients/a.json', undefined]);
    expect(unsettledOf(two, [record('a')])?.requestId).toBe('b');
  });

  it('has the key that was made for the client in hand, until another is chosen', () => {
    const kept: JournalEntry = { type: 'key-kept', private_key_file: 'keys/a.pem', kid: 'a' };
    expect(story(kept).keptKey).toEqual({ path: 'keys/a.pem', kid: 'a' });
    expect(story(kept, { type: 'answered', step: 'keys', answer: { keys: { from: 'none' } } }).keptKey).toBeUndefined();
  });
});

describe('a change that a run sent', () => {
  const about = (id: string, type: 'about-to-update' | 'about-to-delete' = 'about-to-update'): JournalEntry => ({
    ...{ type, client_id: 'c', request_id: id, endpoint: 'https://x/c' },
  });
  const lost: JournalEntry = { type: 'change-unknown', because: 'reset' };
  const settled = (client_id: string): JournalEntry => ({ type: 'change-settled', client_id, because: 'read' });
  const kept = (updated_at?: string): KeptRecord => {
    const { path, record: made } = record('a');
    return { path, record: { ...made, ...(updated_at !== undefined && { updated_at }) } };
  };
  const open = (entries: JournalEntry[], records = [kept()]) => {
    const told = story(...entries);
    return unsettledChangeOf({ changes: told.changes }, records)?.requestId;
  };

  it.each([
    ['and was killed over', [about('1')], '1'],
    ['and heard nothing of', [about('1'), lost, ended('unknown')], '1'],
    ['and was refused', [about('1'), { type: 'change-refused', status: 400 }], undefined],
    ['and did not reach the server with', [about('1'), { type: 'change-not-sent', because: 'x' }], undefined],
    ['and is done', [about('1', 'about-to-delete'), { type: 'deleted', client_id: 'c' }], undefined],
    ['with an earlier token after a 401', [about('1'), about('2'), { type: 'change-refused', status: 401 }], undefined],
    ['and that somebody looked at since', [about('1'), lost, settled('c')], undefined],
    ['and that nobody looked at, but at another client', [about('1'), lost, settled('d')], '1'],
    ['again after that', [about('1'), lost, settled('c'), about('2'), lost], '2'],
    ['again, and heard of', [about('1'), lost, about('2'), { type: 'updated', client_id: 'c' }], undefined],
  ] satisfies [string, JournalEntry[], string | undefined][])('%s', (_, entries, requestId) => {
    expect(open(entries)).toBe(requestId);
    expect(standingOf(story(...entries), [kept()]) === 'unknown').toBe(requestId !== undefined);
  });

  it('is over where its client has no record any more, or one that was changed since', () => {
    expect(open([about('1'), lost], [])).toBeUndefined();
    expect(open([about('1'), lost], [kept('2026-11-25')])).toBeUndefined();
    expect(open([about('1'), lost], [kept('2026-11-23')])).toBe('1');
  });

  it('keeps a run open that came to its end', () => {
    expect(story(about('1'), lost, ended('registered')).finished).toBe(false);
    expect(story(about('1'), lost, ended('registered'), settled('c'), ended('registered')).finished).toBe(true);
  });
});
