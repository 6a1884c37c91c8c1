import { expect, it } from 'vitest';
import type { HandedOver } from '../../src/domain/hand-over.ts';
import { progress } from '../../src/headless/progress.ts';
import { begun, itinerary, later } from '../support/flow.ts';
import { managed, updateItinerary } from '../support/managed.ts';

const STATE = begun(itinerary());
const handedOver = (changes: HandedOver['changes']) => {
  const answers = { ...STATE.answers, handedOver: [{ ...FILE, changes }] };
  return progress(STATE, { ...STATE, answers }).map(({ mark, text }) => `${mark} ${text}`);
};
const FILE = { to: 'dotenv' as const, file: '.env', missing: [], warnings: [] };

it('a hand-over names the keys that had another value before, and never what that was', () => {
  expect(
    handedOver([
      { key: 'OIDC_CLIENT_ID', change: 'changed', value: 'new-id' },
      { key: 'OIDC_KID', change: 'changed', value: 'new-kid' },
      { key: 'OIDC_ISSUER', change: 'added', value: 'https://idp.example.com' },
    ]),
  ).toEqual(['done dotenv  .env  (changed OIDC_CLIENT_ID, OIDC_KID; added OIDC_ISSUER)']);
  expect(handedOver([{ key: 'OIDC_CLIENT_ID', change: 'added', value: 'new-id' }])).toEqual(['done dotenv  .env']);
});

it('a look at a client says which changes of unknown outcome it settles', () => {
  const before = begun(updateItinerary());
  const target = managed();
  const settled = [{ run: 'run-0', stage: 'update' as const, sentAt: later(0).wall, requestId: 'request-0' }];
  const reading = { from: 'server' as const, target, now: {}, deviations: [], rotated: [], settled };
  const lines = progress(before, { ...before, answers: { ...before.answers, reading } });
  expect(lines.map(({ text }) => text)).toContainEqual(expect.stringMatching(/an update .*request-0, run run-0/));
});
