import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTool, type Tool } from '../support/tool.ts';

const sample = (name: string) => new URL(`../diagnosis/report/samples/${name}`, import.meta.url).pathname;

describe('dcr-runbook diagnose', () => {
  let tool: Tool;
  beforeAll(async () => {
    tool = await createTool();
  });
  afterAll(() => tool.remove());

  it('a file: the causes, the server’s own words, and exit 0', async () => {
    const { exitCode, stdout, stderr } = await tool.run(['diagnose', sample('curl-i.txt')]);
    expect(exitCode).toBe(0);
    expect(stderr).toBe('');
    expect(stdout).toContain('redirect_uris must use https');
    expect(stdout).toMatch(/1 {2}.* very likely .*\[redirect\.not_https\]/);
    expect(stdout).toContain('source: ');
  });

  it('standard input, with and without -, gives the same document', async () => {
    const input = await readFile(sample('two-answers.txt'), 'utf8');
    const [bare, dash] = await Promise.all([
      tool.json(['diagnose'], { input }),
      tool.json(['diagnose', '-'], { input }),
    ]);
    expect(dash.document).toEqual(bare.document);
    expect(bare.document).toMatchObject({
      schema_version: 1,
      diagnosis: [{ cause: 'scope.not_allowed' }, {}],
      answers: [
        { lines: [1, 6], stage: 'mint', status: 201, diagnosis: [] },
        { lines: [8, 13], stage: 'register', status: 400, matters_most: true },
      ],
    });
  });

  it('a HAR that a browser compressed', async () => {
    const file = join(tool.home, 'session.har.gz');
    await writeFile(file, gzipSync(await readFile(sample('session.har'))));
    const { document, stdout } = await tool.json(['diagnose', file]);
    expect(document.diagnosis?.[0]?.cause).toBe('keys.missing');
    expect(stdout).not.toContain('tops3cret');
  });

  it('its own document of a run that failed keeps the causes which that run named', async () => {
    const failed = {
      schema_version: 1,
      outcome: 'refused',
      exit_code: 5,
      failure: { kind: 'oauth-error', stage: 'register', status: 401, error: 'invalid_token' },
      diagnosis: [
        { cause: 'iat.exhausted', confidence: 0.9, headline: 'No uses left.', evidence: [], try: [], source: 's' },
      ],
    };
    const { document } = await tool.json(['diagnose'], { input: JSON.stringify(failed, null, 2) });
    expect(document.diagnosis?.[0]).toMatchObject({ cause: 'iat.exhausted', confidence: 0.9 });
  });

  it('--stage says what the text does not', async () => {
    const input = 'HTTP/1.1 403 Forbidden\n\n';
    const guessed = await tool.json(['diagnose'], { input });
    expect(guessed.document['answers']).toMatchObject([{ stage: 'register', stage_is_guessed: true }]);
    const told = await tool.json(['diagnose', '--stage', 'mint'], { input });
    expect(told.document['answers']).toMatchObject([{ stage: 'mint' }]);
    expect(JSON.stringify(told.document)).not.toContain('guessed');
  });

  it('nothing known: says so, with the words that came', async () => {
    const { exitCode, stdout } = await tool.run(['diagnose'], { input: 'HTTP/1.1 417\n\nshort and stout\n' });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('short and stout');
    expect(stdout).toContain('No advice: this is what the server said.');
  });

  it.each([
    ['bytes that are no text', Buffer.from(Array.from({ length: 4000 }, (_, at) => (at * 89 + 131) % 256))],
    ['a greeting', 'Hello, our registration does not work since the upgrade. Regards, Bob\n'],
  ])('%s: nothing found, and nothing of it on the screen', async (_, input) => {
    const file = join(tool.home, 'sent');
    await writeFile(file, input);
    const { exitCode, stdout } = await tool.run(['diagnose', file]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^Nothing in these \d+ lines? speaks of /);
    expect(stdout).not.toMatch(/\ufffd|Bob/);
    expect((await tool.json(['diagnose', file])).document).toMatchObject({ diagnosis: [], answers: [] });
  });

  it('a registration that went well: says that it worked', async () => {
    const client = {
      client_id: 'c',
      registration_access_token: 'r4t.of.this.client',
      registration_client_uri: 'https://idp.example/register/c',
    };
    const input = `HTTP/1.1 201 Created\nContent-Type: application/json\n\n${JSON.stringify(client)}\n`;
    expect((await tool.run(['diagnose'], { input })).stdout).toContain('It worked: ');
  });

  it('a long log without a word of it is no failure', async () => {
    const input = Array.from({ length: 1000 }, (_, line) => `web-1  | served ${line}`).join('\n');
    const { exitCode, stdout } = await tool.run(['diagnose'], { input });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('Nothing in these 1,000 lines');
    expect((await tool.json(['diagnose'], { input })).document).toEqual({
      schema_version: 1,
      diagnosis: [],
      answers: [],
    });
  });

  it.each([
    ['an empty input', ['diagnose'], 'is empty'],
    ['a file that is not there', ['diagnose', 'nowhere.txt'], 'nowhere.txt cannot be read'],
    ['a folder', ['diagnose', '/'], 'is a folder'],
    ['a stage that there is not', ['diagnose', '--stage', 'sing'], 'sing'],
  ])('%s is exit 2, with what to do', async (_, args, says) => {
    const { exitCode, stdout, stderr } = await tool.run(args);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(says);
  });

  it('gzip that was cut is exit 2 too', async () => {
    const file = join(tool.home, 'cut.gz');
    await writeFile(file, gzipSync('HTTP/1.1 400\n').subarray(0, 12));
    const { exitCode, document } = await tool.json(['diagnose', file]);
    expect(exitCode).toBe(2);
    expect(document).toMatchObject({ outcome: 'not-valid', failure: { kind: 'not-valid' } });
  });

  it('leaves nothing behind and keeps nothing', async () => {
    const before = (await tool.files()).map(({ path }) => path);
    await tool.run(['diagnose', sample('curl-v.txt')]);
    expect((await tool.files()).map(({ path }) => path)).toEqual(before);
  });
});

