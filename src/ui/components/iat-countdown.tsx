import { Box, Text } from 'ink';
import { clockFace } from '../../domain/duration.ts';
import type { EpochMillis } from '../../domain/instant.ts';
import { dayAndTime, timeOfDay } from '../../domain/wall-time.ts';
import { cellWidth, cut } from '../cells.ts';
import { useLook } from '../hooks/use-look.ts';
import { type Line, useRetouched } from '../hooks/use-retouched.ts';
import { useRoom } from '../hooks/use-room.ts';
import { gauge, inGlyphs, type Look, type Tone } from '../look.ts';
import type { Ticking } from '../seconds.ts';

/** What the picture shows of an initial access token at one moment. */
export type IatStanding = {
  /** Fractions count up; 0 and less: lapsed; Infinity: nobody said that it ends. */
  secondsLeft: number;
  lifetimeSeconds: number;
  /** Undefined: nobody said. */
  usesLeft?: number | undefined;
  maxUses?: number | undefined;
  /** Whether the server may have charged for more than we count. */
  usesAreCertain: boolean;
  /** By this machine's clock; undefined where it does not end. */
  lapsesAt?: EpochMillis | undefined;
};

/** It runs: told by whom each second, and what is so then. */
export type RunningIat = { seconds: Ticking; standing(): IatStanding };

export type IatCountdownProps = IatStanding & {
  /** `short` is for the one-line head: `IAT 54:12 · 10 uses`. */
  form?: 'line' | 'short' | undefined;
  width?: number | undefined;
  /** Left out: a picture that stays as it is. */
  running?: RunningIat | undefined;
};

const CARE_SECONDS = 5 * 60;
const TROUBLE_SECONDS = 60;
const DAY_SECONDS = 24 * 60 * 60;
function toneOf({ secondsLeft, usesLeft }: IatStanding): Tone {
  if (secondsLeft <= TROUBLE_SECONDS || usesLeft === 0) return 'trouble';
  return secondsLeft <= CARE_SECONDS ? 'care' : 'plain';
}

/** `IAT 54:12 · 10 uses`, `IAT lapsed`: what there is room for in a narrow window. */
export function iatInShort(standing: IatStanding): string {
  const { secondsLeft, usesLeft, usesAreCertain } = standing;
  if (secondsLeft <= 0) return 'IAT lapsed';
  const time = secondsLeft === Number.POSITIVE_INFINITY ? 'no end' : clockFace(secondsLeft);
  if (usesLeft === undefined) return `IAT ${time}`;
  if (usesLeft === 0) return `IAT ${time} · used up`;
  return `IAT ${time} · ${usesAreCertain ? '' : '≤'}${usesLeft} ${usesLeft === 1 ? 'use' : 'uses'}`;
}

/** The parts behind the gauge, the most important first. */
function partsOf({ secondsLeft, usesLeft, maxUses, usesAreCertain, lapsesAt }: IatStanding): string[] {
  const isEndless = secondsLeft === Number.POSITIVE_INFINITY;
  const hasLapsed = secondsLeft <= 0;
  const time = isEndless ? 'no end known' : hasLapsed ? 'lapsed' : clockFace(secondsLeft);
  const isToday = Math.abs(secondsLeft) < DAY_SECONDS;
  const at = isEndless || lapsesAt === undefined ? undefined : (isToday ? timeOfDay : dayAndTime)(lapsesAt);
  return [
    hasLapsed && at !== undefined ? `${time} at ${at}, by this clock` : time,
    usesWords(usesLeft, maxUses, usesAreCertain),
    ...(hasLapsed || at === undefined ? [] : [`lapses ${at}`]),
  ];
}

function usesWords(usesLeft: number | undefined, maxUses: number | undefined, areCertain: boolean): string {
  if (usesLeft === undefined) return 'uses not known';
  if (usesLeft === 0) return 'used up';
  if (!areCertain) return `at most ${usesLeft} left`;
  return maxUses === undefined ? `${usesLeft} uses left` : `${usesLeft} of ${maxUses} uses left`;
}

/** How long and how often the initial access token still opens the registration endpoint. */
export function IatCountdown({ form = 'line', width, running, ...still }: IatCountdownProps) {
  const look = useLook();
  const { columns } = useRoom();
  const draw = (standing: IatStanding) => lineOf(look, standing, form, width ?? columns);
  const ref = useRetouched(() => draw(running?.standing() ?? still), running?.seconds);
  const standing = running?.standing() ?? still;
  const { text, paint } = draw(standing);
  return (
    <Box
      ref={ref}
      height={1}
      flexShrink={0}
      aria-role="timer"
      aria-label={`initial access token: ${partsOf(standing).join(', ')}`}
    >
      <Text {...paint} wrap="truncate-end">
        {text}
      </Text>
    </Box>
  );
}

function lineOf(look: Look, standing: IatStanding, form: 'line' | 'short', width: number): Line {
  const tone = toneOf(standing);
  const said = form === 'short' ? [iatInShort(standing)] : fitting(look, standing, width);
  return {
    text: inGlyphs(look, said.join(' · ')),
    paint: { ...look.tones[tone], ...(tone === 'trouble' && look.tones.strong) },
  };
}

/** The gauge with as many parts as fit, from the most important on. */
function fitting(look: Look, standing: IatStanding, width: number): string[] {
  const { secondsLeft, lifetimeSeconds } = standing;
  const bar =
    secondsLeft === Number.POSITIVE_INFINITY ? '' : `${gauge(look, Math.ceil(secondsLeft) / lifetimeSeconds)} `;
  const parts = partsOf(standing);
  for (let count = parts.length; count > 1; count -= 1) {
    const [time = '', ...rest] = parts.slice(0, count);
    const said = [`IAT ${bar}${time}`, ...rest];
    if (cellWidth(inGlyphs(look, said.join(' · '))) <= width) return said;
  }
  return [cut(inGlyphs(look, `IAT ${parts[0] ?? ''}`), width, look.glyphs.ellipsis)];
}
