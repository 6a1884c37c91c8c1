import { spawn } from 'node:child_process';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { settleFound } from '../../src/cli/runs/settle-found.ts';
import { clientIn } from '../../src/cli/world.ts';
import { Secret } from '../../src/domain/secrets/secret.ts';
import { type PracticeServer, startPracticeServer } from '../../src/practice/practice-server.ts';
import { createKeys } from '../../src/store/keys/keys.ts';
import { createClientRecords } from '../../src/store/records/client-records.ts';
import { holdRun } from '../../src/store/runs/runs.ts';
import { type FickleServer, startFickleServer } from '../support/fickle-server.ts';
import { flagsFor } from '../support/served.ts';
import { createTool, type Document, type Tool } from '../support/tool.ts';

let practice: PracticeServer;
let server: FickleServer;
let tool: Tool;
let tokenFile: string;
beforeEach(async () => {
  practice = await startPracticeServer();
  server = await startFickleServer(practice.url);
  tool = await createTool();
  tokenFile = join(tool.home, 'token');
  await writeFile(tokenFile, practice.adminToken, { mode: 0o600 });
});
afterEach(async () => {
  await server.stop();
  await practice.stop();
  await tool.remove();
});

const run = (runbook: string, name: string, ...more: string[]) =>
  tool.json(['run', runbook, '--yes', ...flagsFor(server.url, tokenFile), '--set', `client_name=${name}`, ...more]);
const resume = (...args: string[]) => tool.json(['resume', ...args, '--yes', '--admin-token-file', tokenFile]);
const runs = () => join(tool.home, 'state', 'dcr-runbook', 'runs');

async function journal(): Promise<{ path: string; text: string }> {
  const [name = ''] = (await readdir(runs())).filter(file => file.endsWith('.ndjson')).sort();
  return { path: join(runs(), name), text: await readFile(join(runs(), name), 'utf8') };
}

/** As a process leaves it that is killed before it wrote the first line of that type. */
async function killedBefore(type: string): Promise<void> {
  const { path, text } = await journal();
  const lines = text.split('\n');
  await writeFile(
    path,
    `${lines
      .slice(
        0,
        lines.findIndex(line => line.includes(`"type":"${type}"`)),
      )
      .join('\n')}\n`,
  );
}

async function written(text: string): Promise<string> {
  const path = join(tool.home, 'document.json');
  await writeFile(path, text);
  return path;
}

describe('a run that was killed after the answer was kept', () => {
  it.each(['registered', 'handed-over'])(
    '(before «%s») goes on after the registration, from any folder',
    async type => {
      const { document } = await run('web-confidential', 'kept');
      await killedBefore(type);
      await rm(join(tool.home, 'work', '.env'));
      const elsewhere = join(tool.home, 'elsewhere');
      await mkdir(elsewhere);
      // No token is needed any more.
      const ended = await tool.run(['resume', '--yes', '--json'], { cwd: elsewhere });
      expect(JSON.parse(ended.stdout)).toMatchObject({
        outcome: 'registered',
        exit_code: 0,
        run: document['run'],
        client: { client_id: document.client?.client_id, record: document.client?.record },
      });
      expect(await readFile(join(tool.home, 'work', '.env'), 'utf8')).toContain(String(document.client?.client_id));
      expect(server.registered('kept')).toHaveLength(1);
      expect((await resume()).document).toMatchObject({ outcome: 'nothing-to-resume', exit_code: 0 });
    },
  );

  it('has nothing left to go on with where its record was forgotten', async () => {
    const { document } = await run('web-confidential', 'gone');
    await killedBefore('run-ended');
    await rm(document.client?.record ?? '');
    expect((await resume()).document).toMatchObject({ outcome: 'nothing-to-resume' });
    expect(server.registered('gone')).toHaveLength(1);
  });
});

