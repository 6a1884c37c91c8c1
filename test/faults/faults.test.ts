import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { httpServer, type LocalServer } from '../support/local-server.ts';
import { createTool, type Document, type Tool } from '../support/tool.ts';
import { type Fault, faults } from './faults.ts';

const PROBE = fileURLToPath(new URL('../support/peak-memory.mjs', import.meta.url));
const TIMEOUT_MS = 1000;
const MIB = 1024;
const ADMIN_TOKEN = 'admin-token-of-this-test-c7Qz';
const IAT = 'initial-access-token-of-this-test-x8Pd';

type Stage = 'mint' | 'register';

/** A server that answers well, but for the stage that is struck. */
type Struck = LocalServer & { tookMs(stage: Stage): number };

async function struck(stage: Stage, fault: Fault, elsewhere: string): Promise<Struck> {
  const took = new Map<string, number>();
  const server = await httpServer((request, response) => {
    const path = request.url?.slice(1) ?? '';
    const arrivedAt = performance.now();
    // The connection is one request's alone: when it is gone, nobody waits for its answer any more.
    request.socket.once('close', () => took.set(path, performance.now() - arrivedAt));
    if (path === stage) return fault.strike(request, response, elsewhere);
    const body = path === 'mint' ? { token: IAT, expires_in: 600, max_uses: 1 } : { client_id: 'c1' };
    response.writeHead(201, { 'content-type': 'application/json', connection: 'close' }).end(JSON.stringify(body));
  });
  return Object.assign(server, { tookMs: (asked: Stage) => took.get(asked) ?? Number.POSITIVE_INFINITY });
}

describe.each(['mint', 'register'] as const)('a %s whose answer goes wrong', stage => {
  let tool: Tool;
  let elsewhere: LocalServer;
  beforeAll(async () => {
    tool = await createTool();
    elsewhere = await httpServer((_, response) => response.end('{"client_id":"stolen"}'));
  });
  afterAll(async () => {
    await elsewhere[Symbol.asyncDispose]();
    await tool.remove();
  });

  it.each(faults)('because $name: sent once, told apart, and nothing given away', async fault => {
    await using server = await struck(stage, fault, elsewhere.url);
    const peakFile = join(tool.home, 'peak-memory');
    const ended = await tool.json(argumentsFor(server.url), {
      input: ADMIN_TOKEN,
      env: { NODE_OPTIONS: `--import=${PROBE}`, PEAK_MEMORY_FILE: peakFile },
    });

    expect(ended.exitCode, ended.stderr).toBe(fault[stage]);
    expect(ended.document.outcome).toBe(OUTCOMES[fault[stage]]);
    expect(sentTo(server, 'mint')).toBe(1);
    expect(sentTo(server, 'register')).toBe(stage === 'register' ? 1 : 0);
    expect(elsewhere.arrived).toEqual([]);
    expect(server.tookMs(stage)).toBeLessThan(TIMEOUT_MS + 2000);
    expect(Number(await readFile(peakFile, 'utf8'))).toBeLessThan(250 * MIB);
    saysNoSecret(ended);
    expect(ended.stdout + ended.stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    if (fault[stage] === 8) await isKeptWhereItSays(ended.document);
  });
});

const OUTCOMES: { [exitCode: number]: string } = { 6: 'refused', 8: 'unknown', 9: 'not-taken' };

function argumentsFor(url: string): string[] {
  const timeout = ['--timeout', String(TIMEOUT_MS / 1000)];
  const endpoints = ['--mint-endpoint', '/mint', '--registration-endpoint', '/register'];
  return [
    'run',
    'web-confidential',
    '--yes',
    '--again',
    '--server',
    url,
    ...endpoints,
    '--admin-token-file',
    '-',
    ...timeout,
  ];
}

function sentTo(server: LocalServer, stage: Stage): number {
  return server.arrived.filter(({ url }) => url === `/${stage}`).length;
}

function saysNoSecret({ stdout, stderr }: { stdout: string; stderr: string }): void {
  for (const secret of [ADMIN_TOKEN, IAT]) expect(stdout + stderr).not.toContain(secret);
}

/** What came of an answer that nobody could read may be all that is left of a client. */
async function isKeptWhereItSays({ failure }: Document): Promise<void> {
  const saved = failure?.['saved'];
  if (failure?.['status'] !== undefined) expect(saved).toEqual(expect.any(String));
  if (typeof saved === 'string') expect((await readFile(saved, 'utf8')).length).toBeGreaterThan(0);
}
