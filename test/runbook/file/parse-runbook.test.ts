import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonSchema } from '../../../src/runbook/file/json-schema.ts';
import { parseRunbook } from '../../../src/runbook/file/parse-runbook.ts';
import { problemText } from '../../../src/runbook/problem.ts';

/** The example of the format's own documentation. */
const WHOLE = `version: 1
title: Bootstrap the BFF client
summary: Mint a short-lived IAT and register bff-server with private_key_jwt.
server:
  url: https://idp.ocg.labs.empowernow.ai
  issuer: https://idp.ocg.labs.empowernow.ai/api/oidc                   # optional
  initial_access_token_endpoint: /api/admin/dcr/initial-access-tokens   # a URL reference
  registration_endpoint: /api/oidc/dcr/register
  preset: empowernow
initial_access_token:
  label: ms-bff bootstrap
  expires_in: 3600          # seconds
  max_uses: 10
client:
  template: bff-server
  keys: generate
  metadata:                 # RFC 7591 names; wins over the template
    redirect_uris:
      - https://automate.ocg.labs.empowernow.ai/auth/callback
steps: [server, admin-token, mint, template, keys, redirect-uris, review, register, result, hand-over]
hand_over:
  - {to: dotenv, file: .env, set: {OIDC_CLIENT_ID: client_id, OIDC_PRIVATE_KEY_FILE: private_key_file, OIDC_KID: kid}}
  - {to: compose, file: docker-compose.yml, service: bff, set: {AUTH_CLIENT_ID: client_id}}
  - {to: k8s-secret, file: secret.yaml, name: bff-oidc, set: {client_secret: client_secret}}
  - {to: checklist, items: ["Restart the BFF", "Watch for the first sign-in"]}
`;

const problems = (text: string): string[] => {
  const parsed = parseRunbook(text, 'mine.yaml');
  return 'problems' in parsed ? parsed.problems.map(problemText) : [];
};
const runbook = (text: string) => {
  const parsed = parseRunbook(text);
  if ('problems' in parsed) throw new Error(parsed.problems.map(problemText).join('\n'));
  return parsed.runbook;
};

test('a whole runbook is read, and every part of it is found again in its file', () => {
  const parsed = parseRunbook(WHOLE);
  if ('problems' in parsed) throw new Error('refused');
  expect(parsed.runbook).toMatchObject({
    version: 1,
    initial_access_token: { expires_in: 3600 },
    hand_over: [{}, {}, {}, {}],
  });
  expect(parsed.where(['server', 'preset'])).toEqual({ line: 9, column: 11 });
  expect(parsed.where(['server', 'preset'], 'key')).toEqual({ line: 9, column: 3 });
  expect(parsed.where(['hand_over', 1, 'set'])).toEqual({ line: 23, column: 64 });
  expect(parsed.where(['server', 'nothing', 'there'])).toEqual({ line: 4, column: 1 });
});

test('a runbook can be as short as its version', () => {
  expect(runbook('version: 1')).toEqual({ version: 1 });
});

describe('each form that a key may have', () => {
  test.each([
    ['client: {keys: none}'],
    ['client: {keys: {generate: ES256}}'],
    ['client: {keys: {generate: RS256, kid: bff-sig-001}}'],
    ['client: {keys: {file: keys/bff.pem}}'],
    ['client: {keys: {file: keys/bff.pem, kid: a, alg: ES256}}'],
    ['client: {keys: {jwks_uri: "https://bff.example/jwks.json"}}'],
    ['initial_access_token: none'],
    [
      'initial_access_token: {wire: {request: {expires_in: expiration, max_uses: count, label: null}, answer: {token: /data/token}}}',
    ],
    ['hand_over: [{to: json, file: "-", set: {any name: redirect_uris}}]'],
    ['client: {metadata: {client_name#fr: Serveur, jwks: {keys: []}, anything: [1, {a: null}]}}'],
    ['steps: [mint]'],
  ])('%s', line => {
    expect(problems(`version: 1\n${line}\n`)).toEqual([]);
  });
});

test('x- keys are the author’s own everywhere, but in the client metadata they are members and stay', () => {
  const text =
    'version: 1\nx-a: 1\nserver: {x-b: {deep: 1}}\nclient: {x-c: 1, metadata: {x-d: 1}}\nhand_over: [{x-e: 1, to: dotenv, file: f, set: {A: kid}}]\n';
  expect(runbook(text)).toEqual({
    version: 1,
    server: {},
    client: { metadata: { 'x-d': 1 } },
    hand_over: [{ to: 'dotenv', file: 'f', set: { A: 'kid' } }],
  });
});

