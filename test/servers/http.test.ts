import { describe, expect, test } from 'vitest';
import { Secret } from '../../src/domain/secrets/secret.ts';
import { httpServer } from '../support/local-server.ts';
import { answered, once, reading, registration, testHttp, unanswered } from './sending.ts';

describe('a request', () => {
  test('goes out once, with its token, its body and our name', async () => {
    await using server = await httpServer((_, response) => {
      response.writeHead(201, { 'content-type': 'application/json', 'x-request-id': 'theirs' });
      response.end('{"client_id":"c1"}');
    });
    await using http = testHttp();
    const transmission = await http.send(
      registration(`${server.url}/register?tenant=1`),
      new Secret('iat-abc-123'),
      once,
    );

    expect(answered(transmission)).toMatchObject({ status: 201, text: '{"client_id":"c1"}' });
    expect(answered(transmission).incomplete).toBeUndefined();
    expect(transmission.exchange).toMatchObject({ status: 201, requestId: 'req-1', body: '{"client_id":"c1"}' });
    expect(server.arrived).toHaveLength(1);
    expect(server.arrived[0]).toMatchObject({
      method: 'POST',
      url: '/register?tenant=1',
      body: '{"client_name":"bff-server"}',
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        'x-request-id': 'req-1',
        'user-agent': 'dcr-runbook/1.2.3',
        authorization: 'Bearer iat-abc-123',
      },
    });
  });

  test('without a token has no Authorization header, and without a body no content type', async () => {
    await using server = await httpServer((_, response) => response.end('{}'));
    await using http = testHttp();
    answered(await http.send(reading(server.url), undefined, once));
    expect(server.arrived[0]?.headers).not.toHaveProperty('authorization');
    expect(server.arrived[0]?.headers).not.toHaveProperty('content-type');
  });

  test('over a fresh connection never meets an old one; a shared one is kept', async () => {
    await using server = await httpServer((_, response) => response.end('{}'));
    await using http = testHttp();
    for (const _ of [1, 2, 3]) answered(await http.send(reading(server.url), undefined, once));
    expect(server.connections()).toBe(3);
    for (const _ of [1, 2, 3]) answered(await http.send(reading(server.url), undefined, { requestId: 'r' }));
    expect(server.connections()).toBeLessThan(6);
  });

  test.each([301, 302, 303, 307, 308])(
    'that is answered %i is not sent on, so no other origin sees the token',
    async status => {
      await using elsewhere = await httpServer((_, response) => response.end('{}'));
      await using server = await httpServer((_, response) => {
        response.writeHead(status, { location: `${elsewhere.url}/register?code=s3cret-code` }).end();
      });
      await using http = testHttp();
      const transmission = await http.send(registration(server.url), new Secret('iat-abc-123'), once);
      expect(answered(transmission).status).toBe(status);
      expect(transmission.exchange.headers?.['location']).toBe(`${elsewhere.url}/register`);
      expect(server.arrived).toHaveLength(1);
      expect(elsewhere.connections()).toBe(0);
    },
  );

  test.each([429, 500, 502, 503, 504])('that is answered %i is not repeated', async status => {
    await using server = await httpServer((_, response) => {
      response.writeHead(status, { 'retry-after': '0' }).end('{"error":"busy"}');
    });
    await using http = testHttp();
    const answer = answered(await http.send(registration(server.url), undefined, once));
    expect(answer).toMatchObject({ status, text: '{"error":"busy"}' });
    expect(server.arrived).toHaveLength(1);
  });

  test('with a token that no header can hold fails without sending it or showing it', async () => {
    await using server = await httpServer((_, response) => response.end('{}'));
    await using http = testHttp();
    for (const token of ['line\r\nX-Evil: 1', 'nul\u0000inside', 'zero\u200bwidth-token', 'snow\u2603man']) {
      const result = unanswered(await http.send(registration(server.url), new Secret(token), once));
      expect(result.sent).toBe(false);
      expect(JSON.stringify(result)).not.toContain(token);
      expect(result.message).not.toContain('Evil');
    }
    expect(server.arrived).toHaveLength(0);
  });
});

describe('where http would show the token to the network', () => {
  test('nothing leaves for another host than this one', async () => {
    await using http = testHttp();
    const result = unanswered(
      await http.send(registration('http://idp.example:1/register'), new Secret('iat-abc-123'), once),
    );
    expect(result).toMatchObject({ sent: false, code: 'HTTP_NOT_ALLOWED' });
  });

  test('an address that is none, or of another scheme, or with a password in it, is not asked', async () => {
    await using http = testHttp();
    for (const url of ['', '/register', 'ftp://idp.example/', 'https://admin:hunter22@idp.example/']) {
      const result = unanswered(await http.send(registration(url), undefined, once));
      expect(result).toMatchObject({ sent: false, code: 'ERR_INVALID_URL' });
      expect(JSON.stringify(result)).not.toContain('hunter22');
    }
  });
});