describe('a run that was killed before anything was sent', () => {
  it('registers with the answers and the key that it had, the token given anew', async () => {
    await run('bff-server', 'first', '--key-alg', 'ES256', '--kid', 'mine', '--save-to', 'json:client.json');
    await killedBefore('about-to-register');
    await rm(join(tool.data, 'clients'), { recursive: true });
    const missing = await tool.run(['resume', '--yes']);
    expect([missing.exitCode, missing.stderr]).toEqual([3, expect.stringContaining('--admin-token-file')]);
    const consent = await tool.run(['resume', '--admin-token-file', tokenFile]);
    expect([consent.exitCode, consent.stderr]).toEqual([3, expect.stringContaining('--yes')]);
    expect(server.registered('first')).toHaveLength(1);

    const { document } = await resume();
    expect(document, JSON.stringify(document)).toMatchObject({ outcome: 'registered', client: { kid: 'mine' } });
    expect(await readdir(join(tool.data, 'keys'))).toEqual(['mine.pem']);
    expect(document.client?.['private_key_file']).toBe(join(tool.data, 'keys', 'mine.pem'));
  });

  it('stops where another run registered the client meanwhile', async () => {
    await run('web-confidential', 'twice');
    await killedBefore('about-to-register');
    expect((await resume()).document).toMatchObject({ outcome: 'already-registered', exit_code: 11 });
    expect((await resume('--again')).document).toMatchObject({ outcome: 'registered' });
  });

  it('makes no secret up that a journal does not keep', async () => {
    await run('web-confidential', 'secretive', '--set', 'my_api_key=tops3cret-value', '--again');
    expect((await journal()).text).not.toContain('tops3cret-value');
    expect((await journal()).text).not.toContain(practice.adminToken);
    await killedBefore('about-to-register');
    const { document } = await resume();
    expect(document).toMatchObject({ outcome: 'missing-answer', exit_code: 3 });
    expect(document.failure?.['question']).toContain('my_api_key');
  });
});

