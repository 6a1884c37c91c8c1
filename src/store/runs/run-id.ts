import { randomInt } from 'node:crypto';
import type { EpochMillis } from '../../domain/instant.ts';

// No 0, 1, l, o: an operator reads it off one screen and types it on another.
const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789';

/** A new run's id, for example `20261123-084012345-k7f2q9`: it sorts by time (UTC) and is safe as a file name. */
export function newRunId(now: EpochMillis): string {
  const [day, time] = new Date(now)
    .toISOString()
    .replaceAll(/[-:.Z]/g, '')
    .split('T');
  const random = Array.from({ length: 6 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return `${day}-${time}-${random}`;
}

/** Whether a text can name the files of a run: no path, nothing hidden, nothing long. */
export function isRunId(text: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/.test(text);
}
