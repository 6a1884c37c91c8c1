import { Box, Text, useInput } from 'ink';
import { useMemo, useRef, useState } from 'react';
import { printable, wrapped } from '../cells.ts';
import { useInSight } from '../hooks/use-in-sight.ts';
import { useLook } from '../hooks/use-look.ts';
import { useRestingKeys } from '../hooks/use-resting-keys.ts';
import { useRoom } from '../hooks/use-room.ts';
import { inGlyphs } from '../look.ts';

export type ScrollViewProps = {
  /** Lines, separated by line ends; long ones are wrapped. */
  text: string;
  rows?: number | undefined;
  width?: number | undefined;
  /** Cells that what is left of a long line is indented by, beyond the line itself. */
  hang?: number | undefined;
  /** ↑↓, PageUp, PageDown, Home and End scroll it. */
  isActive?: boolean | undefined;
};

/** A long text in a few rows, its height the same wherever it stands. */
export function ScrollView({ text, hang, isActive = true, ...props }: ScrollViewProps) {
  const look = useLook();
  const room = useRoom();
  const width = props.width ?? room.columns;
  const most = Math.max(2, props.rows ?? room.rows - 1);
  const lines = useMemo(
    () => text.split(/\r\n|\r|\n/).flatMap(line => wrapped(printable(line), width, hangOf(line, hang))),
    [text, width, hang],
  );
  const scrolls = lines.length > most;
  const rows = scrolls ? most - 1 : lines.length;
  const { top } = useScroll({ last: lines.length - rows, page: rows, isActive: isActive && scrolls && !room.isHidden });
  const { ref } = useInSight({ isActive: isActive && scrolls, usesPageKeys: true, change: top });
  useRestingKeys(scrolls || !isActive || room.isHidden ? [] : ['↑↓']);
  const below = lines.length - rows - top;
  const more = [top > 0 ? `${top} more above` : '', below > 0 ? `${below} more below` : ''].filter(Boolean);
  return (
    <Box ref={ref} flexDirection="column" flexShrink={0} width={width}>
      <Text wrap="truncate-end">
        {lines
          .slice(top, top + rows)
          .map(line => line || ' ')
          .join('\n')}
      </Text>
      {scrolls && <Text {...look.tones.dim}>{inGlyphs(look, `… ${more.join(' · ')}`)}</Text>}
    </Box>
  );
}

function hangOf(line: string, hang: number | undefined): number {
  return hang === undefined ? 0 : line.search(/\S|$/) + hang;
}

function useScroll({ last, page, isActive }: { last: number; page: number; isActive: boolean }): { top: number } {
  const [, draw] = useState({});
  // A key can come before React has drawn the one before it.
  const latest = useRef(0);
  const within = (row: number) => Math.min(Math.max(0, row), Math.max(0, last));
  latest.current = within(latest.current);
  useInput(
    (_, key) => {
      if (key.eventType === 'release' || key.ctrl || key.meta) return;
      const by = { up: key.upArrow, down: key.downArrow, pageUp: key.pageUp, pageDown: key.pageDown };
      if (by.up) latest.current = within(latest.current - 1);
      else if (by.down) latest.current = within(latest.current + 1);
      else if (by.pageUp) latest.current = within(latest.current - page);
      else if (by.pageDown) latest.current = within(latest.current + page);
      else if (key.home) latest.current = 0;
      else if (key.end) latest.current = within(last);
      else return;
      draw({});
    },
    { isActive },
  );
  return { top: latest.current };
}
