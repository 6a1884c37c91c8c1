import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { askedMetadata } from '../../../src/domain/registration/registration-request.ts';
import { planned, planProblems } from '../planned.ts';

const CLIENT = `version: 1
client:
  template: bff-server
  metadata: {scope: openid, contacts: [a@a.example], nested: {a: 1}, software_version: "1"}
`;

/** What the client metadata of a request becomes with these `--set`. */
function asked(...sets: string[]) {
  const { template, metadata, redirectUris } = planned(CLIENT, { flags: { 'client.metadata': sets } }).known;
  return askedMetadata({ template, metadata, redirectUris });
}
const refusal = (...sets: string[]) => planProblems(CLIENT, { flags: { 'client.metadata': sets } });

describe('--set takes JSON literals, and text where it is none', () => {
  test.each([
    ['client_name=My app', 'client_name', 'My app'],
    ['client_name="7"', 'client_name', '7'],
    ['client_name=', 'client_name', ''],
    ['client_name=a=b', 'client_name', 'a=b'],
    ['client_name#fr=Serveur', 'client_name#fr', 'Serveur'],
    ['default_max_age=3600', 'default_max_age', 3600],
    ['require_auth_time=false', 'require_auth_time', false],
    ['grant_types=["client_credentials"]', 'grant_types', ['client_credentials']],
    ['jwks={"keys":[]}', 'jwks', { keys: [] }],
    ['a.b=1', 'a.b', 1],
    ['x=1e', 'x', '1e'],
    ['x=line\nbreak', 'x', 'line\nbreak'],
  ])('%j', (set, member, value) => {
    expect(asked(set)[member]).toEqual(value);
  });

  test('null leaves a member of the runbook or the template out, and false stays false', () => {
    expect(asked('scope=null', 'response_types=null', 'tls=false')).not.toHaveProperty('scope');
    expect(asked('response_types=null')).not.toHaveProperty('response_types');
    expect(asked('tls=false')).toHaveProperty('tls', false);
  });

  test('the last one wins', () => {
    expect(asked('scope=a', 'scope=b')['scope']).toBe('b');
  });
});

describe('+= appends', () => {
  test.each([
    ['contacts+=b@b.example', 'contacts', ['a@a.example', 'b@b.example']],
    ['contacts+=["b","c"]', 'contacts', ['a@a.example', 'b', 'c']],
    ['scope+=email', 'scope', 'openid email'],
    ['scope+=email openid', 'scope', 'openid email'],
    ['grant_types+=refresh_token', 'grant_types', ['authorization_code', 'refresh_token']],
    ['request_uris+=https://a.example', 'request_uris', ['https://a.example']],
    ['redirect_uris+=https://a.example/cb', 'redirect_uris', ['https://a.example/cb']],
  ])('%s', (set, member, value) => {
    expect(asked(set)[member]).toEqual(value);
  });

  test('one after another, also to what was left out before', () => {
    expect(asked('contacts=null', 'contacts+=x', 'contacts+=y')['contacts']).toEqual(['x', 'y']);
    expect(asked('scope=null', 'scope+=a', 'scope+=b')['scope']).toBe('a b');
  });

  test('the source of a member that was changed is the flag', () => {
    const { sources } = planned(CLIENT, { flags: { 'client.metadata': ['contacts+=x'] } });
    expect(sources).toMatchObject({
      'client.metadata.contacts': 'flag',
      'client.metadata.scope': 'runbook',
      'client.metadata.grant_types': 'template',
    });
  });
});

describe('what cannot be meant is refused', () => {
  test.each([
    ['client_name', '--set: has to be MEMBER=VALUE'],
    ['=x', '--set: has to be MEMBER=VALUE'],
    ['+=x', '--set: has to be MEMBER=VALUE'],
    ['__proto__={"a":1}', '--set: is no name that a member can have'],
    ['a\nb=1', '--set: is no name that a member can have'],
    ['redirect_uris=[https://a.example]', '--set: begins like JSON and is none'],
    ['redirect_uris=https://a.example', '--set: redirect_uris has to be a list of texts (use --redirect-uri URI)'],
    ['software_version+=2', '--set: += adds to a list, and software_version is none'],
    ['nested+=2', '--set: += adds to a list, and nested is none'],
    [`x=${'['.repeat(60)}${']'.repeat(60)}`, '--set: is nested more than 40 levels deep'],
    [`x=${'y'.repeat(300_000)}`, '--set: is longer than 256 KiB'],
  ])('%#', (set, problem) => {
    expect(refusal(set)[0]).toContain(problem);
  });
});

describe('redirect URIs have one list, whoever speaks of them', () => {
  const uris = (text: string | undefined, flags: Parameters<typeof planned>[1] = {}) => planned(text, flags).known;
  const RUNBOOK = 'version: 1\nclient: {metadata: {redirect_uris: [https://a.example/cb]}}\n';

  test('--redirect-uri replaces the runbook’s, --set adds to it', () => {
    expect(uris(RUNBOOK).redirectUris).toEqual(['https://a.example/cb']);
    const flags = {
      'client.metadata.redirect_uris': ['https://b.example/cb', 'https://c.example/cb'],
      'client.metadata': ['redirect_uris+=https://d.example/cb'],
    };
    expect(uris(RUNBOOK, { flags }).redirectUris).toEqual([
      'https://b.example/cb',
      'https://c.example/cb',
      'https://d.example/cb',
    ]);
    expect(uris(RUNBOOK, { flags }).metadata).toEqual({});
  });

  test('the service template has none, and null leaves the member out of the request', () => {
    const service = 'version: 1\nclient: {template: service}\n';
    expect(uris(service).redirectUris).toEqual([]);
    const known = uris(service, { flags: { 'client.metadata': 'redirect_uris=null' } });
    expect(known).not.toHaveProperty('redirectUris');
    const { template, metadata, redirectUris } = known;
    expect(askedMetadata({ template, metadata, redirectUris })).not.toHaveProperty('redirect_uris');
  });
});

test('a runbook that spells its client out gets nothing beside it; one that says nothing starts from bff-server', () => {
  expect(planned('version: 1\nclient: {metadata: {client_name: x}}\n').known.template).toBe('own');
  expect(planned('version: 1\n').known.template).toBe('bff-server');
  expect(planned('version: 1\nclient: {metadata: {redirect_uris: [https://a.example/cb]}}\n').known.template).toBe(
    'bff-server',
  );
});

test('any text given to --set makes a plan or a problem', () => {
  const flag = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string().map(value => `scope+=${value}`),
    fc.json().map(value => `a=${value}`),
  );
  fc.assert(
    fc.property(fc.array(flag, { maxLength: 4 }), sets => {
      expect(Array.isArray(refusal(...sets))).toBe(true);
    }),
    { numRuns: 150 },
  );
});
