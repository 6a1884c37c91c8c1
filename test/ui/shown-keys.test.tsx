import { cloneElement, isValidElement, type ReactElement, type ReactNode } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { KEY, type Screen, show } from '../support/ink.ts';
import { exhibits as diagnoses } from './gallery/diagnosis.tsx';
import { exhibits as first } from './gallery/frame.tsx';
import { exhibits as later } from './gallery/review.tsx';
import { exhibits as updates } from './gallery/update.tsx';

const SIZES = [
  { columns: 80, rows: 24 },
  { columns: 120, rows: 30 },
  { columns: 40, rows: 12 },
];

/** What the foot of a frame calls a key, and the bytes of it; of two, one of them has to do something. */
const NAMED: Readonly<Record<string, readonly string[]>> = {
  Enter: [KEY.enter],
  Esc: [KEY.escape],
  Tab: [KEY.tab],
  '↑↓': [KEY.down, KEY.up],
  '←→': [KEY.right, KEY.left],
  'Ctrl+↑↓': [KEY.ctrlUp, KEY.ctrlDown],
  'PgUp PgDn': [KEY.pageDown, KEY.pageUp],
  F1: [KEY.f1],
  F2: [KEY.f2],
  F4: [KEY.f4],
  'any other key': ['x'],
  Space: [' '],
};

function bytesOf(name: string): readonly string[] {
  const chord = /^Ctrl\+([A-Z])$/.exec(name)?.[1];
  if (chord !== undefined) return [KEY.ctrl(chord)];
  const bytes = NAMED[name] ?? (name.length === 1 ? [name] : undefined);
  if (bytes === undefined) throw new Error(`no bytes are known for the key ${name}`);
  return bytes;
}

/** Says by itself that it does nothing yet: `Enter try again in 00:09`. */
const NOT_YET = / in \d+:\d\d$/;

/** The keys in the foot of the frame, which is the last line that is not empty. */
function shownKeys(screen: Screen): string[] {
  const foot = screen.window().findLast(row => row.trim() !== '') ?? '';
  const hints = foot.trim().split(/ {2,}/);
  return hints.filter(hint => !NOT_YET.test(hint)).map(keyIn);
}

function keyIn(hint: string): string {
  const long = Object.keys(NAMED).find(name => name.includes(' ') && hint.startsWith(name));
  return long ?? hint.split(' ')[0] ?? '';
}

/** The same picture, of which `heard` tells what it said to the world: that is what a key can come to. */
function overheard(node: ReactNode, heard: () => void): ReactNode {
  if (!isValidElement(node)) return node;
  const element = node as ReactElement<Record<string, unknown>>;
  const props = Object.entries(element.props).map(([name, prop]) => [name, overheardProp(name, prop, heard)]);
  return cloneElement(element, Object.fromEntries(props));
}

function overheardProp(name: string, prop: unknown, heard: () => void): unknown {
  if (name === 'children') return Array.isArray(prop) ? prop : overheard(prop as ReactNode, heard);
  if (typeof prop === 'function' && /^(?:tell|leave|on[A-Z])/.test(name)) {
    return (...said: unknown[]) => {
      heard();
      return prop(...said);
    };
  }
  if (name !== 'desk' || typeof prop !== 'object' || prop === null) return prop;
  return Object.fromEntries(
    Object.entries(prop).map(([port, does]) => [port, overheardProp(`on${port[0]?.toUpperCase()}`, does, heard)]),
  );
}

async function does(exhibit: ReactNode, size: (typeof SIZES)[number], bytes: string): Promise<boolean> {
  const heard = vi.fn();
  const screen = await show(overheard(exhibit, heard), size);
  const before = screen.window().join('\n');
  const cursor = JSON.stringify(screen.cursor());
  heard.mockClear();
  await screen.press(bytes);
  const did =
    heard.mock.calls.length > 0 || screen.window().join('\n') !== before || JSON.stringify(screen.cursor()) !== cursor;
  await screen.unmount();
  return did;
}

/** Belong to the screen around a part of it, or to what is above all screens (Ctrl+C, which has tests of its own). */
const OF_THE_WHOLE = ['Esc', 'F1', 'any other key'];
const ABOVE_ALL = 'Ctrl+C';

describe.each(SIZES)('at $columns x $rows', size => {
  it.each([...first, ...later, ...updates, ...diagnoses])('no key that $name shows is dead', async exhibit => {
    const screen = await show(exhibit.element, size);
    const keys = shownKeys(screen).filter(key => key !== ABOVE_ALL && !(exhibit.isPart && OF_THE_WHOLE.includes(key)));
    await screen.unmount();
    // Desktops take F1 for themselves, so ? helps too; in a field it is a character.
    if (keys.includes('F1')) keys.push('?');
    const dead: string[] = [];
    for (const key of keys) if (!(await isAlive(exhibit.element, size, key))) dead.push(key);
    expect(dead).toEqual([]);
  });
});

async function isAlive(exhibit: ReactNode, size: (typeof SIZES)[number], key: string): Promise<boolean> {
  for (const bytes of bytesOf(key)) if (await does(exhibit, size, bytes)) return true;
  return false;
}
