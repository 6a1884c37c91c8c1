import { printable, wrapped } from '../cells.ts';

/** A row of the report as it is drawn. `mark` stands on the first row of a line that gave the cause away. */
export type ReportRow = { id: string; text: string; tells: boolean; isFirst: boolean };

/** The lines of a report broken to `width` cells. */
export function reportRows(excerpt: readonly string[], telling: ReadonlySet<number>, width: number): ReportRow[] {
  return excerpt.flatMap((line, index) =>
    wrapped(printable(line), width).map((text, row) => ({
      id: `${index}.${row}`,
      text,
      tells: telling.has(index),
      isFirst: row === 0,
    })),
  );
}

/** Where to begin, so that the first row that tells something stands near the top with a little before it. */
export function firstInSight(rows: readonly ReportRow[], height: number): number {
  const first = rows.findIndex(({ tells }) => tells);
  if (first === -1 || first < height - 1) return 0;
  return Math.min(first - 1, Math.max(0, rows.length - height));
}
