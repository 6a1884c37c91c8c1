import type { Drill } from '../drill.ts';
import { PRACTICE_SCOPES } from '../practice-scopes.ts';

export const everyScope = { scope: PRACTICE_SCOPES.join(' ') };

const refusal = (error: string, error_description: string) => ({ status: 400, body: { error, error_description } });

/** What is asked for. Mending it helps. */
export const metadataDrills: readonly Drill[] = [
  {
    name: 'https-only',
    trouble: 'the server wants https and a redirect URI has http',
    cause: 'redirect.not_https',
    exitCode: 6,
    redirectUris: ['http://app.practice.example/auth/callback'],
    sendAnyway: true,
    server: {
      objection: {
        member: 'redirect_uris',
        where: /^http:\/\/(?!(?:localhost|127\.0\.0\.1|\[::1\])(?:[:/]|$))/,
        answer: refusal('invalid_redirect_uri', 'redirect_uris must use the https scheme, got {value}'),
      },
    },
  },
  {
    name: 'redirect-fragment',
    trouble: 'a redirect URI has a fragment',
    cause: 'redirect.fragment_or_userinfo',
    exitCode: 6,
    redirectUris: ['https://app.practice.example/auth/callback#done'],
    sendAnyway: true,
    // The OpenID provider itself refuses it.
    server: {},
  },
  {
    name: 'redirect-wildcard',
    trouble: 'a redirect URI has a wildcard',
    cause: 'redirect.malformed',
    exitCode: 6,
    redirectUris: ['https://*.practice.example/auth/callback'],
    sendAnyway: true,
    server: {
      objection: {
        member: 'redirect_uris',
        where: /\*/,
        answer: refusal('invalid_redirect_uri', 'Wildcards are not allowed in redirect_uris: {value}'),
      },
    },
  },
  {
    name: 'keys-missing',
    trouble: 'the client is to sign by private_key_jwt, and no key goes along',
    cause: 'keys.missing',
    exitCode: 6,
    withoutKeys: true,
    sendAnyway: true,
    // The OpenID provider itself refuses it.
    server: {},
  },
  {
    name: 'jwks-uri-wanted',
    trouble: 'the server takes keys by jwks_uri only',
    cause: 'keys.other_form_wanted',
    exitCode: 6,
    server: {
      objection: {
        member: 'jwks',
        where: /keys/,
        answer: refusal('invalid_client_metadata', 'jwks is not supported, provide a jwks_uri'),
      },
    },
  },
  {
    name: 'auth-method',
    trouble: 'the server does not offer the client’s way to authenticate',
    cause: 'metadata.auth_method_unsupported',
    exitCode: 6,
    server: {
      objection: {
        member: 'token_endpoint_auth_method',
        where: /^private_key_jwt$/,
        answer: refusal(
          'invalid_client_metadata',
          'token_endpoint_auth_method {value} is not supported. Supported: client_secret_basic, client_secret_post, none',
        ),
      },
    },
  },
  {
    name: 'grant-type',
    trouble: 'the server does not give one of the grants to such clients',
    cause: 'metadata.grant_unsupported',
    exitCode: 6,
    set: { grant_types: ['authorization_code', 'client_credentials'] },
    server: {
      objection: {
        member: 'grant_types',
        where: /^client_credentials$/,
        answer: refusal('invalid_client_metadata', 'Grant type {value} is not allowed for registered clients'),
      },
    },
  },
  {
    name: 'member-missing',
    trouble: 'the server wants a member that was not sent, and says so in its own form',
    cause: 'metadata.field_missing',
    exitCode: 6,
    server: {
      objection: {
        member: 'contacts',
        answer: {
          status: 422,
          body: { detail: [{ type: 'missing', loc: ['body', 'contacts'], msg: 'Field required' }] },
        },
      },
    },
  },
  {
    name: 'scope-refused',
    trouble: 'the server does not know some of the scopes',
    cause: 'scope.not_allowed',
    exitCode: 6,
    set: everyScope,
    server: { supportedScopes: ['openid', 'profile', 'email', 'offline_access'] },
  },
];