describe('what is wrong is said with line, column, and a way out', () => {
  test.each([
    [
      'version: 2',
      '1:10: version: this tool reads version 1 of the format, and this file is of another (a newer dcr-runbook may read it)',
    ],
    [
      'version: one',
      '1:10: version: this tool reads version 1 of the format, and this file is of another (write "version: 1")',
    ],
    ['title: x', '1:1: version: is missing (write "version: 1")'],
    ['- a', '1:1: a runbook is a mapping that begins with "version: 1"'],
    ['version: 1\nserver:\n  ur: x', '3:3: server.ur: is no key that is known here (did you mean "url"?)'],
    [
      'version: 1\nredirect_uris: []',
      '2:1: redirect_uris: is no key that is known here (it belongs under client.metadata)',
    ],
    [
      'version: 1\nclient: {scope: openid}',
      '2:10: client.scope: is no key that is known here (it belongs under client.metadata)',
    ],
    ['version: 1\nmax_uses: 1', '2:1: max_uses: is no key that is known here (it belongs under initial_access_token)'],
    [
      'version: 1\ninitial_access_token: {expires: 3}',
      '2:24: initial_access_token.expires: is no key that is known here (did you mean "expires_in"?)',
    ],
    [
      'version: 1\nclient: {keys: {generat: RS256}}',
      '2:17: client.keys.generat: is no key that is known here (did you mean "generate"?)',
    ],
    [
      'version: 1\nqqq: 1',
      '2:1: qqq: is no key that is known here (known here: version, title, summary, server, initial_access_token, client, update, steps, hand_over)',
    ],
    ['version: 1\nserver: {url: idp.example.com}', '2:15: server.url: is no absolute http or https URL'],
    [
      'version: 1\nserver: {registration_endpoint: "/a b"}',
      '2:33: server.registration_endpoint: is no URL, absolute or relative to the server',
    ],
    ['version: 1\nserver:', '2:8: server: is empty'],
    [
      'version: 1\nserver: {preset: empowernau}',
      '2:18: server.preset: has to be one of empowernow, keycloak, spring, duende, hydra, practice (did you mean "empowernow"?)',
    ],
    [
      'version: 1\ninitial_access_token: {expires_in: "3600"}',
      '2:36: initial_access_token.expires_in: has to be a whole number, not a text',
    ],
    ['version: 1\ninitial_access_token: {max_uses: 0}', '2:34: initial_access_token.max_uses: has to be 1 or more'],
    [
      'version: 1\ninitial_access_token: {max_uses: 1.5}',
      '2:34: initial_access_token.max_uses: has to be a whole number',
    ],
    [
      'version: 1\ninitial_access_token: {wire: {answer: {token: token}}}',
      '2:47: initial_access_token.wire.answer.token: is no JSON Pointer such as /token or /data/token (RFC 6901)',
    ],
    [
      'version: 1\nclient: {keys: genrate}',
      '2:16: client.keys: has to be one of generate, none (did you mean "generate"?)',
    ],
    ['version: 1\nclient: {keys: [a]}', '2:16: client.keys: cannot be a list'],
    [
      'version: 1\nclient: {keys: {generate: HS256}}',
      '2:27: client.keys.generate: has to be one of RS256, ES256 (did you mean "RS256"?)',
    ],
    [
      'version: 1\nclient: {metadata: {redirect_uris: https://a/cb}}',
      '2:36: client.metadata.redirect_uris: has to be a list, not a text',
    ],
    ['version: 1\nclient:\n  metadata:\n    redirect_uris:\n', '4:19: client.metadata.redirect_uris: is empty'],
    [
      'version: 1\nsteps: [mint, server]',
      '2:8: steps: have to stand in this order, each once: server, admin-token, mint, template, keys, redirect-uris, review, register, result, hand-over',
    ],
    ['version: 1\nsteps: [mint, mint]', '2:8: steps: have to stand in this order'],
    ['version: 1\nsteps: []', '2:8: steps: is empty'],
    ['version: 1\nsteps: [mnt]', '2:9: steps[0]: has to be one of server, admin-token, mint'],
    [
      'version: 1\nhand_over: [{to: dotnv}]',
      '2:18: hand_over[0].to: has to be one of dotenv, compose, json, k8s-secret, checklist (did you mean "dotenv"?)',
    ],
    ['version: 1\nhand_over: [{file: .env}]', '2:13: hand_over[0].to: is missing'],
    [
      'version: 1\nhand_over:\n  - to: compose\n    file: x\n    set: {A: kid}',
      '3:5: hand_over[0].service: is missing',
    ],
    [
      'version: 1\nhand_over: [{to: dotenv, file: x, set: {"A B": kid}}]',
      '2:41: hand_over[0].set.A B: is no name that can stand there',
    ],
    [
      'version: 1\nhand_over: [{to: dotenv, file: x, set: {A: clientid}}]',
      '2:44: hand_over[0].set.A: has to be one of client_id, client_secret',
    ],
    ['version: 1\nhand_over: [{to: dotenv, file: x, set: {}}]', '2:40: hand_over[0].set: is empty'],
    ['version: 1\ntitle: "a\\u001b[31mb"', '2:8: title: holds a control character or a line break'],
    ['version: 1\ntitle: {a: b}', '2:8: title: has to be a text, not a mapping'],
  ])('%j', (text, expected) => {
    expect(problems(text)[0]).toContain(`mine.yaml:${expected}`);
  });

  test('all of it at once, in the order of the file', () => {
    expect(
      problems('version: 1\nzzz: 1\nserver: {ur: x}\nsteps: [register, mint]\n').map(line => line.slice(0, 14)),
    ).toEqual(['mine.yaml:2:1:', 'mine.yaml:3:10', 'mine.yaml:4:8:']);
  });
});

