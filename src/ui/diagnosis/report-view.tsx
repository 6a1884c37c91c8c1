import { Box, Text, useInput } from 'ink';
import { useMemo, useState } from 'react';
import { useLook } from '../hooks/use-look.ts';
import { useRestingKeys } from '../hooks/use-resting-keys.ts';
import { useRoom } from '../hooks/use-room.ts';
import { inGlyphs } from '../look.ts';
import { firstInSight, reportRows } from './report-rows.ts';

export type ReportViewProps = {
  excerpt: readonly string[];
  telling: ReadonlySet<number>;
  width: number;
  rows: number;
};

/** The pasted text, with the lines that gave the cause away marked and in sight; PageUp and PageDown scroll it. */
export function ReportView({ excerpt, telling, width, rows }: ReportViewProps) {
  const look = useLook();
  const { isHidden } = useRoom();
  const drawn = useMemo(() => reportRows(excerpt, telling, width - 2), [excerpt, telling, width]);
  const scrolls = drawn.length > rows;
  const height = scrolls ? Math.max(1, rows - 1) : rows;
  const start = firstInSight(drawn, height);
  const [scrolled, setScrolled] = useState({ telling, by: 0 });
  const by = scrolled.telling === telling ? scrolled.by : 0;
  const last = Math.max(0, drawn.length - height);
  const top = Math.min(last, Math.max(0, start + by));
  useInput(
    (_, key) => {
      if (key.eventType === 'release') return;
      const page = Math.max(1, height - 1);
      if (key.pageUp) setScrolled({ telling, by: Math.max(0, top - page) - start });
      if (key.pageDown) setScrolled({ telling, by: Math.min(last, top + page) - start });
    },
    { isActive: scrolls && !isHidden },
  );
  useRestingKeys(scrolls ? [] : ['PgUp PgDn']);
  const more = [...(top > 0 ? [`${top} more above`] : []), ...(top < last ? [`${last - top} more below`] : [])].join(
    ' · ',
  );
  return (
    <Box flexDirection="column" width={width} height={rows} flexShrink={0}>
      {drawn.slice(top, top + height).map(({ id, text, tells, isFirst }) => (
        <Box key={id} height={1} flexShrink={0}>
          <Text {...look.tones.care}>{tells && isFirst ? look.glyphs.point : ' '} </Text>
          <Text {...(tells ? look.tones.care : look.tones.dim)} wrap="truncate-end">
            {text || ' '}
          </Text>
        </Box>
      ))}
      {scrolls && <Text {...look.tones.dim}>{inGlyphs(look, `… ${more}`)}</Text>}
    </Box>
  );
}
