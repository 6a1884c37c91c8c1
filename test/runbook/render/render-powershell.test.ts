import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isJsonObject, type Json, type JsonObject } from '../../../src/domain/json.ts';
import type { HttpRequest } from '../../../src/domain/server/request.ts';
import { powerShellQuoted, renderPowerShell } from '../../../src/runbook/render/render-powershell.ts';
import { JWKS_VARIABLE } from '../../../src/runbook/render/request-body.ts';
import { readPowerShell } from '../../support/powershell-text.ts';

const mint: HttpRequest = {
  stage: 'mint',
  method: 'POST',
  url: 'https://a.example/mint',
  bearer: 'admin-token',
  body: { label: 'x' },
};
const register = (body: JsonObject): HttpRequest => ({
  stage: 'register',
  method: 'POST',
  url: 'https://a.example/r',
  bearer: 'iat',
  body,
});

test('mint and register, the token taken from the answer', () => {
  const text = renderPowerShell([mint, register({ client_name: 'bff', scope: 'a b' })], {
    title: 'Bootstrap\nthe BFF',
  });
  expect(text).toMatchInlineSnapshot(`
    "# Bootstrap the BFF
    $ErrorActionPreference = 'Stop'

    if (-not $env:ADMIN_TOKEN) { throw 'Set $env:ADMIN_TOKEN to your admin access token.' }

    # 1. Mint an initial access token
    $body = @'
    {
      "label": "x"
    }
    '@
    $request = @{
      Method = 'POST'
      Uri = 'https://a.example/mint'
      Headers = @{ Authorization = "Bearer $env:ADMIN_TOKEN"; Accept = 'application/json' }
      ContentType = 'application/json'
      Body = $body
      MaximumRedirection = 0
    }
    $answer = Invoke-RestMethod @request
    $iat = $answer.'token'
    if (-not $iat) { throw 'There is no token at /token in the answer.' }

    # 2. Register the client
    $body = @'
    {
      "client_name": "bff",
      "scope": "a b"
    }
    '@
    $request = @{
      Method = 'POST'
      Uri = 'https://a.example/r'
      Headers = @{ Authorization = "Bearer $iat"; Accept = 'application/json' }
      ContentType = 'application/json'
      Body = $body
      MaximumRedirection = 0
    }
    $answer = Invoke-RestMethod @request
    $answer | ConvertTo-Json -Depth 10
    "
  `);
});

test('keys that are not made yet are read from the environment, between two pieces of the body', () => {
  const text = renderPowerShell([register({ a: 1, jwks: JWKS_VARIABLE, note: JWKS_VARIABLE })]);
  const { hereStrings, code } = readPowerShell(text);
  expect(code).toContain('$body = <here> + $env:DCR_JWKS + <here>');
  expect(JSON.parse(hereStrings.join('{"keys":[]}'))).toEqual({ a: 1, jwks: { keys: [] }, note: JWKS_VARIABLE });
  expect(text).toContain('if (-not $env:DCR_JWKS)');
  expect(text).toContain('if (-not $env:DCR_IAT)');
});

test('a nested token, an endpoint yet to be found, and a request without a body or token', () => {
  const text = renderPowerShell(
    [mint, { ...register({}), url: '' }, { stage: 'read', method: 'GET', url: 'https://a.example/x' }],
    {
      tokenPointer: "/data/0/it's",
    },
  );
  expect(text).toContain("$iat = $answer.'data'[0].'it''s'");
  expect(text).toContain('Uri = $env:DCR_REGISTRATION_ENDPOINT');
  expect(text).toContain("Headers = @{ Accept = 'application/json' }");
  expect(readPowerShell(text).hereStrings).toHaveLength(2);
});

describe('whatever a value holds, the text closes and the body comes back exactly', () => {
  const nasty = fc.constantFrom(
    "'@",
    '"@',
    "\n'@\n",
    '$(whoami)',
    '`',
    "''",
    '\u2019',
    '$env:X',
    '\u2028',
    'é',
    '😀',
    '\ud800',
    '#',
    '\\',
  );
  const value = fc.oneof(
    nasty,
    fc.string({ unit: 'binary' }),
    fc.jsonValue().map(json => json as Json),
  );
  const body = fc
    // Not a lone backslash as a name: Node 24.21's JSON.parse takes the next escaped name for it (Node 20 does not).
    .dictionary(
      fc.oneof(nasty, fc.string({ unit: 'binary' }), fc.constant('jwks')).filter(name => name !== '\\'),
      value,
    )
    .filter(isJsonObject);

  test('the body', () => {
    fc.assert(
      fc.property(body, asked => {
        const text = renderPowerShell([register(asked)], { title: 'a\n$x' });
        const { hereStrings, code } = readPowerShell(text);
        expect(JSON.parse(hereStrings.join('""'))).toEqual(JSON.parse(JSON.stringify(asked)));
        expect(text).toMatch(/^[\n -~]*$/);
        expect(code).not.toContain('whoami');
      }),
    );
  });

  test('a single-quoted string', () => {
    fc.assert(
      fc.property(fc.oneof(nasty, fc.string({ unit: 'binary' })), text => {
        expect(readPowerShell(powerShellQuoted(text)).strings).toEqual([text]);
      }),
    );
  });
});
