import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { httpServer, type LocalServer } from '../support/local-server.ts';
import { createTool, type Tool } from '../support/tool.ts';

const CLIENT = {
  client_id: 'c-1',
  client_name: 'portal',
  registration_access_token: 'the-token-of-portal',
  registration_client_uri: '/register/c-1',
  redirect_uris: ['https://app.example.com/cb'],
};
const UPDATE = ['client', 'update', 'c-1', '--redirect-uri', 'https://added.example.com/cb', '--yes'];
const DELETE = ['client', 'delete', 'c-1', '--yes', '--confirm', 'portal'];

describe('a change whose answer was lost', () => {
  const answers = new Map<string, { status: number; body?: unknown } | (() => Promise<void>)>();
  const seen: string[] = [];
  let tool: Tool;
  let server: LocalServer;
  beforeAll(async () => {
    server = await httpServer(async (request, response) => {
      const { method = '' } = request;
      seen.push(method);
      const answer = answers.get(method);
      if (answer === undefined) return request.socket.destroy();
      if (typeof answer === 'function') return answer();
      const { status, body } = answer;
      response
        .writeHead(status, { 'content-type': 'application/json' })
        .end(body === undefined ? '' : JSON.stringify(body));
    });
  });
  afterAll(() => server[Symbol.asyncDispose]());
  beforeEach(async () => {
    tool = await createTool();
    seen.length = 0;
    answers.clear();
    answers.set('GET', { status: 200, body: CLIENT });
    const adopted = await tool.json(['client', 'adopt', '--server', server.url], { input: JSON.stringify(CLIENT) });
    expect(adopted.exitCode, adopted.stderr).toBe(0);
    return () => tool.remove();
  });

  const openRuns = async () => (await tool.json(['resume', '--list'])).document['runs'] as Record<string, unknown>[];
  const nothingToResume = async () => {
    expect((await tool.json(['resume'])).document).toMatchObject({ outcome: 'nothing-to-resume', exit_code: 0 });
    expect(await openRuns()).toEqual([]);
  };

  it('is told by resume, with when, request id and client, and is not sent again', async () => {
    expect((await tool.run(UPDATE)).exitCode).toBe(8);
    seen.length = 0;
    const { exitCode, document, stderr } = await tool.json(['resume']);
    expect(exitCode, stderr).toBe(8);
    expect(document).toMatchObject({
      outcome: 'unknown',
      runbook: 'client update',
      server: server.url,
      failure: { kind: 'outcome-unknown', stage: 'update', client_id: 'c-1', request_id: expect.any(String) },
    });
    expect(stderr).toContain('dcr-runbook client verify c-1');
    expect(await openRuns()).toMatchObject([
      {
        ...{ standing: 'unknown', stage: 'update', client_id: 'c-1', run: document['run'] },
        ...{ request_id: document.failure?.['request_id'], sent_at: expect.stringMatching(/^20.*Z$/) },
      },
    ]);
    expect((await tool.run(['resume', '--list'])).stdout).toContain('outcome of an update unknown');
    expect(seen).toEqual([]);
  });

  it('is no registration that an operator could close as never happened', async () => {
    await tool.run(UPDATE);
    const [run] = await openRuns();
    const { exitCode, stderr } = await tool.run(['resume', String(run?.['run']), '--never-happened']);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('client verify c-1')]);
    expect(await openRuns()).toHaveLength(1);
  });

  it('is settled by client verify, which says what stands', async () => {
    await tool.run(UPDATE);
    const { exitCode, document, stderr } = await tool.json(['client', 'verify', 'c-1']);
    expect(exitCode, stderr).toBe(0);
    expect(document['settled']).toMatchObject([{ stage: 'update', run: expect.any(String) }]);
    expect(stderr).toMatch(/an update sent at 20.* had no known outcome/);
    await nothingToResume();
    expect((await tool.json(['client', 'verify', 'c-1'])).document).not.toHaveProperty('settled');
  });

  it('is settled as well by the look that the next update begins with', async () => {
    await tool.run(UPDATE);
    answers.set('PUT', { status: 200, body: { ...CLIENT, redirect_uris: ['https://added.example.com/cb'] } });
    const again = await tool.run(UPDATE);
    expect(again.exitCode, again.stderr).toBe(0);
    expect(again.stderr).toMatch(/an update sent at 20.* had no known outcome/);
    await nothingToResume();
  });

  it('is guarded as well where the process was killed before an answer came', async () => {
    const pidFile = join(tool.home, 'pid');
    answers.set('PUT', async () => {
      process.kill(Number(await readFile(pidFile, 'utf8')), 'SIGKILL');
    });
    const script = `"$@" & echo $! > ${pidFile}; wait $!`;
    const killed = await tool.run(UPDATE, { within: ['/bin/sh', '-c', script, 'sh'] });
    expect(killed.exitCode).toBe(137);
    expect(await openRuns()).toMatchObject([{ standing: 'unknown', stage: 'update', client_id: 'c-1' }]);
    expect((await tool.run(['resume'])).exitCode).toBe(8);
    expect(seen.filter(method => method === 'PUT')).toHaveLength(1);
    expect((await tool.run(['client', 'verify', 'c-1'])).exitCode).toBe(0);
    await nothingToResume();
  });

  it('that was a deletion is settled by a 401, which most likely means that it was done', async () => {
    expect((await tool.run(DELETE)).exitCode).toBe(8);
    const told = await tool.json(['resume']);
    expect(told.document).toMatchObject({ exit_code: 8, failure: { stage: 'delete', client_id: 'c-1' } });
    answers.set('GET', { status: 401 });
    const { exitCode, document, stderr } = await tool.json(['client', 'verify', 'c-1']);
    expect([exitCode, stderr]).toEqual([5, expect.stringContaining('401 now means most likely that it was')]);
    expect(document['settled']).toMatchObject([{ stage: 'delete' }]);
    await nothingToResume();
  });

  it('that was a deletion is settled by an answer too: the client stands', async () => {
    await tool.run(DELETE);
    const { exitCode, document } = await tool.json(['client', 'verify', 'c-1']);
    expect([exitCode, document['settled']]).toEqual([0, [expect.objectContaining({ stage: 'delete' })]]);
    await nothingToResume();
  });

  it('is not settled by a refusal that says nothing about it', async () => {
    await tool.run(UPDATE);
    answers.set('GET', { status: 401 });
    const { exitCode, stderr } = await tool.run(['client', 'verify', 'c-1']);
    expect([exitCode, stderr]).toEqual([5, expect.stringMatching(/An update of this client was sent at 20/)]);
    expect(await openRuns()).toHaveLength(1);
  });

  it('is over once the record of its client is forgotten', async () => {
    await tool.run(UPDATE);
    await tool.run(['client', 'forget', 'c-1', '--yes']);
    await nothingToResume();
  });
});
