import { expect, test } from 'vitest';
import { itinerary } from '../../support/flow.ts';
import { KEY } from '../../support/ink.ts';
import { stage } from '../../support/stage.tsx';
import { createWalk } from '../../support/walk.ts';

function atRedirectUris(redirectUris?: string[]) {
  const walk = createWalk(itinerary({ known: redirectUris ? { redirectUris } : {} }));
  walk.goTo('redirect-uris');
  return walk;
}

test('the redirect URIs of the runbook are there to be kept by Enter', async () => {
  const { screen, told } = await stage(atRedirectUris());
  await screen.untilShown('https://app.example.com/auth/callback');
  await screen.press(KEY.enter);
  expect(told).toEqual([{ type: 'redirect-uris-kept', redirectUris: ['https://app.example.com/auth/callback'] }]);
  await screen.untilShown('Register this client');
});

test('what cannot be sent keeps Enter from going on, and is named', async () => {
  const { screen, told } = await stage(atRedirectUris(['https://app.example.com/cb', 'localhost:3000/callback']));
  await screen.untilShown('number 2 cannot be sent');
  await screen.press(KEY.enter);
  await screen.untilShown('number 2 cannot be sent: mend or delete it');
  expect(told).toEqual([]);
  // The cursor began at the one that cannot go.
  await screen.press(KEY.ctrl('d'), KEY.enter);
  expect(told).toEqual([{ type: 'redirect-uris-kept', redirectUris: ['https://app.example.com/cb'] }]);
});

test('what is said about a URI is said while it is typed', async () => {
  const { screen, told } = await stage(atRedirectUris([]));
  await screen.untilShown('there is no redirect URI, and authorization_code needs one');
  await screen.press('http://app.example.com/cb');
  await screen.untilShown('http to app.example.com');
  await screen.untilShown('number 1 will probably be refused');
  await screen.press(KEY.home, KEY.right, KEY.right, KEY.right, KEY.right, 's');
  await screen.untilGone('will probably be refused');
  await screen.press(KEY.enter);
  expect(told).toEqual([{ type: 'redirect-uris-kept', redirectUris: ['https://app.example.com/cb'] }]);
});

test('what will probably be refused can be kept: the review has a say on it', async () => {
  const { screen, told } = await stage(atRedirectUris(['http://app.example.com/cb']));
  await screen.press(KEY.enter);
  expect(told).toEqual([{ type: 'redirect-uris-kept', redirectUris: ['http://app.example.com/cb'] }]);
});

test('a duplicate is said at the second of the two', async () => {
  const { screen } = await stage(atRedirectUris(['https://app.example.com/cb', 'https://app.example.com/cb']));
  await screen.untilShown('it is in the list twice: the same as number 1');
});

test('a thousand pasted URIs are all kept, and only those in sight are drawn', async () => {
  const many = Array.from({ length: 1000 }, (_, index) => `https://app-${index}.example.com/cb`);
  const { screen, told } = await stage(atRedirectUris([]));
  await screen.paste(many.join('\n'));
  await screen.untilShown('https://app-999.example.com/cb');
  const before = screen.bytes().length;
  await screen.press('x');
  await screen.untilShown('https://app-999.example.com/cbx');
  expect(screen.bytes().length - before).toBeLessThan(10_000);
  await screen.press(KEY.backspace, KEY.enter);
  expect(told).toEqual([{ type: 'redirect-uris-kept', redirectUris: many }]);
});

test('a list half edited is still there after a step back', async () => {
  const walk = atRedirectUris();
  const { screen, told, catchUp } = await stage(walk);
  await screen.press('https://second.example.com/cb', KEY.escape);
  expect(told).toEqual([{ type: 'went-back' }]);
  walk.goTo('redirect-uris');
  await catchUp();
  await screen.untilShown('https://second.example.com/cb');
});

test('in a small window the list, what is wrong with it and the keys are in sight', async () => {
  const { screen } = await stage(atRedirectUris(['http://app.example.com/cb']), { columns: 40, rows: 12 });
  await screen.untilShown('Where may users come back to?');
  expect(screen.lastFrame()).toContain('http://app.example.com/cb');
  expect(screen.lastFrame()).toContain('number 1 will probably be refused');
  expect(screen.lastFrame()).toMatch(/Enter keep.*Esc back/);
});

test('in a small window the way to mend the list is told in full, doubts beside it or not', async () => {
  const uris = ['http://app.example.com/cb', 'localhost:3000/callback', 'localhost:4000/callback'];
  const { screen } = await stage(atRedirectUris(uris), { columns: 40, rows: 14 });
  await screen.untilShown('numbers 2 and 3 cannot be sent');
  await screen.press(KEY.enter);
  expect(screen.lastFrame().replace(/\s+/g, ' ')).toContain('numbers 2 and 3 cannot be sent: mend or delete them');
});
