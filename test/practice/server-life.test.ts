import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { misbehave } from './demanding-clients.ts';
import { mintedToken, practice, register } from './practice-client.ts';

const SERVER_MODULE = new URL('../../src/practice/practice-server.ts', import.meta.url).href;
const DRILLS_MODULE = new URL('../../src/practice/drills.ts', import.meta.url).href;

test('an unknown drill is named, with the ones there are', async () => {
  await expect(practice({ drill: 'earthquake' })).rejects.toThrow(
    /no drill "earthquake".*iat-expired, iat-used-up, iat-revoked/,
  );
});

test('a port that is taken, or is none, is said in words', async () => {
  const { url } = await practice();
  const port = Number(new URL(url).port);
  await expect(practice({ port })).rejects.toThrow(`can't listen on 127.0.0.1:${port}: it is already in use`);
  await expect(practice({ port: 70_000 })).rejects.toThrow('70000 is not a port');
});

test('the port is free again after stop, which can be called twice', async () => {
  const first = await practice();
  await mintedToken(first);
  await Promise.all([first.stop(), first.stop()]);
  await first.stop();
  const port = Number(new URL(first.url).port);
  const second = await practice({ port });
  expect(second.url).toBe(first.url);
  expect(await mintedToken(second)).toEqual(expect.any(String));
});

test('stop ends a connection that a client keeps open', async () => {
  const server = await practice();
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  socket.write('GET /nowhere HTTP/1.1\r\nHost: practice\r\n\r\n');
  await once(socket, 'data');
  socket.on('error', () => undefined);
  await Promise.all([once(socket, 'close'), server.stop()]);
  expect(socket.destroyed).toBe(true);
});

test('stop does not wait for a slow answer', async () => {
  const server = await practice({ drill: 'slow' });
  const iat = await mintedToken(server, { max_uses: 1 });
  const pending = register(server, iat);
  const outcome = expect(pending).rejects.toThrow();
  // Another one is refused as soon as the first is made and only its answer is missing.
  expect((await register(server, iat)).status).toBe(401);
  await server.stop();
  await outcome;
});

test('stop does not wait for a request that never ends', async () => {
  const server = await practice();
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  socket.on('error', () => undefined);
  const iat = await mintedToken(server);
  const head = `Host: practice\r\nAuthorization: Bearer ${iat}\r\nContent-Type: application/json\r\n`;
  const body = 'Expect: 100-continue\r\nContent-Length: 500';
  socket.write(`POST /api/oidc/dcr/register HTTP/1.1\r\n${head}${body}\r\n\r\n`);
  await once(socket, 'data');
  await Promise.all([once(socket, 'close'), server.stop()]);
  expect(socket.destroyed).toBe(true);
});

test('clients that misbehave do the server no harm', async () => {
  await misbehave(await practice());
});

/** Runs `script` to its end in a Node of its own and answers the lines it printed. */
async function printedBy(script: string): Promise<string[]> {
  const args = ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', script];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return stdout.trim().split('\n');
}

test('after stop no timer of a slow answer keeps the process', async () => {
  const printed = await printedBy(`
    import { startPracticeServer } from ${JSON.stringify(SERVER_MODULE)};
    const server = await startPracticeServer({ drill: 'slow' });
    const post = (url, bearer, body) =>
      fetch(url, {
        method: 'POST',
        headers: { authorization: 'Bearer ' + bearer, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const { token } = await (await post(server.initialAccessTokenEndpoint, server.adminToken, { max_uses: 1 })).json();
    const register = () => post(server.registrationEndpoint, token, { redirect_uris: ['https://app.example/cb'] });
    const timers = () => process.getActiveResourcesInfo().filter(name => name === 'Timeout').length;
    const slow = register().catch(() => 'ended');
    console.log((await register()).status);
    const during = timers();
    await server.stop();
    console.log(await slow, during - timers());`);
  expect(printed).toEqual(['401', 'ended 1']);
});

test('reading the drills loads no server, and importing the server not the library', async () => {
  const printed = await printedBy(`
    import { registerHooks } from 'node:module';
    const asked = [];
    registerHooks({ resolve(specifier, context, next) { asked.push(specifier); return next(specifier, context); } });
    await import(${JSON.stringify(DRILLS_MODULE)});
    console.log(asked.every(specifier => /^(file:|\\.)/.test(specifier) && !specifier.includes('server')));
    const { startPracticeServer } = await import(${JSON.stringify(SERVER_MODULE)});
    console.log(asked.includes('oidc-provider'));
    const server = await startPracticeServer();
    console.log(asked.includes('oidc-provider'));
    await server.stop();`);
  expect(printed).toEqual(['true', 'false', 'true']);
});
