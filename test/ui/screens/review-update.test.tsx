import { expect, test } from 'vitest';
import type { Known } from '../../../src/flow/answers.ts';
import { outcomeUnknown, TELLTALE, unreachable } from '../../support/flow.ts';
import { KEY, type Screen } from '../../support/ink.ts';
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

/** Goes down to the line of that name. */
async function goTo(screen: Screen, line: string) {
  for (let steps = 0; !screen.lastFrame().includes(`❯ ${line}`); steps += 1) {
    if (steps > 30) throw new Error(`${line} is not there`);
    await screen.press(KEY.down);
  }
}

test('Enter on a line changes that member, and comes back to it', async () => {
  const { screen, told, walk } = await atReview();
  await goTo(screen, 'scope');
  await screen.press(KEY.enter);
  await screen.untilShown('openid profile');
  await screen.press(' email', KEY.enter);
  expect(told.at(-1)).toEqual({ type: 'member-set', member: 'scope', value: 'openid profile email' });
  await screen.untilShown('2 members will change');
  expect(screen.lastFrame()).toMatch(/❯ scope\s+now +openid profile\s+asked +openid profile email/);
  await screen.press(KEY.home, KEY.enter);
  expect(walk.state().inFlight?.effect).toMatchObject({ update: { changed: ['scope', 'redirect_uris'] } });
});

test('the list of redirect URIs is edited as in a registration: with findings, undo, and Esc as it was', async () => {
  const { screen, told, walk } = await atReview();
  await goTo(screen, 'redirect_uris');
  await screen.press(KEY.enter);
  await screen.untilShown('Where may the server send users back to?');
  await screen.press('localhost:3000', KEY.enter);
  await screen.untilShown('cannot be sent');
  expect(told).toEqual([]);
  await screen.press(KEY.ctrl('d'), KEY.enter);
  // The list as it was asked for already stays merged with what stands.
  expect(walk.state().answers.changes?.redirectUris).toEqual({ uris: [ADDED_URI], how: 'merge' });
  await screen.untilShown('1 member will change');
  await screen.press(KEY.enter, KEY.up, KEY.ctrl('d'), KEY.enter);
  await screen.untilShown('nothing will be sent');
});

test('a member is taken out by Ctrl+D, and made as it stands again by Ctrl+Z', async () => {
  const { screen, walk } = await atReview();
  await goTo(screen, 'grant_types');
  await screen.press(KEY.ctrl('d'));
  await screen.untilShown('2 members will change');
  expect(screen.lastFrame()).toMatch(/❯ grant_types\s+now +authorization_code\s+asked +nothing/);
  await screen.press(KEY.ctrl('z'));
  await screen.untilShown('1 member will change');
  expect(walk.state().answers.changes?.members).toEqual([]);
});

test('any member can be added, but none that only the server sets', async () => {
  const { screen, told } = await atReview();
  await screen.press(KEY.end, KEY.enter);
  await screen.untilShown('Which member');
  await screen.press('registration_access_token', KEY.enter);
  await screen.untilShown('set by the server only');
  await screen.press(KEY.ctrl('u'), 'client_uri', KEY.enter);
  await screen.untilShown('Ctrl+D leaves it out');
  await screen.press('https://app.example.com', KEY.enter);
  expect(told.at(-1)).toEqual({ type: 'member-set', member: 'client_uri', value: 'https://app.example.com' });
});

test('what most servers refuse is marked at its line; Enter does not send it, a does', async () => {
  const { screen, walk } = await atReview({
    changes: { members: [], redirectUris: { uris: ['http://app.example.com/cb'], how: 'replace' } },
  });
  await screen.untilShown('most servers');
  await screen.press(KEY.enter);
  await screen.untilShown('not sent: most servers refuse what is marked; a sends it anyway');
  expect(walk.state().inFlight).toBeUndefined();
  await screen.press('a');
  expect(walk.state().inFlight?.effect.type).toBe('update-client');
});

test('a problem that blocks leads back to the entry at fault, with the cursor in it', async () => {
  const { screen, walk, catchUp } = await atReview({
    changes: {
      members: [],
      redirectUris: { uris: ['https://app.example.com/cb', 'http://b.example.com'], how: 'replace' },
    },
  });
  walk.tell({ type: 'update-confirmed', sendAnyway: false });
  await catchUp();
  await screen.untilShown('Most servers refuse a request like this');
  await screen.press(KEY.escape);
  await screen.untilShown(/❯ 2 +http:\/\/b\.example\.com/);
});

test('the changes are saved as a runbook from any line, and where is said in sight', async () => {
  const { screen } = await atReview();
  await screen.press(KEY.end, 's');
  await screen.untilShown('saved as mine.yaml');
  expect(screen.lastFrame()).toContain('❯ Update this client');
});

test('the new key of a rotation leads to the question of keys, and back', async () => {
  const { screen, walk } = await atReview({
    changes: { members: [], keys: 'add' },
    keys: { from: 'generate', alg: 'ES256' },
  });
  await goTo(screen, 'jwks');
  await screen.press(KEY.enter);
  await screen.untilShown('Make a key pair');
  expect(walk.state()).toMatchObject({ here: 'keys', returnTo: ['review-update'] });
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
