import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import {
  mintedToken,
  practice,
  publicKeys,
  register,
  SEED_CLIENT,
  SIMPLE_CLIENT,
  send,
  text,
} from './practice-client.ts';

describe('registering at the practice server', () => {
  test.each(['RS256', 'ES256'] as const)('the documented client with an %s key is granted whole', async alg => {
    const server = await practice();
    const asked = { ...SEED_CLIENT, token_endpoint_auth_signing_alg: alg, jwks: await publicKeys(alg) };
    const { status, json } = await register(server, await mintedToken(server), asked);
    expect(status).toBe(201);
    expect(json).toMatchObject(asked);
    expect(json['client_id']).toEqual(expect.any(String));
    expect(json).not.toHaveProperty('client_secret');
    expect(text(json, 'registration_client_uri')).toBe(`${server.registrationEndpoint}/${json['client_id']}`);
    expect(json['registration_access_token']).toEqual(expect.any(String));
  });

  test('the documented client as it is documented, without keys, is refused', async () => {
    const server = await practice();
    const { status, json } = await register(server, await mintedToken(server), SEED_CLIENT);
    expect(status).toBe(400);
    expect(json).toEqual({
      error: 'invalid_client_metadata',
      error_description: 'jwks or jwks_uri is mandatory for this client',
    });
  });

  test.each([
    ['a web app with a secret', { token_endpoint_auth_method: 'client_secret_basic' }],
    [
      'a web app that posts its secret',
      { token_endpoint_auth_method: 'client_secret_post', grant_types: ['authorization_code', 'refresh_token'] },
    ],
    ['a browser app', { token_endpoint_auth_method: 'none' }],
    ['an app on plain http', { redirect_uris: ['http://app.example/auth/callback', 'http://localhost:3000/cb'] }],
    [
      'a native app',
      {
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        redirect_uris: ['http://127.0.0.1/cb', 'http://[::1]:8910/cb', 'com.example.app:/oauth2redirect'],
      },
    ],
    [
      'a service',
      {
        grant_types: ['client_credentials'],
        response_types: [],
        redirect_uris: [],
        scope: 'admin.api application.all',
      },
    ],
  ])('%s is granted whole', async (_who, differs) => {
    const server = await practice();
    const asked = { ...SIMPLE_CLIENT, ...differs };
    const { status, json } = await register(server, await mintedToken(server), asked);
    expect(status).toBe(201);
    expect(json).toMatchObject(asked);
    const secret = json['token_endpoint_auth_method'] !== 'none';
    expect('client_secret' in json).toBe(secret);
    if (secret) expect(json['client_secret_expires_at']).toBe(0);
  });

  test('a registered service gets its access token', async () => {
    const server = await practice();
    const { publicKey, privateKey } = await generateKeyPair('ES256');
    const { json: client } = await register(server, await mintedToken(server), {
      client_name: 'service',
      token_endpoint_auth_method: 'private_key_jwt',
      grant_types: ['client_credentials'],
      response_types: [],
      jwks: { keys: [await exportJWK(publicKey)] },
    });
    const id = text(client, 'client_id');
    const assertion = await new SignJWT({ jti: 'once' })
      .setProtectedHeader({ alg: 'ES256' })
      .setIssuer(id)
      .setSubject(id)
      .setAudience(server.issuer)
      .setIssuedAt()
      .setExpirationTime('1m')
      .sign(privateKey);
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: id,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
    });
    const { status, json } = await send(`${server.issuer}/token`, {
      body: `${form}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect({ status, error: json['error_description'] }).toEqual({ status: 200, error: undefined });
    expect(json['access_token']).toEqual(expect.any(String));
  });

  test('the library speaks for itself when it refuses', async () => {
    const server = await practice();
    const iat = await mintedToken(server, { max_uses: 1 });
    const refused = async (body: unknown) => (await register(server, iat, body)).json;
    expect(await refused({ redirect_uris: ['nowhere'] })).toEqual({
      error: 'invalid_redirect_uri',
      error_description: 'redirect_uris must only contain valid uris',
    });
    expect(await refused({ ...SIMPLE_CLIENT, scope: 'openid unheard.of' })).toEqual({
      error: 'invalid_client_metadata',
      error_description: 'scope must only contain Authorization Server supported scope values',
    });
    expect(await refused('{"redirect_uris":')).toEqual({
      error: 'invalid_request',
      error_description: 'failed to parse the request body',
    });
    const html = await send(server.registrationEndpoint, {
      bearer: iat,
      body: {},
      headers: { accept: 'text/html' },
    });
    expect(html.json['error']).toBe('invalid_redirect_uri');
  });

  test('without a token there is a challenge without an error; with an unknown one invalid_token', async () => {
    const server = await practice();
    const none = await send(server.registrationEndpoint, { body: SIMPLE_CLIENT });
    expect(none.status).toBe(401);
    expect(none.headers['www-authenticate']).toBe(`Bearer realm="${server.issuer}"`);
    expect(none.json['error_description']).toBe('no access token provided');
    for (const bearer of ['unknown', server.adminToken]) {
      const unknown = await register(server, bearer);
      expect(unknown.status).toBe(401);
      expect(unknown.headers['www-authenticate']).toContain('error="invalid_token"');
      expect(unknown.json['error_description']).toBe('invalid token provided');
    }
  });

  test('a registered client is read, updated with a new token each time, and deleted', async () => {
    const server = await practice();
    const { json: client } = await register(server, await mintedToken(server, { max_uses: 1 }));
    const uri = text(client, 'registration_client_uri');
    const first = text(client, 'registration_access_token');
    const read = await send(uri, { method: 'GET', bearer: first });
    expect(read.status).toBe(200);
    expect(read.json).toEqual(client);

    const update = { ...SIMPLE_CLIENT, client_id: client['client_id'], redirect_uris: ['https://new.example/cb'] };
    const updated = await send(uri, { method: 'PUT', bearer: first, body: update });
    expect(updated.status).toBe(200);
    expect(updated.json['redirect_uris']).toEqual(['https://new.example/cb']);
    const second = text(updated.json, 'registration_access_token');
    expect(second).not.toBe(first);
    expect((await send(uri, { method: 'GET', bearer: first })).status).toBe(401);
    expect((await send(uri, { method: 'GET', bearer: second })).json['redirect_uris']).toEqual([
      'https://new.example/cb',
    ]);

    expect((await send(uri, { method: 'DELETE', bearer: second })).status).toBe(204);
    expect((await send(uri, { method: 'GET', bearer: second })).status).toBe(401);
  });

  test('discovery works under the issuer and behind the well-known path, by any name of the host', async () => {
    const server = await practice();
    const documents = await Promise.all(
      [
        `${server.issuer}/.well-known/openid-configuration`,
        `${server.issuer}/.well-known/oauth-authorization-server`,
        `${server.url}/.well-known/oauth-authorization-server/api/oidc`,
        `${server.url}/.well-known/openid-configuration/api/oidc`,
      ].map(url => send(url, { method: 'GET', headers: { host: 'localhost' } })),
    );
    for (const { status, json } of documents) {
      expect(status).toBe(200);
      expect(json).toMatchObject({ issuer: server.issuer, registration_endpoint: server.registrationEndpoint });
      expect(json['scopes_supported']).toEqual(expect.arrayContaining(SEED_CLIENT.scope.split(' ')));
    }
    const root = await send(`${server.url}/.well-known/openid-configuration`, { method: 'GET' });
    expect(root.status).toBe(404);
    const keys = await send(text(documents[0]?.json ?? {}, 'jwks_uri'), { method: 'GET' });
    expect(keys.json['keys']).toMatchObject([{ alg: 'RS256' }, { alg: 'ES256' }]);
    expect(keys.text).not.toContain('"d"');
  });
});
