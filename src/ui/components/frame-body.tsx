import { Box, type DOMElement, Text, useBoxMetrics, useInput } from 'ink';
import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import { type Place, type Sight, SightContext } from '../hooks/use-in-sight.ts';
import { useLook } from '../hooks/use-look.ts';
import { inGlyphs } from '../look.ts';

export type FrameBodyProps = {
  /** The row of the frame that the body begins at. */
  top: number;
  columns: number;
  rows: number;
  isActive: boolean;
  children: ReactNode;
};

/**
 * The body in exactly `rows` rows and one more line below that says what is out of sight. It follows what is active in
 * it; PageUp and PageDown scroll it, unless what is active needs them itself, and so do ↑↓ where nothing is active.
 */
export function FrameBody({ top, columns, rows, isActive, children }: FrameBodyProps) {
  const look = useLook();
  const content = useRef<DOMElement>(null);
  const { height } = useBoxMetrics(content);
  const [wanted, setWanted] = useState(0);
  const active = useRef<Place>(undefined);
  const last = Math.max(0, height - rows);
  const offset = Math.min(wanted, last);

  const follow = useCallback(
    (place: Place | undefined) => {
      active.current = place;
      if (place === undefined) return;
      const first = place.y - top;
      // Two lines more below: what is said about a field stands under it.
      const end = first + place.height + 2;
      setWanted(now => Math.max(0, Math.min(first, Math.max(now, end - rows))));
    },
    [top, rows],
  );
  const sight = useMemo<Sight>(() => ({ offset, top, bottom: top + rows, follow }), [offset, top, rows, follow]);

  useInput(
    (_, key) => {
      if (key.eventType === 'release' || active.current?.usesPageKeys) return;
      const page = Math.max(1, rows - 1);
      if (key.pageUp) setWanted(Math.max(0, offset - page));
      if (key.pageDown) setWanted(Math.min(last, offset + page));
      if (active.current !== undefined) return;
      if (key.upArrow) setWanted(Math.max(0, offset - 1));
      if (key.downArrow) setWanted(Math.min(last, offset + 1));
    },
    { isActive: isActive && last > 0 },
  );

  const above = offset > 0 ? [`${offset} more above`] : [];
  const below = offset < last ? [`${last - offset} more below`] : [];
  const more = [...above, ...below].join(' · ');
  return (
    <SightContext value={sight}>
      <Box flexDirection="column" width={columns} flexShrink={0}>
        <Box
          flexDirection="column"
          height={rows}
          width={columns}
          overflow="hidden"
          flexShrink={0}
          contentOffsetY={offset}
        >
          <Box ref={content} flexDirection="column" width={columns} flexShrink={0}>
            {children}
          </Box>
        </Box>
        <Text {...look.tones.dim} wrap="truncate-end">
          {more === '' ? ' ' : inGlyphs(look, `… ${more}`)}
        </Text>
      </Box>
    </SightContext>
  );
}