describe('a registration without a known outcome', () => {
  const unknown = async (manner: 'reset' | 'cut') => {
    server.answers('lost', manner);
    const { document } = await run('web-confidential', 'lost');
    expect(document).toMatchObject({ outcome: 'unknown', exit_code: 8 });
    return document;
  };

  it('is told by resume with all that is known of it, and never sent again', async () => {
    const document = await unknown('reset');
    const [sent] = server.registered('lost');
    for (const args of [[], [String(document['run'])]]) {
      const { document: told, stderr } = await resume(...args);
      expect(told).toMatchObject({
        outcome: 'unknown',
        exit_code: 8,
        run: document['run'],
        server: server.url,
        failure: { kind: 'outcome-unknown', request_id: sent?.requestId, run: document['run'] },
      });
      expect(stderr).toContain('named "lost"');
      expect(stderr).toContain('client adopt');
      expect(stderr).toContain(`resume ${document['run']} --never-happened`);
    }
    const { document: list } = await tool.json(['resume', '--list']);
    expect(list['runs']).toMatchObject([
      { run: document['run'], standing: 'unknown', client_name: 'lost', request_id: sent?.requestId },
    ]);
    expect(server.registered('lost')).toHaveLength(1);
  });

  it('keeps what was readable of an answer that broke off, and names the file now and later', async () => {
    const { failure, run: id } = await unknown('cut');
    const saved = String(failure?.['saved']);
    expect(saved).toContain(join(tool.data, 'answers'));
    const [sent] = server.registered('lost');
    const isNamed = (await readFile(saved, 'utf8')).includes(sent?.clientId ?? '?');
    expect(isNamed || String(failure?.['because']).includes('broke off')).toBe(true);
    expect((await resume(String(id))).document.failure?.['saved']).toBe(saved);
  });

  it('keeps it too where the process was killed before it put the answer aside', async () => {
    const { failure } = await unknown('cut');
    const saved = String(failure?.['saved']);
    await killedBefore('registration-unknown');
    const { path } = await journal();
    const record = join(tool.data, 'clients', `${path.split('/').at(-1)?.replace('.ndjson', '')}.json`);
    await writeFile(record, await readFile(saved));
    await rm(saved);
    const list = await tool.run(['client', 'list']);
    expect(list.stderr).not.toContain(record);
    const { document } = await resume();
    expect(document).toMatchObject({ outcome: 'unknown', failure: { saved } });
    expect((await resume()).document).toMatchObject({ outcome: 'unknown', failure: { saved } });
  });

  it('registers once, where two runs for the same client begin at once', async () => {
    server.answers('once', 'in drops');
    const both = await Promise.all([run('web-confidential', 'once'), run('web-confidential', 'once')]);
    const first = both.find(({ document }) => document.exit_code === 0)?.document;
    const second = both.find(({ document }) => document.exit_code !== 0)?.document;
    expect(first).toMatchObject({ outcome: 'registered' });
    expect(second).toMatchObject({
      outcome: 'already-registered',
      exit_code: 11,
      failure: { client_id: first?.client?.client_id },
    });
    expect(server.registered('once')).toHaveLength(1);
    expect((await run('web-confidential', 'once', '--again')).document.outcome).toBe('registered');
    expect((await readdir(runs())).filter(name => name.startsWith('client-'))).toEqual([]);
  });

  it('stops a second run for the same client, until the operator says what became of it', async () => {
    const { run: first } = await unknown('reset');
    const second = await run('web-confidential', 'lost');
    expect(second.document).toMatchObject({ outcome: 'unknown', exit_code: 8, failure: { run: first, earlier: true } });
    expect(second.stderr).toContain('Nothing was sent now');
    expect(second.stderr).toContain('--again');
    expect(server.registered('lost')).toHaveLength(1);
    server.answers('lost', 'whole');
    expect((await run('web-confidential', 'another')).document.outcome).toBe('registered');

    const closed = await tool.json(['resume', String(first), '--never-happened']);
    expect(closed.document).toMatchObject({ outcome: 'closed', exit_code: 0, run: first });
    expect((await resume()).document.outcome).toBe('nothing-to-resume');
    expect((await tool.run(['resume', String(first), '--never-happened'])).exitCode).toBe(2);
    expect((await run('web-confidential', 'lost')).document.outcome).toBe('registered');
  });

  it('whose client was found and kept is gone on with: its hand-over is made', async () => {
    const { run: id } = await unknown('reset');
    const [sent] = server.registered('lost');
    const folders = { data: tool.data, state: join(tool.home, 'state', 'dcr-runbook'), config: tool.home };
    const store = createClientRecords(tool.data, clientIn);
    const place = await store.placeRecord({
      run: 'adopted',
      server: { url: server.url, registration_endpoint: practice.registrationEndpoint },
      asked: { client_name: 'lost' },
      request_id: '',
      sent_at: new Date().toISOString(),
    });
    if (!place.ok) throw new Error(JSON.stringify(place.failure));
    const client = { client_id: sent?.clientId ?? '', client_secret: new Secret('its-secret'), metadata: {} };
    await place.value.keepClient(client, [], Date.now());
    const [record] = (await store.listRecords()).records;
    if (record === undefined) throw new Error('no record');
    expect((await settleFound(record, folders, store))?.run).toBe(id);
    expect(await settleFound(record, folders, store)).toBeUndefined();
    expect((await resume()).document).toMatchObject({ outcome: 'registered', client: { client_id: sent?.clientId } });
    expect(await readFile(join(tool.home, 'work', '.env'), 'utf8')).toContain('its-secret');
    expect(server.registered('lost')).toHaveLength(1);
  });

  it('is adopted from what an administrator knows: with the key that was sent, so that resume hands it over', async () => {
    server.answers('signs', 'reset');
    const { document, stderr } = await run('bff-server', 'signs');
    expect(document).toMatchObject({ outcome: 'unknown', exit_code: 8 });
    expect(stderr).toContain('"client_id": …');
    const id = String(document['run']);
    const [sent] = server.registered('signs');
    const known = { client_id: sent?.clientId, client_name: 'signs', token_endpoint_auth_method: 'private_key_jwt' };
    const adopted = await tool.json(['client', 'adopt', '--server', server.url], { input: JSON.stringify(known) });
    expect(adopted.exitCode, adopted.stderr).toBe(0);
    const [pem = ''] = await readdir(join(tool.data, 'keys'));
    expect(adopted.document).toMatchObject({
      settled_run: id,
      warnings: [expect.stringContaining('no registration access token')],
      client: { client_id: sent?.clientId, private_key_file: join(tool.data, 'keys', pem), kid: expect.any(String) },
    });
    const resumed = await resume(id);
    expect(resumed.document, resumed.stderr).toMatchObject({ outcome: 'registered', exit_code: 0 });
    const handed = await readFile(join(tool.home, 'work', '.env'), 'utf8');
    for (const part of [sent?.clientId ?? '?', pem, String(adopted.document.client?.['kid'])])
      expect(handed).toContain(part);

    // Anywhere else than in its run, the key is told by the public half that the server has.
    const record = JSON.parse(await readFile(String(adopted.document.client?.record), 'utf8'));
    await rm(String(adopted.document.client?.record));
    const journalled = (await readdir(join(tool.data, 'keys'))).map(name => join(tool.data, 'keys', name));
    const [key] = await createKeys(tool.data)
      .obtainKeys({ from: 'file', path: journalled[0] ?? '' })
      .then(result => (result.ok ? (result.value.jwks?.keys ?? []) : []));
    const again = await tool.json(['client', 'adopt', '--server', server.url], {
      input: JSON.stringify({ ...known, jwks: { keys: [key] }, registration_access_token: 'made-by-an-administrator' }),
    });
    expect(again.document.client).toMatchObject({ private_key_file: record.private_key_file, kid: record.kid });
    expect(again.document).not.toHaveProperty('warnings');
  });

  it.each([
    ['the kept answer', 'kept answer', async ({ failure }: Document) => String(failure?.['saved'])],
    ['the journal', 'kept answer', async () => (await journal()).path],
    ['the --json document', 'kept answer', async (document: Document) => written(JSON.stringify(document))],
    ['the support bundle', 'support bundle', async () => join(tool.home, 'work', 'b.json')],
  ])('is adopted from %s that its run left, which says the rest and which run it was', async (_, from, file) => {
    server.answers('lost', 'cut late');
    const { document } = await run('web-confidential', 'lost', '--bundle', 'b.json');
    expect(document).toMatchObject({ outcome: 'unknown' });
    // Of another run that lost a client of that name nothing is said.
    const other = await run('web-confidential', 'lost', '--again');
    expect(other.document).toMatchObject({ outcome: 'unknown' });
    const [sent] = server.registered('lost');
    const adopted = await tool.json(['client', 'adopt', await file(document)]);
    expect(adopted.exitCode, adopted.stderr).toBe(0);
    expect(adopted.document).toMatchObject({
      outcome: 'adopted',
      adopted_from: from,
      settled_run: document['run'],
      server: server.url,
      client: { client_id: sent?.clientId },
      deviations: expect.arrayContaining([expect.stringContaining('broke off')]),
    });
    const record = JSON.parse(await readFile(String(adopted.document.client?.record), 'utf8'));
    expect(record).toMatchObject({ asked: { client_name: 'lost', redirect_uris: expect.any(Array) } });
    expect((await resume(String(document['run']))).document).toMatchObject({ outcome: 'registered' });
    expect((await resume(String(other.document['run']))).document).toMatchObject({ outcome: 'unknown' });
  });

  it('is not found in what its run left where nothing came, and it is said whose file that is', async () => {
    const document = await unknown('reset');
    for (const file of [(await journal()).path, await written(JSON.stringify(document))]) {
      const { exitCode, stderr } = await tool.run(['client', 'adopt', file]);
      expect(exitCode).toBe(2);
      expect(stderr).toMatch(new RegExp(`of run ${document['run']}, and there is no client in it`));
      expect(stderr).toContain('client_id and metadata as JSON');
    }
  });

  it('is passed by --again', async () => {
    await unknown('reset');
    server.answers('lost', 'whole');
    expect((await run('web-confidential', 'lost', '--again')).document.outcome).toBe('registered');
  });

  it('that never happened can be gone on with by its name, with its answers', async () => {
    const { run: id } = await unknown('reset');
    await tool.run(['resume', String(id), '--never-happened']);
    server.answers('lost', 'whole');
    expect((await resume(String(id))).document).toMatchObject({ outcome: 'registered', run: id });
  });
});

