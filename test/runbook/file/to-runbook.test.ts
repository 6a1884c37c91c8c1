import { expect, it } from 'vitest';
import type { Answers } from '../../../src/flow/answers.ts';
import { runbookText, updateRunbookOf } from '../../../src/runbook/file/to-runbook.ts';
import { keyMaterial, reading } from '../../support/flow.ts';
import { ADDED_URI, GRANTED, managed, updateItinerary } from '../../support/managed.ts';
import { planned } from '../planned.ts';

const TARGET = managed();
const { known } = updateItinerary();
const saved = (changes: NonNullable<Answers['changes']>, more: Partial<Answers> = {}, wantedClient?: string) => {
  const answers = { allowedOrigins: [], metadata: {}, earlier: [], target: TARGET, reading: reading(TARGET), changes };
  const all = { ...known, ...(wantedClient !== undefined && { wantedClient }) };
  return updateRunbookOf('Change it', { ...answers, ...more }, all);
};
const changesOf = (runbook: ReturnType<typeof saved>) => planned(runbook ? runbookText(runbook) : '').known.changes;

it('changes that are saved as a runbook are planned as the same changes', () => {
  const members = [
    { member: 'client_uri', appends: false, value: 'https://app.example.com' },
    { member: 'scope', appends: false, value: null },
  ];
  const changes = { members, redirectUris: { uris: [ADDED_URI], how: 'merge' as const } };
  expect(changesOf(saved(changes))).toEqual(changes);
  const rotation = saved({ members: [], keys: 'add' }, { keys: keyMaterial({ from: 'generate', alg: 'ES256' }) });
  expect(changesOf(rotation)).toEqual({ members: [], keys: 'add' });
  expect(rotation?.client?.keys).toEqual({ generate: 'ES256' });
});

it('what was added to a member stands in the runbook as the whole', () => {
  const runbook = saved({ members: [{ member: 'scope', appends: true, value: 'email' }] });
  expect(runbook?.client?.metadata).toEqual({ scope: `${GRANTED['scope']} email` });
});

it('a number of the list is no name for later', () => {
  const changes = { members: [{ member: 'scope', appends: false, value: 'openid' }] };
  expect(saved(changes, {}, '3')?.update?.client).toBe('client-1');
  expect(saved(changes, {}, 'bff-server')?.update?.client).toBe('bff-server');
});
