import { once } from 'node:events';
import { connect } from 'node:net';
import { expect } from 'vitest';
import { mintedToken, type Reachable, register, SIMPLE_CLIENT, send } from './practice-client.ts';

/** Sends what no client should, each on a connection that is then reset. */
export async function misbehave(server: Reachable): Promise<void> {
  const iat = await mintedToken(server);
  const json = 'Host: a\r\nContent-Type: application/json';
  const rudeness = [
    'NOT HTTP AT ALL\r\n\r\n',
    'GET /api/oidc/.well-known/openid-configuration HTTP/1.0\r\n\r\n',
    'GET http://elsewhere.example/ HTTP/1.1\r\nHost: elsewhere.example\r\n\r\n',
    'CONNECT elsewhere.example:443 HTTP/1.1\r\nHost: elsewhere.example\r\n\r\n',
    'GET /api/oidc/dcr/register/%E0%A4%A HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer x\r\n\r\n',
    'GET /api/oidc//elsewhere.example:x/ HTTP/1.1\r\nHost: a\r\n\r\n',
    `POST /api/oidc/dcr/register HTTP/1.1\r\n${json}\r\nAuthorization: Bearer ${iat}\r\nContent-Length: 99\r\n\r\n{`,
    `POST /api/admin/dcr/initial-access-tokens HTTP/1.1\r\n${json}\r\nAuthorization: Bearer ${server.adminToken}\r\nContent-Length: 99\r\n\r\n{`,
  ];
  for (const bytes of rudeness) {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    await new Promise(resolve => socket.write(bytes, resolve));
    // A full round on another connection, so that these bytes have been read before the reset.
    expect((await send(`${server.url}/nowhere`, { method: 'GET' })).status).toBe(404);
    socket.resetAndDestroy();
  }
  expect((await register(server, iat)).status).toBe(201);
}

/** Everything in which the library would warn of a default of its own. */
export async function askForEverything(server: Reachable): Promise<void> {
  const origin = { origin: 'https://app.example' };
  const iat = await mintedToken(server);
  const service = { grant_types: ['client_credentials'], response_types: [], redirect_uris: [] };
  const { status, json } = await register(server, iat, service);
  expect(status).toBe(201);
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const secret = Buffer.from(`${json['client_id']}:${json['client_secret']}`).toString('base64');
  const basic = { ...form, authorization: `Basic ${secret}` };
  const token = await send(`${server.issuer}/token`, { headers: basic, body: 'grant_type=client_credentials' });
  expect(token.status).toBe(200);
  const crossOrigin = { ...basic, ...origin };
  expect((await send(`${server.issuer}/token`, { headers: crossOrigin, body: 'grant_type=x' })).status).toBe(400);
  const resource = 'grant_type=client_credentials&resource=https%3A%2F%2Fapi.example';
  expect((await send(`${server.issuer}/token`, { headers: basic, body: resource })).status).toBe(400);
  const sector = { ...SIMPLE_CLIENT, sector_identifier_uri: 'https://app.example/sector.json' };
  expect((await register(server, iat, sector)).status).toBe(400);
  const html = { method: 'GET', headers: { accept: 'text/html', ...origin } } as const;
  const spa = (await register(server, iat)).json;
  // Minified, the library's token classes can share a name; one kind must still not pass for another.
  expect((await register(server, `${spa['registration_access_token']}`)).status).toBe(401);
  const asked = new URLSearchParams({
    client_id: `${spa['client_id']}`,
    response_type: 'code',
    scope: 'openid',
    code_challenge: 'x'.repeat(43),
    code_challenge_method: 'S256',
  });
  expect((await send(`${server.issuer}/auth?${asked}`, html)).status).toBe(303);
  expect((await send(`${server.issuer}/auth?client_id=unknown`, html)).status).toBe(400);
  expect((await send(`${server.issuer}/session/end`, html)).status).toBe(200);
  expect((await send(`${server.issuer}/session/end/success`, html)).status).toBe(200);
  expect((await send(`${server.issuer}/me`, html)).status).toBe(401);
}
