import { Text } from 'ink';
import { expect, test } from 'vitest';
import { layoutOf, useLayout } from '../../../src/ui/hooks/use-layout.ts';
import { show } from '../../support/ink.ts';

test('the layouts and where they begin', () => {
  const kind = (columns: number, rows: number) => layoutOf({ columns, rows }).kind;
  expect([kind(59, 24), kind(80, 19), kind(60, 20), kind(99, 60), kind(100, 20), kind(200, 19)]).toEqual([
    'tiny',
    'tiny',
    'normal',
    'normal',
    'wide',
    'tiny',
  ]);
  const isTooSmall = (columns: number, rows: number) => layoutOf({ columns, rows }).tooSmall;
  expect([isTooSmall(40, 12), isTooSmall(39, 12), isTooSmall(40, 11)]).toEqual([false, true, true]);
});

function Said() {
  const { columns, rows, kind } = useLayout();
  return <Text>{`${columns}x${rows} ${kind}`}</Text>;
}

test('however many components look at the window, Node has nothing to warn of', async () => {
  const warnings: string[] = [];
  const warned = (warning: Error) => warnings.push(warning.name);
  process.on('warning', warned);
  const screen = await show(Array.from({ length: 30 }, (_, index) => `${index}`).map(key => <Said key={key} />));
  await screen.resize(100, 40);
  expect(screen.lastFrame().match(/100x40 wide/g)).toHaveLength(30);
  await new Promise(setImmediate);
  process.off('warning', warned);
  expect(warnings).toEqual([]);
});

test('a resize is noticed', async () => {
  const screen = await show(<Said />, { columns: 80, rows: 24 });
  expect(screen.lastFrame()).toBe('80x24 normal');
  await screen.resize(120, 30);
  expect(screen.lastFrame()).toBe('120x30 wide');
  await screen.resize(40, 12);
  expect(screen.lastFrame()).toBe('40x12 tiny');
});
