import { Text } from 'ink';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import type { State } from '../../src/engine/state.ts';
import { stepBack } from '../../src/ui/components/key-hints.tsx';
import { TextField } from '../../src/ui/components/text-field.tsx';
import { StepFrame } from '../../src/ui/step-frame.tsx';
import { initialAccessToken } from '../support/flow.ts';
import { KEY, show } from '../support/ink.ts';
import { at, clock, InRun } from './gallery/frame.tsx';

const HELP = {
  title: 'About this step',
  about: ['It does one thing.'],
  goesWrong: ['Much.'],
  sources: ['RFC 7591 section 3'],
};

type Watched = { onKey?: (input: string) => void; onSubmit?: (value: string) => void; f2?: () => void };

/** A step with a text field, and one without. */
function Step({
  state = at('template'),
  types = false,
  watched = {},
}: {
  state?: State;
  types?: boolean;
  watched?: Watched;
}) {
  const [value, setValue] = useState('draft');
  return (
    <InRun>
      <StepFrame
        state={state}
        clock={clock}
        hints={[{ key: 'Enter', does: 'go on' }, stepBack(3)]}
        help={HELP}
        isTyping={types}
        onKey={watched.onKey}
        functionKeys={{ f2: watched.f2 }}
      >
        <Text>the body</Text>
        {types && <TextField label="field" value={value} onChange={setValue} onSubmit={watched.onSubmit} />}
      </StepFrame>
    </InRun>
  );
}

test('title, server, steps and the token’s standing are there without a word from the screen', async () => {
  const screen = await show(<Step />);
  const [title, list, iat] = screen.window();
  expect(title).toMatch(/^ Bootstrap the BFF client +https:\/\/idp\.ocg\.labs\.empowernow\.ai$/);
  expect(list).toContain('✔ Server ✔ Admin token ✔ Mint ● Template');
  expect(iat).toContain('54:12 · 10 of 10 uses left');
});

test('a refusal makes the uses uncertain, and the head says so', async () => {
  const state = at('review', {}, { iat: initialAccessToken({ refused: 1 }) });
  expect((await show(<Step state={state} />)).lastFrame()).toContain('at most 10 left');
});

test('F1 and ? open the help, Esc closes it, and the screen hears none of that', async () => {
  const onKey = vi.fn();
  const screen = await show(<Step watched={{ onKey }} />);
  for (const key of [KEY.f1, '?']) {
    await screen.press(key);
    expect(screen.lastFrame()).toContain('About this step');
    expect(screen.lastFrame()).toContain('Read more: RFC 7591 section 3');
    expect(screen.lastFrame()).not.toContain('the body');
    await screen.press('x', KEY.enter, KEY.escape);
    expect(screen.lastFrame()).toContain('the body');
    expect(screen.lastFrame()).not.toContain('About this step');
  }
  // Ink tells of F1 as an empty key, which means nothing to anybody.
  expect(onKey.mock.calls.filter(([input]) => input !== '')).toEqual([]);
  await screen.press('x');
  expect(onKey).toHaveBeenLastCalledWith('x', expect.anything());
});

test('in a text field ? is a character; the draft outlives the help, and keys pressed there do not reach it', async () => {
  const onSubmit = vi.fn();
  const screen = await show(<Step types watched={{ onSubmit }} />);
  await screen.press('?');
  expect(screen.lastFrame()).toContain('draft?');
  await screen.press(KEY.f1, 'y', KEY.enter, KEY.escape);
  expect(screen.lastFrame()).toContain('draft?');
  expect(onSubmit).not.toHaveBeenCalled();
});

test('in a window that is too small every key is left alone, and the draft is there again afterwards', async () => {
  const onKey = vi.fn();
  const onSubmit = vi.fn();
  const f2 = vi.fn();
  const screen = await show(<Step types watched={{ onKey, onSubmit, f2 }} />);
  await screen.press('!');
  onKey.mockClear();
  await screen.resize(30, 8);
  await screen.press('x', KEY.enter, KEY.f2, KEY.f1);
  expect([onKey, onSubmit, f2].flatMap(({ mock }) => mock.calls)).toEqual([]);
  await screen.resize(80, 24);
  expect(screen.lastFrame()).toContain('draft!');
});

test('Ctrl+C is no key of a screen', async () => {
  const onKey = vi.fn();
  const screen = await show(<Step watched={{ onKey }} />);
  await screen.press(KEY.ctrl('c'));
  expect(onKey).not.toHaveBeenCalled();
});

test.each([
  ['behind a mint', at('template'), 'Esc stops here: what was done at the server stays done'],
  ['at the first step', at('server'), 'Esc stops here: no step is before this one'],
])('%s there is no way back, so none is shown; whoever tries reads why, until the next key', async (_, state, why) => {
  const screen = await show(<Step state={state} />);
  expect(screen.lastFrame()).not.toContain('Esc');
  await screen.press(KEY.escape);
  expect(screen.lastFrame()).toContain(why);
  await screen.press('x');
  expect(screen.lastFrame()).toContain('Enter go on');
  expect(screen.lastFrame()).not.toContain('Esc');
});

test('the way out stands in the place of the way back where no step is before this one', async () => {
  expect((await show(<Step state={at('server')} />)).lastFrame()).toContain('Ctrl+C leave');
  expect((await show(<Step state={at('template')} />)).lastFrame()).not.toContain('Ctrl+C');
});

test('where there is a way back its key is shown', async () => {
  expect((await show(<Step state={at('redirect-uris')} />)).lastFrame()).toContain('Esc back');
  const lapsed = at('template', {}, { iat: initialAccessToken({ lifetimeSeconds: 1 }) });
  expect((await show(<Step state={lapsed} />)).lastFrame()).toContain('Esc back');
});
