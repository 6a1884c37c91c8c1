import { Box, Text } from 'ink';
import { likelihood } from '../../diagnosis/likelihood.ts';
import type { Diagnosis } from '../../domain/evidence/evidence.ts';
import { plainText } from '../../domain/plain-text.ts';
import { cellWidth, fitted, wrapped } from '../cells.ts';
import { useLook } from '../hooks/use-look.ts';
import { inGlyphs, type Look, type Tone } from '../look.ts';
import { windowAround } from '../window-around.ts';

export type CauseLinesProps = {
  causes: readonly Diagnosis[];
  focused: string | undefined;
  width: number;
  rows: number;
};

const MARGIN = 5;
/** Below this many cells the likelihood gives way to the headline. */
export const NARROW = 50;

/** The causes in a line each, the focused one with as much of its advice and evidence as fits, in at most `rows` rows. */
export function CauseLines({ causes, focused, width, rows }: CauseLinesProps) {
  const look = useLook();
  const focus = Math.max(
    0,
    causes.findIndex(({ cause }) => cause === focused),
  );
  const chosen = causes[focus];
  const headline = chosen === undefined ? [] : headlineOf(chosen, look, width);
  // The headline is whole before the other causes are seen; they come before the advice.
  const room = Math.max(0, rows - headline.length - (causes.length - 1));
  const backing = chosen === undefined ? [] : backingOf(chosen, look, width).slice(0, room);
  const { first, last } = windowAround({ count: causes.length, focus, rows }, index =>
    index === focus ? headline.length + backing.length : 1,
  );
  return (
    <Box flexDirection="column" width={width} flexShrink={0}>
      {causes.slice(first, last).map((cause, index) => (
        <Box key={cause.cause} flexDirection="column" flexShrink={0}>
          <CauseLine cause={cause} number={first + index + 1} isFocused={cause === chosen} width={width} />
          {cause === chosen &&
            backing.map(({ id, text, tone }) => (
              <Text key={id} {...look.tones[tone]} wrap="truncate-end">
                {text}
              </Text>
            ))}
        </Box>
      ))}
    </Box>
  );
}

function headlineOf({ headline, confidence }: Diagnosis, look: Look, width: number): string[] {
  const sure = width < NARROW ? 0 : cellWidth(likelihood(confidence)) + 1;
  return wrapped(inGlyphs(look, plainText(headline)), width - MARGIN - sure);
}

type Row = { id: string; text: string; tone: Tone };

/** What helps most, what speaks for it, and what else helps. */
function backingOf({ try: [first, ...more], evidence }: Diagnosis, look: Look, width: number): Row[] {
  const rowsOf = (mark: string, tone: Tone, texts: readonly string[]): Row[] =>
    texts.flatMap(text =>
      wrapped(inGlyphs(look, plainText(text)), width - MARGIN).map((line, row) => ({
        id: `${mark}${text}${row}`,
        text: `${' '.repeat(MARGIN - 2)}${row === 0 ? inGlyphs(look, mark) : ' '} ${line}`,
        tone,
      })),
    );
  return [
    ...rowsOf('→', 'accent', first === undefined ? [] : [first]),
    ...rowsOf('·', 'dim', evidence),
    ...rowsOf('→', 'plain', more),
  ];
}

type CauseLineProps = { cause: Diagnosis; number: number; isFocused: boolean; width: number };

function CauseLine({ cause, number, isFocused, width }: CauseLineProps) {
  const look = useLook();
  const { glyphs, tones } = look;
  const sure = width < NARROW ? '' : ` ${likelihood(cause.confidence)}`;
  const room = width - MARGIN - cellWidth(sure);
  const lines = headlineOf(cause, look, width).map(line => fitted(line, room, glyphs.ellipsis));
  const shown = isFocused ? lines : [fitted(inGlyphs(look, plainText(cause.headline)), room, glyphs.ellipsis)];
  return (
    <Box width={width} flexShrink={0}>
      <Text {...tones.accent}>{isFocused ? glyphs.point : ' '}</Text>
      <Text {...tones.dim}>{` ${number}  `}</Text>
      <Text {...(isFocused ? tones.strong : tones.plain)} wrap="hard">
        {shown.join('\n')}
      </Text>
      <Text {...tones.dim}>{sure}</Text>
    </Box>
  );
}