describe('resume', () => {
  it('has nothing to do where nothing was interrupted', async () => {
    expect((await resume()).document).toMatchObject({ outcome: 'nothing-to-resume', exit_code: 0 });
    const { document } = await run('web-confidential', 'done');
    expect((await resume(String(document['run']))).document).toMatchObject({ outcome: 'nothing-to-resume' });
    const practised = await tool.json(['practice', '--drill', 'cut-after-send']);
    expect(practised.exitCode).toBe(8);
    expect(practised.stderr).toContain('The outcome of the registration is unknown');
    expect(practised.stderr).not.toMatch(/dcr-runbook resume|client adopt/);
    expect(practised.document.failure).not.toHaveProperty('run');
    // Its server is gone, and its client with it.
    expect((await resume()).document).toMatchObject({ outcome: 'nothing-to-resume' });
    const wrong = await tool.run(['resume', 'no-such-run', '--yes']);
    expect([wrong.exitCode, wrong.stderr]).toEqual([2, expect.stringContaining('resume --list')]);
  });

  it('does not enter a run that another process is in', async () => {
    const { document } = await run('web-confidential', 'busy');
    await killedBefore('registered');
    const held = await holdRun(join(tool.home, 'state', 'dcr-runbook'), String(document['run']));
    expect((await resume()).document.outcome).toBe('nothing-to-resume');
    const named = await resume(String(document['run']));
    expect(named.document).toMatchObject({ outcome: 'not-valid', exit_code: 2, failure: { code: 'EBUSY' } });
    if (held.ok) await held.value.release();
    expect((await resume()).document.outcome).toBe('registered');
  });
});

