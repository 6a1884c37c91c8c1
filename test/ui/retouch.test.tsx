import xterm from '@xterm/headless';
import fc from 'fast-check';
import { Text } from 'ink';
import { useState } from 'react';
import { expect, onTestFinished, test, vi } from 'vitest';
import { Frame } from '../../src/ui/components/frame.tsx';
import type { IatStanding } from '../../src/ui/components/iat-countdown.tsx';
import { TextField } from '../../src/ui/components/text-field.tsx';
import { openInkScreen } from '../../src/ui/ink-screen.ts';
import { TerminalStdin, TerminalStdout } from '../support/terminal.ts';

const IAT: IatStanding = { secondsLeft: 3600, lifetimeSeconds: 3600, usesLeft: 10, maxUses: 10, usesAreCertain: true };
const STEPS = [
  { id: 'mint', title: 'Mint', state: 'done' },
  { id: 'template', title: 'Template', state: 'here' },
] as const;

type Size = { columns: number; rows: number };
type Begin = Size & { secondsLeft: number; typed?: string };

/** A frame with a field and a countdown on a terminal, its seconds told by hand. */
function opened({ columns, rows, secondsLeft, typed = '' }: Begin) {
  const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, convertEol: true });
  const stdout = new TerminalStdout(terminal);
  const stdin = new TerminalStdin();
  const listeners = new Set<() => void>();
  let left = secondsLeft;
  let drawings = 0;
  const running = {
    standing: () => ({ ...IAT, secondsLeft: left }),
    seconds: {
      subscribe: (listener: () => void) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
  };
  const Page = () => {
    const [value, setValue] = useState(typed);
    drawings += 1;
    return (
      <Frame title="A client" where="https://idp.example" steps={STEPS} iat={IAT} running={running} hints={[]}>
        <Text>the body</Text>
        <TextField label="field" value={value} onChange={setValue} />
      </Frame>
    );
  };
  const screen = openInkScreen(<Page />, { stdin, stdout }, { onSignal: () => undefined, onCrash: () => undefined });
  const { active } = terminal.buffer;
  const window = () => ({
    lines: Array.from({ length: terminal.rows }, (_, row) => {
      return active.getLine(active.baseY + row)?.translateToString(true) ?? '';
    }),
    cursor: { x: active.cursorX, y: active.cursorY },
  });
  const closed = screen.giveBack;
  return {
    window,
    closed,
    bytes: () => stdout.bytes.length,
    drawings: () => drawings,
    secondsLeft: () => left,
    tick: (seconds: number) => {
      left -= seconds;
      for (const listener of listeners) listener();
    },
    press: (keys: string) => stdin.write(keys),
    resize: ({ columns, rows }: Size) => {
      terminal.resize(columns, rows);
      stdout.resize(columns, rows);
    },
    shows: (text: string) => vi.waitFor(() => expect(window().lines.join('\n')).toContain(text), { timeout: 5000 }),
  };
}

function shown(begin: Begin) {
  const page = opened(begin);
  onTestFinished(page.closed);
  return page;
}

test.each([
  { columns: 120, rows: 30 },
  { columns: 80, rows: 24 },
  { columns: 40, rows: 12 },
])('a second changes one line of $columns columns, and nothing is drawn for it', async size => {
  const page = shown({ ...size, secondsLeft: 3601 });
  await page.shows('IAT');
  page.press('draft');
  await page.shows('draft');
  const before = page.window();
  const [bytes, drawings] = [page.bytes(), page.drawings()];
  page.tick(2);
  await page.shows('59:59');
  const after = page.window();
  expect(after.lines.filter((line, row) => line !== before.lines[row])).toHaveLength(1);
  expect(after.lines.join('\n')).not.toMatch(/1:00:0|59:59 · 10 uses\S|leftt/);
  expect(after.cursor).toEqual(before.cursor);
  expect(page.drawings()).toBe(drawings);
  expect(page.bytes() - bytes).toBeLessThan(size.columns * 2);
});

const SIZES: readonly Size[] = [
  { columns: 120, rows: 30 },
  { columns: 100, rows: 24 },
  { columns: 80, rows: 24 },
  { columns: 40, rows: 12 },
];
const happening = fc.oneof(
  fc.record({ type: fc.constant('tick' as const), seconds: fc.integer({ min: 1, max: 700 }) }),
  fc.record({ type: fc.constant('key' as const), key: fc.constantFrom('a', 'b', '\u007f', '\u001b[D') }),
  fc.record({ type: fc.constant('resize' as const), size: fc.constantFrom(...SIZES) }),
  fc.record({ type: fc.constant('pause' as const) }),
);

test('whatever is typed and resized between the seconds, the screen is what a fresh drawing shows', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 3, maxLength: 12 }), async happenings => {
      let size = SIZES[2] ?? { columns: 80, rows: 24 };
      const page = opened({ ...size, secondsLeft: 3605 });
      try {
        await page.shows('IAT');
        const field = { text: '', caret: 0 };
        for (const each of happenings) {
          if (each.type === 'tick') page.tick(each.seconds);
          if (each.type === 'pause') await new Promise(setImmediate);
          if (each.type === 'resize') {
            size = each.size;
            page.resize(size);
          }
          if (each.type === 'key') {
            page.press(each.key);
            pressed(field, each.key);
          }
        }
        const fresh = opened({ ...size, secondsLeft: page.secondsLeft(), typed: field.text });
        try {
          await fresh.shows('IAT');
          await vi.waitFor(
            () => {
              // A second that came while Ink still had to draw is made good by the next.
              page.tick(0);
              expect(page.window().lines).toEqual(fresh.window().lines);
            },
            { timeout: 5000, interval: 10 },
          );
        } finally {
          await fresh.closed();
        }
      } finally {
        await page.closed();
      }
    }),
    { numRuns: 30 },
  );
});

function pressed(field: { text: string; caret: number }, key: string): void {
  if (key === '\u001b[D') field.caret = Math.max(0, field.caret - 1);
  else if (key === '\u007f') {
    if (field.caret === 0) return;
    field.text = field.text.slice(0, field.caret - 1) + field.text.slice(field.caret);
    field.caret -= 1;
  } else {
    field.text = field.text.slice(0, field.caret) + key + field.text.slice(field.caret);
    field.caret += 1;
  }
}
