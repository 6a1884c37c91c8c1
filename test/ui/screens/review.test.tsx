import { expect, test } from 'vitest';
import type { Known } from '../../../src/flow/answers.ts';
import { itinerary, TELLTALE } from '../../support/flow.ts';
import { KEY } from '../../support/ink.ts';
import { type StageOptions, stage } from '../../support/stage.tsx';
import { asked, createWalk } from '../../support/walk.ts';

const SOURCES = { 'client.metadata.scope': 'runbook', 'client.template': 'default' } as const;

async function atReview(
  known: Partial<Known> = {},
  options: StageOptions = {},
  silent: ('redirect-uris' | 'keys')[] = [],
) {
  const walk = createWalk(itinerary({ known, silent }));
  walk.goTo('review');
  return { walk, ...(await stage(walk, { sources: SOURCES, ...options })) };
}

/** The line of the screen that begins with this member. */
function line(frame: string, member: string): string {
  return frame.split('\n').find(row => row.replace('❯', ' ').trim().startsWith(member)) ?? '';
}

test('Enter on the first line registers', async () => {
  const { screen, told, walk } = await atReview();
  expect(line(screen.lastFrame(), 'Register this client')).toContain(
    '❯ Register this client at https://idp.example.com',
  );
  await screen.press(KEY.enter);
  expect(told).toEqual([{ type: 'review-confirmed', sendAnyway: false }]);
  expect(asked(walk, 'register-client')).toHaveLength(1);
});

test('a client of that name that was registered here before is told of, and can be registered again', async () => {
  const looked: string[][] = [];
  const { screen, walk } = await atReview(
    {},
    {
      desk: {
        earlierClient: async (...of) => {
          looked.push(of);
          return { kind: 'already-registered', client_id: 'c-7', client_name: of[1], record: '/clients/c.json' };
        },
      },
    },
  );
  await screen.untilShown('client_id c-7');
  expect(looked).toEqual([['https://idp.example.com', 'bff-server']]);
  await screen.press(KEY.enter);
  expect(asked(walk, 'register-client')).toHaveLength(1);
});

test('every member stands there with its value and where it came from', async () => {
  const { screen } = await atReview();
  const frame = screen.lastFrame();
  expect(line(frame, 'client_name')).toMatch(/bff-server +template/);
  expect(line(frame, 'token_endpoint_auth_method')).toMatch(/private_key_jwt +template/);
  expect(line(frame, 'scope')).toMatch(/openid profile +runbook/);
  expect(line(frame, 'redirect_uris')).toMatch(/https:\/\/app\.example\.com\/auth\/callback +runbook/);
  expect(line(frame, 'jwks')).toMatch(/1 key, ES256, kid sig-1 +made here/);
});

test('Enter on a member changes it in place, and comes back to its line', async () => {
  const { screen, told } = await atReview();
  await screen.press(KEY.down, KEY.down, KEY.enter);
  await screen.untilShown('the name that people see');
  await screen.press(KEY.ctrl('u'), 'Ada', KEY.enter);
  expect(told).toEqual([{ type: 'member-set', member: 'client_name', value: 'Ada' }]);
  await screen.untilShown(/❯ client_name +Ada +typed/);
});

test('a list is typed as words, and goes out as a list', async () => {
  const { screen, told } = await atReview();
  await screen.press(KEY.down, KEY.down, KEY.down, KEY.down, KEY.enter);
  await screen.untilShown('goes out as ["authorization_code"]');
  await screen.press(' refresh_token');
  await screen.untilShown('goes out as ["authorization_code","refresh_token"]');
  await screen.press(KEY.enter);
  expect(told).toEqual([{ type: 'member-set', member: 'grant_types', value: ['authorization_code', 'refresh_token'] }]);
});

test('Esc in a member leaves it as it was', async () => {
  const { screen, told } = await atReview();
  await screen.press(KEY.down, KEY.down, KEY.enter, 'x', KEY.escape);
  await screen.untilShown(/❯ client_name +bff-server +template/);
  expect(told).toEqual([]);
});

test('a broken JSON literal is not taken, and said', async () => {
  const { screen, told } = await atReview();
  await screen.press(KEY.down, KEY.down, KEY.enter, KEY.ctrl('u'), '["a"', KEY.enter);
  await screen.untilShown('what you typed begins like JSON and is none');
  expect(told).toEqual([]);
});