describe('a disk that takes nothing', () => {
  /** As on a full disk, each write of this process fails. */
  const full = (args: string[]) =>
    new Promise<{ exitCode: number | null; stdout: string }>((resolve, reject) => {
      const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
      const child = spawn('sh', ['-c', 'ulimit -f 0 && exec "$@"', 'sh', process.execPath, main, ...args], {
        cwd: join(tool.home, 'work'),
        env: { PATH: process.env['PATH'], HOME: tool.home, XDG_CACHE_HOME: '/dev/null' },
      });
      let stdout = '';
      child.stdout.on('data', chunk => {
        stdout += chunk;
      });
      child.on('error', reject).on('close', exitCode => resolve({ exitCode, stdout }));
    });

  it('is found before anything is sent', async () => {
    const args = ['run', 'web-confidential', '--yes', '--json', ...flagsFor(server.url, tokenFile)];
    const { exitCode, stdout } = await full([...args, '--set', 'client_name=full']);
    const document = JSON.parse(stdout) as Document;
    expect([exitCode, document]).toMatchObject([2, { outcome: 'not-valid', failure: { kind: 'not-written' } }]);
    expect(server.registered('full')).toEqual([]);
  });

  it('or of which the journals can be read and not written, likewise', async () => {
    await writeFile(join(tool.home, 'state'), '');
    const { document } = await run('web-confidential', 'stateless');
    expect(document).toMatchObject({ outcome: 'not-valid', exit_code: 2, failure: { code: 'ENOTDIR' } });
    expect(server.registered('stateless')).toEqual([]);
  });
});

describe('a deadline', () => {
  it('ends a run of its own, and leaves one that was taken up again to the next', async () => {
    const cut = await run('web-confidential', 'hurried', '--deadline', '0.001');
    expect(cut.document).toMatchObject({ outcome: 'cancelled', exit_code: 124 });
    expect((await resume()).document).toMatchObject({ outcome: 'nothing-to-resume' });
    await killedBefore('run-ended');
    expect((await resume('--deadline', '0.001')).document).toMatchObject({ outcome: 'cancelled', exit_code: 124 });
    expect((await resume()).document).toMatchObject({ outcome: 'registered', exit_code: 0 });
    expect(server.registered('hurried')).toHaveLength(1);
  });
});
