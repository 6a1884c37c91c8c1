import { useStdout } from 'ink';
import { useCallback, useSyncExternalStore } from 'react';

export type Layout = {
  columns: number;
  rows: number;
  kind: 'tiny' | 'normal' | 'wide';
  /** Below this nothing useful fits. */
  tooSmall: boolean;
};

export function layoutOf({ columns, rows }: { columns: number; rows: number }): Layout {
  const isTiny = columns < 60 || rows < 20;
  return {
    columns,
    rows,
    kind: isTiny ? 'tiny' : columns >= 100 ? 'wide' : 'normal',
    tooSmall: columns < 40 || rows < 12,
  };
}

type Window = NodeJS.WritableStream & { columns?: number; rows?: number };

/** Who looks at a window. Its stream has one listener for all of them. */
const watched = new WeakMap<Window, { watchers: Set<() => void>; tell: () => void }>();

/**
 * The window's layout, now and after each resize. Ink's own useWindowSize adds a listener to the stream for each
 * component that calls it, and with the eleventh Node prints a warning into the screen.
 */
export function useLayout(): Layout {
  const { stdout } = useStdout();
  const subscribe = useCallback((watcher: () => void) => watch(stdout, watcher), [stdout]);
  const size = useSyncExternalStore(subscribe, () => sizeOf(stdout));
  const [columns = 80, rows = 24] = size.split('x').map(Number);
  return layoutOf({ columns, rows });
}

/** As text, so that the same size is the same value. A stream that knows no size, or says 0, is taken for 80x24. */
function sizeOf({ columns, rows }: Window): string {
  return `${columns || 80}x${rows || 24}`;
}

function watch(window: Window, watcher: () => void): () => void {
  const { watchers, tell } = watched.get(window) ?? beginToWatch(window);
  watchers.add(watcher);
  return () => {
    watchers.delete(watcher);
    if (watchers.size > 0) return;
    window.off('resize', tell);
    watched.delete(window);
  };
}

function beginToWatch(window: Window) {
  const watchers = new Set<() => void>();
  const tell = () => {
    for (const watcher of [...watchers]) watcher();
  };
  window.on('resize', tell);
  const both = { watchers, tell };
  watched.set(window, both);
  return both;
}
