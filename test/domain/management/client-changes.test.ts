import { describe, expect, it } from 'vitest';
import { pastedAnswer } from '../../../src/domain/evidence/pasted-answer.ts';
import {
  type ClientChanges,
  type ClientKeys,
  changedMembers,
  changedMetadata,
} from '../../../src/domain/management/client-changes.ts';
import { verified } from '../../../src/domain/management/verified.ts';
import { keysInWords } from '../../../src/domain/metadata/key-words.ts';

const KEY = { kty: 'EC', crv: 'P-256', x: 'old', y: 'old', kid: 'old' };
const NEW = { kty: 'EC', crv: 'P-256', x: 'new', y: 'new', kid: 'new' };
const made = (jwk = NEW) => ({ choice: { from: 'generate' as const, alg: 'ES256' as const }, jwks: { keys: [jwk] } });
const STANDING = {
  client_name: 'bff',
  scope: 'openid',
  logo_uri: null,
  redirect_uris: ['https://a/cb'],
  jwks: { keys: [KEY] },
};
const changed = (changes: Partial<ClientChanges>, keys: ClientKeys = {}) =>
  changedMetadata(STANDING, { members: [], ...changes }, keys);

describe('the metadata of a client once it is changed', () => {
  it('has redirect URIs merged without doubles, or replaced', () => {
    const uris = ['https://a/cb', 'https://b/cb'];
    expect(changed({ redirectUris: { uris, how: 'merge' } })).toMatchObject({ metadata: { redirect_uris: uris } });
    expect(changed({ redirectUris: { uris: ['https://b/cb'], how: 'replace' } })).toMatchObject({
      metadata: { redirect_uris: ['https://b/cb'] },
    });
  });

  it('sends no null back, and leaves out what is unset', () => {
    const result = changed({ members: [{ member: 'scope', appends: false, value: null }] });
    expect(result).toEqual({
      metadata: { client_name: 'bff', redirect_uris: ['https://a/cb'], jwks: { keys: [KEY] } },
    });
  });

  it('has a new key beside the old one; one that is there already is not added twice', () => {
    expect(changed({ keys: 'add' }, { added: made() })).toMatchObject({ metadata: { jwks: { keys: [KEY, NEW] } } });
    expect(changed({ keys: 'add' }, { added: made(KEY) })).toMatchObject({ metadata: { jwks: { keys: [KEY] } } });
    expect(changed({ keys: 'add' }, { added: made({ ...NEW, kid: 'old' }) })).toMatchObject({
      problem: expect.stringContaining('another key of the kid old'),
    });
  });

  it('keeps only the newest key of ours, and never takes the last one that is known away', () => {
    const both = { ...STANDING, jwks: { keys: [KEY, NEW] } };
    const dropped = (kid?: string) => changedMetadata(both, { members: [], keys: 'drop-old' }, { kid });
    expect(dropped('new')).toMatchObject({ metadata: { jwks: { keys: [NEW] } } });
    expect(dropped('elsewhere')).toMatchObject({ problem: expect.stringContaining('no key at all') });
    expect(dropped()).toMatchObject({ problem: expect.stringContaining('names no key') });
  });

  it('cannot have keys that the server reads from elsewhere', () => {
    const { jwks: _, ...others } = STANDING;
    const elsewhere = { ...others, jwks_uri: 'https://a/jwks' };
    expect(changedMetadata(elsewhere, { members: [], keys: 'add' }, { added: made() })).toMatchObject({
      problem: expect.stringContaining('jwks_uri'),
    });
  });

  it('differs in what differs: neither order nor null make a change', () => {
    expect(changedMembers(STANDING, { ...STANDING, scope: 'openid' })).toEqual([]);
    expect(changedMembers({ a: ['1', '2'], b: null, c: 1 }, { a: ['2', '1'] })).toEqual(['c']);
  });
});

it('a client is compared three ways: what nobody asked for is not its matter', () => {
  const granted = { client_name: 'bff', scope: 'openid', application_type: 'web' };
  expect(
    verified({ client_name: 'bff', scope: 'openid email' }, granted, { ...granted, scope: 'profile', x: 1 }),
  ).toEqual([{ member: 'scope', asked: 'openid email', granted: 'openid', now: 'profile' }]);
  expect(verified({}, granted, { client_name: 'bff', scope: 'openid' })).toEqual([
    { member: 'application_type', granted: 'web' },
  ]);
});

describe('an answer that somebody pasted', () => {
  const text = (pasted: ReturnType<typeof pastedAnswer>) => new TextDecoder().decode(pasted.body);

  it('is the last one of several, as curl -i shows them behind a proxy', () => {
    const pasted = pastedAnswer(
      'HTTP/1.1 200 Connection established\r\n\r\nHTTP/2 100\r\n\r\nHTTP/2 201 \r\nX-A: b\r\nContent-Type: application/json\r\n\r\n{"client_id":"c"}',
      0,
    );
    expect(pasted).toMatchObject({
      status: 201,
      isCut: false,
      headers: { 'x-a': 'b', 'content-type': 'application/json' },
    });
    expect(text(pasted)).toBe('{"client_id":"c"}');
  });

  it('is read up to its last whole member where it broke off', () => {
    const pasted = pastedAnswer('{"client_id":"c","redirect_uris":["a","b"],"client_secret":"half-a-sec', 0);
    expect(pasted.isCut).toBe(true);
    expect(JSON.parse(text(pasted))).toEqual({ client_id: 'c', redirect_uris: ['a', 'b'] });
  });

  it('may have other text around it', () => {
    const pasted = pastedAnswer('the server said {"client_id":"c"} and no more', 0);
    expect([pasted.isCut, text(pasted)]).toEqual([false, 'the server said {"client_id":"c"} and no more']);
  });
});

it('keys are told apart by algorithm and kid', () => {
  expect(keysInWords({ keys: [KEY, { ...NEW, alg: 'ES256' }] })).toBe('2 keys: EC kid old, ES256 kid new');
  expect(keysInWords({ keys: [{ kty: 'RSA' }] })).toBe('1 key: RSA without a kid');
  for (const none of [null, {}, { keys: [] }, 'text']) expect(keysInWords(none)).toBeUndefined();
});
