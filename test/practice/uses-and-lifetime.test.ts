import { expect, test } from 'vitest';
import type { PracticeServer } from '../../src/practice/practice-server.ts';
import { mint, mintedToken, practice, register, SIMPLE_CLIENT, send, text } from './practice-client.ts';

const NOT_A_CLIENT = { redirect_uris: ['nowhere'] };

function count(statuses: number[], status: number): number {
  return statuses.filter(each => each === status).length;
}

test('ten registrations at once over the last use: one gets through', async () => {
  const server = await practice();
  const iat = await mintedToken(server, { max_uses: 1 });
  const answers = await Promise.all(Array.from({ length: 10 }, () => register(server, iat)));
  const statuses = answers.map(answer => answer.status);
  expect([count(statuses, 201), count(statuses, 401)]).toEqual([1, 9]);
});

test('ten at once over three uses, with refused ones in between: three get through', async () => {
  const server = await practice();
  const iat = await mintedToken(server, { max_uses: 3 });
  const bodies = Array.from({ length: 20 }, (_, index) => (index % 2 ? SIMPLE_CLIENT : NOT_A_CLIENT));
  const statuses = (await Promise.all(bodies.map(body => register(server, iat, body)))).map(answer => answer.status);
  expect(count(statuses, 201)).toBe(3);
  expect(count(statuses, 201) + count(statuses, 400) + count(statuses, 401)).toBe(20);
});

test('the case of the address and a slash at its end buy no extra use', async () => {
  const server = await practice();
  const iat = await mintedToken(server, { max_uses: 1 });
  const endpoints = [
    `${server.issuer}/DCR/Register/`,
    `${server.issuer}/dcr/register?again`,
    server.registrationEndpoint,
  ];
  const answers = await Promise.all(endpoints.map(url => send(url, { bearer: iat, body: SIMPLE_CLIENT })));
  const statuses = answers.map(answer => answer.status);
  expect([count(statuses, 201), count(statuses, 401)]).toEqual([1, 2]);
});

test('a refused registration costs no use, a made one does, and a used-up token looks like an unknown one', async () => {
  const server = await practice();
  const iat = await mintedToken(server, { max_uses: 2 });
  const statuses: number[] = [];
  for (const body of [NOT_A_CLIENT, SIMPLE_CLIENT, NOT_A_CLIENT, '{', SIMPLE_CLIENT]) {
    statuses.push((await register(server, iat, body)).status);
  }
  expect(statuses).toEqual([400, 201, 400, 400, 201]);
  const usedUp = await register(server, iat);
  const unknown = await register(server, 'unknown');
  expect({ ...usedUp, headers: usedUp.headers['www-authenticate'] }).toEqual({
    ...unknown,
    headers: unknown.headers['www-authenticate'],
  });
});

test('reading, updating and deleting the client cost no use and work with a used-up token', async () => {
  const server = await practice();
  const iat = await mintedToken(server, { max_uses: 1 });
  const { json } = await register(server, iat);
  const uri = text(json, 'registration_client_uri');
  let bearer = text(json, 'registration_access_token');
  for (const name of ['one', 'two']) {
    const body = { ...SIMPLE_CLIENT, client_id: json['client_id'], client_name: name };
    const updated = await send(uri, { method: 'PUT', bearer, body });
    expect(updated.status).toBe(200);
    bearer = text(updated.json, 'registration_access_token');
  }
  expect((await send(uri, { method: 'DELETE', bearer })).status).toBe(204);
  expect((await register(server, iat)).status).toBe(401);
});

/** Registers until the first refusal, checks each answer by the times that the mint said, counts the clients. */
async function registeredWithinOneSecond(server: PracticeServer): Promise<number> {
  const { json } = await mint(server, { expires_in: 1, max_uses: 10_000 });
  const expiresAt = Date.parse(text(json, 'expires_at'));
  expect(expiresAt - Date.parse(text(json, 'issued_at'))).toBe(1000);
  for (let registered = 0; ; registered += 1) {
    const sentAt = Date.now();
    const { status } = await register(server, text(json, 'token'));
    if (status === 401) {
      expect(Date.now()).toBeGreaterThanOrEqual(expiresAt);
      return registered;
    }
    expect(status).toBe(201);
    expect(sentAt).toBeLessThan(expiresAt);
  }
}

test('a token of one second works until its last millisecond and not after', async () => {
  const server = await practice();
  let registered = 0;
  // On a machine that is busy enough a second can pass before the first registration.
  for (let attempt = 0; attempt < 5 && registered === 0; attempt += 1) {
    registered = await registeredWithinOneSecond(server);
  }
  expect(registered).toBeGreaterThan(0);
});
