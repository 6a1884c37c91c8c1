import type { Drill } from '../drill.ts';

/** The initial access token, which authorizes the registration. */
export const iatDrills: readonly Drill[] = [
  {
    name: 'iat-expired',
    trouble: 'the initial access token has lapsed by the time it is used',
    cause: 'iat.expired',
    exitCode: 5,
    server: { mintedToken: { lifetimeSeconds: 0, refusedWith: 'Expired initial access token' } },
  },
  {
    name: 'iat-used-up',
    trouble: 'the uses of the initial access token were spent elsewhere',
    cause: 'iat.exhausted',
    exitCode: 5,
    server: { mintedToken: { uses: 0, refusedWith: 'No remaining count on initial access token' } },
  },
  {
    name: 'iat-revoked',
    trouble: 'the initial access token was revoked right after it was minted',
    cause: 'iat.revoked_or_unknown',
    exitCode: 5,
    server: { mintedToken: { uses: 0, refusedWith: 'Initial access token not found or revoked' } },
  },
  {
    name: 'iat-missing',
    trouble: 'the registration goes without a token, and the server wants one',
    cause: 'token.missing',
    exitCode: 5,
    withoutToken: true,
    server: {},
  },
  {
    name: 'iat-short',
    trouble: 'the initial access token lives for 20 seconds: it lapses while you type',
    cause: null,
    exitCode: 0,
    expiresIn: 20,
    server: {},
  },
];
