import { Box, Text, useInput } from 'ink';
import { type ReactNode, useCallback, useState } from 'react';
import { cellWidth, cut, printable, wrapped } from '../cells.ts';
import { useLayout } from '../hooks/use-layout.ts';
import { useLook } from '../hooks/use-look.ts';
import { type Rest, RestingKeysContext } from '../hooks/use-resting-keys.ts';
import { RoomContext } from '../hooks/use-room.ts';
import { inGlyphs } from '../look.ts';
import { type Bands, bandsOf } from './frame-bands.ts';
import { FrameBody } from './frame-body.tsx';
import { IatCountdown, type IatStanding, iatInShort, type RunningIat } from './iat-countdown.tsx';
import { type Hint, KeyHints } from './key-hints.tsx';
import { type FrameStep, positionOf, StepColumn, StepLine } from './step-list.tsx';

export type { FrameStep };
export type FrameProps = {
  title: string;
  /** The server, say; at the right, cut where there is no room. */
  where: string;
  steps: readonly FrameStep[];
  iat?: IatStanding | undefined;
  /** The same while it runs. */
  running?: RunningIat | undefined;
  hints: readonly Hint[];
  /** There are no steps: the body takes the whole width, and the head is its first line. */
  spansAll?: boolean | undefined;
  children: ReactNode;
};

/**
 * Head, body and foot. Its height depends on the window alone, so nothing jumps and no line of an earlier, taller frame
 * is left behind; the body is clipped and scrolls. Where the window is too small for anything, one line says so, and
 * what was typed stays mounted.
 */
export function Frame({ title, where, steps, iat, running, hints, spansAll = false, children }: FrameProps) {
  const look = useLook();
  const layout = useLayout();
  const bands = bandsOf(layout, iat !== undefined, spansAll);
  const { bodyColumns, bodyRows } = bands;
  const [resting, rest] = useResting();
  // Somebody has to listen always: the terminal would echo keys else, and keep them for whoever listens next.
  useInput(() => undefined);
  const room = { columns: bodyColumns, rows: bodyRows, isHidden: layout.tooSmall };
  return (
    <RoomContext value={room}>
      {layout.tooSmall && <TooSmall columns={layout.columns} rows={bands.rows} />}
      <Box
        flexDirection="column"
        width={layout.columns}
        height={bands.rows}
        flexShrink={0}
        overflow="hidden"
        display={layout.tooSmall ? 'none' : 'flex'}
      >
        {layout.kind === 'tiny' ? (
          <TinyHead steps={steps} title={title} iat={iat} running={running} columns={bands.columns} />
        ) : (
          <Head {...{ title, where, steps, iat, running, bands, spansAll }} />
        )}
        <Text {...look.tones.dim} wrap="truncate-end">
          {look.glyphs.rule.repeat(layout.columns)}
        </Text>
        <Box paddingX={1} height={bodyRows + 1} flexShrink={0}>
          {bands.stepColumns > 0 && <Steps steps={steps} bands={bands} />}
          <RestingKeysContext value={rest}>
            <FrameBody
              key="body"
              top={bands.headRows}
              columns={bodyColumns}
              rows={bodyRows}
              isActive={!layout.tooSmall}
            >
              {children}
            </FrameBody>
          </RestingKeysContext>
        </Box>
        <Box paddingX={1} height={1} flexShrink={0}>
          <KeyHints hints={hints.filter(({ key }) => !resting.includes(key))} width={bands.columns} />
        </Box>
      </Box>
    </RoomContext>
  );
}

/** The keys that somebody in the body says do nothing at present. */
function useResting(): [string[], Rest] {
  const [said, setSaid] = useState<readonly (readonly string[])[]>([]);
  const rest = useCallback<Rest>(keys => {
    setSaid(now => [...now, keys]);
    return () => setSaid(now => now.filter(each => each !== keys));
  }, []);
  return [said.flat(), rest];
}

type HeadProps = Pick<FrameProps, 'title' | 'where' | 'steps' | 'iat' | 'running' | 'spansAll'> & { bands: Bands };

function Head({ title, where, steps, iat, running, bands, spansAll }: HeadProps) {
  const look = useLook();
  const { ellipsis } = look.glyphs;
  const { columns } = bands;
  const at = printable(where);
  const name = cut(inGlyphs(look, printable(title)), columns - Math.min(cellWidth(at), 24) - 2, ellipsis);
  return (
    <Box flexDirection="column" paddingX={1} flexShrink={0}>
      <Box justifyContent="space-between" height={1}>
        <Text {...look.tones.strong} wrap="truncate-end">
          {name}
        </Text>
        <Text {...look.tones.dim} wrap="truncate-end">
          {cut(at, columns - cellWidth(name) - 2, ellipsis, 'middle')}
        </Text>
      </Box>
      {bands.stepColumns === 0 && !spansAll && <StepLine steps={steps} width={columns} />}
      {iat && <IatCountdown {...iat} running={running} width={columns} />}
    </Box>
  );
}

type TinyHeadProps = Pick<FrameProps, 'steps' | 'title' | 'iat' | 'running'> & { columns: number };

/** `4/8 Template · IAT 54:12 · 10 uses` */
function TinyHead({ steps, title, iat, running, columns }: TinyHeadProps) {
  const look = useLook();
  const at = positionOf(steps);
  const standing = iat && inGlyphs(look, ` · ${iatInShort(iat)}`);
  const step = steps[at];
  const place = step === undefined ? title : `${at + 1}/${steps.length} ${step.title}`;
  const words = cut(inGlyphs(look, printable(place)), columns - cellWidth(standing ?? ''), look.glyphs.ellipsis);
  return (
    <Box paddingX={1} height={1} flexShrink={0}>
      <Text {...look.tones.strong} wrap="truncate-end">
        {words}
      </Text>
      {iat && standing && (
        <>
          <Text wrap="truncate-end">{standing.slice(0, standing.indexOf('IAT'))}</Text>
          <IatCountdown {...iat} running={running} form="short" />
        </>
      )}
    </Box>
  );
}

function Steps({ steps, bands }: { steps: readonly FrameStep[]; bands: Bands }) {
  const { glyphs, tones } = useLook();
  return (
    <>
      <StepColumn steps={steps} width={bands.stepColumns} rows={bands.bodyRows} />
      <Text {...tones.dim} wrap="truncate-end">
        {Array.from({ length: bands.bodyRows + 1 }, () => ` ${glyphs.bar} `).join('\n')}
      </Text>
    </>
  );
}

/** The longest of these that fits is said. */
const TOO_SMALL = [
  'Make this window larger (40x12), or use --accessible.',
  'Make this window larger (40x12).',
  'larger: 40x12',
];

/** As tall as a frame, so that what a terminal reflowed of the last one is pushed out of the window. */
function TooSmall({ columns, rows }: { columns: number; rows: number }) {
  const look = useLook();
  const said = TOO_SMALL.map(text => wrapped(text, columns));
  const lines = said.find(each => each.length <= rows) ?? said.at(-1) ?? [];
  return (
    <Box height={rows} flexShrink={0} overflow="hidden">
      <Text {...look.tones.care} wrap="truncate-end">
        {lines.slice(0, rows).join('\n')}
      </Text>
    </Box>
  );
}
