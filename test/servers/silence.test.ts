import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { Secret } from '../../src/domain/secrets/secret.ts';
import { makeAuthority } from '../support/certificates.ts';
import { httpServer, httpsServer, rawServer, saying } from '../support/local-server.ts';
import { once, reading, registration, testHttp, unanswered } from './sending.ts';

describe('nothing was sent', () => {
  test('when nobody listens', async () => {
    const server = await rawServer(() => undefined);
    await server[Symbol.asyncDispose]();
    await using http = testHttp();
    const result = unanswered(await http.send(registration(server.url), new Secret('iat-abc-123'), once));
    expect(result).toMatchObject({ sent: false, code: 'ECONNREFUSED' });
    expect(result.message).toContain('127.0.0.1');
  });

  test('when the name does not resolve', async () => {
    await using http = testHttp();
    const result = unanswered(await http.send(registration('https://idp.invalid/register'), undefined, once));
    expect(result.sent).toBe(false);
    expect(['ENOTFOUND', 'EAI_AGAIN']).toContain(result.code);
  });

  test('when the other side hangs in the TLS handshake until the time is up', async () => {
    await using server = await rawServer(() => undefined);
    await using http = testHttp();
    const url = server.url.replace('http:', 'https:');
    const result = unanswered(await http.send(registration(url), undefined, { ...once, timeoutMs: 100 }));
    expect(result).toMatchObject({ sent: false, code: 'TIMEOUT' });
  });

  test('later either, when the time was up before the connection stood', async () => {
    const authority = makeAuthority('Test Root');
    const { certificate, key } = authority.issue({ ips: ['127.0.0.1'] });
    await using server = await httpsServer({ cert: certificate, key });
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const { promise: closed, resolve: close } = Promise.withResolvers<void>();
    // Lets the handshake go on only when told.
    await using slow = await rawServer(async socket => {
      socket.on('close', () => close());
      await released;
      const onward = connect(server.port, '127.0.0.1');
      onward.on('error', () => socket.destroy());
      socket.pipe(onward).pipe(socket);
    });
    await using http = testHttp({ tls: { ca: [authority.certificate] } });
    const url = slow.url.replace('http:', 'https:');
    const result = await http.send(registration(url), new Secret('iat-abc-123'), { requestId: 'r', timeoutMs: 100 });
    expect(unanswered(result)).toMatchObject({ sent: false, code: 'TIMEOUT' });
    release();
    await closed;
    expect(server.arrived).toHaveLength(0);
  });

  test('when the other side speaks no TLS', async () => {
    await using server = await rawServer(socket => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await using http = testHttp();
    const result = unanswered(await http.send(registration(server.url.replace('http:', 'https:')), undefined, once));
    expect(result.sent).toBe(false);
    expect(result.code).toMatch(/^(ERR_SSL_|EPROTO|ECONNRESET)/);
  });
});

describe('it was sent and no answer came', () => {
  test('when the connection is reset after the request', async () => {
    await using server = await rawServer(socket => socket.once('data', () => socket.resetAndDestroy()));
    await using http = testHttp();
    const result = unanswered(await http.send(registration(server.url), undefined, once));
    expect(result.sent).toBe(true);
    expect(result.code).toMatch(/^(ECONNRESET|UND_ERR_SOCKET|EPIPE)$/);
    expect(server.connections()).toBe(1);
  });

  test('when the connection is closed as soon as it stands: it may have been read', async () => {
    await using server = await rawServer(socket => socket.destroy());
    await using http = testHttp();
    expect(unanswered(await http.send(registration(server.url), undefined, once)).sent).toBe(true);
    expect(server.connections()).toBe(1);
  });

  test('when the server says nothing until the time is up', async () => {
    await using server = await httpServer();
    await using http = testHttp();
    const result = unanswered(await http.send(registration(server.url), undefined, { ...once, timeoutMs: 200 }));
    expect(result).toMatchObject({ sent: true, code: 'TIMEOUT' });
    expect(result.message).toContain('0.2 s');
    expect(server.arrived).toHaveLength(1);
  });

  test('when what comes is no HTTP', async () => {
    await using server = await saying('SSH-2.0-OpenSSH_9.9\r\n');
    await using http = testHttp();
    expect(unanswered(await http.send(registration(server.url), undefined, once)).sent).toBe(true);
  });

  test('the limit by stage comes from the settings', async () => {
    await using server = await httpServer();
    await using http = testHttp({ timeoutMs: 60, registrationTimeoutMs: 120 });
    const { message } = unanswered(await http.send(reading(server.url), undefined, { requestId: 'r', fresh: true }));
    expect(message).toContain('0.06 s');
    const registered = await http.send(registration(server.url), undefined, { requestId: 'r', fresh: true });
    expect(unanswered(registered).message).toContain('0.12 s');
  });
});
