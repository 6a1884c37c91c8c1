import type { Drill } from '../drill.ts';
import { everyScope } from './metadata-drills.ts';

/** Registered, but not as it should be; or it looks like that. */
export const resultDrills: readonly Drill[] = [
  {
    name: 'scope-narrowed',
    trouble: 'seven scopes are asked for, three are granted, nobody says so',
    cause: 'result.silently_changed',
    exitCode: 0,
    set: everyScope,
    server: { grantedScopes: ['openid', 'profile', 'email'] },
  },
  {
    name: 'method-replaced',
    trouble: 'the client gets a secret in place of the method it asked for',
    cause: 'result.silently_changed',
    exitCode: 0,
    server: {
      madeAnswer: {
        with: {
          token_endpoint_auth_method: 'client_secret_basic',
          client_secret: 'practice-Jw8n3Zt6Qk1Rv5Bx0Lm',
          client_secret_expires_at: 0,
        },
      },
    },
  },
  {
    name: 'status-200',
    trouble: 'the server answers 200 in place of 201',
    cause: 'result.deviation_200_instead_of_201',
    exitCode: 0,
    server: { madeAnswer: { status: 200 } },
  },
  {
    name: 'secret-without-end',
    trouble: 'the client gets a secret as well, and nobody says when it expires',
    cause: 'result.deviation_members',
    exitCode: 0,
    server: { madeAnswer: { with: { client_secret: 'practice-Jw8n3Zt6Qk1Rv5Bx0Lm' } } },
  },
  {
    name: 'relative-client-uri',
    trouble: 'the address that manages the client is relative',
    cause: 'result.deviation_members',
    exitCode: 0,
    server: { madeAnswer: { with: { registration_client_uri: '/api/oidc/dcr/register/mine' } } },
  },
  {
    name: 'no-client-id',
    trouble: 'the server says that it worked, and not which client it made',
    cause: 'response.no_client_id',
    exitCode: 8,
    server: { madeAnswer: { without: ['client_id'] } },
  },
];
