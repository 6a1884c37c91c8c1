import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutSecrets, unmarked } from '../../../src/diagnosis/report/cut-secrets.ts';

const SECRET = 'Zx9-tops3cret_q7R2';
const PART = '.eyJzY29wZSI6InRvcHMzY3JldCJ9.c2lnbmF0dXJl';
const cut = (text: string) => unmarked(cutSecrets(text).text);

describe('a secret in a pasted text', () => {
  it.each([
    ['401: token PLANTtok-abc is expired', '401: token [secret] is expired'],
    ['the secret is PLANTsec-abc', 'the secret is [secret]'],
    ['initial access token "PLANTtok-a" used up', 'initial access token "[secret]" used up'],
    ['iat PLANTtok-q not found', 'iat [secret] not found'],
    ['refresh_token PLANTrt1', 'refresh_token [secret]'],
    ['apikey "PLANTak"', 'apikey "[secret]"'],
    ['api key “PLANT ak” refused', 'api key “[secret]” refused'],
    [
      '< Location: https://login.acme.test/sso?client_id=web&t=PLANTredir&lang=de#k=PLANT',
      '< Location: https://login.acme.test/sso?client_id=web&t=[secret]&lang=de#k=[secret]',
    ],
    ['{"name":"location","value":"/sso?t=PLANT"}', '{"name":"location","value":"/sso?t=[secret]"}'],
  ])('is cut where prose or a redirect tells it: %s', (text, told) => {
    expect(cut(text)).toBe(told);
  });

  it.each([
    'token is expired',
    'the token endpoint said 401, the Token Endpoint',
    'client secret is missing; api key "missing"; token "JWT"; token "not found"',
    'token TokenExpiredException and secret SecretManager',
    'token at 2026-11-24T18:00:00Z; iat 1795544359; token v2.1; token 300s',
    'token endpoint-auth-method',
    '< Location: https://login.acme.test/sso?client_id=web&scope=openid',
  ])('is not seen in ordinary words: %s', text => {
    expect(cut(text)).toBe(text);
  });

  it.each([
    ['a bearer header', `Authorization: Bearer ${SECRET}`],
    ['a header without a scheme', `Authorization: ${SECRET}`],
    ['a header of curl', `-H 'Authorization: Bearer ${SECRET}'`],
    ['a header of PowerShell', `@{ Authorization = "Bearer ${SECRET}" }`],
    ['a header of a Python log', `{'Authorization': 'Bearer ${SECRET}', 'Accept': '*/*'}`],
    ['a proxy header', `> Proxy-Authorization: Basic ${SECRET}`],
    ['basic authentication', `Authorization: Basic ${Buffer.from(SECRET).toString('base64')}`],
    ['a cookie', `Cookie: sid=${SECRET}; theme=dark`],
    ['a cookie that is set', `< Set-Cookie: SESSION=${SECRET}; Path=/; HttpOnly`],
    ['a JSON member', `{"client_id":"c","client_secret":"${SECRET}"}`],
    ['a JSON member over lines', `{\n  "registration_access_token":\n    "${SECRET}"\n}`],
    ['JSON inside of JSON', JSON.stringify({ body: JSON.stringify({ client_secret: SECRET }) })],
    ['a list of tokens', `{"access_tokens": ["${SECRET}"]}`],
    ['a form', `-d 'grant_type=client_credentials&client_secret=${SECRET}'`],
    ['a password in an address', `postgres://bff:${SECRET}@db/bff`],
    ['credentials of curl', `curl -u admin:${SECRET} https://idp.example`],
    ['an environment variable', `DCR_IAT=${SECRET}`],
    ['a quoted environment variable', `export ADMIN_TOKEN="${SECRET}"`],
    ['a line of YAML', `client_secret: ${SECRET}`],
    ['a sentence', `registering with initial access token ${SECRET} now`],
    ['a header pair of a HAR', `{"name": "Authorization", "value": "Bearer ${SECRET}"}`],
    ['a cookie pair of a HAR', `{"name":"Cookie","value":"sid=${SECRET}"}`],
    ['a personal access token', `token aria_pat_${SECRET}`],
    ['a JWT', `got eyJhbGciOiJSUzI1NiJ9${PART}-${SECRET} from the vault`],
    ['a JWT wrapped by a terminal', `eyJhbGciOiJSUzI1NiJ9${PART}\n${SECRET}${SECRET}\nHTTP/1.1 401`],
    ['a private key', `-----BEGIN PRIVATE KEY-----\n${SECRET}\n${SECRET}==\n-----END PRIVATE KEY-----`],
    ['a private key that breaks off', `-----BEGIN RSA PRIVATE KEY-----\n${SECRET.replaceAll(/[-_]/g, '')}`],
    ['a private JWK', `{"kty":"EC","crv":"P-256","d":"${SECRET}${SECRET}"}`],
    ['a variable with more behind its telling part', `AWS_SECRET_ACCESS_KEY=${SECRET}`],
    ['a variable with a short value', 'DCR_IAT=tops3cret'],
    ['keys of AWS', 'AWS key AKIAIOSFODNN7EXAMPLE / wJalrXUtnFEMI/K7MDENG/bPxRfiCYtops3cret'],
    ['a flag', `dcr --token ${SECRET} --server https://idp.example`],
    ['a flag of a short name', `dcr --iat=${SECRET}`],
    ['a setting with blanks', 'DCR_IAT: "my tops3cret and more of tops3cret"'],
    ['a quoted value of a shell, to its end', "OIDC_CLIENT_SECRET='pa55w0rd!more&tops3cret'"],
    ['a sentence about a password', 'password for the admin console is tops3cret99'],
    ['a password in prose', '{"error_description":"unknown for user alice password tops3cret&3"}'],
    ['a scheme of a vendor', `Authorization: SSWS ${SECRET}`],
    ['a digest', `Authorization: Digest username="ada", realm="idp", nonce="n1", response="${SECRET}"`],
    ['a ticket that was negotiated', `WWW-Authenticate: Negotiate ${SECRET.replaceAll(/[-_]/g, '')}`],
    ['a joined header of PowerShell', `@{ 'Authorization' = 'Bearer ' + '${SECRET}' }`],
    ['a secure string of PowerShell', `ConvertTo-SecureString "${SECRET}" -AsPlainText -Force`],
    ['a list of cookies', `'set-cookie': [ 'A=1', 'SESSION=${SECRET}; Path=/' ]`],
    ['a variable of a manifest', `- name: DCR_IAT\n  value: ${SECRET}`],
    ['a quoted variable of a manifest', `- name: "OIDC_CLIENT_SECRET"\n  value: "${SECRET}"`],
    ['entities of HTML', `&quot;client_secret&quot;:&quot;${SECRET}&quot;`],
    ['quotes of a word processor', `“registration_access_token” : “${SECRET}”`],
    ['an element', `<client_secret>${SECRET}</client_secret>`],
    ['an element with attributes', `<wsse:Password Type="text">${SECRET}</wsse:Password>`],
    ['an entry with its name', `<entry key="client_secret">${SECRET}</entry>`],
    ['a row of a table', `| client_secret | ${SECRET} |`],
    ['an arrow', `- client_secret → ${SECRET}`],
    ['an escaped private JWK', `{\\"kty\\":\\"RSA\\",\\"d\\":\\"${SECRET}\\"}`],
    ['a private JWK of Node', `{ kty: 'EC', d: '${SECRET}' }`],
    ['a JWT wrapped by a mail', `> Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.${PART.slice(1)}\n> ${SECRET}${SECRET}`],
    ['a password for somebody', 'password for admin: tops3cret99'],
    ['a token of Vault', `hvs.${SECRET}`],
    ['a login of Docker', `"auth": "${SECRET.replaceAll(/[-_]/g, '')}"`],
    ['an authorization code', `GET /cb?code=${SECRET}&state=${SECRET}`],
  ])('is cut from %s, line by line', (_, text) => {
    const clean = cut(text);
    expect(clean).not.toContain('tops3cret');
    expect(clean).not.toContain(Buffer.from(SECRET).toString('base64'));
    expect(clean).toContain('[secret]');
    expect(clean.split('\n')).toHaveLength(text.split('\n').length);
  });

  it.each([
    'Authorization: Bearer $DCR_IAT',
    'Authorization: Bearer <IAT>',
    'Authorization: Bearer undefined',
    'Authorization: Bearer ',
    '{"token_endpoint_auth_method":"client_secret_basic","error":"invalid_token"}',
    'The token is expired. Invalid token: signature verification failed',
    'token=expired',
    'TOKEN_ENDPOINT=https://idp.example/token and ACCESS_TOKEN_TTL=3600',
    'password is required; the token for realm acme is expired',
    'dcr-runbook run --token-file /run/secrets/iat --token $IAT',
    'Bearer realm="idp", error="invalid_token", error_description="Token not active"',
    'Initial access token has no remaining uses',
    'Full authentication is required: Bearer authentication',
    '{"kid":"bff-sig-001","token_type":"Bearer"}'.replace('"token_type"', '"kind"'),
    'x-request-id: 4f1c7d2e9a8b4c5d',
    '| client_secret | required | string |',
    '<error_description>The access token expired</error_description>',
    'authorization server metadata was fetched',
    'authorization: not required for this endpoint',
    '- name: TOKEN_ENDPOINT\n  value: https://idp.example/token',
    'client authentication method: client_secret_basic → refused',
    '{"exp":0,"iat":1644500000,"typ":"RegistrationAccessToken"}',
  ])('is told from words about one, which stay: %s', text => {
    expect(cut(text)).toBe(text);
  });

  it('leaves every JSON readable', () => {
    fc.assert(
      fc.property(fc.json(), fc.string(), (document, name) => {
        const text = JSON.stringify({ [`${name}token`]: SECRET, body: document, inner: JSON.parse(document) });
        expect(() => JSON.parse(cut(text))).not.toThrow();
        expect(cut(text)).not.toContain('tops3cret');
      }),
    );
  });
});