describe('a runbook has no place for a secret', () => {
  const jwt = ['{"alg":"none"}', '{"sub":"admin"}'].map(part => Buffer.from(part).toString('base64url')).join('.');

  test.each([
    [
      'a value',
      `version: 1\ntitle: ${jwt}.x`,
      'mine.yaml:2:8: title: this looks like a token: a runbook has no place for a secret',
    ],
    ['a key of one’s own', `version: 1\nx-token: ${jwt}.x`, 'mine.yaml:2:10: x-token: this looks like a token'],
    ['a comment', `version: 1 # ${jwt}.x`, 'mine.yaml:1:11: this comment holds a token'],
    [
      'metadata',
      'version: 1\nclient: {metadata: {client_secret: k3Jr0VxQ2mP9tLw7ZsN4bYc8HdF1gRuE5oAaXi6TjKq}}',
      'mine.yaml:2:36: client.metadata.client_secret: this looks like a token or a secret',
    ],
  ])('%s', (_, text, expected) => {
    expect(problems(text)[0]).toContain(expected);
    expect(problems(text).join()).not.toContain(jwt.slice(4, 20));
    expect(problems(text).join()).not.toContain('k3Jr0');
  });

  test('no problem quotes a value, whatever is wrong with it', () => {
    const text =
      'version: 1\nserver: {url: hunter2, preset: hunter2}\nclient: {keys: hunter2, template: hunter2}\nsteps: [hunter2]\n';
    expect(problems(text)).toHaveLength(5);
    expect(problems(text).join()).not.toContain('hunter2');
  });
});

test('the schema for editors is the one that the tool goes by', async () => {
  const kept = await readFile(new URL('../../../runbooks/runbook.schema.json', import.meta.url), 'utf8');
  expect(kept).toBe(`${JSON.stringify(jsonSchema(), null, 2)}\n`);
});

test('the schema offers the names of client metadata and lets x- keys pass', () => {
  const schema = JSON.stringify(jsonSchema());
  expect(schema).toContain('"token_endpoint_auth_method":{}');
  expect(schema).toContain('"patternProperties":{"^x-":{}}');
});

test('any text gets a runbook or problems with a place, and never throws', () => {
  const lines = WHOLE.split('\n');
  const mangled = fc
    .array(fc.tuple(fc.nat(lines.length - 1), fc.string({ maxLength: 12 }), fc.nat(30)), { maxLength: 6 })
    .map(edits => {
      const copy = [...lines];
      for (const [at, text, column] of edits)
        copy[at] = `${copy[at]?.slice(0, column)}${text}${copy[at]?.slice(column + 3)}`;
      return copy.join('\n');
    });
  fc.assert(
    fc.property(fc.oneof(mangled, fc.string({ unit: 'binary' })), text => {
      const parsed = parseRunbook(text, 'f');
      if ('problems' in parsed) {
        expect(parsed.problems.length).toBeGreaterThan(0);
        for (const problem of parsed.problems) {
          expect(problem.line).toBeGreaterThan(0);
          expect(problemText(problem)).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
        }
      }
    }),
    { numRuns: 150 },
  );
});
