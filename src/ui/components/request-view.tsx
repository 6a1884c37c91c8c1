import { Box, Text, useInput } from 'ink';
import { useState } from 'react';
import { useLook } from '../hooks/use-look.ts';
import { useRoom } from '../hooks/use-room.ts';
import { ScrollView } from './scroll-view.tsx';

export type RequestViewProps = {
  /** The same request, written in several ways: JSON, cURL, PowerShell. */
  views: readonly { title: string; text: string }[];
  rows?: number | undefined;
  width?: number | undefined;
  /** ←→ and Tab go from one to the next; the rest of the keys scroll. */
  isActive?: boolean | undefined;
};

export function RequestView({ views, rows, width, isActive = true }: RequestViewProps) {
  const { glyphs, tones } = useLook();
  const room = useRoom();
  const [at, setAt] = useState(0);
  const turn = (by: number) => setAt(now => (now + by + views.length) % views.length);
  useInput(
    (_, key) => {
      if (key.eventType === 'release' || key.ctrl || key.meta) return;
      if (key.leftArrow || (key.tab && key.shift)) turn(-1);
      else if (key.rightArrow || key.tab) turn(1);
    },
    { isActive: isActive && views.length > 1 && !room.isHidden },
  );
  const view = views[Math.min(at, views.length - 1)];
  if (view === undefined) return null;
  return (
    <Box flexDirection="column" flexShrink={0}>
      <Box gap={2} aria-role="tablist" aria-label={view.title}>
        {views.map(({ title }) => (
          <Text key={title} {...(title === view.title ? tones.accent : tones.dim)} wrap="truncate-end">
            {title === view.title ? glyphs.here : glyphs.open} {title}
          </Text>
        ))}
      </Box>
      <ScrollView
        key={view.title}
        text={view.text}
        rows={Math.max(2, (rows ?? room.rows - 1) - 1)}
        width={width}
        isActive={isActive}
      />
    </Box>
  );
}
