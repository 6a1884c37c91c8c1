import type { CannedAnswer, Drill } from '../drill.ts';

/** RFC 6750 section 3: the code and its description in the challenge, and again in the body. */
function tokenRefused(status: number, error: string, description: string, scope?: string): CannedAnswer {
  const wanted = scope === undefined ? '' : `, scope="${scope}"`;
  return {
    status,
    headers: {
      'www-authenticate': `Bearer realm="practice", error="${error}", error_description="${description}"${wanted}`,
    },
    body: { error, error_description: description },
  };
}

/** The admin access token, which authorizes minting. */
export const adminTokenDrills: readonly Drill[] = [
  {
    name: 'admin-refused',
    trouble: 'the admin access token has expired',
    cause: 'token.expired',
    exitCode: 4,
    server: {
      helpsAnotherAdminToken: true,
      mintAnswer: tokenRefused(401, 'invalid_token', 'The access token expired'),
    },
  },
  {
    name: 'admin-without-scope',
    trouble: 'the admin access token lacks the scope that minting needs',
    cause: 'token.insufficient_scope',
    exitCode: 4,
    server: {
      helpsAnotherAdminToken: true,
      mintAnswer: tokenRefused(
        403,
        'insufficient_scope',
        'The request requires higher privileges than provided by the access token',
        'admin.api',
      ),
    },
  },
  {
    name: 'admin-without-role',
    trouble: 'whoever the admin access token is for is no administrator',
    cause: 'token.insufficient_role',
    exitCode: 4,
    server: {
      helpsAnotherAdminToken: true,
      mintAnswer: { status: 403, body: { error: 'Forbidden', message: 'User does not have the admin role' } },
    },
  },
  {
    name: 'admin-audience',
    trouble: 'the admin access token is for another API',
    cause: 'token.wrong_issuer_or_audience',
    exitCode: 4,
    server: {
      helpsAnotherAdminToken: true,
      adminTokenClaims: { aud: 'https://api.practice.example', scope: 'reports.read' },
      mintAnswer: tokenRefused(401, 'invalid_token', 'The access token has an invalid audience'),
    },
  },
  {
    name: 'admin-id-token',
    trouble: 'an ID token was given in place of the admin access token',
    cause: 'token.wrong_kind',
    exitCode: 4,
    server: {
      helpsAnotherAdminToken: true,
      adminTokenClaims: { aud: 'admin-console', sub: 'operator', nonce: 'n-0S6_WzA2Mj', name: 'An Operator' },
      mintAnswer: tokenRefused(401, 'invalid_token', 'The access token is invalid'),
    },
  },
  {
    name: 'admin-iat',
    trouble: 'an initial access token was given in place of the admin access token',
    cause: 'token.wrong_kind',
    exitCode: 4,
    server: {
      helpsAnotherAdminToken: true,
      adminTokenClaims: { typ: 'InitialAccessToken', jti: '5f2c1a50-6b8e-4c39-9a6f-7d1e7b3b0f11' },
      mintAnswer: tokenRefused(401, 'invalid_token', 'Token verification failed'),
    },
  },
  {
    name: 'clock-off',
    trouble: 'the server’s clock is half an hour behind, so a fresh token is not valid yet',
    cause: 'clock.skew',
    exitCode: 4,
    server: {
      clockAheadSeconds: -1800,
      adminTokenClaims: { scope: 'admin.api' },
      mintAnswer: tokenRefused(401, 'invalid_token', 'The token was issued in the future'),
    },
  },
];
