import { expect, test } from 'vitest';
import { initialState, type State } from '../../../src/engine/state.ts';
import type { Answers, Known } from '../../../src/flow/answers.ts';
import { KEYS_ROW, memberRows, memberText, TEMPLATE_ROW } from '../../../src/guidance/drafts/member-rows.ts';
import { answersOf } from '../../support/answers.ts';
import { itinerary, keyMaterial, TELLTALE } from '../../support/flow.ts';

function state(answers: Partial<Answers>, known: Partial<Known> = {}): State {
  return { ...initialState(itinerary({ known })), here: 'review', answers: answersOf(answers) };
}

function sources(answers: Partial<Answers>, known: Partial<Known> = {}, planned: Record<string, string> = {}) {
  return Object.fromEntries(memberRows(state(answers, known), planned).map(({ id, source }) => [id, source]));
}

test('each value says where it came from: template, runbook, flag, typed, made here', () => {
  const known = { metadata: { scope: 'openid', contacts: ['ada@example.com'] } };
  const metadata = { scope: 'openid', contacts: ['ada@example.com'], client_name: 'mine' };
  const planned = { 'client.metadata.scope': 'runbook', 'client.metadata.contacts': 'flag', 'client.template': 'flag' };
  expect(sources({ metadata }, known, planned)).toEqual({
    [TEMPLATE_ROW]: 'flag',
    client_name: 'typed',
    token_endpoint_auth_method: 'template',
    grant_types: 'template',
    response_types: 'template',
    scope: 'runbook',
    contacts: 'flag',
    redirect_uris: 'runbook',
    jwks: 'made here',
  });
});

test('another template than the planned one was chosen; redirect URIs that differ were typed', () => {
  const told = sources({ template: 'spa-pkce', redirectUris: ['https://b.example.com/cb'], metadata: {} });
  expect(told[TEMPLATE_ROW]).toBe('chosen');
  expect(told['redirect_uris']).toBe('typed');
});

test('keys say whether they were made here, read or named', () => {
  const jwksOf = (choice: Parameters<typeof keyMaterial>[0]) => sources({ keys: keyMaterial(choice) });
  expect(jwksOf({ from: 'file', path: 'bff.pem' })['jwks']).toBe('a key file');
  expect(jwksOf({ from: 'jwks_uri', url: 'https://app.example.com/jwks' })['jwks_uri']).toBe('chosen');
});

test('no keys where the method needs them is a line that leads to the keys', () => {
  const row = memberRows(state({ keys: { choice: { from: 'none' } } }), {}).find(({ id }) => id === KEYS_ROW);
  expect(row).toMatchObject({ label: 'keys', text: 'none', step: 'keys' });
});

test('no keys are the operator’s own choice unless the plan had none already', () => {
  const sourceOf = (known: Partial<Known>) =>
    sources({ keys: { choice: { from: 'none' } } }, known, { 'client.keys': 'runbook' })[KEYS_ROW];
  expect(sourceOf({})).toBe('chosen');
  expect(sourceOf({ keys: { from: 'none' } })).toBe('runbook');
});

test('what was left out keeps its place', () => {
  const rows = memberRows(state({ metadata: { grant_types: null } }), {});
  const [before, left, after] = rows.slice(rows.findIndex(({ id }) => id === 'grant_types') - 1);
  expect([before?.id, left?.text, after?.id]).toEqual(['token_endpoint_auth_method', 'left out', 'response_types']);
  expect(left?.value).toBeUndefined();
});

test('a member that is called like a line of the review is its own line', () => {
  const ids = memberRows(state({ metadata: { template: 'x', keys: 'y' } }), {}).map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test('values are one line each: lists counted, keys named, secrets masked', () => {
  expect(memberText('scope', 'openid profile email offline_access admin.api')).toBe('openid profile email (+2)');
  expect(memberText('redirect_uris', ['https://a.example.com', 'https://b.example.com'])).toBe('2 URIs');
  expect(memberText('redirect_uris', ['https://a.example.com'])).toBe('https://a.example.com');
  expect(memberText('response_types', [])).toBe('[]');
  expect(memberText('client_name', '')).toBe('""');
  expect(memberText('jwks', { keys: [{ kty: 'RSA', alg: 'RS256', kid: 'bff-sig-001' }, { kty: 'EC' }] })).toBe(
    '2 keys, RS256, kid bff-sig-001',
  );
  expect(memberText('client_secret', `mine-${TELLTALE}`)).not.toContain(TELLTALE);
  expect(memberText('client_name', 'a\u001b[31mb\nc')).toBe('a[31mb c');
});
