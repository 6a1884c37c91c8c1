import { describe, expect, test } from 'vitest';
import type { EnvironmentValues, FlagValues } from '../../src/runbook/plan/gathering.ts';
import { environmentValues } from '../../src/runbook/plan/gathering.ts';
import type { Plan } from '../../src/runbook/plan/plan.ts';
import { type QuestionName, questions } from '../../src/runbook/questions.ts';
import { givenToken, planned } from './planned.ts';

type Known = Plan['known'];
/** How each question is answered in each way, and where the answer lands in the plan. */
type Sample = {
  inRunbook: string;
  flag: string | string[];
  lands: (known: Known) => unknown;
  as: unknown;
  source?: string;
};

const SERVER = 'server: {url: https://idp.example.com}';
const samples: Record<
  Exclude<QuestionName, 'admin-token' | 'iat' | 'initial_access_token' | 'update.redirect_uri_mode'>,
  Sample
> = {
  'server.url': {
    inRunbook: 'server: {url: https://other.example.com/base}',
    flag: 'https://other.example.com/base',
    lands: known => known.server?.url,
    as: 'https://other.example.com/base',
  },
  'server.issuer': {
    inRunbook: 'server: {url: https://idp.example.com, issuer: https://idp.example.com/oidc}',
    flag: 'https://idp.example.com/oidc',
    lands: known => known.server?.issuer,
    as: 'https://idp.example.com/oidc',
  },
  'server.initial_access_token_endpoint': {
    inRunbook: 'server: {url: https://idp.example.com, initial_access_token_endpoint: /mint}',
    flag: '/mint',
    lands: known => known.server?.initial_access_token_endpoint,
    as: 'https://idp.example.com/mint',
  },
  'server.registration_endpoint': {
    inRunbook: 'server: {url: https://idp.example.com, registration_endpoint: "register?x=1"}',
    flag: 'register?x=1',
    lands: known => known.server?.registration_endpoint,
    as: 'https://idp.example.com/register?x=1',
  },
  'server.preset': {
    inRunbook: 'server: {url: https://idp.example.com, preset: keycloak}',
    flag: 'keycloak',
    lands: known => [known.server?.preset, known.server?.wire.request.max_uses],
    as: ['keycloak', 'count'],
  },
  'initial_access_token.label': {
    inRunbook: `${SERVER}\ninitial_access_token: {label: "a b"}`,
    flag: 'a b',
    lands: known => known.mint.label,
    as: 'a b',
  },
  'initial_access_token.expires_in': {
    inRunbook: `${SERVER}\ninitial_access_token: {expires_in: 60}`,
    flag: '60',
    lands: known => known.mint.expires_in,
    as: 60,
  },
  'initial_access_token.max_uses': {
    inRunbook: `${SERVER}\ninitial_access_token: {max_uses: 3}`,
    flag: '3',
    lands: known => known.mint.max_uses,
    as: 3,
  },
  'client.template': {
    inRunbook: `${SERVER}\nclient: {template: service}`,
    flag: 'service',
    lands: known => known.template,
    as: 'service',
  },
  'client.keys': {
    inRunbook: `${SERVER}\nclient: {keys: {jwks_uri: https://app.example.com/jwks}}`,
    flag: 'https://app.example.com/jwks',
    lands: known => known.keys,
    as: { from: 'jwks_uri', url: 'https://app.example.com/jwks' },
  },
  'client.keys.generate': {
    inRunbook: `${SERVER}\nclient: {keys: {generate: ES256}}`,
    flag: 'ES256',
    lands: known => known.keys,
    as: { from: 'generate', alg: 'ES256' },
  },
  'client.keys.kid': {
    inRunbook: `${SERVER}\nclient: {keys: {generate: RS256, kid: k1}}`,
    flag: 'k1',
    lands: known => known.keys,
    as: { from: 'generate', alg: 'RS256', kid: 'k1' },
  },
  'client.metadata.redirect_uris': {
    inRunbook: `${SERVER}\nclient: {metadata: {redirect_uris: [https://a.example/cb, https://b.example/cb]}}`,
    flag: ['https://a.example/cb', 'https://b.example/cb'],
    lands: known => known.redirectUris,
    as: ['https://a.example/cb', 'https://b.example/cb'],
  },
  'client.metadata': {
    inRunbook: `${SERVER}\nclient: {template: own, metadata: {scope: openid, contacts: [a@b.example], tls: false}}`,
    flag: ['scope=openid', 'contacts=["a@b.example"]', 'tls=false'],
    lands: known => known.metadata,
    as: { scope: 'openid', contacts: ['a@b.example'], tls: false },
    source: 'client.metadata.scope',
  },
  'update.client': {
    inRunbook: 'update: {client: bff-server, keys: add}',
    flag: 'bff-server',
    lands: known => known.wantedClient,
    as: 'bff-server',
  },
  'update.unset': {
    inRunbook: 'update: {client: x, unset: [logo_uri, tos_uri]}',
    flag: ['logo_uri', 'tos_uri'],
    lands: known => known.changes?.members.map(({ member, value }) => [member, value]),
    as: [
      ['logo_uri', null],
      ['tos_uri', null],
    ],
  },
  'update.keys': {
    inRunbook: 'update: {client: x, keys: drop-old}',
    flag: 'drop-old',
    lands: known => known.changes?.keys,
    as: 'drop-old',
  },
  hand_over: {
    inRunbook: `${SERVER}\nhand_over: [{to: dotenv, file: app.env, set: {OIDC_CLIENT_ID: client_id, OIDC_PRIVATE_KEY_FILE: private_key_file, OIDC_KID: kid}}]`,
    flag: ['dotenv:app.env'],
    lands: known => known.handOver,
    as: [
      {
        to: 'dotenv',
        file: 'app.env',
        set: { OIDC_CLIENT_ID: 'client_id', OIDC_PRIVATE_KEY_FILE: 'private_key_file', OIDC_KID: 'kid' },
      },
    ],
  },
};

