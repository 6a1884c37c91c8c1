import { expect, test } from 'vitest';
import type { HandedOver, HandOverTarget } from '../../../src/domain/hand-over.ts';
import { itinerary, TELLTALE } from '../../support/flow.ts';
import { KEY } from '../../support/ink.ts';
import { type StageOptions, stage } from '../../support/stage.tsx';
import { createWalk } from '../../support/walk.ts';

const DOTENV: HandOverTarget = {
  to: 'dotenv',
  file: '.env',
  set: { OIDC_CLIENT_ID: 'client_id', OIDC_CLIENT_SECRET: 'client_secret', OIDC_ISSUER: 'issuer' },
};
const CHECKLIST: HandOverTarget = { to: 'checklist', items: ['Restart the BFF'] };

async function atHandOver(handOver: HandOverTarget[], options: StageOptions = {}) {
  const walk = createWalk(itinerary({ known: { handOver } }));
  walk.goTo('hand-over');
  return { walk, ...(await stage(walk, options)) };
}

const WRITTEN: HandedOver = {
  to: 'dotenv',
  file: '.env',
  changes: [
    { key: 'OIDC_CLIENT_ID', change: 'changed', value: 'client-1' },
    { key: 'OIDC_CLIENT_SECRET', change: 'added', value: '[secret]' },
  ],
  missing: ['issuer'],
  warnings: ['git does not ignore it: put it into .gitignore'],
};

test('what each file gets is seen before it is written, secrets as dots', async () => {
  const { screen } = await atHandOver([DOTENV, CHECKLIST]);
  const frame = screen.lastFrame();
  expect(frame).toContain('✔ dotenv  .env');
  expect(frame).toMatch(/OIDC_CLIENT_ID +client-\d/);
  expect(frame).toMatch(/OIDC_CLIENT_SECRET +•{8}/);
  expect(frame).toContain('this run has no issuer: left out');
  expect(frame).toContain('○ Restart the BFF');
  expect(screen.frames.join('')).not.toContain(TELLTALE);
});

test('a desk that looks into the files tells what is added and what changes', async () => {
  const { screen } = await atHandOver([DOTENV], { desk: { previewHandOver: async () => [WRITTEN] } });
  await screen.untilShown(/~ OIDC_CLIENT_ID +client-1 +changed/);
  await screen.untilShown(/\+ OIDC_CLIENT_SECRET +•{8} +added/);
});

test('Enter writes them all; then it says what was written, and Enter finishes', async () => {
  const { screen, told, walk, catchUp, left } = await atHandOver([DOTENV, CHECKLIST]);
  await screen.press(KEY.enter);
  expect(told).toEqual([{ type: 'hand-over-confirmed', targets: [DOTENV, CHECKLIST] }]);
  walk.reply({ type: 'handed-over', handedOver: [WRITTEN] });
  await catchUp();
  await screen.untilShown(/~ OIDC_CLIENT_ID +client-1 +changed/);
  expect(screen.lastFrame()).toContain('▲ git does not ignore it');
  expect(screen.lastFrame()).toContain('○ Restart the BFF');
  expect(left()).toBe(0);
  await screen.press(KEY.enter);
  expect(left()).toBe(1);
});

test('a file that could not be written is said, and where everything is all the same', async () => {
  const { screen, walk, catchUp } = await atHandOver([DOTENV]);
  await screen.press(KEY.enter);
  walk.reply({
    type: 'handed-over',
    handedOver: [{ ...WRITTEN, changes: [], missing: [], warnings: [], problem: 'permission denied' }],
  });
  await catchUp();
  await screen.untilShown('Not everything could be handed over; the record has it all');
  expect(screen.lastFrame()).toContain('✖ permission denied');
});

test('a file can be left out, and all of them skipped', async () => {
  const other: HandOverTarget = { to: 'json', file: 'client.json', set: { client_id: 'client_id' } };
  const { screen, told } = await atHandOver([DOTENV, other]);
  await screen.press(KEY.down, KEY.enter);
  await screen.untilShown('○ dotenv  .env  left out');
  await screen.press(KEY.home, KEY.enter);
  expect(told).toEqual([{ type: 'hand-over-confirmed', targets: [other] }]);
  const skipped = await atHandOver([DOTENV, CHECKLIST]);
  await skipped.screen.press('s');
  expect(skipped.told).toEqual([{ type: 'hand-over-confirmed', targets: [] }]);
});

