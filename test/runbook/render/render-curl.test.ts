import { execFile, execFileSync } from 'node:child_process';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../src/domain/json.ts';
import type { HttpRequest } from '../../../src/domain/server/request.ts';
import { shellQuoted } from '../../../src/domain/shell-word.ts';
import { type RenderOptions, renderCurl } from '../../../src/runbook/render/render-curl.ts';
import { JWKS_VARIABLE } from '../../../src/runbook/render/request-body.ts';

type Seen = { method?: string; url?: string; authorization?: string; contentType?: string; body: string };
type Reply = { status: number; text: string };

let base = '';
let seen: Seen[] = [];
let replies: Reply[] = [];
const server = createServer(async (request, response) => {
  const { method, url, headers } = request;
  const { authorization, 'content-type': contentType } = headers;
  seen.push({
    body: await textOf(request),
    ...(method && { method }),
    ...(url && { url }),
    ...(authorization && { authorization }),
    ...(contentType && { contentType }),
  });
  const { status, text } = replies.shift() ?? { status: 201, text: '{"client_id":"c1"}' };
  response.writeHead(status, { 'content-type': 'application/json' }).end(text);
});

beforeAll(async () => {
  // Without curl this promise of the product would go untested, so its absence is a failure and no reason to skip.
  execFileSync('curl', ['--version']);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise(resolve => server.close(resolve)));

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

/** Runs the text with sh, as somebody would who pasted it. */
async function ran(
  requests: HttpRequest[],
  variables: Record<string, string>,
  options: RenderOptions = {},
  ...answers: Reply[]
) {
  seen = [];
  replies = answers;
  const env = { PATH: process.env['PATH'], NO_PROXY: '*', HOME: '/nonexistent', ...variables };
  const run = promisify(execFile)('sh', ['-c', renderCurl(requests, options)], { env });
  return run.then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
}

const mint = (): HttpRequest => ({
  stage: 'mint',
  method: 'POST',
  url: `${base}/mint`,
  bearer: 'admin-token',
  body: { label: "it's", expires_in: 60 },
});
const register = (body: JsonObject): HttpRequest => ({
  stage: 'register',
  method: 'POST',
  url: `${base}/register?a={b}&c=[1]`,
  bearer: 'iat',
  body,
});
const minted = (text: string): Reply => ({ status: 201, text });

test('the script mints, takes the token from the answer, and registers with it', async () => {
  const { code, stdout } = await ran(
    [mint(), register({ client_name: 'bff' })],
    { ADMIN_TOKEN: 'admin-1' },
    { title: 'Bootstrap' },
    minted('{"id":"7","token":"iat-1"}'),
  );
  expect([code, stdout]).toEqual([0, '{"client_id":"c1"}\n']);
  expect(seen.map(({ body, ...rest }) => ({ ...rest, body: JSON.parse(body) }))).toEqual([
    {
      method: 'POST',
      url: '/mint',
      authorization: 'Bearer admin-1',
      contentType: 'application/json',
      body: { label: "it's", expires_in: 60 },
    },
    {
      method: 'POST',
      url: '/register?a={b}&c=[1]',
      authorization: 'Bearer iat-1',
      contentType: 'application/json',
      body: { client_name: 'bff' },
    },
  ]);
});

describe('the token is found in whatever shape the answer has', () => {
  test.each([
    ['on many lines', '{\n  "token" :\n    "t+/=.-_~1"\n}', '/token'],
    [
      'with members that sound like it',
      '{"token_type":"token","x_token":"no","type":"token","token":"t+/=.-_~1","token2":"no"}',
      '/token',
    ],
    ['with another one later', '{"token":"t+/=.-_~1","links":{"token":"no"}}', '/token'],
    ['nested', '{"initialAccessToken":"no","data":{"initialAccessToken":"t+/=.-_~1"}}', '/data/initialAccessToken'],
    ['in a list', '{"tokens":[{"value":"t+/=.-_~1"}]}', '/tokens/0/value'],
    ['with slashes escaped', '{"token":"t+\\/=.-_~1"}', '/token'],
    ['with characters escaped as code points', '{"token":"t\\u002B\\u002f\\u003D.-_~1"}', '/token'],
    ['under a strange name', '{"a.b*[c]$":"no","to/ken^":"t+/=.-_~1"}', '/to~1ken^'],
  ])('%s', async (_, text, tokenPointer) => {
    const { code } = await ran([mint(), register({})], { ADMIN_TOKEN: 'a' }, { tokenPointer }, minted(text));
    expect([code, seen[1]?.authorization]).toEqual([0, 'Bearer t+/=.-_~1']);
  });
});

test('a mint that is refused shows the server’s words and registers nothing', async () => {
  const { code, stdout, stderr } = await ran(
    [mint(), register({})],
    { ADMIN_TOKEN: 'a' },
    {},
    { status: 403, text: '{"error":"insufficient_scope"}' },
  );
  expect([code, stdout, seen.length]).toEqual([1, '', 1]);
  expect(stderr).toContain('insufficient_scope');
});

test('an answer without a token stops there and says where it was looked for', async () => {
  const { code, stderr } = await ran(
    [mint(), register({})],
    { ADMIN_TOKEN: 'a' },
    {},
    minted('{"value":"secret-value"}'),
  );
  expect([code, seen.length]).toEqual([1, 1]);
  expect(stderr).toBe('no token at /token in the answer\n');
});

test('a registration that is refused shows the server’s words and fails', async () => {
  const { code, stdout } = await ran(
    [register({})],
    { DCR_IAT: 'i' },
    {},
    { status: 400, text: '{"error":"invalid_redirect_uri"}' },
  );
  expect([code, stdout]).toEqual([22, '{"error":"invalid_redirect_uri"}\n']);
});

test.each([
  [{}, 'ADMIN_TOKEN'],
  [{ ADMIN_TOKEN: 'a' }, 'DCR_JWKS'],
])('with %j nothing is sent before %s is set', async (variables, missing) => {
  const { code, stderr } = await ran([mint(), register({ jwks: JWKS_VARIABLE })], variables);
  expect([code, seen.length]).toEqual([2, 0]);
  expect(stderr).toContain(`${missing}: set it to`);
});

test('keys, an endpoint yet to be found, and open registration', async () => {
  const open: HttpRequest = {
    stage: 'register',
    method: 'POST',
    url: '',
    body: { jwks: JWKS_VARIABLE, note: JWKS_VARIABLE },
  };
  const variables = { DCR_JWKS: '{"keys":[{"kty":"RSA"}]}', DCR_REGISTRATION_ENDPOINT: `${base}/found` };
  const { code } = await ran([open], variables);
  expect(code).toBe(0);
  expect(seen[0]).toMatchObject({ url: '/found' });
  expect(seen[0]).not.toHaveProperty('authorization');
  expect(JSON.parse(seen[0]?.body ?? '')).toEqual({ jwks: { keys: [{ kty: 'RSA' }] }, note: JWKS_VARIABLE });
});

test('no token is ever on a command line or in the text', async () => {
  const text = renderCurl([mint(), register({})]);
  for (const line of text.split('\n').filter(words => words.includes('_TOKEN"') || words.includes('$DCR_IAT"'))) {
    expect(line).toMatch(/^(: "|answer=\$\(printf|printf|\[ -n)/);
  }
});

const nasty = fc.constantFrom(
  "'",
  "'\\''",
  '"',
  '$HOME',
  '`id`',
  '$(id)',
  '\n',
  '\\',
  '!',
  '*',
  '~',
  '#',
  '-',
  '@file',
  '\u2019',
  'é',
  '😀',
  ' ',
);

test('any text survives the shell', () => {
  const text = fc
    .array(fc.oneof(nasty, fc.string({ unit: 'grapheme' })), { maxLength: 8 })
    .map(parts => parts.join('').replaceAll('\0', ''));
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 20 }), texts => {
      const script = `printf '%s\\0' ${texts.map(shellQuoted).join(' ')}`;
      const out = execFileSync('sh', ['-c', script], { encoding: 'utf8' });
      expect(out.split('\0').slice(0, -1)).toEqual(texts);
    }),
    { numRuns: 60 },
  );
});

test('any body arrives at the server as it was meant', async () => {
  const member = fc.oneof(
    nasty,
    fc.string({ unit: 'binary' }),
    fc.jsonValue().map(value => value as Json),
  );
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.string({ unit: 'binary' }), member), async body => {
      const { code } = await ran([register(body)], { DCR_IAT: 'i' });
      expect(code).toBe(0);
      expect(JSON.parse(seen[0]?.body ?? '')).toEqual(JSON.parse(JSON.stringify(body)));
    }),
    { numRuns: 15 },
  );
});
