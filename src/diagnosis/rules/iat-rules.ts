import type { Condition, Rule } from '../rule.ts';

const saysWhich: Condition = {
  any: [
    { complains: ['expired', 'used-up', 'revoked'] },
    // A server that says «missing» to a token it was sent means that it does not know it.
    { complains: ['missing'], not: { facts: ['token-shown'] } },
    { says: /not found|unknown|no access token|signature|issuer|audience|decode|not allowed|scheme|header/ },
  ],
};
const tokenRefused: Condition = {
  stage: ['register'],
  any: [
    { code: ['invalid_token', 'invalid_grant'] },
    {
      status: [401],
      not: {
        code: ['invalid_client', 'invalid_client_metadata', 'invalid_redirect_uri', 'invalid_software_statement'],
        not: { about: ['iat', 'token'] },
      },
    },
  ],
};
const bareRefusal: Condition = { all: [tokenRefused], not: { any: [saysWhich, { facts: ['no-token-sent'] }] } };
/** One sentence for every token that is refused: it does not say which it was. */
const eitherOr =
  /(?:invalid|unknown|revoked|used|not found)[\w ,]{0,24} or (?:has |is )?expired|expired(?:,| or)[\w ,]{0,24}(?:invalid|unknown|revoked|used|not found)/;
/** Initial access tokens: time and uses; where the answer does not say which, our own book does. */
export const iatRules = [
  {
    id: 'iat-said-expired',
    cause: 'iat.expired',
    when: { stage: ['register'], about: ['iat', 'token'], complains: ['expired'] },
    confidence: 0.86,
    shift: [
      { when: { about: ['iat'], complains: ['expired'] }, by: 0.06 },
      { when: { facts: ['iat-lapsed'] }, by: 0.05 },
      { when: { facts: ['iat-in-time'] }, by: -0.06 },
      { when: { complains: ['used-up', 'revoked', 'unknown', 'invalid'] }, by: -0.2 },
      { when: { clause: eitherOr }, by: -0.1 },
      {
        when: { status: ['none'], requested: /locally|before (?:anything|sending)|not sent|nothing was sent/ },
        by: -0.3,
      },
    ],
  },
  {
    id: 'iat-lapsed-by-our-clock',
    cause: 'iat.expired',
    when: { all: [tokenRefused], facts: ['iat-lapsed'] },
    confidence: 0.85,
  },
  {
    id: 'iat-about-to-lapse',
    cause: 'iat.expired',
    when: { all: [tokenRefused], facts: ['iat-lapsing'] },
    confidence: 0.5,
  },
  {
    id: 'iat-refused-bare-expired',
    cause: 'iat.expired',
    when: bareRefusal,
    confidence: 0.36,
    shift: [
      { when: { facts: ['iat-in-time'] }, by: -0.06 },
      { when: { facts: ['iat-used-up'] }, by: -0.2 },
      { when: { about: ['iat', 'token'], complains: ['invalid'] }, by: -0.04 },
      { when: { stage: ['register'], facts: ['no-words'], not: { facts: ['iat-minted-here'] } }, by: -0.08 },
    ],
    try: [
      'The answer does not say whether it expired, is used up or was never known: the server’s list of tokens or its log does.',
    ],
  },
  {
    id: 'iat-said-used-up',
    cause: 'iat.exhausted',
    when: { stage: ['register'], about: ['iat', 'token'], complains: ['used-up'] },
    confidence: 0.88,
    shift: [
      { when: { facts: ['iat-used-up'] }, by: 0.06 },
      { when: { complains: ['expired', 'revoked', 'unknown'] }, by: -0.2 },
    ],
  },
  {
    id: 'iat-used-up-by-our-book',
    cause: 'iat.exhausted',
    when: { all: [tokenRefused], facts: ['iat-used-up'], not: { facts: ['iat-lapsed'] } },
    confidence: 0.85,
  },
  {
    id: 'iat-used-up-if-refusals-count',
    cause: 'iat.exhausted',
    when: { all: [bareRefusal], facts: ['iat-used-up-if-refusals-count'] },
    confidence: 0.55,
  },
  {
    id: 'iat-worked-before-and-is-refused-in-time',
    cause: 'iat.exhausted',
    when: { all: [bareRefusal], facts: ['iat-worked-before', 'iat-in-time'] },
    confidence: 0.45,
  },
  {
    id: 'iat-refused-bare-used-up',
    cause: 'iat.exhausted',
    when: bareRefusal,
    confidence: 0.3,
    shift: [
      { when: { facts: ['iat-has-uses', 'iat-minted-here'] }, by: -0.05 },
      { when: { facts: ['iat-lapsed'] }, by: -0.15 },
      { when: { facts: ['iat-has-one-use', 'iat-given'] }, by: 0.1 },
    ],
  },
  {
    id: 'iat-said-unknown',
    cause: 'iat.revoked_or_unknown',
    when: {
      stage: ['register', 'delete'],
      status: [400, 401, 403, 'none'],
      about: ['iat', 'token'],
      complains: ['unknown', 'revoked'],
      not: {
        any: [
          { about: ['rat', 'software-statement'] },
          { says: /server metadata/ },
          { stage: ['delete'], not: { about: ['iat'] } },
        ],
      },
    },
    confidence: 0.82,
    shift: [
      { when: { about: ['iat'], complains: ['unknown', 'revoked'] }, by: 0.08 },
      { when: { complains: ['expired', 'used-up'] }, by: -0.35 },
    ],
  },
  {
    id: 'iat-said-inactive',
    cause: 'iat.expired',
    when: { stage: ['register'], about: ['iat', 'token'], clause: /not active|inactive/ },
    confidence: 0.48,
    shift: [{ when: { facts: ['iat-in-time'] }, by: -0.1 }],
    try: [
      '«Not active» is said of expired, of not yet valid and of revoked tokens alike: compare the clocks and the lifetime.',
    ],
  },
  {
    id: 'iat-said-inactive-may-be-revoked',
    cause: 'iat.revoked_or_unknown',
    when: { stage: ['register'], about: ['iat', 'token'], clause: /not active|inactive/ },
    confidence: 0.44,
  },
  {
    id: 'iat-said-invalid',
    cause: 'iat.revoked_or_unknown',
    when: { all: [bareRefusal], about: ['iat', 'token'], complains: ['invalid', 'not-allowed'] },
    confidence: 0.42,
    shift: [
      { when: { about: ['iat'], complains: ['invalid'] }, by: 0.08 },
      { when: { facts: ['iat-lapsed'] }, by: -0.15 },
    ],
    try: [
      'The answer does not say whether it expired, is used up or was never known: the server’s list of tokens or its log does.',
    ],
  },
  {
    id: 'iat-said-invalid-or-expired',
    cause: 'iat.revoked_or_unknown',
    when: { stage: ['register'], about: ['iat', 'token'], clause: eitherOr },
    confidence: 0.44,
    shift: [
      { when: { facts: ['iat-lapsed'] }, by: -0.2 },
      { when: { facts: ['iat-in-time'] }, by: 0.1 },
    ],
  },
  {
    // «A valid token is required», said to a request that had one.
    id: 'iat-said-not-the-valid-one',
    cause: 'iat.revoked_or_unknown',
    when: { all: [bareRefusal], about: ['iat', 'token'], clause: /\bvalid\b[^\n]{0,40}token/, facts: ['token-shown'] },
    confidence: 0.44,
  },
  {
    id: 'iat-refused-bare-unknown',
    cause: 'iat.revoked_or_unknown',
    when: bareRefusal,
    confidence: 0.3,
    shift: [
      { when: { facts: ['iat-minted-here', 'iat-in-time', 'iat-has-uses'] }, by: 0.12 },
      { when: { facts: ['iat-lapsed'] }, by: -0.15 },
    ],
  },
] as const satisfies readonly Rule[];