test('a file is added by its format and path, and gets what such a client needs', async () => {
  const { screen, told } = await atHandOver([]);
  await screen.untilShown('❯ Finish without writing');
  await screen.press('a', KEY.enter);
  await screen.untilShown('Where is the dotenv file?');
  await screen.press('app.env', KEY.enter);
  await screen.untilShown('✔ dotenv  app.env');
  await screen.press(KEY.home, KEY.enter);
  const set = { OIDC_CLIENT_ID: 'client_id', OIDC_PRIVATE_KEY_FILE: 'private_key_file', OIDC_KID: 'kid' };
  expect(told).toEqual([{ type: 'hand-over-confirmed', targets: [{ to: 'dotenv', file: 'app.env', set }] }]);
});

test('a compose file that is named alone offers its services, and Esc goes back to the path', async () => {
  const { screen } = await atHandOver([], { desk: { composeServices: async () => ['web', 'bff'] } });
  await screen.press('a', KEY.down, KEY.enter);
  await screen.untilShown('Where is the compose file?');
  await screen.press('compose.yml', KEY.enter);
  await screen.untilShown('Which service of it?');
  await screen.press(KEY.escape);
  await screen.untilShown('Where is the compose file?');
  await screen.press(KEY.enter);
  await screen.untilShown('Which service of it?');
  await screen.press(KEY.down, KEY.enter);
  await screen.untilShown('compose  compose.yml (service bff)');
});

test('Enter pressed twice while the file is read adds it once, and Esc meanwhile adds nothing', async () => {
  const reading = Promise.withResolvers<string[]>();
  const { screen } = await atHandOver([], { desk: { composeServices: () => reading.promise } });
  await screen.press('a', KEY.down, KEY.enter, 'compose.yml', KEY.enter, KEY.enter);
  reading.resolve(['bff']);
  await screen.untilShown('compose  compose.yml (service bff)');
  expect(screen.lastFrame()?.match(/compose\.yml/g)).toHaveLength(1);

  const later = Promise.withResolvers<string[]>();
  const left = await atHandOver([], { desk: { composeServices: () => later.promise } });
  await left.screen.press('a', KEY.down, KEY.enter, 'compose.yml', KEY.enter, KEY.escape);
  await left.screen.untilShown('What kind of file?');
  later.resolve(['bff']);
  await left.screen.press(KEY.escape);
  await left.screen.untilShown('Finish without writing');
  expect(left.screen.lastFrame()).not.toContain('compose.yml');
});

test('the only service of a compose file is taken, and one that cannot be read says why', async () => {
  const { screen } = await atHandOver([]);
  await screen.press('a', KEY.down, KEY.enter);
  await screen.press('compose.yml', KEY.enter);
  await screen.untilShown('compose  compose.yml (service bff)');
  const wrong = await atHandOver([], {
    desk: { composeServices: async () => ({ problem: 'it is JSON, no compose file' }) },
  });
  await wrong.screen.press('a', KEY.down, KEY.enter);
  await wrong.screen.press('client.json', KEY.enter);
  await wrong.screen.untilShown('it is JSON, no compose file');
});

test('Esc goes back step by step: from the path to the format, to the files, to the result', async () => {
  const { screen, told } = await atHandOver([DOTENV]);
  await screen.press('a', KEY.enter, KEY.escape);
  await screen.untilShown('What kind of file?');
  await screen.press(KEY.escape);
  await screen.untilShown('Where does your application look for it?');
  expect(told).toEqual([]);
  await screen.press(KEY.escape);
  expect(told).toEqual([{ type: 'went-back' }]);
});

test('in a small window the files and the keys are in sight', async () => {
  const { screen } = await atHandOver([DOTENV, CHECKLIST], { columns: 40, rows: 12 });
  await screen.untilShown('❯ Write this file');
  await screen.press(KEY.down);
  await screen.untilShown(/OIDC_CLIENT_ID +client-\d/);
});

test('a run that only mints says that nothing else keeps its token', async () => {
  const target: HandOverTarget = { to: 'dotenv', file: '.env', set: { DCR_IAT: 'initial_access_token' } };
  const plan = itinerary({
    steps: ['server', 'admin-token', 'mint', 'hand-over'],
    known: { registers: false, handOver: [target] },
  });
  const walk = createWalk(plan);
  walk.goTo('hand-over');
  const { screen } = await stage(walk);
  await screen.untilShown('Nothing else here keeps the token');
  expect(screen.lastFrame()).toMatch(/DCR_IAT +•{8}/);
  expect(screen.frames.join('')).not.toContain(TELLTALE);
});