/** What the flag is laid over, where that has to be something special. */
const TEXTS: { [Name in QuestionName]?: string } = {
  'client.metadata': `${SERVER}\nclient: {template: own}`,
  'update.client': 'update: {keys: add}',
  'update.unset': 'update: {client: x}',
  'update.keys': 'update: {client: x}',
};

const rows = questions.filter(({ name }) => name in samples);

describe('every question means the same however it is answered, and the plan says who answered it', () => {
  test.each(rows)('$name', ({ name, flag, env }) => {
    const sample = samples[name as keyof typeof samples];
    const source = sample.source ?? name;
    const text = TEXTS[name] ?? SERVER;

    const byKey = planned(`version: 1\n${sample.inRunbook}\n`);
    expect([sample.lands(byKey.known), byKey.sources[source]]).toEqual([sample.as, 'runbook']);

    expect(flag).toMatch(/^--[a-z-]+$/);
    const flags: FlagValues = { [name]: sample.flag };
    const byFlag = planned(`version: 1\n${text}\n`, { flags });
    expect([sample.lands(byFlag.known), byFlag.sources[source]]).toEqual([sample.as, 'flag']);

    if (env === undefined) return;
    const environment = environmentValues({ [env]: String(sample.flag) });
    const byVariable = planned(`version: 1\n${text}\n`, { environment });
    expect([sample.lands(byVariable.known), byVariable.sources[source]]).toEqual([sample.as, 'environment']);
  });

  test('no question is left out of this walk but those that are answered by tokens, or by a runbook alone', () => {
    const others = questions.filter(({ name }) => !(name in samples));
    expect(others.map(({ name, key, flag }) => [name, key !== undefined, flag !== undefined])).toEqual([
      ['admin-token', false, true],
      ['iat', false, true],
      ['initial_access_token', true, false],
      ['update.redirect_uri_mode', true, false],
    ]);
  });
});

test('a flag wins over a variable, a variable over the runbook, the runbook over a preset and a default', () => {
  const text = 'version: 1\nserver: {url: https://runbook.example, preset: empowernow, registration_endpoint: /r}\n';
  const environment: EnvironmentValues = { 'server.url': 'https://variable.example' };
  const flags: FlagValues = { 'server.url': 'https://flag.example' };
  expect(planned(text).known.server?.url).toBe('https://runbook.example');
  expect(planned(text, { environment }).known.server?.url).toBe('https://variable.example');
  expect(planned(text, { environment, flags }).known.server?.url).toBe('https://flag.example');
  expect(planned(text).sources).toMatchObject({
    'server.registration_endpoint': 'runbook',
    'server.initial_access_token_endpoint': 'preset',
    'initial_access_token.label': 'default',
    'client.template': 'default',
  });
});

test('variables hold answers only where the table says so, and an empty one is none', () => {
  expect(environmentValues({ DCR_RUNBOOK_SERVER: '', DCR_RUNBOOK_ADMIN_TOKEN: 'x', DCR_IAT: 'y', HOME: '/' })).toEqual(
    {},
  );
});

test('tokens come as they were read, with where they came from', () => {
  const { known, sources } = planned(undefined, { adminToken: givenToken('admin'), iat: givenToken('initial') });
  expect(known.adminToken?.token.reveal()).toBe('admin');
  expect(known.iat).toMatchObject({
    origin: 'given',
    lifetimeSeconds: Number.POSITIVE_INFINITY,
    lifetimeFrom: 'nobody',
  });
  expect(sources).toMatchObject({ 'admin-token': 'flag', iat: 'flag' });
});

test('the table is sound: names, flags, variables and keys stand once, and each help is one line', () => {
  for (const column of ['name', 'key', 'flag', 'env', 'envFile'] as const) {
    const values = questions.flatMap(row => row[column] ?? []);
    expect(new Set(values).size).toBe(values.length);
  }
  for (const { key, name, flag, placeholder, help, prompt } of questions) {
    expect(key ?? name).toBe(name);
    expect(placeholder !== undefined).toBe(flag !== undefined);
    expect(help).toMatch(/^[^\n]{10,120}$/);
    expect(prompt).toMatch(/^[^\n]{3,40}$/);
  }
});
