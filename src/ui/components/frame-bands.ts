import type { Layout } from '../hooks/use-layout.ts';

/** Rows and columns of the three bands. They depend on the window only, so a frame never changes its height by itself. */
export type Bands = {
  rows: number;
  headRows: number;
  /** Of every line that is not the rule: a cell is left free at each side. */
  columns: number;
  /** 0: the steps are in the head. */
  stepColumns: number;
  bodyColumns: number;
  bodyRows: number;
};

/** On a tall terminal more would only push away what was there before. */
const MOST_ROWS = 30;
/** The line between body and foot, and the foot. */
const FOOT_ROWS = 2;
const BAR_CELLS = 3;

/**
 * A frame of the window's whole height would put Ink into its fullscreen way of drawing, which erases what the shell
 * has on the screen; so it is one row less. `spansAll`: there are no steps to be shown.
 */
export function bandsOf({ columns, rows, kind }: Layout, hasIat: boolean, spansAll = false): Bands {
  const frameRows = Math.max(1, Math.min(rows - 1, MOST_ROWS));
  const iatRows = hasIat ? 1 : 0;
  const headRows = spansAll ? 2 : kind === 'tiny' ? 2 : kind === 'normal' ? 3 + iatRows : 2 + iatRows;
  const stepColumns = kind === 'wide' && !spansAll ? Math.min(44, Math.floor(columns * 0.33)) : 0;
  const inner = columns - 2;
  return {
    rows: frameRows,
    headRows,
    columns: inner,
    stepColumns,
    bodyColumns: stepColumns === 0 ? inner : inner - stepColumns - BAR_CELLS,
    bodyRows: Math.max(1, frameRows - headRows - FOOT_ROWS),
  };
}
