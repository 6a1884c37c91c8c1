import { Box, Text } from 'ink';
import { wrapped } from './cells.ts';
import { useLayout } from './hooks/use-layout.ts';
import { useLook } from './hooks/use-look.ts';
import { useRoom } from './hooks/use-room.ts';
import { inGlyphs, type Tone } from './look.ts';

/** Our own words, in the signs that this terminal has. Values of an operator or a server are no prose. */
export function Prose({ children, tone = 'plain' }: { children: string; tone?: Tone | undefined }) {
  const look = useLook();
  return <Text {...look.tones[tone]}>{inGlyphs(look, children)}</Text>;
}

/** Prose in lines of its own, broken between words. */
export function Paragraph({ children, tone }: { children: string; tone?: Tone | undefined }) {
  const look = useLook();
  const { columns } = useRoom();
  return <Prose tone={tone}>{wrapped(inGlyphs(look, children), columns).join('\n')}</Prose>;
}

/** The question of a step, and in two lines what it is about. Small windows have room for the question only. */
export function Heading({ children, about }: { children: string; about?: string | undefined }) {
  const { kind } = useLayout();
  const isTiny = kind === 'tiny';
  return (
    <Box flexDirection="column" flexShrink={0} marginBottom={isTiny ? 0 : 1}>
      <Paragraph tone="strong">{children}</Paragraph>
      {about !== undefined && !isTiny && <Paragraph tone="dim">{about}</Paragraph>}
    </Box>
  );
}
