import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

/** What goes wrong with one answer, and the exit codes that product.md's table has for it at a mint and at a registration. */
export type Fault = {
  name: string;
  mint: number;
  register: number;
  /** `elsewhere`: another origin that a redirect may point at. */
  strike(request: IncomingMessage, response: ServerResponse, elsewhere: string): void;
  /** The tool waits for it until its time is up. */
  isSilent?: true;
};

const MIB = 1_048_576;

/** Raw bytes in the place of an answer; the connection is closed after them unless it is to stay open. */
function raw(text: string, { stays = false } = {}) {
  return ({ socket }: IncomingMessage) => {
    if (stays) socket.write(text);
    else socket.end(text);
  };
}

function answer(status: number, headers: Record<string, string>, body: string | Buffer = '') {
  return (_: IncomingMessage, response: ServerResponse) => {
    response.writeHead(status, headers).end(body);
  };
}

const JSON_HEAD = 'content-type: application/json\r\n';
const json = { 'content-type': 'application/json' };
const html = { 'content-type': 'text/html' };

/** Nothing was changed by it, whatever was asked. */
const notTaken = { mint: 9, register: 9 };
/** A mint without a usable answer is tried again; a registration may have been done. */
const unsure = { mint: 9, register: 8 };

export const faults: readonly Fault[] = [
  { name: 'the connection is closed before a byte is read', ...unsure, strike: ({ socket }) => socket.destroy() },
  { name: 'the connection is reset', ...unsure, strike: ({ socket }) => socket.resetAndDestroy() },
  {
    name: 'the body is cut',
    ...unsure,
    strike: raw(`HTTP/1.1 201 Created\r\n${JSON_HEAD}content-length: 500\r\n\r\n{"client_id":"c1","token":"t`),
  },
  {
    name: 'the length is too short for the body',
    ...unsure,
    strike: raw(`HTTP/1.1 201 Created\r\n${JSON_HEAD}content-length: 9\r\n\r\n{"client_id":"c1"}`),
  },
  {
    name: 'a chunk has no length',
    ...unsure,
    strike: raw(`HTTP/1.1 201 Created\r\n${JSON_HEAD}transfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n`),
  },
  {
    name: 'the body stalls',
    ...unsure,
    isSilent: true,
    strike: raw(`HTTP/1.1 201 Created\r\n${JSON_HEAD}content-length: 500\r\n\r\n{"client_id"`, { stays: true }),
  },
  { name: 'no answer comes', ...unsure, isSilent: true, strike: () => undefined },
  { name: 'what comes is no HTTP', ...unsure, strike: raw('SSH-2.0-OpenSSH_9.9\r\n') },
  { name: 'the body is empty', ...unsure, strike: answer(201, json) },
  { name: 'there is no content at all', ...unsure, strike: answer(204, {}) },
  { name: 'a page comes with 200', ...unsure, strike: answer(200, html, '<html><title>Log in</title></html>') },
  { name: 'the JSON is a list', ...unsure, strike: answer(201, json, '[{"ok":true}]') },
  { name: 'the JSON is of another shape', ...unsure, strike: answer(200, json, '{"status":"success"}') },
  { name: 'the JSON is nested too deep', ...unsure, strike: answer(200, json, '['.repeat(100_000)) },
  { name: 'a mebibyte of blanks comes', ...unsure, strike: answer(201, json, ' '.repeat(MIB)) },
  { name: 'the body never ends', ...unsure, strike: (_, response) => endless(response) },
  {
    name: 'half a gigabyte hides in half a megabyte',
    ...unsure,
    strike: answer(
      201,
      { ...json, 'content-encoding': 'gzip' },
      Buffer.concat(Array(32).fill(gzipSync(Buffer.alloc(16 * MIB)))),
    ),
  },
  {
    name: 'it is compressed in a way nobody knows',
    ...unsure,
    strike: answer(201, { 'content-encoding': 'zz' }, 'zz'),
  },
  { name: 'it points at another origin (302)', ...notTaken, strike: redirect(302) },
  { name: 'it points at another origin and keeps the method (307)', ...notTaken, strike: redirect(307) },
  { name: 'it points at another origin for good (308)', ...notTaken, strike: redirect(308) },
  { name: 'it says that the result is at another origin (303)', ...unsure, strike: redirect(303) },
  ...['1e999', '-5', 'soon', '60, 60', '9'.repeat(400), 'Wed, 21 Oct 2099 07:28:00 GMT', ''].map(retryAfter => ({
    name: `it was too often, and Retry-After is ${JSON.stringify(retryAfter.slice(0, 30))}`,
    ...notTaken,
    strike: answer(429, { ...json, 'retry-after': retryAfter }, '{"error":"slow_down"}'),
  })),
  { name: 'a gateway says 502', ...unsure, strike: answer(502, html, '<h1>Bad Gateway</h1>') },
  { name: 'a gateway gives up waiting', ...unsure, strike: answer(504, {}, 'upstream request timeout') },
  { name: 'the server breaks down after the work', ...unsure, strike: answer(500, json, '{"error":"server_error"}') },
  { name: 'control characters come with a refusal', mint: 6, register: 6, strike: answer(400, json, colourful()) },
];

function colourful(): string {
  return JSON.stringify({ error: 'invalid_request', error_description: '\u001b[2J\u001b]0;owned\u0007\u202eno\u0000' });
}

function redirect(status: number) {
  return (request: IncomingMessage, response: ServerResponse, elsewhere: string) => {
    response.writeHead(status, { location: `${elsewhere}${request.url}` }).end();
  };
}

function endless(response: ServerResponse): void {
  response.writeHead(201, json);
  const more = () => {
    while (!response.destroyed && response.write('x'.repeat(65_536)));
  };
  response.on('drain', more);
  more();
}
