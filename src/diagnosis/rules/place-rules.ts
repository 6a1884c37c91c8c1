import type { Evidence } from '../../domain/evidence/evidence.ts';
import type { Rule } from '../rule.ts';
import { unreachedBehind } from './refusals.ts';

const calls: readonly Evidence['stage'][] = ['mint', 'register'];
const looking: readonly Evidence['stage'][] = ['network', 'discover'];

/** Where the request went: nothing there, something else there, or metadata that leads elsewhere. */
export const placeRules = [
  {
    id: 'nothing-there',
    cause: 'endpoint.wrong_path',
    when: { stage: calls, status: [404, 410] },
    confidence: 0.55,
    shift: [
      { when: { anyFact: ['markup', 'plain', 'empty'] }, by: 0.15 },
      { when: { facts: ['url-doubled-segment'] }, by: 0.25 },
      {
        when: {
          says: [
            /^not found$|"?not found"?$|cannot (?:get|post|put) \/|page not found|no route/,
            /no (?:static )?resource|http 404|no handler/,
          ],
        },
        by: 0.15,
      },
      { when: { requested: /(?:no|without|lacks?|has no|missing)[^\n]{0,20}registration_endpoint|guess/ }, by: -0.1 },
      { when: { code: ['not_found', 'access_denied', 'invalid_request'] }, by: -0.12 },
      { when: { says: /registration[^\n]{0,40}(?:not enabled|disabled|not supported)/ }, by: -0.4 },
      { when: { says: unreachedBehind }, by: -0.3 },
    ],
  },
  {
    id: 'nothing-there-for-a-client',
    cause: 'endpoint.wrong_path',
    when: { stage: ['read', 'update', 'delete'], status: [404] },
    confidence: 0.36,
    shift: [
      { when: { anyFact: ['markup', 'url-doubled-segment'] }, by: 0.3 },
      { when: { says: /page not found|cannot (?:get|post|put|patch|delete) \/|no route/ }, by: 0.25 },
    ],
  },
  {
    // Neither a GET nor a DELETE has a body that could be of the wrong kind: something else answers there.
    id: 'body-faulted-where-none-was-sent',
    cause: 'endpoint.wrong_path',
    when: { stage: ['read', 'delete'], status: [415, 422] },
    confidence: 0.32,
  },
  {
    id: 'no-route-said',
    cause: 'endpoint.wrong_path',
    when: {
      stage: ['mint', 'register', 'read', 'update', 'delete'],
      status: ['4xx', 'none'],
      says: [
        /cannot (?:get|post|put|patch|delete) \/|no route (?:matched|found|matches)|route not found/,
        /no handler found|missing authentication token|no such (?:route|endpoint|path)/,
        /unknown (?:endpoint|path|route)/,
      ],
    },
    confidence: 0.84,
  },
  {
    id: 'another-protocol-answered',
    cause: 'endpoint.wrong_path',
    when: {
      stage: ['mint', 'register', 'read', 'update', 'delete'],
      any: [
        { facts: ['json-rpc'] },
        { says: /must provide (?:a )?query(?: string)?|text\/event-stream|mcp-session-id|graphql operations?\b/ },
      ],
    },
    confidence: 0.82,
    try: [
      'What answered speaks another protocol (MCP, GraphQL): the registration endpoint is the one that discovery names.',
    ],
  },
  {
    id: 'storage-answered',
    cause: 'endpoint.wrong_path',
    when: {
      stage: ['mint', 'register', 'read', 'update', 'delete'],
      status: [400, 403, 404, 405],
      header: { server: /amazons3|windows-azure-(?:blob|web)|uploadserver/i },
    },
    confidence: 0.8,
    try: ['Files are served at this address (S3, Azure Storage), not an authorization server.'],
  },
  {
    // The server that answered knows no site of this name: HTTP.sys, Django, Starlette, a platform's front door.
    id: 'host-said-unknown',
    cause: 'endpoint.wrong_path',
    when: {
      stage: ['mint', 'register', 'read', 'update', 'delete'],
      status: [400, 403, 404, 421, 503],
      says: [
        /invalid host(?:name| header)|host ?name is invalid|disallowed ?host|unknown (?:virtual )?host\b/,
        /(?:deployment|project|application|app) (?:could not be|was not|not) found|no such app\b/,
        /\b(?:unknown|no such|no matching) (?:api|route|service|proxy|virtual server)\b/,
      ],
      not: { about: ['redirect', 'jwks-uri'] },
    },
    confidence: 0.72,
    try: [
      'The host that answered does not serve this name: compare the host of the address, and what the proxy passes on.',
    ],
  },
  {
    id: 'redirect-to-a-sign-in-may-be-the-path',
    cause: 'endpoint.wrong_path',
    when: { stage: calls, status: ['3xx'], facts: ['location-sign-in'] },
    confidence: 0.3,
  },
  {
    id: 'page-of-an-application',
    cause: 'endpoint.wrong_path',
    when: { stage: calls, status: ['2xx'], facts: ['markup'], not: { anyFact: ['sign-in', 'bot-challenge'] } },
    confidence: 0.4,
  },
  {
    id: 'well-known-not-found',
    cause: 'discovery.wrong_url',
    when: { stage: looking, status: [400, 401, 403, 404, 405, 406, 410, 415, 422], facts: ['url-well-known'] },
    confidence: 0.84,
    shift: [{ when: { facts: ['url-well-known-after-path'] }, by: 0.06 }],
  },
  {
    id: 'discovery-said-not-found',
    cause: 'discovery.wrong_url',
    when: { stage: looking, status: [404, 405, 410], requested: /discover|well-known|openid-config|metadata/ },
    confidence: 0.8,
  },
  {
    id: 'well-known-no-metadata',
    cause: 'discovery.wrong_url',
    when: { stage: looking, status: ['2xx'], facts: ['url-well-known'], anyFact: ['markup', 'plain', 'empty'] },
    confidence: 0.72,
    shift: [{ when: { anyFact: ['sign-in', 'bot-challenge'] }, by: -0.4 }],
  },
  {
    id: 'well-known-said',
    cause: 'discovery.wrong_url',
    when: {
      says: [
        /\.well-known|discovery (?:document|failed|endpoint)/,
        /(?:failed|unable|could not) to (?:fetch|discover|load|retrieve|obtain)[^\n]{0,40}(?:metadata|configuration|openid)/,
        /no (?:oauth|authorization server) metadata|unable to resolve (?:the )?configuration with the provided issuer/,
      ],
      not: {
        any: [
          { status: ['2xx', '5xx', 429] },
          // Who judges client metadata has been found.
          { code: ['invalid_client_metadata'] },
          {
            says: /issuer[^\n]{0,60}(?:match|differ)|registration_endpoint|certificate|getaddrinfo|econn|timeout|ssl|failed to connect|could not connect/,
          },
        ],
      },
    },
    confidence: 0.72,
  },
  {
    id: 'discovery-not-found',
    cause: 'discovery.wrong_url',
    when: { stage: ['discover'], status: [404] },
    confidence: 0.8,
  },
  {
    id: 'metadata-from-elsewhere',
    cause: 'discovery.origin_mismatch',
    when: { facts: ['metadata-elsewhere'], status: ['2xx', 'none'] },
    confidence: 0.88,
  },
  {
    id: 'metadata-issuer-said-different',
    cause: 'discovery.origin_mismatch',
    when: {
      says: [
        /(?:issuer|endpoint|origin)[^\n]{0,100}(?:d(?:oes|id|o)(?: not|n't) match|mismatch|differ|unexpected|not equal|not on the same|another origin|different origin)/,
        /unexpected[^\n]{0,40}issuer|expectedissuer/,
      ],
      any: [{ stage: looking }, { says: /metadata|discovery|well-known|expectedissuer/ }],
      not: { any: [{ status: [401, 403] }, { says: /certificate|token issuer/ }] },
    },
    confidence: 0.86,
  },
] as const satisfies readonly Rule[];
