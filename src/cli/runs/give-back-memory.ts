import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const QUIET_MS = 1000;

/**
 * Collects once what the start left behind, when no key came for a second: it takes V8 a tenth of a second. A wizard
 * stands open for long with little to do, and V8 keeps the room that reading and checking a run took (some 15 MiB)
 * until something asks for all of it. `typed`: how much came from the keyboard so far.
 */
export function giveBackMemory(typed: () => number): void {
  const before = typed();
  setTimeout(() => (typed() === before ? collect() : giveBackMemory(typed)), QUIET_MS).unref();
}

// Only a new context gets to see gc(). The flag is taken back at once: compiled code is kept by the flags it was made with.
function collect(): void {
  setFlagsFromString('--expose-gc');
  const gc: unknown = runInNewContext('globalThis.gc');
  setFlagsFromString('--no-expose-gc');
  if (typeof gc === 'function') gc({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}
