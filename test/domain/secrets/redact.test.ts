import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redact, Secret } from '../../../src/domain/secrets/secret.ts';

/** The shortest that is cut; what is shorter would cut holes into ordinary words. */
const SHORTEST = 6;

/** Tokens as servers give them, and texts that nobody should give but somebody will. */
const secrets = fc.oneof(
  fc.stringMatching(/^[\w\-.~+/]{6,80}=*$/),
  fc.string({ minLength: SHORTEST, maxLength: 60, unit: 'grapheme' }),
);

/** How a secret may be written in a text that some library, server or shell made of it. */
const FORMS: { [name: string]: (secret: string) => string } = {
  plain: secret => secret,
  'a header': secret => `Authorization: Bearer ${secret}`,
  'URL-encoded': secret => `token=${encodeURIComponent(secret)}&a=b`,
  'form-encoded': secret => new URLSearchParams({ token: secret }).toString(),
  'JSON-escaped': secret => JSON.stringify({ token: secret }),
  'JSON in JSON': secret => JSON.stringify(JSON.stringify({ token: secret })),
  'JSON that keeps to ASCII': secret =>
    JSON.stringify(secret).replace(/[^\x20-\x7e]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  'JSON with escaped slashes': secret => JSON.stringify(secret).replaceAll('/', '\\/'),
  'a basic header': secret => `Basic ${base64(`client:${secret}`)}`,
  'a basic header of form-encoded parts': secret =>
    `Basic ${base64(`a-client:${new URLSearchParams([['', secret]]).toString().slice(1)}`)}`,
  base64: secret => base64(secret),
  base64url: secret => Buffer.from(`xy${secret}z`).toString('base64url'),
};

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

describe('a secret that this process knows', () => {
  test.each(Object.entries(FORMS))('is cut out of any text it stands in: %s', (_, written) => {
    fc.assert(
      fc.property(secrets, fc.string(), fc.string(), (text, before, after) => {
        const secret = text.toWellFormed();
        new Secret(secret);
        const clean = redact(`${before}\n${written(secret)}\n${after}`);
        const found = written(secret);
        expect(clean).toContain('[secret]');
        expect(clean.includes(found), `${JSON.stringify(found)} is left in ${JSON.stringify(clean)}`).toBe(false);
      }),
    );
  });

  test('is cut whole where another begins with it', () => {
    new Secret('abcdefgh');
    new Secret('abcdefghijkl');
    expect(redact('x abcdefghijkl y')).toBe('x [secret] y');
  });
});
