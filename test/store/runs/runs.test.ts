import { readdir, symlink, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JournalEntry } from '../../../src/engine/ports.ts';
import { createJournal } from '../../../src/store/runs/journal.ts';
import { isRunId, newRunId } from '../../../src/store/runs/run-id.ts';
import { holdRun, listRuns, pruneRuns, type RunList } from '../../../src/store/runs/runs.ts';
import { killedAfter, startNode, temporaryFolder } from '../on-disk.ts';

const AT = Date.UTC(2026, 10, 23, 8, 40, 12, 345);

function ended(outcome: string): JournalEntry {
  return { type: 'run-ended', outcome, exit_code: 0 };
}

async function ran(state: string, run: string, ...entries: JournalEntry[]): Promise<void> {
  const journal = createJournal(state, run, () => AT);
  for (const entry of [{ type: 'run-began', version: '1.0.0' } as const, ...entries]) await journal.append(entry);
}

async function runsOf(state: string): Promise<RunList> {
  const list = await listRuns(state);
  if (!list.ok) throw new Error(JSON.stringify(list.failure));
  return list.value;
}

describe("a run's id", () => {
  it('sorts by time, differs each time, and is safe as a file name', () => {
    expect(newRunId(AT)).toMatch(/^20261123-084012345-[a-z2-9]{6}$/);
    expect(new Set(Array.from({ length: 1000 }, () => newRunId(AT))).size).toBe(1000);
    const time = fc.integer({ min: 0, max: Date.UTC(9999, 11, 31) });
    fc.assert(
      fc.property(time, time, (a, b) => {
        fc.pre(a !== b);
        expect(newRunId(a) < newRunId(b)).toBe(a < b);
        expect(isRunId(newRunId(a))).toBe(true);
      }),
    );
  });
});

describe('the runs of this machine', () => {
  it('are none before the first', async () => {
    expect(await runsOf(join(await temporaryFolder(), 'state'))).toEqual({ runs: [], problems: [] });
  });

  it('are listed with the newest first, and which are finished', async () => {
    const state = await temporaryFolder();
    await ran(state, newRunId(AT), ended('registered'));
    await ran(state, newRunId(AT + 1), { type: 'about-to-register', request_id: 'r', endpoint: 'https://x' });
    await ran(state, newRunId(AT + 2), ended('cancelled'));
    await ran(state, newRunId(AT + 3), ended('unknown'));
    await ran(state, newRunId(AT + 4), ended('cancelled'), ended('refused'));
    const { runs } = await runsOf(state);
    expect(runs.map(({ story }) => story.finished)).toEqual([true, false, false, false, true]);
    expect(runs.map(({ run }) => run)).toEqual(
      runs
        .map(({ run }) => run)
        .sort()
        .reverse(),
    );
  });

  it('are listed around a journal that cannot be read, which is said', async () => {
    const state = await temporaryFolder();
    await ran(state, 'run-1', ended('registered'));
    await symlink('/etc/hosts', join(state, 'runs', 'run-2.ndjson'));
    await writeFile(join(state, 'runs', 'notes.txt'), 'mine');
    expect(await runsOf(state)).toMatchObject({
      runs: [{ run: 'run-1' }],
      problems: [expect.stringContaining('run-2.ndjson')],
    });
  });

  it('are pruned to the newest finished ones; one that is not finished stays', async () => {
    const state = await temporaryFolder();
    await ran(state, 'run-00', ended('unknown'));
    await ran(state, 'run-01');
    for (const number of [2, 3, 4, 5, 6]) await ran(state, `run-0${number}`, ended('registered'));
    expect(await pruneRuns(state, 2)).toEqual({ ok: true, value: undefined });
    expect((await readdir(join(state, 'runs'))).sort()).toEqual(
      ['run-00', 'run-01', 'run-05', 'run-06'].map(run => `${run}.ndjson`),
    );
  });

  it('that were interrupted are pruned likewise, but for one that may have registered a client and one that runs', async () => {
    const state = await temporaryFolder();
    const sent: JournalEntry = { type: 'about-to-register', request_id: 'r', endpoint: 'https://x' };
    await ran(state, 'run-00', sent);
    await ran(state, 'run-01', sent, { type: 'registration-unknown', because: 'reset' }, ended('unknown'));
    await ran(state, 'run-02');
    const held = await holdRun(state, 'run-02');
    for (const number of [3, 4, 5, 6]) await ran(state, `run-0${number}`);
    await pruneRuns(state, 2);
    expect((await readdir(join(state, 'runs'))).filter(name => name.endsWith('.ndjson')).sort()).toEqual(
      ['run-00', 'run-01', 'run-02', 'run-05', 'run-06'].map(run => `${run}.ndjson`),
    );
    expect(held.ok).toBe(true);
  });

  it('are known to run while a process holds them, and locks of no run are swept', async () => {
    const state = await temporaryFolder();
    for (const run of ['run-1', 'run-2', 'run-3']) await ran(state, run);
    await holdRun(state, 'run-2');
    expect((await runsOf(state)).runs.map(({ isRunning }) => isRunning)).toEqual([false, true, false]);
    const dead = JSON.stringify({ pid: 2 ** 22 + 1, host: hostname() });
    await writeFile(join(state, 'runs', 'run-0.lock'), dead);
    await pruneRuns(state, 2);
    expect((await readdir(join(state, 'runs'))).filter(name => name.endsWith('.lock'))).toEqual(['run-2.lock']);
  });

  it('can be entered by one process at a time, and again after that one was killed', async () => {
    const state = await temporaryFolder();
    const code = `
      import { holdRun } from '{store}/runs/runs.ts';
      console.log((await holdRun(process.argv[1], 'run-1')).ok);
      setInterval(() => {}, 1000);`;
    const child = startNode(code, [state]);
    const first = await new Promise(resolve => child.stdout.once('data', chunk => resolve(String(chunk).trim())));
    expect(first).toBe('true');
    expect(await holdRun(state, 'run-1')).toMatchObject({
      failure: { code: 'EBUSY', message: expect.stringContaining(`process ${child.pid}`) },
    });
    expect(await holdRun(state, 'run-2')).toMatchObject({ ok: true });
    child.kill('SIGKILL');
    await killedAfter(child, 0);
    expect(await holdRun(state, 'run-1')).toMatchObject({ ok: true });
  });
});
