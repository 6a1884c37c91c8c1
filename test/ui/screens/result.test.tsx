import { expect, test } from 'vitest';
import type { Secret } from '../../../src/domain/secrets/secret.ts';
import { wallTime } from '../../../src/domain/wall-time.ts';
import type { Reply } from '../../../src/flow/effect.ts';
import { goodReply, itinerary, later, TELLTALE } from '../../support/flow.ts';
import { KEY } from '../../support/ink.ts';
import { type StageOptions, stage } from '../../support/stage.tsx';
import { createWalk } from '../../support/walk.ts';

type Registered = Extract<Reply, { type: 'client-registered' }>;

async function atResult(change: (reply: Registered) => Registered = reply => reply, options: StageOptions = {}) {
  const walk = createWalk(itinerary());
  walk.goTo('review');
  walk.tell({ type: 'review-confirmed', sendAnyway: false });
  const effect = walk.attempts.at(-1)?.effect;
  const reply = effect && goodReply(effect, later(61));
  if (reply?.type !== 'client-registered') throw new Error('nothing was registered');
  walk.reply(change(reply));
  return { walk, ...(await stage(walk, options)) };
}

test('the client, its files and what was granted stand there, and no secret does', async () => {
  const { screen } = await atResult();
  await screen.untilShown('✔ Registered  bff-server');
  const frame = screen.lastFrame();
  expect(frame).toMatch(/client_id +client-1/);
  expect(frame).toMatch(/client_secret +•{8} +the server does not say when it expires/);
  expect(frame).toMatch(/kept in +clients\/1\.json/);
  expect(frame).toContain('The server granted what you asked');
  expect(screen.frames.join('')).not.toContain(TELLTALE);
});

test('a secret says when it expires', async () => {
  const expires = (client_secret_expires_at: number) => (reply: Registered) => ({
    ...reply,
    client: { ...reply.client, client_secret_expires_at },
  });
  const { screen } = await atResult(expires(0));
  await screen.untilShown('never expires');
  const dated = await atResult(expires(later(86_400).wall / 1000));
  await dated.screen.untilShown(`expires ${wallTime(Date.UTC(2026, 10, 24, 10))}`);
});

test('v shows the secret, v again hides it, and leaving the screen hides it too', async () => {
  const { screen } = await atResult();
  await screen.press('v');
  await screen.untilShown(`secret-${TELLTALE}-1`);
  await screen.press('v');
  await screen.untilGone(TELLTALE);
  await screen.press('v', KEY.enter);
  await screen.untilShown('Where does your application look for it?');
  await screen.press(KEY.escape);
  await screen.untilShown('✔ Registered');
  expect(screen.lastFrame()).not.toContain(TELLTALE);
});

test('c copies the client_id; the secret is copied on its own key only, and never drawn', async () => {
  const { screen, copied } = await atResult();
  await screen.press('c');
  await screen.untilShown('client_id copied (wl-copy)');
  expect(copied).toEqual(['client-1']);
  await screen.press('C');
  await screen.untilShown('client_secret copied (wl-copy)');
  expect((copied[1] as Secret).reveal()).toBe(`secret-${TELLTALE}-1`);
  expect(screen.frames.join('')).not.toContain(TELLTALE);
});

test('«copied» is not said where nobody can know it', async () => {
  const { screen } = await atResult(undefined, { desk: { copy: async () => ({ by: 'OSC 52', isCertain: false }) } });
  await screen.press('c');
  await screen.untilShown('client_id sent by OSC 52; whether it arrived cannot be seen from here');
  const none = await atResult(undefined, { desk: { copy: async () => ({ problem: 'there is no clipboard here' }) } });
  await none.screen.press('c');
  await none.screen.untilShown('client_id was not copied: there is no clipboard here');
});

test('what the server changed is listed, asked against granted', async () => {
  const { screen } = await atResult(reply => ({
    ...reply,
    client: {
      ...reply.client,
      metadata: { ...reply.asked, scope: 'openid', grant_types: ['authorization_code', 'refresh_token'] },
    },
    deviations: ['answered 200 instead of 201'],
  }));
  await screen.untilShown('The server granted what you asked, but for 2 members');
  const frame = screen.lastFrame();
  expect(frame).toMatch(/scope +without profile\n +asked +openid profile\n +granted +openid/);
  expect(frame).toContain('grant_types  you asked less');
  expect(frame).toContain('▲ answered 200 instead of 201');
});

test('a client that could not be kept on disk is said to have no other copy', async () => {
  const { screen } = await atResult(({ record: _, ...reply }) => reply);
  await screen.untilShown('it could not be kept on disk: what you see here is all there is');
});

test('n begins another client with the same token', async () => {
  const { screen, told, walk } = await atResult();
  await screen.press('n');
  expect(told).toEqual([{ type: 'another-client-wanted' }]);
  expect(walk.state().here).toBe('template');
  expect(walk.state().answers.iat?.registered).toBe(1);
});

test('a public client has no secret to reveal', async () => {
  const { screen } = await atResult(reply => {
    const { client_secret: _, ...client } = reply.client;
    return { ...reply, client };
  });
  await screen.press('v', 'C');
  expect(screen.lastFrame()).not.toContain('reveal');
  expect(screen.frames.join('')).not.toContain(TELLTALE);
});

test('control characters in what the server granted never reach the terminal', async () => {
  const { screen } = await atResult(reply => ({
    ...reply,
    client: {
      ...reply.client,
      client_id: 'id\u001b]8;;https://evil.example\u0007x\u202e',
      metadata: { scope: '\u001b[2Jopenid' },
    },
  }));
  await screen.untilShown('✔ Registered');
  expect(screen.bytes()).not.toContain('\u001b]8;;');
  expect(screen.bytes()).not.toContain('\u202e');
});

test('in a small window the client_id is in sight and the rest can be scrolled to', async () => {
  const { screen } = await atResult(undefined, { columns: 40, rows: 12 });
  await screen.untilShown('client-1');
  await screen.untilShown(/Enter hand over/);
  await screen.press(KEY.pageDown, KEY.pageDown);
  await screen.untilShown('The server granted what you asked');
});
