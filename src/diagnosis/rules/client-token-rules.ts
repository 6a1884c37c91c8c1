import type { Evidence } from '../../domain/evidence/evidence.ts';
import type { Rule } from '../rule.ts';

const management: readonly Evidence['stage'][] = ['read', 'update', 'delete'];
const goneWords: readonly RegExp[] = [
  /client[^\n]{0,60}(?:not (?:be )?found|does ?n.t exist|unknown|deleted|removed|no longer|purged|expired)/,
  /(?:unknown|no such|deleted|expired|no|unrecogni[sz]ed) client|client[^\n]{0,40}not recogni[sz]ed/,
  /(?:registration|record)[^\n]{0,30}(?:not (?:be )?found|removed|deleted|no longer|expired)/,
  /may have been deleted/,
];

/** RFC 7592: whether the registration access token, and the client, are still good. */
export const clientTokenRules = [
  {
    id: 'client-token-refused',
    cause: 'rat.stale_or_mismatch',
    when: {
      stage: management,
      any: [{ status: [401] }, { code: ['invalid_token'] }],
      not: {
        any: [{ code: ['invalid_client', 'insufficient_scope'] }, { facts: ['challenge-bare', 'no-token-sent'] }],
      },
    },
    confidence: 0.74,
    shift: [
      { when: { about: ['token', 'rat'], complains: ['expired'] }, by: -0.35 },
      { when: { says: /initial access token|token type|scope|signature|audience|issuer/ }, by: -0.2 },
      // Said of the header, not of the token in it.
      { when: { says: /(?:malformed|invalid|bad|missing|no) (?:authori[sz]ation header|bearer)/ }, by: -0.28 },
    ],
  },
  {
    id: 'client-token-said-wrong',
    cause: 'rat.stale_or_mismatch',
    when: {
      stage: management,
      any: [
        { about: ['rat'], complains: ['invalid', 'mismatch', 'unknown', 'revoked'] },
        {
          says: [
            /not authori[sz]ed to (?:view|update|delete|read|manage)/,
            /(?:issued for|belongs to|of) (?:a )?(?:different|another|other) client/,
            /token[^\n]{0,40}(?:does ?n.t|not) (?:match|belong)|rotated|superseded|replaced by a newer/,
          ],
        },
      ],
      not: { status: ['2xx'] },
    },
    confidence: 0.84,
  },
  {
    id: 'client-token-forbidden',
    cause: 'rat.stale_or_mismatch',
    when: {
      stage: management,
      status: [403],
      facts: ['unspecific'],
      not: { any: [{ facts: ['markup'] }, { code: ['access_denied', 'invalid_request'] }] },
    },
    confidence: 0.5,
    shift: [{ when: { says: /permission|permitted|allowed/ }, by: -0.25 }],
  },
  {
    id: 'client-gone-by-status',
    cause: 'client.purged',
    when: { stage: management, status: [404, 410], not: { facts: ['markup'] } },
    confidence: 0.58,
    shift: [
      { when: { status: [410] }, by: 0.25 },
      { when: { status: [404], facts: ['client-was-read'] }, by: -0.4 },
      { when: { facts: ['url-doubled-segment'] }, by: -0.25 },
      { when: { says: /page not found|cannot (?:get|put|patch|delete) \// }, by: -0.25 },
    ],
  },
  {
    id: 'client-gone-said',
    cause: 'client.purged',
    when: {
      stage: management,
      says: goneWords,
      not: { any: [{ status: ['2xx'] }, { status: [401], not: { about: ['client'], complains: ['unknown'] } }] },
    },
    confidence: 0.86,
    shift: [
      { when: { about: ['token', 'rat'] }, by: -0.3 },
      { when: { status: [404, 405, 501], facts: ['client-was-read'] }, by: -0.6 },
    ],
  },
  {
    id: 'client-perhaps-gone',
    cause: 'client.purged',
    when: { stage: management, status: [401], not: { code: ['invalid_client'] } },
    confidence: 0.22,
    shift: [{ when: { says: goneWords }, by: 0.3 }],
  },
  {
    id: 'client-read-refused-without-a-word',
    cause: 'rat.stale_or_mismatch',
    when: { stage: ['read', 'delete'], status: [400, 422], facts: ['unspecific'], not: { code: ['invalid_client'] } },
    confidence: 0.28,
    try: ['RFC 7592 wants 401 here; this server’s 400 does not say whether the token or the client is at fault.'],
  },
  {
    id: 'client-read-refused-may-be-gone',
    cause: 'client.purged',
    when: { stage: ['read', 'delete'], status: [400, 422], facts: ['unspecific'], not: { code: ['invalid_client'] } },
    confidence: 0.3,
  },
  {
    id: 'client-request-refused-whatever-it-says',
    cause: 'rat.stale_or_mismatch',
    when: { stage: ['read', 'delete'], status: [400, 422] },
    confidence: 0.2,
  },
  {
    id: 'client-request-refused-may-be-the-path',
    cause: 'endpoint.wrong_path',
    when: { stage: ['read', 'delete'], status: [400, 422] },
    confidence: 0.18,
  },
  {
    id: 'client-token-came-with-read',
    cause: 'rat.rotated_on_read',
    when: { stage: ['read'], status: ['2xx'], facts: ['token-rotated'] },
    confidence: 0.72,
    try: ['Compare it with the saved one: only where they differ was it replaced.'],
  },
  {
    id: 'client-token-refused-after-read',
    cause: 'rat.rotated_on_read',
    when: {
      stage: ['read', 'update'],
      status: [401, 403],
      requested: [
        /after (?:an? |the )?(?:earlier |previous )?(?:get|read)\b|read (?:it )?(?:just )?before/,
        /second (?:get|read)|rotat|(?:get|read)\b[^\n]{0,60}(?:twice|again)|before an? (?:earlier |previous )?(?:get|read)\b/,
      ],
    },
    confidence: 0.78,
  },
] as const satisfies readonly Rule[];
