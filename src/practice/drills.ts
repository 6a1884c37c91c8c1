/** An answer given in the server's place; an object is sent as JSON. */
export type CannedAnswer = {
  status: number;
  headers?: Readonly<Record<string, string>>;
  body: string | Readonly<Record<string, unknown>>;
};

/** What a drill changes at the practice server. Everything left out works as it should. */
export type ServerTrouble = {
  /** Answers every mint that came with the right admin token. */
  mintAnswer?: CannedAnswer;
  /** What is true of a minted token behind an answer that says what was asked for. */
  mintedToken?: { lifetimeSeconds?: number; uses?: number; refusedWith: string };
  /** All scopes that the server supports: others are refused. */
  supportedScopes?: readonly string[];
  /** The scopes that a client gets: others are dropped without a word. */
  grantedScopes?: readonly string[];
  /** http redirect URIs are refused unless the host is a loopback address. */
  httpsRedirectUris?: true;
  /** Answers every registration, and nothing is registered. */
  registrationAnswer?: CannedAnswer;
  /** Milliseconds between a registration that was made and its answer. */
  answerDelayMs?: number;
  /** The connection is reset once the registration was made, before a byte of its answer. */
  cutAnswer?: true;
};

export type Drill = {
  name: string;
  /** One line for people. */
  trouble: string;
  /** Id of the cause that a diagnosis must lead to; null where the run has nothing to diagnose. */
  cause: string | null;
  /** Of a headless run. */
  exitCode: number;
  /** What the run has to ask for to meet the trouble, in place of the runbook's own words. */
  redirectUris?: readonly string[];
  /** Other client metadata likewise, by RFC 7591 name. */
  set?: Readonly<Record<string, string>>;
  /** The request is one that a careful client warns of before it is sent. */
  sendAnyway?: true;
  server: ServerTrouble;
};

export const PRACTICE_SCOPES = [
  'openid',
  'profile',
  'email',
  'offline_access',
  'admin.api',
  'application.all',
  'dcr.register',
] as const;

const everyScope = { scope: PRACTICE_SCOPES.join(' ') };

export const drills: readonly Drill[] = [
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
    name: 'https-only',
    trouble: 'the server wants https and a redirect URI has http',
    cause: 'redirect.not_https',
    exitCode: 6,
    redirectUris: ['http://app.practice.example/auth/callback'],
    sendAnyway: true,
    server: { httpsRedirectUris: true },
  },
  {
    name: 'scope-narrowed',
    trouble: 'seven scopes are asked for, three are granted, nobody says so',
    cause: 'result.silently_changed',
    exitCode: 0,
    set: everyScope,
    server: { grantedScopes: ['openid', 'profile', 'email'] },
  },
  {
    name: 'scope-refused',
    trouble: 'the server does not know some of the scopes',
    cause: 'scope.not_allowed',
    exitCode: 6,
    set: everyScope,
    server: { supportedScopes: ['openid', 'profile', 'email', 'offline_access'] },
  },
  {
    name: 'dcr-disabled',
    trouble: 'dynamic registration is switched off',
    cause: 'dcr.disabled',
    exitCode: 6,
    server: {
      registrationAnswer: {
        status: 403,
        body: { error: 'access_denied', error_description: 'Client registration is disabled' },
      },
    },
  },
  {
    name: 'admin-refused',
    trouble: 'the admin access token has expired',
    cause: 'token.expired',
    exitCode: 4,
    server: {
      mintAnswer: {
        status: 401,
        headers: {
          'www-authenticate':
            'Bearer realm="practice", error="invalid_token", error_description="The access token expired"',
        },
        body: { error: 'invalid_token', error_description: 'The access token expired' },
      },
    },
  },
  {
    name: 'admin-without-scope',
    trouble: 'the admin access token lacks the scope that minting needs',
    cause: 'token.insufficient_scope',
    exitCode: 4,
    server: {
      mintAnswer: {
        status: 403,
        headers: {
          'www-authenticate':
            'Bearer realm="practice", error="insufficient_scope", error_description="The request requires higher privileges than provided by the access token", scope="admin.api"',
        },
        body: {
          error: 'insufficient_scope',
          error_description: 'The request requires higher privileges than provided by the access token',
        },
      },
    },
  },
  {
    name: 'slow',
    trouble: 'the registration takes its time, and works',
    cause: null,
    exitCode: 0,
    server: { answerDelayMs: 3000 },
  },
  {
    name: 'cut-after-send',
    trouble: 'the client is registered and the connection is reset before the answer',
    cause: 'network.reset_before_answer',
    exitCode: 8,
    server: { cutAnswer: true },
  },
  {
    name: 'html-page',
    trouble: 'a gateway answers 200 with a page of its own',
    cause: 'response.not_json',
    exitCode: 8,
    server: {
      registrationAnswer: {
        status: 200,
        headers: { 'content-type': 'text/html; charset=utf-8' },
        body: '<!DOCTYPE html>\n<html lang="en">\n<head><title>Scheduled maintenance</title></head>\n<body>\n<h1>Scheduled maintenance</h1>\n<p>This service is being updated. Please try again later.</p>\n</body>\n</html>\n',
      },
    },
  },
  {
    name: 'rate-limited',
    trouble: 'too many registrations came from here',
    cause: 'rate.limited',
    exitCode: 9,
    server: {
      registrationAnswer: {
        status: 429,
        headers: { 'retry-after': '60' },
        body: {
          error: 'too_many_requests',
          error_description: 'You have exceeded the rate limit for client registration requests',
        },
      },
    },
  },
  {
    name: 'unavailable',
    trouble: 'a gateway finds no server behind it',
    cause: 'server.gateway',
    exitCode: 8,
    server: {
      registrationAnswer: {
        status: 503,
        headers: { 'content-type': 'text/plain' },
        body: 'no healthy upstream',
      },
    },
  },
];

export function findDrill(name: string): Drill | undefined {
  return drills.find(drill => drill.name === name);
}
