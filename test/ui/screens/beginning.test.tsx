import { expect, test, vi } from 'vitest';
import { steps } from '../../../src/steps/steps.ts';
import { PickRunbookScreen } from '../../../src/ui/screens/pick-runbook.tsx';
import { StartingScreen } from '../../../src/ui/screens/starting.tsx';
import { KEY, show } from '../../support/ink.ts';
import { clock, PLAN } from '../gallery/frame.tsx';

const RUNBOOKS = [
  { name: 'bff-server', title: 'Bootstrap the BFF client', summary: 'Mint and register.' },
  { name: 'mine', title: 'My \u001b[31mown', summary: 'For staging.', from: './runbooks/mine.yaml' },
];

test('the first runbook has the focus; its summary and place are told as one moves', async () => {
  const onPick = vi.fn();
  const screen = await show(<PickRunbookScreen onResume={() => {}} runbooks={RUNBOOKS} onPick={onPick} />);
  expect(screen.lastFrame()).toContain('❯ bff-server  Bootstrap the BFF client');
  expect(screen.lastFrame()).toContain('Mint and register.');
  await screen.press(KEY.down);
  expect(screen.lastFrame()).toContain('For staging.');
  expect(screen.lastFrame()).toContain('from ./runbooks/mine.yaml');
  await screen.press(KEY.enter);
  expect(onPick.mock.calls).toEqual([['mine']]);
});

test('without any runbook it says how to name one', async () => {
  const screen = await show(<PickRunbookScreen onResume={() => {}} runbooks={[]} onPick={() => {}} />);
  expect(screen.lastFrame()).toContain('Name a file: dcr-runbook ./my-client.yaml');
});

test.each([
  [80, 24],
  [40, 12],
])('while the practice server starts, title and steps are there already (%ix%i)', async (columns, rows) => {
  const screen = await show(
    <StartingScreen title={PLAN.title} plan={PLAN} steps={steps} waitingFor="the practice server" clock={clock} />,
    { columns, rows },
  );
  expect(screen.lastFrame()).toContain('Starting the practice server …');
  expect(screen.lastFrame()).toContain('Server');
  expect(screen.lastFrame()).not.toContain('empowernow');
});
