import { Box, Text, useAnimation } from 'ink';
import { elapsedMs, type Instant } from '../../domain/instant.ts';
import { plainText } from '../../domain/plain-text.ts';
import { isChangeOut } from '../../engine/state.ts';
import { inFlightWords } from '../../guidance/in-flight-words.ts';
import { IN_FLIGHT_HELP } from '../../guidance/step-help.ts';
import { cut } from '../cells.ts';
import type { Hint } from '../components/key-hints.tsx';
import { Spinner } from '../components/spinner.tsx';
import { useLayout } from '../hooks/use-layout.ts';
import { useLook } from '../hooks/use-look.ts';
import { useNow } from '../hooks/use-now.ts';
import { useRoom } from '../hooks/use-room.ts';
import { useRun } from '../hooks/use-run.ts';
import { inGlyphs } from '../look.ts';
import { Marked } from '../marked.tsx';
import { Paragraph, Prose } from '../prose.tsx';
import type { ScreenProps } from '../screen.ts';
import { StepFrame } from '../step-frame.tsx';

export type InFlightProps = ScreenProps & {
  /** Ctrl+C was pressed once while a registration is out. */
  isLeaving?: boolean | undefined;
};

/** A request is out: what, for how long, and that nothing is sent twice. */
export function InFlightScreen({ state, clock, isLeaving = false }: InFlightProps) {
  const { timeoutMs } = useRun();
  const { kind } = useLayout();
  const { motion } = useLook();
  if (state.inFlight === undefined) return null;
  const { effect, since } = state.inFlight;
  const { doing, about, request, isBounded } = inFlightWords(effect);
  const limit = isChangeOut(state) ? timeoutMs.registration : timeoutMs.other;
  const gap = kind === 'tiny' ? 0 : 1;
  return (
    <StepFrame state={state} clock={clock} hints={isLeaving ? LEAVING_HINTS : HINTS} help={IN_FLIGHT_HELP}>
      <Box flexDirection="column" rowGap={gap} flexShrink={0}>
        <Box flexDirection="column" flexShrink={0}>
          <Box columnGap={1} flexDirection={kind === 'tiny' ? 'column' : 'row'} flexShrink={0}>
            <Prose tone="strong">{`${doing} …`}</Prose>
            <Box columnGap={1} flexShrink={0}>
              {motion && <Spinner />}
              <Elapsed since={since} limitMs={isBounded ? limit : undefined} clock={clock} />
            </Box>
          </Box>
          {about !== '' && <Paragraph tone="dim">{about}</Paragraph>}
        </Box>
        {request !== undefined && !(isLeaving && kind === 'tiny') && <RequestLine text={request} />}
        {isLeaving && (
          <Box flexDirection="column" flexShrink={0}>
            <Marked mark="▲" markTone="care" tone="care">
              The request is out. Leave now and the outcome is unknown.
            </Marked>
            <Paragraph>Ctrl+C again leaves; any other key waits on.</Paragraph>
          </Box>
        )}
      </Box>
    </StepFrame>
  );
}

const HINTS: readonly Hint[] = [
  { key: 'Ctrl+C', does: 'leave', weight: 2 },
  { key: 'F1', does: 'help' },
];
const LEAVING_HINTS: readonly Hint[] = [
  { key: 'Ctrl+C', does: 'leave, outcome unknown', short: 'leave', weight: 2 },
  { key: 'any other key', does: 'wait on', weight: 2 },
];

const TENTH_MS = 100;

/** Tenths of a second where things may move; whole ones where not. */
function Elapsed({
  since,
  limitMs,
  clock,
}: {
  since: Instant;
  limitMs: number | undefined;
  clock: { now(): Instant };
}) {
  const { motion, tones } = useLook();
  useAnimation({ interval: TENTH_MS, isActive: motion });
  const second = useNow(clock, { isActive: !motion });
  const ms = elapsedMs(since, motion ? clock.now() : second);
  const spent = motion ? (ms / 1000).toFixed(1) : Math.floor(ms / 1000).toString();
  return <Text {...tones.dim}>{limitMs === undefined ? `${spent} s` : `${spent} s of ${limitMs / 1000} s`}</Text>;
}

function RequestLine({ text }: { text: string }) {
  const look = useLook();
  const { columns } = useRoom();
  return (
    <Text {...look.tones.dim}>
      {cut(inGlyphs(look, plainText(text, 300)), columns, look.glyphs.ellipsis, 'middle')}
    </Text>
  );
}
