import { Box, Text } from 'ink';
import { cellWidth, cut, fitted, printable } from '../cells.ts';
import { useLook } from '../hooks/use-look.ts';
import type { Look } from '../look.ts';
import { windowWithMarks } from '../window-around.ts';
import { MoreRows } from './more-rows.tsx';

export type FrameStep = {
  id: string;
  title: string;
  /** `sealed`: done at the server; going back stops behind it. */
  state: 'done' | 'here' | 'open' | 'sealed';
  /** What was answered, in a few words; shown where the steps stand as a column. */
  answer?: string | undefined;
};

const TITLE_CELLS = 14;

/** Where we are, from 0 on: the step we are at, else the last one that was taken. */
export function positionOf(steps: readonly FrameStep[]): number {
  const here = steps.findIndex(step => step.state === 'here');
  if (here !== -1) return here;
  const open = steps.findIndex(step => step.state === 'open');
  return open === -1 ? steps.length - 1 : Math.max(0, open - 1);
}

/** The steps around the current one whose names fit into one line of `width` cells, each with a sign and a space. */
function stepsAround(steps: readonly FrameStep[], width: number): { first: number; last: number } {
  const cells = (index: number) => cellWidth(printable(steps[index]?.title ?? '')) + 3;
  const here = Math.max(0, positionOf(steps));
  let [first, last] = [here, here + 1];
  let used = cells(here) - 1;
  // An ellipsis and a space at each end that has more behind it.
  const fits = (from: number, to: number, more: number) =>
    used + more + (from > 0 ? 2 : 0) + (to < steps.length ? 2 : 0) <= width;
  for (let grew = true; grew; ) {
    grew = false;
    if (last < steps.length && fits(first, last + 1, cells(last))) {
      used += cells(last);
      last += 1;
      grew = true;
    }
    if (first > 0 && fits(first - 1, last, cells(first - 1))) {
      used += cells(first - 1);
      first -= 1;
      grew = true;
    }
  }
  return { first, last };
}

function markOf({ glyphs, tones }: Look, { state }: FrameStep) {
  if (state === 'here') return { glyph: glyphs.here, sign: tones.accent, name: { ...tones.accent, ...tones.strong } };
  if (state === 'open') return { glyph: glyphs.open, sign: tones.dim, name: tones.dim };
  return { glyph: glyphs.done, sign: tones.done, name: tones.plain };
}

/** `✔ Server ● Admin token ○ Mint …`, shortened around the current step. */
export function StepLine({ steps, width }: { steps: readonly FrameStep[]; width: number }) {
  const look = useLook();
  const { ellipsis } = look.glyphs;
  const { first, last } = stepsAround(steps, width);
  return (
    <Text wrap="truncate-end" aria-label={spokenPosition(steps)}>
      {first > 0 && <Text {...look.tones.dim}>{ellipsis} </Text>}
      {steps.slice(first, last).map((step, index) => {
        const { glyph, sign, name } = markOf(look, step);
        return (
          <Text key={step.id}>
            {index > 0 && ' '}
            <Text {...sign}>{glyph}</Text>
            <Text {...name}> {cut(printable(step.title), width - 6, ellipsis)}</Text>
          </Text>
        );
      })}
      {last < steps.length && <Text {...look.tones.dim}> {ellipsis}</Text>}
    </Text>
  );
}

function spokenPosition(steps: readonly FrameStep[]): string {
  const at = positionOf(steps);
  return `step ${at + 1} of ${steps.length}: ${steps[at]?.title ?? ''}`;
}

/** The steps one below the other, with their answers. */
export function StepColumn({ steps, width, rows }: { steps: readonly FrameStep[]; width: number; rows: number }) {
  const look = useLook();
  const { ellipsis } = look.glyphs;
  const { first, last } = windowWithMarks({ count: steps.length, focus: positionOf(steps), rows });
  const answerCells = width - TITLE_CELLS - 4;
  return (
    <Box flexDirection="column" width={width} flexShrink={0} aria-label={spokenPosition(steps)}>
      <MoreRows count={first} where="above" />
      {steps.slice(first, last).map(step => {
        const { glyph, sign, name } = markOf(look, step);
        return (
          <Box key={step.id} height={1} flexShrink={0}>
            <Text {...sign}>{glyph} </Text>
            <Text {...name} wrap="truncate-end">
              {fitted(printable(step.title), TITLE_CELLS, ellipsis)}
            </Text>
            <Text {...look.tones.dim} wrap="truncate-end">
              {` ${cut(printable(step.answer ?? ''), answerCells, ellipsis, 'middle')}`}
            </Text>
          </Box>
        );
      })}
      <MoreRows count={steps.length - last} where="below" />
    </Box>
  );
}
