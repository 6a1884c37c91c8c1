import { expect, test } from 'vitest';
import { wallTime } from '../../../src/domain/wall-time.ts';
import { itinerary, outcomeUnknown, TELLTALE } from '../../support/flow.ts';
import { KEY } from '../../support/ink.ts';
import { type StageOptions, stage } from '../../support/stage.tsx';
import { asked, createWalk } from '../../support/walk.ts';

async function unknown(changes: Partial<ReturnType<typeof outcomeUnknown>> = {}, options: StageOptions = {}) {
  const walk = createWalk(itinerary());
  walk.goTo('review');
  walk.tell({ type: 'review-confirmed', sendAnyway: false });
  walk.fail({ ...outcomeUnknown(), ...changes });
  return { walk, ...(await stage(walk, options)) };
}

test('what to check is named: the client, the time, the request id', async () => {
  const { screen } = await unknown();
  await screen.untilShown('the outcome is unknown: the connection was reset');
  const frame = screen.lastFrame();
  expect(frame).toContain('clients named "bff-server" created at');
  expect(frame).toContain(wallTime(Date.UTC(2026, 10, 23, 10, 1)));
  expect(frame).toContain('request id request-1');
  expect(frame).toContain('Registering again could make a second one');
});

test('what came of the answer is named', async () => {
  const { screen } = await unknown({ saved: 'answers/run-1.json', status: 502 });
  await screen.untilShown('What came of the answer is kept in answers/run-1.json');
  expect(screen.lastFrame()).toContain('unknown (502)');
});

test('nothing sends it again by one key: not Enter, not r', async () => {
  const { screen, told, walk } = await unknown();
  await screen.press(KEY.enter, 'r', 'm', 'y');
  expect(told).toEqual([]);
  expect(asked(walk, 'register-client')).toHaveLength(1);
});

test('k keeps it as unknown and leaves', async () => {
  const { screen, left, told } = await unknown();
  await screen.press('k');
  expect(left()).toBe(1);
  expect(told).toEqual([]);
});

test('registering again takes the client’s name, typed', async () => {
  const { screen, told, walk } = await unknown();
  await screen.press('a');
  await screen.untilShown('type bff-server');
  await screen.press('bff', KEY.enter);
  await screen.untilShown('that is not "bff-server": nothing was sent');
  expect(told).toEqual([]);
  await screen.press('-server', KEY.enter);
  expect(told).toEqual([{ type: 'second-registration-confirmed', clientName: 'bff-server' }]);
  expect(asked(walk, 'register-client')).toHaveLength(2);
});

test('a k or a d in the name is a letter', async () => {
  const { screen, told, left } = await unknown();
  await screen.press('a', 'kda?');
  expect(screen.lastFrame()).toContain('❯ kda?');
  expect(left()).toBe(0);
  await screen.press(KEY.escape);
  await screen.untilGone('❯ kda?');
  expect(told).toEqual([]);
});

test('a client without a name takes a word instead', async () => {
  const walk = createWalk(itinerary({ known: { metadata: { client_name: null } } }));
  walk.goTo('review');
  walk.tell({ type: 'review-confirmed', sendAnyway: false });
  walk.fail(outcomeUnknown());
  const { screen, told } = await stage(walk);
  await screen.press('a', 'again', KEY.enter);
  expect(told).toEqual([{ type: 'second-registration-confirmed', clientName: '' }]);
  expect(asked(walk, 'register-client')).toHaveLength(2);
});

test('Esc goes back to the review; Register there leads here again, and sends nothing', async () => {
  const { screen, told, walk } = await unknown();
  await screen.press(KEY.escape);
  await screen.untilShown('Register this client');
  await screen.press(KEY.enter);
  await screen.untilShown('the outcome is unknown');
  expect(told).toEqual([{ type: 'went-back' }, { type: 'review-confirmed', sendAnyway: false }]);
  expect(asked(walk, 'register-client')).toHaveLength(1);
});

test('the details are the request, and that no answer came', async () => {
  const { screen } = await unknown();
  await screen.press('d');
  await screen.untilShown('(no answer)');
  expect(screen.frames.join('')).not.toContain(TELLTALE);
});

test('in a small window the warning and all keys are in sight', async () => {
  const { screen } = await unknown({}, { columns: 40, rows: 12 });
  expect(screen.lastFrame()).toMatch(/outcome is unknown/);
  expect(screen.lastFrame()).toMatch(/k leave +a again/);
});

test('a name that cannot be typed as it is, is typed as it is shown', async () => {
  const walk = createWalk(itinerary({ known: { metadata: { client_name: ' two\nlines ' } } }));
  walk.goTo('review');
  walk.tell({ type: 'review-confirmed', sendAnyway: true });
  walk.fail(outcomeUnknown());
  const { screen, told } = await stage(walk);
  await screen.press('a', 'two lines', KEY.enter);
  expect(told).toEqual([{ type: 'second-registration-confirmed', clientName: ' two\nlines ' }]);
  expect(asked(walk, 'register-client')).toHaveLength(2);
});

test('b saves a support bundle and says where it lies; registering again is not said to be done by it', async () => {
  const { screen, told } = await unknown();
  await screen.press('b');
  await screen.untilShown('/bundles/bundle-1.json');
  await screen.press('a');
  await screen.untilShown('type bff-server');
  expect(screen.lastFrame()).not.toContain('bundle-1.json');
  expect(told).toEqual([]);
});