test('Ctrl+D leaves a member out; its line stays, and Enter brings it back', async () => {
  const { screen, told } = await atReview();
  await screen.press(...Array.from({ length: 6 }, () => KEY.down));
  await screen.untilShown('❯ scope');
  await screen.press(KEY.ctrl('d'));
  await screen.untilShown(/❯ scope +left out +typed/);
  await screen.press(KEY.enter);
  await screen.untilShown('goes out as "openid profile"');
  await screen.press(KEY.enter);
  await screen.untilShown(/❯ scope +openid profile/);
  expect(told).toEqual([
    { type: 'member-set', member: 'scope', value: null },
    { type: 'member-set', member: 'scope', value: 'openid profile' },
  ]);
});

test('an emptied field says that Ctrl+D leaves the member out', async () => {
  const { screen, told } = await atReview();
  await screen.press(KEY.down, KEY.down, KEY.enter, KEY.ctrl('d'));
  expect(told).toEqual([]);
  await screen.press(KEY.ctrl('u'));
  await screen.untilShown('Ctrl+D leaves it out');
  await screen.press(KEY.ctrl('d'));
  expect(told).toEqual([{ type: 'member-set', member: 'client_name', value: null }]);
});

test('a member with a question of its own leads there and back to its line', async () => {
  const { screen, told } = await atReview();
  await screen.press(...Array.from({ length: 7 }, () => KEY.down), KEY.enter);
  expect(told).toEqual([{ type: 'jumped', to: 'redirect-uris' }]);
  await screen.untilShown('Where may the server send users back to?');
  await screen.press(KEY.enter);
  await screen.untilShown('❯ redirect_uris');
});

test('a question that the runbook does not ask is answered in place', async () => {
  const { screen, told } = await atReview({}, {}, ['redirect-uris']);
  await screen.press(...Array.from({ length: 7 }, () => KEY.down), KEY.enter);
  await screen.untilShown('where the server may send users back to');
  await screen.press(KEY.ctrl('u'), 'https://b.example.com/cb', KEY.enter);
  expect(told).toEqual([{ type: 'member-set', member: 'redirect_uris', value: ['https://b.example.com/cb'] }]);
  await screen.untilShown(/❯ redirect_uris +https:\/\/b\.example\.com\/cb +typed/);
});

test('a member is added by the beginning of its name', async () => {
  const { screen, told } = await atReview();
  await screen.press(KEY.up, KEY.enter);
  await screen.untilShown('Which member do you want to add?');
  await screen.press('cont');
  await screen.untilShown('e-mail addresses of the people responsible');
  await screen.press(KEY.tab, KEY.enter);
  await screen.untilShown('goes out as []');
  await screen.press('ada@example.com bob@example.com', KEY.enter);
  expect(told).toEqual([{ type: 'member-set', member: 'contacts', value: ['ada@example.com', 'bob@example.com'] }]);
  await screen.untilShown('❯ contacts');
});

test('a member of the server’s own can be added, and is said to be strange', async () => {
  const { screen, told } = await atReview();
  await screen.press(KEY.up, KEY.enter, 'x_tenant', KEY.enter);
  await screen.untilShown('No member of RFC 7591 or OpenID Connect');
  await screen.press('{"id": 7}', KEY.enter);
  expect(told).toEqual([{ type: 'member-set', member: 'x_tenant', value: { id: 7 } }]);
});

