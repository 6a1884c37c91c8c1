import type { Drill } from '../drill.ts';

/** Minting, which no RFC describes. */
export const mintDrills: readonly Drill[] = [
  {
    name: 'mint-not-found',
    trouble: 'nothing that mints lives at the address',
    cause: 'endpoint.wrong_path',
    exitCode: 9,
    server: {
      mintAnswer: {
        status: 404,
        headers: { 'content-type': 'text/html; charset=utf-8' },
        body: '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Error</title>\n</head>\n<body>\n<pre>Cannot POST /api/admin/dcr/initial-access-tokens</pre>\n</body>\n</html>\n',
      },
    },
  },
  {
    name: 'gateway-key',
    trouble: 'a gateway in front of the mint wants a key of its own, beside the token',
    cause: 'token.missing',
    exitCode: 4,
    server: {
      mintAnswer: {
        status: 401,
        headers: { 'www-authenticate': 'Key realm="kong"', server: 'kong' },
        body: { message: 'No API key found in request' },
      },
    },
  },
  {
    name: 'mint-without-token',
    trouble: 'the mint works, and its answer has the token under another name',
    cause: 'mint.token_member_missing',
    exitCode: 9,
    server: {
      mintAnswer: {
        status: 200,
        body: { id: '0b6c7f5e', initial_access_token: 'opaque-Zk3vT1qf0aWm7sYb2Hn8Xc5L', expires_in: 3600 },
      },
    },
  },
  {
    name: 'keycloak-spelling',
    trouble: 'the server spells the terms of a mint as Keycloak does',
    cause: 'mint.invalid_limit',
    exitCode: 6,
    server: {
      mintAnswer: {
        status: 400,
        body: {
          error:
            'Unrecognized field "expires_in" (class org.keycloak.representations.idm.ClientInitialAccessCreatePresentation), not marked as ignorable (3 known properties: "expiration", "count", "webOrigins")',
        },
      },
    },
  },
];
