import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { useInSight } from './hooks/use-in-sight.ts';
import { useLook } from './hooks/use-look.ts';

/** A line of a list that a screen draws itself: the pointer where it is focused, and kept in sight then. */
export function FocusLine({ isFocused, children }: { isFocused: boolean; children: ReactNode }) {
  const { glyphs, tones } = useLook();
  const { ref } = useInSight({ isActive: isFocused, usesPageKeys: true });
  return (
    <Box ref={ref} flexShrink={0}>
      <Text {...tones.accent}>{isFocused ? glyphs.point : ' '} </Text>
      {children}
    </Box>
  );
}
