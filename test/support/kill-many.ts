import { startPracticeServer } from '../../src/practice/practice-server.ts';
import { type Manner, startFickleServer } from './fickle-server.ts';
import { type Aftermath, type How, killedRun, type Moment } from './killed-run.ts';

export type KillFigures = {
  kills: number;
  /** Milliseconds that a run takes that nobody kills; the kills are spread over all of it. */
  spanMs: number;
  fell: Record<string, number>;
  resumed: Record<string, number>;
  wrong: string[];
};

const MANNERS: readonly Manner[] = ['whole', 'in drops', 'cut', 'reset'];
/** With keys made here, and without any. */
const RUNBOOKS = ['bff-server', 'web-confidential'];
const AT_ONCE = 2;
/** So long after a registration came in, its answer has been taken in and handed over. */
const ANSWERED_MS = 450;

/**
 * Kills that many runs, each at its own moment: half of them evenly spread over the whole of a run, half over the answer
 * to its registration, at random in between.
 */
export async function killMany(how: How, kills: number, seed: number): Promise<KillFigures> {
  const practice = await startPracticeServer();
  const server = await startFickleServer(practice.url);
  const random = seeded(seed);
  const run = (number: number | string, manner: Manner, runbook: string, moment?: Moment) =>
    killedRun({
      how,
      server,
      adminToken: practice.adminToken,
      clientName: `${how}-${number}`,
      runbook,
      manner,
      ...(moment && { moment }),
    });
  try {
    // The first one fills the compile cache, as a user's first run does.
    await run('first', 'whole', 'bff-server');
    // As many as there will be at once: they slow each other down.
    const wholes = await Promise.all(
      Array.from({ length: AT_ONCE }, (_, index) => run(`whole-${index}`, 'in drops', 'bff-server')),
    );
    const spanMs = Math.max(...wholes.map(({ ranMs }) => ranMs));
    const plan = Array.from({ length: kills }, (_, index) => ({
      index,
      manner: MANNERS[Math.floor(random() * MANNERS.length)] ?? 'whole',
      runbook: RUNBOOKS[Math.floor(random() * RUNBOOKS.length)] ?? 'bff-server',
      // Every other one where it matters most: a client is at the server, and its answer on its way.
      moment:
        index % 2 === 0
          ? ({ since: 'start', ms: ((index + random()) / kills) * spanMs } as const)
          : ({ since: 'sent', ms: ((index + random()) / kills) * ANSWERED_MS } as const),
    }));
    const aftermaths: Aftermath[] = [];
    const worker = async () => {
      for (let next = plan.shift(); next; next = plan.shift()) {
        aftermaths.push(await run(next.index, next.manner, next.runbook, next.moment));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    return {
      kills,
      spanMs: Math.round(spanMs),
      fell: counted(aftermaths.map(({ fell }) => fell)),
      resumed: counted(aftermaths.map(({ resumed }) => resumed)),
      wrong: [...wholes, ...aftermaths].flatMap(({ wrong }) => wrong),
    };
  } finally {
    await server.stop();
    await practice.stop();
  }
}

function counted(words: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words.sort()) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

/** Mulberry32: the same moments for the same seed. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