describe('dcr-runbook diagnose, given the support bundle of a run', () => {
  let tool: Tool;
  beforeAll(async () => {
    tool = await createTool();
  });
  afterAll(() => tool.remove());

  const bundleOfRun = async (drill?: string): Promise<string> => {
    const file = join(tool.home, `${drill ?? 'good'}.json`);
    const flags = drill === undefined ? [] : ['--drill', drill];
    await tool.run(['practice', 'web-confidential', '--yes', '--bundle', file, ...flags]);
    return file;
  };

  it.each([
    ['iat-expired', 'ended     refused, exit code 5', '✖ The server refused the registration', 'iat.expired'],
    ['half-answer', 'ended     unknown, exit code 8', '✖ The outcome of the registration is', 'response.truncated'],
  ])('tells the run step by step, then why it failed (%s)', async (drill, ended, trouble, cause) => {
    const file = await bundleOfRun(drill);
    const { exitCode, stdout } = await tool.run(['diagnose', file]);
    expect(exitCode).toBe(0);
    const places = [ended, 'tool  ', '  mint\n', '✔ IAT until', '  register\n', '> POST', trouble, `[${cause}]`];
    const found = places.map((place, index) =>
      stdout.indexOf(place, index === 0 ? 0 : stdout.indexOf(places[index - 1] ?? '')),
    );
    expect(found).not.toContain(-1);
    const { document } = await tool.json(['diagnose', file]);
    expect(document).toMatchObject({ schema_version: 1, diagnosis: [{ cause }], answers: [{ matters_most: true }] });
    expect(document['steps']).toContainEqual(
      expect.objectContaining({ step: 'register', exchanges: [expect.objectContaining({ method: 'POST' })] }),
    );
  });

  it('says of a run that went well that nothing failed', async () => {
    const { stdout } = await tool.run(['diagnose', await bundleOfRun()]);
    expect(stdout).toContain('registered, exit code 0');
    expect(stdout).toContain('No trouble is in it');
  });

  it('tells of a run that findings stopped what they were', async () => {
    const [file, token] = [join(tool.home, 'blocked.json'), join(tool.home, 'token')];
    await writeFile(token, 'admin', { mode: 0o600 });
    const flags = ['--server', 'http://127.0.0.1:9', '--admin-token-file', token, '--bundle', file];
    await tool.run(['run', 'bff-server', '--yes', '--redirect-uri', 'https://app.example/#here', ...flags]);
    const { stdout } = await tool.run(['diagnose', file]);
    expect(stdout).toMatch(/✖ .*it has a fragment/);
    expect(stdout).toContain('No answer of the server stopped this run');
  });

  it.each([500, 2000, 3000])('says that a bundle broke off, after %s bytes', async bytes => {
    const members = { schema_version: 1, kind: 'support-bundle', made_at: '2026-11-24T18:12:11.068Z' };
    const failure = { kind: 'outcome-unknown', stage: 'register', because: 'the answer broke off' };
    const seen = Array.from({ length: 100 }, (_, index) => ({ step: 'register', at: `${index} {"client_id":"c` }));
    const whole = JSON.stringify({ ...members, note: 'n', failure, seen }, null, 2);
    const { exitCode, document } = await tool.json(['diagnose'], { input: whole.slice(0, bytes) });
    expect(exitCode).toBe(2);
    expect(document).toMatchObject({ outcome: 'not-valid', failure: { problem: expect.stringContaining('cut off') } });
  });

  it('says where a bundle is damaged', async () => {
    const file = join(tool.home, 'torn.json');
    await writeFile(file, '{"schema_version": 1, "kind": "support-bundle"}');
    const { exitCode, stderr } = await tool.run(['diagnose', file]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('damaged support bundle: made_at');
  });
});
