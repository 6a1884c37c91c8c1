import { exportJWK, generateKeyPair, type JSONWebKeySet } from 'jose';
import { type Dispatcher, request } from 'undici';
import { afterEach } from 'vitest';
import { type PracticeServer, startPracticeServer } from '../../src/practice/practice-server.ts';

/** What another process says of its server. */
export type Reachable = Omit<PracticeServer, 'stop'>;

export type Answer = { status: number; headers: Record<string, string>; text: string; json: Record<string, unknown> };

const running: PracticeServer[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map(server => server.stop()));
});

/** Stops by itself after the test. */
export async function practice(options?: { port?: number; drill?: string }): Promise<PracticeServer> {
  const server = await startPracticeServer(options);
  running.push(server);
  return server;
}

export async function send(
  url: string,
  options: {
    method?: Dispatcher.HttpMethod;
    bearer?: string;
    headers?: Record<string, string>;
    body?: unknown;
    dispatcher?: Dispatcher;
  } = {},
): Promise<Answer> {
  const { method = 'POST', bearer, headers = {}, body, dispatcher } = options;
  const response = await request(url, {
    method,
    ...(dispatcher === undefined ? {} : { dispatcher }),
    headers: {
      ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.body.text();
  const isJson = /json/.test(`${response.headers['content-type'] ?? ''}`);
  const flat = Object.entries(response.headers).map(([name, value]) => [name, `${value}`]);
  return {
    status: response.statusCode,
    headers: Object.fromEntries(flat),
    text,
    json: isJson && text ? JSON.parse(text) : {},
  };
}

export function mint(
  { initialAccessTokenEndpoint, adminToken }: Reachable,
  body: unknown = { max_uses: 10, expires_in: 3600 },
  dispatcher?: Dispatcher,
): Promise<Answer> {
  return send(initialAccessTokenEndpoint, { bearer: adminToken, body, ...(dispatcher && { dispatcher }) });
}

export async function mintedToken(server: Reachable, body?: unknown): Promise<string> {
  return text((await mint(server, body)).json, 'token');
}

export const SIMPLE_CLIENT = { client_name: 'simple', redirect_uris: ['https://app.example/auth/callback'] };

export function register(server: Reachable, iat: string, body: unknown = SIMPLE_CLIENT): Promise<Answer> {
  return send(server.registrationEndpoint, { bearer: iat, body });
}

export async function publicKeys(alg: 'RS256' | 'ES256'): Promise<JSONWebKeySet> {
  const { publicKey } = await generateKeyPair(alg);
  return { keys: [{ ...(await exportJWK(publicKey)), kid: 'bff-sig-001', use: 'sig', alg }] };
}

/** The documented flow's payload, which comes without keys. */
export const SEED_CLIENT = {
  client_name: 'bff-server',
  token_endpoint_auth_method: 'private_key_jwt',
  grant_types: ['authorization_code'],
  response_types: ['code'],
  scope: 'openid profile email offline_access admin.api application.all dcr.register',
  redirect_uris: [
    'https://automate.ocg.labs.empowernow.ai/auth/callback',
    'https://authn.ocg.labs.empowernow.ai/auth/callback',
    'https://authz.ocg.labs.empowernow.ai/auth/callback',
  ],
};

/** A member that has to be a string. */
export function text(json: Record<string, unknown>, name: string): string {
  const value = json[name];
  if (typeof value !== 'string') throw new Error(`no ${name} in ${JSON.stringify(json)}`);
  return value;
}
