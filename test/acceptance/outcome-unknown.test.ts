import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTool, type Tool } from '../support/tool.ts';

type Answer = (response: ServerResponse) => void;

const CLIENT = JSON.stringify({ client_id: 'half-known', client_secret: 'tops3cret-given-once' });
const json = (status: number, body: string): Answer => {
  return response => response.writeHead(status, { 'content-type': 'application/json' }).end(body);
};
/** Says how long its body is, and sends less. */
const begun = (then: (response: ServerResponse) => void): Answer => {
  return response => {
    response.writeHead(201, { 'content-type': 'application/json', 'content-length': '4000' });
    response.write(CLIENT.slice(0, -1), () => then(response));
  };
};

let tool: Tool;
let server: Server;
let answer: Answer;
let requests: string[];
beforeEach(async () => {
  tool = await createTool();
  requests = [];
  server = createServer((request, response) => {
    request.resume().on('end', () => {
      requests.push(String(request.headers['x-request-id']));
      answer(response);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  await writeFile(join(tool.home, 'iat'), 'an-initial-access-token', { mode: 0o600 });
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await tool.remove();
});

describe('a registration that was sent and may have been done', () => {
  it.each([
    ['reset before a byte came', response => response.socket?.resetAndDestroy(), undefined],
    ['never answered', () => undefined, undefined],
    ['answered with a body that breaks off', begun(response => response.destroy()), 'half-known'],
    ['answered with a body that never ends', begun(() => undefined), 'half-known'],
    [
      'answered with two lengths that contradict each other',
      response =>
        response.socket?.write(
          `HTTP/1.1 201 Created\r\ncontent-length: 4000\r\ncontent-length: ${CLIENT.length}\r\n\r\n${CLIENT}`,
        ),
      'half-known',
    ],
    ['answered with a 201 that is no registration', json(201, '{"hello":"world"}'), 'hello'],
    [
      'answered with a page',
      response => response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Hi</h1>'),
      'Hi',
    ],
    ['answered with a 500 that has a client in it', json(500, CLIENT), 'half-known'],
    ['answered by a gateway', json(504, 'upstream timed out'), 'upstream'],
  ] satisfies [string, Answer, string | undefined][])(
    '%s: unknown, once, and what came is kept',
    async (_, answers, kept) => {
      answer = answers;
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const flags = ['--server', url, '--registration-endpoint', '/register', '--iat-file', join(tool.home, 'iat')];
      const { exitCode, document } = await tool.json(['run', 'web-confidential', '--yes', '--timeout', '1', ...flags]);
      expect([exitCode, document.outcome, document.failure?.['kind']]).toEqual([8, 'unknown', 'outcome-unknown']);
      expect(requests).toEqual([document.failure?.['request_id']]);
      const saved = document.failure?.['saved'];
      if (kept === undefined) expect(saved).toBeUndefined();
      else expect(await readFile(String(saved), 'utf8')).toContain(kept);
      expect(JSON.stringify(document)).not.toContain('tops3cret');

      const resumed = await tool.json(['resume', '--yes', '--iat-file', join(tool.home, 'iat')]);
      expect([resumed.exitCode, resumed.document.outcome]).toEqual([8, 'unknown']);
      expect(resumed.document.failure).toMatchObject({ request_id: requests[0], run: document['run'] });
      expect(resumed.document.failure?.['saved']).toBe(saved);
      expect(requests).toHaveLength(1);
    },
  );
});
