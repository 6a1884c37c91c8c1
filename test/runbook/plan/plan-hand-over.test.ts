import { describe, expect, test } from 'vitest';
import { planned, planProblems } from '../planned.ts';

const RUNBOOK = `version: 1
server: {url: https://a.example, initial_access_token_endpoint: /mint, registration_endpoint: /r}
client: {template: bff-server}
hand_over:
  - {to: dotenv, file: .env, set: {CLIENT: client_id}}
  - {to: dotenv, file: other.env, set: {OTHER: client_id}}
  - {to: compose, file: docker-compose.yml, service: bff, set: {AUTH_CLIENT_ID: client_id}}
  - {to: k8s-secret, file: secret.yaml, name: bff-oidc, set: {id: client_id}}
  - {to: checklist, items: [Restart, Watch]}
`;
const BARE = 'version: 1\nserver: {url: https://a.example, initial_access_token_endpoint: /mint}\n';
const targets = (text: string, ...saveTo: string[]) =>
  planned(text, { flags: saveTo.length === 0 ? {} : { hand_over: saveTo } }).known.handOver;

test('the runbook’s targets stand as they are, its checklist too', () => {
  expect(targets(RUNBOOK)).toHaveLength(5);
  expect(planned(RUNBOOK).checklist).toEqual(['Restart', 'Watch']);
});

describe('--save-to takes the place of the files and leaves the checklist', () => {
  test.each([
    ['dotenv:.env', { to: 'dotenv', file: '.env', set: { CLIENT: 'client_id' } }],
    ['dotenv:other.env', { to: 'dotenv', file: 'other.env', set: { OTHER: 'client_id' } }],
    ['dotenv:third.env', { to: 'dotenv', file: 'third.env', set: { CLIENT: 'client_id' } }],
    ['compose:prod.yml', { to: 'compose', file: 'prod.yml', service: 'bff', set: { AUTH_CLIENT_ID: 'client_id' } }],
    ['compose:prod.yml#web', { to: 'compose', file: 'prod.yml', service: 'web', set: { AUTH_CLIENT_ID: 'client_id' } }],
    ['k8s-secret:s.yaml', { to: 'k8s-secret', file: 's.yaml', name: 'bff-oidc', set: { id: 'client_id' } }],
    ['k8s-secret:s.yaml#other', { to: 'k8s-secret', file: 's.yaml', name: 'other', set: { id: 'client_id' } }],
    [
      'json:C:\\out.json',
      {
        to: 'json',
        file: 'C:\\out.json',
        set: { client_id: 'client_id', private_key_file: 'private_key_file', kid: 'kid' },
      },
    ],
    [
      'json:-',
      { to: 'json', file: '-', set: { client_id: 'client_id', private_key_file: 'private_key_file', kid: 'kid' } },
    ],
    ['dotenv:a#b', { to: 'dotenv', file: 'a#b', set: { CLIENT: 'client_id' } }],
  ])('%s', (flag, target) => {
    expect(targets(RUNBOOK, flag)).toEqual([target, { to: 'checklist', items: ['Restart', 'Watch'] }]);
  });

  test('it repeats', () => {
    expect(targets(RUNBOOK, 'dotenv:a', 'json:b').map(target => target.to)).toEqual(['dotenv', 'json', 'checklist']);
  });
});

describe('without a like target in the runbook, what such a client has is written', () => {
  const set = (template: string, keys: string, flag: string) => {
    const [target] = planned(`${BARE}client: {template: ${template}, keys: ${keys}}\n`, { flags: { hand_over: flag } })
      .known.handOver;
    return target && 'set' in target ? target.set : undefined;
  };

  test.each([
    [
      'web-confidential',
      'generate',
      'dotenv:.env',
      { OIDC_CLIENT_ID: 'client_id', OIDC_CLIENT_SECRET: 'client_secret' },
    ],
    ['spa-pkce', 'generate', 'dotenv:.env', { OIDC_CLIENT_ID: 'client_id' }],
    [
      'bff-server',
      'generate',
      'dotenv:.env',
      { OIDC_CLIENT_ID: 'client_id', OIDC_PRIVATE_KEY_FILE: 'private_key_file', OIDC_KID: 'kid' },
    ],
    ['bff-server', 'none', 'dotenv:.env', { OIDC_CLIENT_ID: 'client_id' }],
    ['web-confidential', 'generate', 'k8s-secret:s.yaml', { client_id: 'client_id', client_secret: 'client_secret' }],
    [
      'web-confidential',
      'generate',
      'compose:c.yml#app',
      { OIDC_CLIENT_ID: 'client_id', OIDC_CLIENT_SECRET: 'client_secret' },
    ],
  ])('%s with keys %s to %s', (template, keys, flag, expected) => {
    expect(set(template, keys, flag)).toEqual(expected);
  });

  test('a Secret is named after the client, in letters that Kubernetes takes', () => {
    const flags = { hand_over: 'k8s-secret:s.yaml', 'client.metadata': 'client_name=My Größe_App!' };
    expect(planned(BARE, { flags }).known.handOver).toMatchObject([{ name: 'my-gr-e-app' }]);
    expect(planned(BARE, { flags: { ...flags, 'client.metadata': 'client_name=***' } }).known.handOver).toMatchObject([
      { name: 'oauth-client' },
    ]);
  });

  test('a run that only mints hands the token over', () => {
    const rest = { flags: { hand_over: ['dotenv:.env', 'json:t.json'] }, until: 'mint' };
    expect(planned(BARE, rest).known.handOver).toMatchObject([
      { set: { DCR_IAT: 'initial_access_token' } },
      { set: { initial_access_token: 'initial_access_token' } },
    ]);
  });
});

describe('what cannot be a target is refused', () => {
  test.each([
    [
      '.env',
      '--save-to: has to be FORMAT:PATH with one of dotenv, compose, json, k8s-secret (for example dotenv:.env)',
    ],
    [
      'dotnv:.env',
      '--save-to: has to be FORMAT:PATH with one of dotenv, compose, json, k8s-secret (did you mean "dotenv"?)',
    ],
    ['dotenv:', '--save-to: names no file (dotenv:PATH)'],
    ['compose:', '--save-to: names no file (compose:PATH)'],
    ['compose:c.yml', '--save-to: names no service of the compose file (compose:c.yml#SERVICE)'],
  ])('%j', (flag, problem) => {
    expect(planProblems(BARE, { flags: { hand_over: flag } })).toEqual([problem]);
  });
});

describe('two ways for one token would make two clients', () => {
  const both = `${RUNBOOK}  - {to: dotenv, file: x, set: {DCR_IAT: initial_access_token}}\n`;

  test('a runbook that registers and hands the IAT over is a finding that says so', () => {
    expect(planned(both).findings.map(({ message }) => message)).toEqual([
      expect.stringContaining('would register a second client'),
    ]);
    expect(planned(RUNBOOK).findings).toEqual([]);
  });

  test('one that only mints is not; but then there is no client to hand over', () => {
    const minting = `${BARE}steps: [mint, hand-over]\nhand_over: [{to: dotenv, file: x, set: {DCR_IAT: initial_access_token}}]\n`;
    expect(planned(minting).findings).toEqual([]);
    expect(planned(minting.replace('initial_access_token}', 'client_secret}')).findings).toMatchObject([
      { severity: 'hint', message: expect.stringContaining('hand_over wants client_secret') },
    ]);
  });
});
