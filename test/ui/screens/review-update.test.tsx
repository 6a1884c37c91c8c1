import { expect, test } from 'vitest';
import type { Known } from '../../../src/flow/answers.ts';
import { outcomeUnknown, TELLTALE, unreachable } from '../../support/flow.ts';
import { KEY } from '../../support/ink.ts';
import { ADDED_URI, managed, updateItinerary } from '../../support/managed.ts';
import { stage } from '../../support/stage.tsx';
import { createWalk, type Walk } from '../../support/walk.ts';

async function atReview(known: Partial<Known> = {}) {
  const walk: Walk = createWalk(updateItinerary(known));
  walk.goTo('review-update');
  return { walk, ...(await stage(walk)) };
}

test('each member that will be different stands there, as it is now and as it is asked for', async () => {
  const { screen } = await atReview();
  await screen.untilShown('1 member will change');
  expect(screen.lastFrame()).toMatch(/redirect_uris\s+now +https:\/\/app\.example\.com\/auth\/callback/);
  expect(screen.lastFrame()).toContain(ADDED_URI);
  expect(screen.frames.join('')).not.toContain(TELLTALE);
});

test('Enter sends it, and Enter finishes where nothing is to be changed', async () => {
  const { screen, told, walk } = await atReview();
  await screen.press(KEY.enter);
  expect(told).toEqual([{ type: 'update-confirmed', sendAnyway: false }]);
  expect(walk.state().inFlight?.effect.type).toBe('update-client');

  const same = await atReview({ changes: { members: [{ member: 'scope', appends: false, value: 'profile openid' }] } });
  await same.screen.untilShown('nothing will be sent');
  await same.screen.press(KEY.enter);
  expect(same.walk.state().answers.updated).toMatchObject({ changed: [] });
});

test('what cannot be asked for is said there, and Enter does not send it', async () => {
  const { screen, walk } = await atReview({ changes: { members: [], keys: 'drop-old' } });
  await screen.untilShown('names no key of ours');
  await screen.press(KEY.enter);
  expect(walk.state().inFlight).toBeUndefined();
});

test('an update whose outcome nobody knows offers to read the client again, not to send it again', async () => {
  const { screen, walk, told, catchUp } = await atReview();
  await screen.press(KEY.enter);
  walk.fail(outcomeUnknown('update'));
  await catchUp();
  await screen.untilShown('may have been changed, or not');
  expect(screen.lastFrame()).not.toContain('register again');
  await screen.press('r');
  expect(told.at(-1)).toEqual({ type: 'jumped', to: 'read-client' });
  expect(walk.state().here).toBe('read-client');
});

test('a foreign origin of the configuration endpoint is asked about before it gets the token', async () => {
  const walk = createWalk(updateItinerary());
  walk.tell({ type: 'client-chosen', target: managed(), allowedOrigins: [] });
  const origin = 'https://elsewhere.example.com';
  walk.fail({ kind: 'origin-not-allowed', origin, url: `${origin}/c/1`, role: 'the client configuration endpoint' });
  const { screen, told } = await stage(walk);
  await screen.untilShown('another origin');
  await screen.press('a');
  expect(told.at(-1)).toMatchObject({ type: 'client-chosen', allowedOrigins: [origin] });
});

test('reading that did not reach the server can be tried again', async () => {
  const walk = createWalk(updateItinerary());
  walk.tell({ type: 'client-chosen', target: managed(), allowedOrigins: [] });
  walk.fail(unreachable('read'));
  const { screen, told } = await stage(walk);
  await screen.untilShown('not reached');
  await screen.press('r');
  expect(told.at(-1)).toEqual({ type: 'retried' });
});
