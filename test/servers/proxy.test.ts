import { describe, expect, test } from 'vitest';
import { Secret } from '../../src/domain/secrets/secret.ts';
import { createHttp } from '../../src/servers/http.ts';
import { proxySettings } from '../../src/servers/proxy.ts';
import { makeAuthority } from '../support/certificates.ts';
import { httpServer, httpsServer } from '../support/local-server.ts';
import { proxyTo } from '../support/proxy.ts';
import { answered, now, once, registration, testHttp, unanswered } from './sending.ts';

const authority = makeAuthority('Test Root');
const issued = authority.issue({ names: ['idp.example'] });
const tls = { ca: [authority.certificate] };
const token = new Secret('iat-abc-123');

const serving = () =>
  httpsServer({ cert: issued.certificate, key: issued.key }, (_, response) => response.end('{"client_id":"c1"}'));

describe('behind a proxy', () => {
  test.each(['HTTPS_PROXY', 'https_proxy'])(
    'named by %s the server is reached, and its certificate checked',
    async name => {
      await using server = await serving();
      await using proxy = await proxyTo(server.port);
      await using http = testHttp({ tls, environment: { [name]: proxy.url } });
      expect(answered(await http.send(registration('https://idp.example/register'), token, once)).status).toBe(200);
      expect(proxy.asked).toEqual(['CONNECT idp.example:443']);
      expect(server.arrived).toHaveLength(1);
      expect(server.arrived[0]?.headers).not.toHaveProperty('proxy-authorization');
    },
  );

  test('--proxy wins over the environment, and over its exceptions', async () => {
    await using server = await serving();
    await using proxy = await proxyTo(server.port);
    const environment = { HTTPS_PROXY: 'http://127.0.0.1:1', NO_PROXY: 'idp.example' };
    await using http = testHttp({ tls, environment, proxy: proxy.url.replace('http://', '') });
    answered(await http.send(registration('https://idp.example/register'), token, once));
    expect(proxy.asked).toHaveLength(1);
  });

  test('of the two spellings the lower-case one counts, and NO_PROXY keeps hosts out of it', async () => {
    await using server = await serving();
    await using proxy = await proxyTo(server.port);
    const environment = { HTTPS_PROXY: 'http://127.0.0.1:1', https_proxy: proxy.url, NO_PROXY: 'other.invalid' };
    await using http = testHttp({ tls, environment });
    answered(await http.send(registration('https://idp.example/register'), token, once));
    expect(proxy.asked).toHaveLength(1);
    const outside = unanswered(await http.send(registration('https://other.invalid/register'), token, once));
    expect(outside.sent).toBe(false);
    expect(proxy.asked).toHaveLength(1);
  });

  test('its password goes to it and into no message', async () => {
    await using server = await serving();
    await using proxy = await proxyTo(server.port, 407);
    const withPassword = proxy.url.replace('//', '//operator:proxy-pass-9%21@');
    await using http = testHttp({ tls, proxy: withPassword });
    const result = await http.send(registration('https://idp.example/register'), token, once);
    expect(proxy.credentials).toEqual([`Basic ${btoa('operator:proxy-pass-9!')}`]);
    expect(JSON.stringify(result)).not.toContain('proxy-pass-9');
  });

  test.each([403, 407, 502])('that answers %i to CONNECT nothing was sent', async status => {
    await using server = await serving();
    await using proxy = await proxyTo(server.port, status);
    await using http = testHttp({ tls, proxy: proxy.url });
    const result = unanswered(await http.send(registration('https://idp.example/register'), token, once));
    expect(result.sent).toBe(false);
    expect(result.message).toContain(String(status));
    expect(proxy.asked).toHaveLength(1);
    expect(server.connections()).toBe(0);
  });

  test('a server that wants a client certificate was never reached without one', async () => {
    const demanding = { requestCert: true, rejectUnauthorized: true, ca: authority.certificate };
    await using server = await httpsServer({ cert: issued.certificate, key: issued.key, ...demanding });
    await using proxy = await proxyTo(server.port);
    await using http = testHttp({ tls, proxy: proxy.url });
    const result = unanswered(await http.send(registration('https://idp.example/register'), token, once));
    expect(result).toMatchObject({ sent: false, code: 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED' });
  });

  test('that nobody runs nothing was sent', async () => {
    await using http = testHttp({ tls, proxy: 'http://127.0.0.1:1' });
    const result = unanswered(await http.send(registration('https://idp.example/register'), token, once));
    expect(result).toMatchObject({ sent: false, code: 'ECONNREFUSED' });
  });

  test('a server of clear text that was allowed is reached, and a 407 for it means unsent', async () => {
    await using server = await httpServer((_, response) => response.end('{}'));
    await using proxy = await proxyTo(server.port);
    await using http = testHttp({ allowHttp: true, proxy: proxy.url });
    answered(await http.send(registration('http://idp.example/register'), token, once));
    expect(proxy.asked).toEqual(['POST http://idp.example/register']);
    await using strict = await proxyTo(server.port, 407);
    await using refused = testHttp({ allowHttp: true, proxy: strict.url });
    expect(unanswered(await refused.send(registration('http://idp.example/register'), token, once)).sent).toBe(false);
  });

  test('this machine is talked to directly: the token must not leave it in clear text', async () => {
    await using server = await httpServer((_, response) => response.end('{}'));
    await using proxy = await proxyTo(server.port);
    for (const options of [{ proxy: proxy.url }, { environment: { HTTP_PROXY: proxy.url } }]) {
      await using http = testHttp(options);
      answered(await http.send(registration(server.url), token, once));
    }
    expect(proxy.asked).toEqual([]);
  });
});

describe('a proxy setting that cannot be used', () => {
  test.each([
    ['--proxy', 'socks4://proxy.example:1080', {}],
    ['--proxy', 'http://operator:tops3cret%zz@proxy.example', {}],
    ['--proxy', 'http://operator:tops3cret@:bad port', {}],
    ['HTTPS_PROXY', undefined, { HTTPS_PROXY: 'http://operator:tops3cret@' }],
    ['http_proxy', undefined, { http_proxy: 'ftp://operator:tops3cret@proxy.example', HTTP_PROXY: '' }],
  ])('is named (%s) without its password', (name, proxy, environment) => {
    const created = createHttp({ version: '1', now, environment, ...(proxy === undefined ? {} : { proxy }) });
    expect(created).toMatchObject({ ok: false, failure: { kind: 'not-valid' } });
    const told = JSON.stringify(created);
    expect(told).toContain(name);
    expect(told).not.toContain('tops3cret');
  });

  test('that is empty means none', () => {
    const environment = { HTTPS_PROXY: '', http_proxy: '', HTTP_PROXY: 'http://proxy.example' };
    expect(proxySettings(undefined, environment)).toEqual({
      ok: true,
      value: { httpProxy: '', httpsProxy: '', noProxy: '' },
    });
  });
});
