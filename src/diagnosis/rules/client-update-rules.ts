import type { Rule } from '../rule.ts';
import { unchangeable } from './refusals.ts';

/** RFC 7592: what an update sends, and whether it may. */
export const clientUpdateRules = [
  {
    id: 'client-update-not-permitted-said',
    cause: 'update.not_permitted',
    when: {
      stage: ['update', 'delete'],
      says: [
        /(?:permission|permitted|allowed|authori[sz]ed|able)[^\n]{0,40}(?:update|modify|change|edit|delete|manage|remove)/,
        /(?:update|modif\w+|change|edit|delet\w+|management|removal)[^\n]{0,40}(?:not (?:allowed|permitted|enabled|available|implemented|supported for)|forbidden|disabled|denied)/,
        /read[- ]?only|static(?:ally)? (?:registered|client)|its own (?:record|registration)/,
        /not (?:been )?(?:dynamically|self-?) ?(?:registered|created)|(?:pre-?registered|built-?in|system) clients?\b/,
      ],
      not: { any: [{ status: [401, 405] }, { says: /secret|different client|another client|policy '/ }] },
    },
    confidence: 0.87,
  },
  {
    id: 'client-read-not-permitted-said',
    cause: 'update.not_permitted',
    when: {
      stage: ['read'],
      status: [403],
      says: /permission|permitted|allowed to (?:read|view)/,
      not: { code: ['insufficient_scope', 'invalid_token'] },
    },
    confidence: 0.66,
  },
  {
    id: 'client-update-forbidden',
    cause: 'update.not_permitted',
    when: {
      stage: ['update', 'delete'],
      status: [403],
      not: { any: [{ code: ['invalid_token'] }, { facts: ['markup'] }] },
    },
    confidence: 0.42,
    shift: [{ when: { code: ['access_denied', 'forbidden', 'unauthorized_client'] }, by: 0.15 }],
  },
  {
    // RFC 9110 sections 15.5.10 and 15.5.13, RFC 6585 section 3: the state of the client is at odds with the request.
    id: 'client-state-at-odds',
    cause: 'update.not_permitted',
    when: { stage: ['update', 'delete'], status: [409, 412, 428], not: { facts: ['markup'] } },
    confidence: 0.44,
    try: [
      'Read the client and look what has changed; 412 and 428 ask for If-Match with the ETag of that answer, and 409 for what hangs on the client to go first.',
    ],
  },
  {
    id: 'server-members-said',
    cause: 'update.server_fields',
    when: {
      stage: ['update'],
      says: /(?:registration_access_token|registration_client_uri|client_secret_expires_at|client_id_issued_at)/,
      complains: ['not-allowed', 'invalid', 'unsupported'],
      not: { status: [401, '2xx'] },
    },
    confidence: 0.9,
  },
  {
    // RFC 7592 section 2.2 lets a server refuse what it does not want changed.
    id: 'member-said-unchangeable',
    cause: 'metadata.field_invalid',
    when: {
      stage: ['update'],
      clause: unchangeable,
      about: ['auth-method', 'grant', 'scope', 'redirect', 'other-member', 'client-name', 'jwks', 'jwks-uri'],
      not: { status: [401, '2xx'] },
    },
    confidence: 0.8,
    try: ['Send the member as the server gave it at registration, or register a new client with the other value.'],
  },
  {
    id: 'server-members-sent-back',
    cause: 'update.server_fields',
    when: { stage: ['update'], status: [400, 422], facts: ['server-members-sent-back', 'unspecific'] },
    confidence: 0.62,
  },
  {
    id: 'client-id-said-different',
    cause: 'metadata.client_id_mismatch',
    when: {
      stage: ['update'],
      about: ['client-id'],
      any: [{ about: ['client-id'], complains: ['mismatch', 'missing', 'invalid'] }, { facts: ['client-id-differs'] }],
      not: { any: [{ status: [404, '2xx'] }, { status: [401], not: { facts: ['client-id-differs'] } }] },
    },
    confidence: 0.9,
  },
  {
    // RFC 7592 section 2.2: an update is all of the metadata; some servers count the secret to it.
    id: 'client-secret-said-to-be-left-out',
    cause: 'metadata.field_missing',
    when: { stage: ['update'], status: [400, 422], about: ['client-secret'], complains: ['missing'] },
    confidence: 0.82,
    member: 'client_secret',
  },
  {
    id: 'client-id-differs',
    cause: 'metadata.client_id_mismatch',
    when: { stage: ['update'], status: [400, 422, 409], facts: ['client-id-differs', 'unspecific'] },
    confidence: 0.6,
  },
  {
    id: 'client-id-left-out',
    cause: 'metadata.client_id_mismatch',
    when: { stage: ['update'], status: [400, 422, '5xx'], facts: ['client-id-left-out', 'unspecific'] },
    confidence: 0.6,
  },
  {
    // Read with the same token at the same address a moment ago: neither client nor address is at fault.
    id: 'client-update-not-taken-after-read',
    cause: 'request.method',
    when: { stage: ['update'], status: [404, 405, 501], facts: ['client-was-read'] },
    confidence: 0.9,
    try: [
      'The preset says which method is sent: PATCH with empowernow, PUT with any other and with none. Update again with the one of this server: --preset NAME.',
      'Where that is refused too, the server takes no updates: its administrator can change the client.',
    ],
  },
] as const satisfies readonly Rule[];
