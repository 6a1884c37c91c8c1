import { expect, test } from 'vitest';
import { mintRequest } from '../../src/domain/mint/mint-request.ts';
import { Secret } from '../../src/domain/secrets/secret.ts';
import { DEFAULT_WIRE } from '../../src/domain/server/authorization-server.ts';
import { createServers } from '../../src/servers/create-servers.ts';
import { httpServer } from '../support/local-server.ts';
import { answered, registration, testHttp } from './sending.ts';

test('each token goes to its own endpoint, once, with the request id of its journal entry', async () => {
  await using server = await httpServer((_, response) => response.writeHead(201).end('{"token":"iat-of-the-mint"}'));
  await using http = testHttp();
  const servers = createServers(http);
  const authorizationServer = {
    url: server.url,
    initial_access_token_endpoint: `${server.url}/iats`,
    wire: DEFAULT_WIRE,
  };
  const mint = mintRequest(authorizationServer, { label: 'l', expires_in: 60, max_uses: 2 });
  answered(await servers.mintInitialAccessToken(mint, new Secret('admin-token-1'), 'req-mint'));
  answered(await servers.registerClient(registration(`${server.url}/dcr`), new Secret('iat-token-1'), 'req-register'));
  answered(await servers.registerClient(registration(`${server.url}/dcr`), undefined, 'req-open'));
  expect(server.arrived.map(({ url, headers }) => [url, headers['x-request-id'], headers.authorization])).toEqual([
    ['/iats', 'req-mint', 'Bearer admin-token-1'],
    ['/dcr', 'req-register', 'Bearer iat-token-1'],
    ['/dcr', 'req-open', undefined],
  ]);
  expect(server.connections()).toBe(3);
});

test('a registration endpoint that is configured is not looked for', async () => {
  await using server = await httpServer((_, response) => response.end('{}'));
  await using http = testHttp();
  const known = { url: server.url, registration_endpoint: `${server.url}/dcr`, wire: DEFAULT_WIRE };
  expect(await createServers(http).discoverEndpoints(known)).toEqual({ ok: true, value: known });
  expect(server.connections()).toBe(0);
});

test('one that is not is', async () => {
  await using server = await httpServer((request, response) => {
    const origin = `http://${request.headers.host}`;
    response.end(JSON.stringify({ issuer: origin, registration_endpoint: `${origin}/dcr` }));
  });
  await using http = testHttp();
  const found = await createServers(http).discoverEndpoints({ url: server.url, wire: DEFAULT_WIRE });
  expect(found).toMatchObject({ ok: true, value: { registration_endpoint: `${server.url}/dcr` } });
});
