import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { judged, mattersMost } from '../../../src/diagnosis/report/choose-answer.ts';
import { readReport } from '../../../src/diagnosis/report/read-report.ts';
import { reportText } from '../../../src/diagnosis/report/report-text.ts';
import { DiagnosisScreen } from '../../../src/ui/screens/diagnosis.tsx';
import { KEY, type ShowOptions, show } from '../../support/ink.ts';

async function opened(bytes: Uint8Array, options: ShowOptions = {}) {
  let left = 0;
  const answers = readReport(reportText(bytes)).map(judged);
  const leave = () => {
    left += 1;
  };
  const element = <DiagnosisScreen answers={answers} main={mattersMost(answers)} source="a.txt" onLeave={leave} />;
  return { screen: await show(element, options), left: () => left };
}

const sample = (name: string) => readFileSync(`test/diagnosis/report/samples/${name}`);

test('the lines that gave the chosen cause away are marked and in sight, others for another cause', async () => {
  const { screen } = await opened(sample('httpie.txt'));
  expect(screen.lastFrame()).toMatch(/❯ {5}"token_endpoint_auth_method": "private_key_jwt"/);
  await screen.press(KEY.down);
  expect(screen.lastFrame()).toMatch(/❯ 2 {2}The key set/);
  expect(screen.lastFrame()).not.toMatch(/❯ {5}"token_endpoint_auth_method"/);
});

test('PageDown and PageUp scroll the text, and choosing another cause brings its lines back', async () => {
  const { screen } = await opened(sample('httpie.txt'));
  const before = screen.lastFrame();
  await screen.press(KEY.pageDown);
  expect(screen.lastFrame()).not.toBe(before);
  await screen.press(KEY.pageUp);
  expect(screen.lastFrame()).toBe(before);
  await screen.press(KEY.pageDown, KEY.down, KEY.up);
  expect(screen.lastFrame()).toBe(before);
});

test('Enter shows all that is known of a cause, Escape goes back to it, and only there it leaves', async () => {
  const { screen, left } = await opened(sample('curl-i.txt'));
  await screen.press(KEY.down, KEY.enter);
  await screen.untilShown('What speaks for it');
  expect(screen.lastFrame()).toContain('redirect.not_approved');
  await screen.press(KEY.escape);
  await screen.untilGone('What speaks for it');
  expect(screen.lastFrame()).toMatch(/❯ 2/);
  expect(left()).toBe(0);
  await screen.press(KEY.escape);
  expect(left()).toBe(1);
});

test('Tab and Shift+Tab go around the answers', async () => {
  const { screen } = await opened(sample('two-answers.txt'));
  expect(screen.lastFrame()).toContain('answer 2 of 2');
  await screen.press(KEY.tab);
  expect(screen.lastFrame()).toContain('answer 1 of 2');
  await screen.press(KEY.shiftTab);
  expect(screen.lastFrame()).toContain('answer 2 of 2');
});

test('where nothing is known the server still has its say, and Enter its details', async () => {
  const { screen } = await opened(Buffer.from('HTTP/1.1 417\n\nshort and stout\n'));
  expect(screen.lastFrame()).toContain('No advice: this is what the server said.');
  expect(screen.lastFrame()).toContain('“short and stout”');
  expect(screen.lastFrame()).toContain('taken for a registration');
  await screen.press(KEY.enter);
  expect(screen.lastFrame()).toContain('raw HTTP, lines 1-3');
});

test('a window that is made smaller keeps the chosen cause, and every size keeps its height', async () => {
  const { screen } = await opened(sample('curl-i.txt'), { columns: 120, rows: 30 });
  await screen.press(KEY.down);
  for (const [columns, rows] of [
    [120, 30],
    [80, 24],
    [40, 12],
  ] as const) {
    await screen.resize(columns, rows);
    expect(screen.lastFrame()).toMatch(/❯ 2/);
    expect(screen.lastFrame()).toContain('q leave');
    expect(screen.window().length).toBeLessThanOrEqual(rows);
  }
});

test('what a server put into its words cannot reach the terminal', async () => {
  const body = JSON.stringify({ error: 'invalid_redirect_uri', error_description: '\u001b[2J\u202egnp\u0007 bad' });
  const { screen } = await opened(Buffer.from(`HTTP/1.1 400\n\n${body}\n\u001b]8;;https://evil.example\u0007link\n`));
  expect(screen.bytes()).not.toContain('evil.example');
  expect(screen.bytes()).not.toContain('\u001b[2J');
  expect(screen.lastFrame()).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
});
