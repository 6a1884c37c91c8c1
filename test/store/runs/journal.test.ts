import { appendFile, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../../src/domain/secrets/secret.ts';
import type { JournalEntry } from '../../../src/engine/ports.ts';
import { createJournal, type Journal, readJournal } from '../../../src/store/runs/journal.ts';
import { killedAfter, modeOf, startNode, temporaryFolder } from '../on-disk.ts';

const AT = Date.UTC(2026, 10, 23, 8, 40, 12);
const BEGAN: JournalEntry = { type: 'run-began', version: '1.0.0', runbook: 'bff-server' };
const ENDED: JournalEntry = { type: 'run-ended', outcome: 'registered', exit_code: 0 };

async function journalIn(state: string): Promise<Journal> {
  const journal = createJournal(state, 'run-1', () => AT);
  expect(await journal.append(BEGAN)).toEqual({ ok: true, value: undefined });
  return journal;
}

async function typesIn(path: string): Promise<{ types: string[]; unreadable: number }> {
  const read = await readJournal(path);
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  return { types: read.value.lines.map(({ type }) => type), unreadable: read.value.unreadable };
}

describe('the journal of a run', () => {
  it('has a line with its time for each entry, for this user alone', async () => {
    const state = await temporaryFolder();
    const journal = await journalIn(state);
    await journal.append(ENDED);
    expect(journal.path).toBe(join(state, 'runs', 'run-1.ndjson'));
    expect(
      (await readFile(journal.path, 'utf8'))
        .split('\n')
        .slice(0, -1)
        .map(line => JSON.parse(line)),
    ).toEqual([
      { at: '2026-11-23T08:40:12.000Z', ...BEGAN },
      { at: '2026-11-23T08:40:12.000Z', ...ENDED },
    ]);
    expect(await modeOf(journal.path)).toBe(0o600);
    expect(await modeOf(join(state, 'runs'))).toBe(0o700);
  });

  it('holds no secret, in whatever an entry carries one', async () => {
    const journal = await journalIn(await temporaryFolder());
    const token = new Secret('tops3cret-"quoted"');
    await journal.append({ type: 'answered', step: 'mint', answer: { text: `Bearer ${token.reveal()}` } });
    await journal.append({ type: 'registration-unknown', because: `the header was ${token.reveal()}` });
    const text = await readFile(journal.path, 'utf8');
    expect(text).not.toContain('tops3cret');
    expect(await typesIn(journal.path)).toMatchObject({ unreadable: 0 });
  });

  it('is read up to the line in which the process died', async () => {
    const journal = await journalIn(await temporaryFolder());
    await appendFile(journal.path, '{"at":"2026-11-23T08:40:13Z","type":"about-to-re');
    expect(await typesIn(journal.path)).toEqual({ types: ['run-began'], unreadable: 1 });
  });

  it('goes on behind a torn line without losing the next one', async () => {
    const journal = await journalIn(await temporaryFolder());
    await appendFile(journal.path, '{"at":"2026-11-23T08:40:13Z","type":"abo');
    await journal.append(ENDED);
    expect(await typesIn(journal.path)).toEqual({ types: ['run-began', 'run-ended'], unreadable: 1 });
  });

  it('passes over lines that are no entries', async () => {
    const journal = await journalIn(await temporaryFolder());
    const lines = [
      '7',
      'null',
      '{"at":"x","type":"constructor"}',
      '{"at":"x","type":"registered"}',
      '{"type":"run-ended"}',
      '',
    ];
    await appendFile(journal.path, lines.join('\n'));
    expect(await typesIn(journal.path)).toEqual({ types: ['run-began'], unreadable: 5 });
  });

  it('is not written through a link', async () => {
    const state = await temporaryFolder();
    await mkdir(join(state, 'runs'), { mode: 0o700 });
    await writeFile(join(state, 'theirs'), 'theirs');
    await symlink(join(state, 'theirs'), join(state, 'runs', 'run-1.ndjson'));
    const appended = await createJournal(state, 'run-1', () => AT).append(BEGAN);
    expect(appended).toMatchObject({ failure: { kind: 'not-written', code: 'ELOOP' } });
    expect(await readFile(join(state, 'theirs'), 'utf8')).toBe('theirs');
  });

  it.each(['../elsewhere', '', '.hidden', 'a/b', 'a\0b', 'x'.repeat(200)])(
    'has no place under the name %j',
    async run => {
      const appended = await createJournal(await temporaryFolder(), run, () => AT).append(BEGAN);
      expect(appended).toMatchObject({ failure: { kind: 'not-valid' } });
    },
  );

  it('says what to do where the state folder cannot be made', async () => {
    const home = await temporaryFolder();
    await writeFile(join(home, 'state'), '');
    const appended = await createJournal(join(home, 'state'), 'run-1', () => AT).append(BEGAN);
    expect(appended).toMatchObject({
      failure: { kind: 'not-written', code: 'ENOTDIR', message: expect.stringContaining('move it away') },
    });
  });

  it('has every line that was said to be written, whenever the process is killed', async () => {
    const state = await temporaryFolder();
    const code = `
      import { createJournal } from '{store}/runs/journal.ts';
      const journal = createJournal(process.argv[1], 'run-1', Date.now);
      for (let status = 1; ; status += 1) {
        const result = await journal.append({ type: 'registration-refused', status, error: 'x'.repeat(5000) });
        if (!result.ok) throw new Error(result.failure.message);
        console.log(status);
      }`;
    let written = 0;
    for (const lines of [1, 4, 9]) {
      written += (await killedAfter(startNode(code, [state]), lines)).length;
      const { types, unreadable } = await typesIn(join(state, 'runs', 'run-1.ndjson'));
      expect(types.length).toBeGreaterThanOrEqual(written);
      expect(unreadable).toBeLessThanOrEqual(3);
    }
  });
});
