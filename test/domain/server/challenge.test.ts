import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseChallenges, tellingChallenge } from '../../../src/domain/server/challenge.ts';

describe('a WWW-Authenticate header', () => {
  test.each([
    ['Bearer', [{ scheme: 'Bearer' }]],
    ['Bearer realm="idp"', [{ scheme: 'Bearer', realm: 'idp' }]],
    [
      'Bearer realm="idp", error="invalid_token", error_description="The token, \\"it\\", expired", scope="a b"',
      [
        {
          scheme: 'Bearer',
          realm: 'idp',
          error: 'invalid_token',
          error_description: 'The token, "it", expired',
          scope: 'a b',
        },
      ],
    ],
    [
      'bearer error=invalid_token,error_description=The token expired',
      [{ scheme: 'bearer', error: 'invalid_token', error_description: 'The token expired' }],
    ],
    ['Bearer ERROR = "invalid_token" , foo=bar', [{ scheme: 'Bearer', error: 'invalid_token' }]],
    [
      'Negotiate, Basic realm="b", Bearer error="insufficient_scope", scope="dcr.register"',
      [
        { scheme: 'Negotiate' },
        { scheme: 'Basic', realm: 'b' },
        { scheme: 'Bearer', error: 'insufficient_scope', scope: 'dcr.register' },
      ],
    ],
    ['Negotiate YII+/ab==, Bearer', [{ scheme: 'Negotiate' }, { scheme: 'Bearer' }]],
    ['DPoP algs="ES256 RS256", error="use_dpop_nonce"', [{ scheme: 'DPoP', error: 'use_dpop_nonce' }]],
    ['Bearer error="first", error="second"', [{ scheme: 'Bearer', error: 'first' }]],
    ['Bearer error="never closed', [{ scheme: 'Bearer', error: 'never closed' }]],
    ['Bearer realm="\u001b[31mred\u202e"', [{ scheme: 'Bearer', realm: '[31mred' }]],
    ['', []],
    [',, ,', []],
    ['error="invalid_token"', []],
    ['"quoted" Bearer', []],
  ])('%j is read', (header, challenges) => {
    expect(parseChallenges(header)).toEqual(challenges);
  });

  test('of many challenges tells by the one with the error', () => {
    expect(tellingChallenge('Basic realm="x", Bearer realm="y", DPoP error="e1", Bearer error="e2"')?.error).toBe('e2');
    expect(tellingChallenge('Basic realm="x", Bearer realm="y"')?.scheme).toBe('Bearer');
    expect(tellingChallenge('Basic realm="x"')?.scheme).toBe('Basic');
    expect(tellingChallenge(undefined)).toBeUndefined();
    expect(tellingChallenge('')).toBeUndefined();
  });

  test('is read whatever it is, without a control character coming out', () => {
    const near = fc.array(
      fc.oneof(
        fc.constantFrom('Bearer', ' ', ',', '=', '"', '\\', 'error', 'realm', 'scope', '\u0007', '=='),
        fc.string(),
      ),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          near.map(parts => parts.join('')),
        ),
        header => {
          for (const challenge of parseChallenges(header)) {
            for (const value of Object.values(challenge)) expect(value).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
          }
        },
      ),
    );
  });

  test('that is endless ends', () => {
    for (const unit of ['a ', 'a=b,', '"', 'a="', '\\', ',', 'a=', '= ', 'Bearer x==,']) {
      expect(parseChallenges(unit.repeat(500_000)).length).toBeLessThanOrEqual(20);
    }
  });
});
