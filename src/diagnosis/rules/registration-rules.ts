import type { Rule } from '../rule.ts';

/** Whether this server registers clients dynamically at all. */
export const registrationRules = [
  {
    id: 'registration-said-off',
    cause: 'dcr.disabled',
    when: {
      stage: ['register', 'network'],
      says: [
        /registration[^\n.:]{0,50}(?:\bdisabled|not (?:be )?(?:enabled|supported|available|allowed|active|configured|implemented|required)|switched off|turned off|unavailable|deactivated|\bclosed\b|\boff\b)/,
        /(?:disabled|not enabled|(?:does not|doesn't) (?:support|allow|offer))[^\n.]{0,24}(?:dynamic|client) (?:client )?registration/,
        /\bfeature\b[^\n]{0,24}(?:disabled|not (?:enabled|available|licensed|supported)|unavailable)/,
        /\bdcr\b[^\n]{0,30}(?:disabled|not (?:enabled|supported|available|allowed)|off)/,
      ],
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
      not: { says: /limit|\bcap\b|quota|maximum/ },
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
      facts: ['json'],
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
    id: 'registration-said-to-be-by-hand',
    cause: 'dcr.disabled',
    when: {
      stage: ['register'],
      status: ['4xx', '5xx', 'none'],
      says: [
        /administrators? (?:must|has to|have to|needs? to|can only|should) (?:register|create|add)/,
        /register(?:ed)? manually|manual(?:ly)? regist|pre-?registered clients? only/,
        /must be (?:pre-?registered|registered by)|only administrators? (?:can|may)/,
      ],
    },
    confidence: 0.64,
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
      says: [
        /\b(?:no|without|lacks?|missing|not (?:have|find|contain|include|provide|advertise))\b[^\n]{0,30}registration[_ ]endpoint/,
        /registration[_ ]endpoint[^\n]{0,50}(?:missing|not (?:be )?(?:found|present|advertised|defined|available|set|supported)|undefined|null|absent)/,
      ],
    },
    confidence: 0.88,
  },
  {
    id: 'registration-not-supported-said-by-a-client',
    cause: 'dcr.not_advertised',
    when: {
      status: ['none'],
      says: [
        /(?:does ?n.t|not|no)[^\n]{0,20}support[^\n]{0,40}(?:dynamic|client) (?:client )?registration/,
        /(?:dynamic|client) (?:client )?registration[^\n]{0,30}not (?:be )?(?:supported|available)/,
        /\bdcr\b[^\n]{0,20}not supported/,
      ],
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
      requested: [
        /(?:no|without|lacks?|has no|missing)[^\n]{0,20}registration_endpoint|path was guessed/,
        /guessed (?:path|address|endpoint)|fall(?:s|ing)? ?back to \/register/,
      ],
    },
    confidence: 0.8,
  },
] as const satisfies readonly Rule[];
