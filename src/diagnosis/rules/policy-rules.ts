import type { Rule } from '../rule.ts';

/** Whether anybody may register here, and whether this caller may. */
export const policyRules = [
  {
    id: 'registration-said-off',
    cause: 'dcr.disabled',
    when: {
      stage: ['register', 'network'],
      says: /registration[^\n.:]{0,50}(?:\bdisabled|not (?:be )?(?:enabled|supported|available|allowed|active|configured|implemented)|switched off|turned off|unavailable|deactivated|\boff\b)|(?:disabled|not enabled|not supported|does not support|not allow)[^\n]{0,40}(?:dynamic|client) (?:client )?registration|\bdcr\b[^\n]{0,30}(?:disabled|not (?:enabled|supported|available|allowed)|off)/,
      not: { any: [{ status: ['none'] }, { says: /registration[_ ]endpoint|anonymous|without a token/ }] },
    },
    confidence: 0.9,
  },
  {
    id: 'registration-off-by-code',
    cause: 'dcr.disabled',
    when: {
      stage: ['register'],
      code: [
        'registration_not_supported',
        'registration_disabled',
        'dcr_disabled',
        'not_supported',
        'feature_disabled',
      ],
    },
    confidence: 0.88,
  },
  {
    id: 'registration-not-implemented',
    cause: 'dcr.disabled',
    when: { stage: ['register'], status: [501] },
    confidence: 0.72,
  },
  {
    id: 'registration-not-found-by-the-server-itself',
    cause: 'dcr.disabled',
    when: {
      stage: ['register'],
      status: [404],
      code: [
        'not_found',
        'invalid_request',
        'access_denied',
        'unsupported_operation',
        'not_supported',
        'registration_not_supported',
      ],
    },
    confidence: 0.58,
    try: [
      'An answer in OAuth’s form came from the authorization server itself, so the path may be right and the feature off: discovery tells.',
    ],
  },
  {
    id: 'registration-perhaps-off',
    cause: 'dcr.disabled',
    when: { stage: ['register'], status: [404, 405] },
    confidence: 0.28,
  },
  {
    id: 'registration-perhaps-off-403',
    cause: 'dcr.disabled',
    when: { stage: ['register'], status: [403], facts: ['unspecific'], not: { facts: ['markup'] } },
    confidence: 0.2,
  },
  {
    id: 'registration-not-advertised-said',
    cause: 'dcr.not_advertised',
    when: {
      says: /(?:no|without|lacks?|missing|not (?:have|find|contain|include|provide|advertise))[^\n]{0,30}registration[_ ]endpoint|registration[_ ]endpoint[^\n]{0,50}(?:missing|not (?:be )?(?:found|present|advertised|defined|available|set|supported)|undefined|null|absent)/,
    },
    confidence: 0.88,
  },
  {
    id: 'registration-not-supported-said-by-a-client',
    cause: 'dcr.not_advertised',
    when: {
      status: ['none'],
      says: /(?:does ?n.t|not|no)[^\n]{0,20}support[^\n]{0,40}(?:dynamic|client) (?:client )?registration|(?:dynamic|client) (?:client )?registration[^\n]{0,30}not (?:be )?(?:supported|available)|\bdcr\b[^\n]{0,20}not supported/,
    },
    confidence: 0.88,
  },
  {
    id: 'metadata-without-registration',
    cause: 'dcr.not_advertised',
    when: { facts: ['metadata-without-registration'], status: ['2xx', 'none'] },
    confidence: 0.86,
    shift: [{ when: { facts: ['metadata-elsewhere'] }, by: -0.3 }],
  },
  {
    id: 'registration-address-was-guessed',
    cause: 'dcr.not_advertised',
    when: {
      stage: ['register', 'network'],
      status: [401, 403, 404, 405, 'none'],
      requested:
        /(?:no|without|lacks?|has no|missing)[^\n]{0,20}registration_endpoint|path was guessed|guessed (?:path|address|endpoint)|fall(?:s|ing)? ?back to \/register/,
    },
    confidence: 0.8,
  },
  {
    id: 'caller-said-denied',
    cause: 'policy.denied',
    when: {
      stage: ['mint', 'register', 'update'],
      status: [400, 401, 403],
      says: /access (?:is )?(?:denied|forbidden)|not (?:on|in) (?:the|our) (?:list|allow ?list)|(?:user|tenant|organi[sz]ation|account|application|client software|caller|subject|app)[^\n]{0,60}(?:not (?:been )?(?:approved|allowed|authori[sz]ed|permitted|whitelisted|enabled|entitled)|denied|blocked)|not (?:approved|authori[sz]ed|permitted|allowed|entitled) (?:to register|for registration)|(?:denied|rejected|forbidden|blocked) by (?:the )?(?:\w+ )?policy|policy[^\n]{0,60}(?:reject|den|forbid|violat)/,
      not: {
        any: [
          { facts: ['markup'] },
          {
            about: ['redirect', 'scope', 'grant', 'auth-method', 'jwks', 'jwks-uri', 'software-statement', 'client-id'],
          },
          { says: /registration is disabled|trusted|csrf/ },
        ],
      },
    },
    confidence: 0.74,
    shift: [{ when: { code: ['access_denied', 'unauthorized_client', 'insufficient_scope'] }, by: 0.08 }],
  },
  {
    id: 'caller-denied-by-code',
    cause: 'policy.denied',
    when: {
      stage: ['mint', 'register', 'update'],
      code: ['access_denied', 'unauthorized_client'],
      not: { any: [{ facts: ['markup'] }, { says: /disabled|not enabled/ }] },
    },
    confidence: 0.6,
  },
  {
    id: 'registration-forbidden',
    cause: 'policy.denied',
    when: { stage: ['register'], status: [403], facts: ['unspecific'], not: { facts: ['markup'] } },
    confidence: 0.4,
    shift: [{ when: { code: ['invalid_token'] }, by: -0.3 }],
    try: [
      'The answer does not say what is forbidden: ask the server’s administrator for the log line of this request.',
    ],
  },
  {
    id: 'registration-forbidden-may-be-role',
    cause: 'token.insufficient_role',
    when: {
      stage: ['register'],
      status: [403],
      facts: ['unspecific'],
      not: { any: [{ facts: ['markup'] }, { facts: ['no-token-sent'] }] },
    },
    confidence: 0.3,
  },
  {
    id: 'keycloak-policy-rejected',
    cause: 'policy.denied',
    when: {
      stage: ['register', 'update'],
      says: /policy '[^'\n]{1,80}' rejected|rejected request to client-registration/,
    },
    confidence: 0.6,
    shift: [{ when: { says: /trusted|clientscope|client scope|max clients|it's allowed to have max/ }, by: -0.3 }],
  },
  {
    id: 'host-said-not-trusted',
    cause: 'policy.host_not_trusted',
    when: {
      stage: ['register'],
      says: /\bhost\b[^\n]{0,20}not (?:be )?(?:trusted|allowed|permitted)|untrusted (?:host|ip|network|address)|trusted (?:networks?|hosts?|ips?|addresses)|(?:ip|remote|source|client)[ -]address[^\n]{0,40}not (?:be )?(?:allowed|trusted|permitted|in)|\bip\b[^\n]{0,30}(?:not (?:allowed|trusted|permitted)|is not in)/,
      not: {
        any: [
          { says: /\bur[il]s?\b[^\n]{0,40}(?:does ?n.t|not) match/ },
          { facts: ['markup'] },
          { clause: /redirect/ },
        ],
      },
    },
    confidence: 0.88,
  },
  {
    id: 'quota-said',
    cause: 'policy.quota',
    when: {
      stage: ['register'],
      says: /max(?:imum)?\b[^\n]{0,50}\b(?:clients|applications|apps|registrations|entities)|(?:limit|quota)\b[^\n]{0,50}\b(?:clients?|applications?|apps|entities|registered)|\b(?:clients?|applications?|apps)\b[^\n]{0,40}(?:limit|quota)|too many (?:clients|applications|apps|entities|registered)|too_many_entities|quota (?:exceeded|reached)/,
      not: { any: [{ status: [429] }, { about: ['iat'] }, { says: /rate limit|requests|uses?\b|usage/ }] },
    },
    confidence: 0.89,
  },
  {
    id: 'scope-refused-by-code',
    cause: 'scope.not_allowed',
    when: { stage: ['register', 'update'], code: ['invalid_scope'] },
    confidence: 0.88,
    shift: [
      { when: { any: [{ requested: /\bauthori[sz]e\b/ }, { says: /\/authori[sz]e/ }, { status: ['2xx'] }] }, by: -0.4 },
    ],
  },
  {
    id: 'scope-refused-in-words',
    cause: 'scope.not_allowed',
    when: {
      stage: ['register', 'update'],
      about: ['scope'],
      complains: ['invalid', 'not-allowed', 'unsupported', 'unknown'],
      not: {
        any: [
          { aboutAll: ['scope', 'iat'] },
          { status: [401] },
          { code: ['insufficient_scope'], not: { says: /policy|client ?scope/ } },
          { says: /higher privileges/ },
        ],
      },
    },
    confidence: 0.87,
    shift: [{ when: { any: [{ requested: /\bauthori[sz]e\b/ }, { says: /\/authori[sz]e/ }] }, by: -0.35 }],
  },
  {
    id: 'scope-asked-and-refused-without-a-word',
    cause: 'scope.not_allowed',
    when: { stage: ['register'], code: ['invalid_client_metadata'], facts: ['scope-asked', 'unspecific'] },
    confidence: 0.25,
  },
  {
    id: 'scope-refused-later',
    cause: 'scope.default_too_small',
    when: {
      about: ['scope'],
      any: [
        { requested: /\bauthori[sz]e\b|authori[sz]ation (?:request|endpoint)|at login|sign-?in|\/token\b/ },
        {
          says: /\/authori[sz]e|at login|for this client|registered with|client was registered/,
          not: { facts: ['scope-asked'] },
        },
      ],
      not: { says: /dynamic|cannot request scope/ },
    },
    confidence: 0.84,
  },
  {
    id: 'scope-refused-later-by-code',
    cause: 'scope.default_too_small',
    when: {
      code: ['invalid_scope'],
      any: [{ requested: /\bauthori[sz]e\b|registered without scope/ }, { says: /\/authori[sz]e/ }],
    },
    confidence: 0.84,
  },
  {
    id: 'software-statement-unapproved',
    cause: 'software_statement.unapproved',
    when: { stage: ['register'], code: ['unapproved_software_statement'] },
    confidence: 0.93,
  },
  {
    id: 'software-statement-said-unapproved',
    cause: 'software_statement.unapproved',
    when: {
      stage: ['register'],
      about: ['software-statement'],
      clause:
        /not (?:be )?(?:approved|trusted|accepted|recogni[sz]ed|allowed|permitted|active)|untrusted|unapproved|unknown issuer|inactive/,
    },
    confidence: 0.86,
  },
  {
    id: 'software-statement-invalid',
    cause: 'software_statement.invalid',
    when: { stage: ['register'], code: ['invalid_software_statement'] },
    confidence: 0.93,
  },
  {
    id: 'software-statement-said-invalid',
    cause: 'software_statement.invalid',
    when: {
      stage: ['register'],
      about: ['software-statement'],
      complains: ['invalid', 'expired', 'mismatch', 'missing', 'unreachable'],
      not: { code: ['unapproved_software_statement'] },
    },
    confidence: 0.8,
    shift: [{ when: { clause: /trusted|approved/ }, by: -0.3 }],
  },
] as const satisfies readonly Rule[];
