import { randomBytes } from 'node:crypto';

const LIFETIME_SECONDS = 3600;

/** Fresh and opaque; or, with claims, in the form of a JWT, whose signature means nothing. */
export function newAdminToken(issuer: string, claims?: Readonly<Record<string, unknown>>): string {
  const random = randomBytes(24).toString('base64url');
  if (claims === undefined) return `practice-admin-${random}`;
  const issuedAt = Math.floor(Date.now() / 1000);
  const payload = { iss: issuer, iat: issuedAt, exp: issuedAt + LIFETIME_SECONDS, ...claims };
  return `${encoded({ alg: 'RS256', typ: 'JWT' })}.${encoded(payload)}.${random}`;
}

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