test('F2 shows the request in three spellings, and c copies the one in sight', async () => {
  const { screen, copied } = await atReview();
  await screen.press(KEY.f2);
  await screen.untilShown('● JSON');
  expect(screen.lastFrame()).toContain('POST https://idp.example.com/api/oidc/dcr/register');
  expect(screen.lastFrame()).toContain('Bearer $DCR_IAT');
  await screen.press(KEY.right, 'c');
  await screen.untilShown('cURL copied (wl-copy)');
  expect(screen.lastFrame()).toContain('● cURL');
  await screen.press(KEY.tab, 'c', KEY.tab, 'c', KEY.left, 'c');
  const beginnings = copied.map(text => String(text).slice(0, 9));
  expect(beginnings).toEqual([
    '#!/bin/sh',
    expect.stringMatching(/^# Bootst/),
    expect.stringMatching(/^\{\n {2}"cli/),
    expect.stringMatching(/^# Bootst/),
  ]);
  await screen.press(KEY.escape);
  await screen.untilShown('Read it once more');
  expect(screen.frames.join('')).not.toContain(TELLTALE);
  expect(copied.join('')).not.toContain(TELLTALE);
});

test('what most servers refuse is not sent by Enter; a sends it anyway', async () => {
  const { screen, told, walk } = await atReview({ redirectUris: ['http://app.example.com/cb'] });
  expect(screen.lastFrame()).toContain('✖ Register this client');
  await screen.press(KEY.enter);
  await screen.untilShown('a sends it anyway');
  expect(told).toEqual([]);
  await screen.press('a');
  expect(told).toEqual([{ type: 'review-confirmed', sendAnyway: true }]);
  expect(asked(walk, 'register-client')).toHaveLength(1);
});

test('where the run was begun with --send-anyway, Enter sends it', async () => {
  const { screen, told } = await atReview({ redirectUris: ['http://app.example.com/cb'], sendAnyway: true });
  await screen.press(KEY.enter);
  expect(told).toEqual([{ type: 'review-confirmed', sendAnyway: true }]);
});

test('what cannot be sent goes out in no way', async () => {
  const { walk, screen, told, catchUp } = await atReview();
  walk.tell({ type: 'member-set', member: 'redirect_uris', value: ['callback'] });
  await catchUp();
  await screen.press(KEY.enter);
  await screen.untilShown('what is marked cannot go out as it is');
  await screen.press('a');
  expect(told).toEqual([]);
  expect(screen.lastFrame()).not.toContain('send anyway');
});

test('s saves the answers as a runbook and says where', async () => {
  const { screen } = await atReview();
  await screen.press('s');
  await screen.untilShown('saved as mine.yaml');
});

test('a runbook that could not be saved is said', async () => {
  const failure = { kind: 'not-written', path: 'mine.yaml', code: 'EACCES', message: 'permission denied' } as const;
  const { screen } = await atReview({}, { desk: { saveRunbook: async () => ({ ok: false, failure }) } });
  await screen.press('s');
  await screen.untilShown('not saved: mine.yaml cannot be written (EACCES): permission denied');
});

test('a token with less time left than a registration may take is said', async () => {
  const { screen } = await atReview({}, { at: () => 3558 });
  await screen.untilShown('the request may outlive the token: that lapses in 42 s');
});

test('a token that has lapsed is minted again by Enter, and everything typed is kept', async () => {
  let seconds = 60;
  const { screen, walk, catchUp } = await atReview({}, { at: () => seconds });
  seconds = 3700;
  await catchUp();
  await screen.press(KEY.down);
  await screen.untilShown('the initial access token has lapsed: Enter mints a fresh one first');
  expect(walk.state().here).toBe('review');
});

test('all findings can be read with their sources', async () => {
  const { screen } = await atReview({ metadata: { scope: 'openid offline_access' } });
  await screen.press('f');
  await screen.untilShown('OpenID Connect');
  await screen.press(KEY.escape);
  await screen.untilShown('Read it once more');
});

test('in a small window Register, a member and the findings are in sight', async () => {
  const { screen } = await atReview({ redirectUris: ['http://app.example.com/cb'] }, { columns: 40, rows: 12 });
  const frame = screen.lastFrame();
  expect(frame).toContain('❯ ✖ Register this client');
  expect(frame).toContain('▲ http to app.example.com');
  await screen.press(KEY.down, KEY.down);
  await screen.untilShown(/❯ client_name\n +bff-server/);
  await screen.press(KEY.end);
  await screen.untilShown('+ add a member');
});

test('a secret that somebody put into a member is masked', async () => {
  const { screen } = await atReview({ metadata: { client_secret: `mine-${TELLTALE}` } });
  await screen.press(KEY.f2, KEY.right, KEY.right, KEY.escape);
  expect(screen.frames.join('')).not.toContain(TELLTALE);
});

test('what is pasted where letters are keys does nothing, whatever it says', async () => {
  const { screen, told } = await atReview();
  await screen.chunk('__proto__');
  await screen.chunk('constructor');
  await screen.paste('as');
  expect(told).toEqual([]);
  expect(screen.lastFrame()).toContain('❯ Register this client');
});

test.each([
  { columns: 40, rows: 12 },
  { columns: 80, rows: 24 },
])('PageDown to the last line leaves one pointer, in $columns x $rows', async size => {
  const { screen } = await atReview({}, size);
  await screen.press(KEY.pageDown, KEY.pageDown);
  expect(screen.lastFrame()).toContain('❯ + add a member');
  expect(screen.lastFrame().split('❯')).toHaveLength(2);
});
