import type { Condition, Rule } from '../rule.ts';

const refused: Condition = { any: [{ code: ['invalid_token'] }, { status: [401] }] };
const namesAScope = /scopes?\b/;

/** The admin token, or any bearer that is a JWT: its time, its audience, its rights. */
export const tokenRules = [
  {
    id: 'token-said-expired',
    cause: 'token.expired',
    when: {
      stage: ['mint', 'read', 'update', 'delete'],
      any: [
        { about: ['token', 'rat'], complains: ['expired'] },
        { says: /\bexp\b.{0,40}(?:check failed|past|invalid)|lifetime validation failed/ },
        { code: ['expired_token', 'token_expired'] },
      ],
      not: { says: /not yet valid|invalid, expired|expired or|or expired|certificate/ },
    },
    confidence: 0.9,
    shift: [
      {
        when: { status: ['none'], requested: /locally|before (?:anything|sending)|not sent|nothing was sent/ },
        by: -0.3,
      },
    ],
  },
  {
    id: 'token-maybe-expired',
    cause: 'token.expired',
    when: {
      stage: ['mint', 'read', 'update', 'delete'],
      says: /invalid,? (?:or )?expired|expired or|or expired/,
      about: ['token', 'rat'],
    },
    confidence: 0.5,
  },
  {
    id: 'token-lapsed-by-its-exp',
    cause: 'token.expired',
    when: { ...refused, stage: ['mint', 'read', 'update', 'delete'], facts: ['token-lapsed'] },
    confidence: 0.75,
  },
  {
    id: 'token-refused-at-mint-may-be-expired',
    cause: 'token.expired',
    when: {
      stage: ['mint'],
      any: [{ code: ['invalid_token'] }, { status: [401] }],
      not: { says: /signature|audience|issuer|scope|decode/ },
    },
    confidence: 0.32,
    shift: [
      { when: { facts: ['token-in-time'] }, by: -0.15 },
      { when: { facts: ['no-token-sent'] }, by: -0.2 },
    ],
    try: ['Look into the token: its exp, iss and aud tell which it is.'],
  },
  {
    id: 'token-lapsed-before-sending',
    cause: 'token.expired_locally',
    when: { facts: ['token-lapsed'], status: ['none'] },
    confidence: 0.92,
  },
  {
    id: 'token-said-lapsed-before-sending',
    cause: 'token.expired_locally',
    when: {
      status: ['none'],
      stage: ['mint', 'register', 'read', 'update', 'delete'],
      about: ['token'],
      complains: ['expired'],
      any: [
        { requested: /locally|before (?:anything|sending|it was sent)|nothing was sent|decoded|not sent/ },
        { says: /local(?:ly)? clock|locally/ },
      ],
    },
    confidence: 0.86,
  },
  {
    id: 'token-lapsed-and-refused',
    cause: 'token.expired_locally',
    when: { ...refused, facts: ['token-lapsed'] },
    confidence: 0.6,
  },
  {
    id: 'token-shown-with-exp',
    cause: 'token.expired_locally',
    when: { status: ['none'], facts: ['exp-shown'], requested: /expired|lapsed|decoded/ },
    confidence: 0.6,
  },
  {
    id: 'token-exp-zero-shown',
    cause: 'token.exp_zero',
    when: { status: ['none'], anyFact: ['exp-zero-shown', 'token-exp-zero'] },
    confidence: 0.92,
  },
  {
    id: 'token-exp-zero-said',
    cause: 'token.exp_zero',
    when: {
      says: /\bexp(?:iry|iration)?\b["']?\s{0,3}(?:[:=]|is|of)\s{0,3}0\b|\b1970\b/,
      about: ['token', 'iat', 'rat'],
    },
    confidence: 0.75,
  },
  {
    id: 'token-unverifiable-said',
    cause: 'token.not_verifiable',
    when: {
      stage: ['mint', 'register', 'read', 'update', 'delete'],
      any: [{ status: [401] }, { code: ['invalid_token'] }, { status: [403, 400], about: ['token'] }],
      says: /signature|(?:failed|unable|could not|cannot|attempting) (?:to )?(?:decode|parse|verify|validate|introspect)|malformed (?:jwt|jws|token|access token)|(?:not|in)valid(?: compact)? (?:jwt|jws|token format)|no matching key|key(?: was)? not found|unknown key|\bkid\b|not a (?:valid )?jwt|wrong number of segments|not enough segments/,
      not: { about: ['software-statement'] },
    },
    confidence: 0.86,
    shift: [{ when: { says: /issuer|audience/ }, by: -0.15 }],
  },
  {
    id: 'token-refused-at-mint',
    cause: 'token.not_verifiable',
    when: { stage: ['mint'], any: [{ code: ['invalid_token'] }, { status: [401] }] },
    confidence: 0.45,
    shift: [
      { when: { complains: ['expired', 'missing'] }, by: -0.25 },
      { when: { about: ['token'], complains: ['invalid'] }, by: 0.12 },
      { when: { anyFact: ['no-token-sent', 'challenge-bare'] }, by: -0.15 },
    ],
    try: ['Look into the token: its exp, iss and aud tell which it is.'],
  },
  {
    id: 'audience-or-issuer-said',
    cause: 'token.wrong_issuer_or_audience',
    when: {
      stage: ['mint', 'register', 'read', 'update', 'delete'],
      says: /(?:\baud(?:ience)?s?\b|\biss(?:uer)?\b)["']?[^\n]{0,80}(?:invalid|mismatch|wrong|unexpected|bad|not (?:match|allowed|trusted|accepted|valid|recogni[sz]ed)|n't match|incorrect|does not|check failed|unknown)|(?:invalid|mismatch(?:ed|ing)?|wrong|unexpected|bad|incorrect|unknown|untrusted)[^\n]{0,24}["']?(?:\baud(?:ience)?s?\b|\biss(?:uer)?\b)|(?:different|another|wrong) (?:realm|tenant|issuer|audience)/,
      not: { any: [{ about: ['software-statement'] }, { says: /expectedissuer|discovery|metadata/ }] },
    },
    confidence: 0.88,
  },
  {
    id: 'token-from-elsewhere',
    cause: 'token.wrong_issuer_or_audience',
    when: { any: [{ code: ['invalid_token'] }, { status: [401] }], facts: ['token-elsewhere'] },
    confidence: 0.68,
  },
  {
    id: 'scope-lacking-by-code',
    cause: 'token.insufficient_scope',
    when: { code: ['insufficient_scope'] },
    confidence: 0.6,
    shift: [
      { when: { anyFact: ['challenge-scope'] }, by: 0.3 },
      {
        when: { says: /higher privileges|(?:insufficient|required?|missing|needs?|expected) [^\n]{0,40}scopes?/ },
        by: 0.25,
      },
      { when: { says: /policy|rejected request|not permitted to use/ }, by: -0.35 },
      { when: { says: /\bforbidden\b/, not: { says: namesAScope } }, by: -0.05 },
    ],
  },
  {
    id: 'scope-said-lacking',
    cause: 'token.insufficient_scope',
    when: {
      status: [401, 403, 'none'],
      clause:
        /\b(?:missing|insufficient|requires?|required|needs?|lacks?|expected|does ?n.t have|without|not have|no) [^\n]{0,50}\bscopes?\b|\bscopes?\b[^\n]{0,40}(?:missing|required|insufficient|not (?:granted|present|included|sufficient))/,
      not: { says: /requested scope|clientscope|client scope|policy/ },
    },
    confidence: 0.87,
    shift: [{ when: { requested: /authori[sz]e/ }, by: -0.3 }],
  },
  {
    id: 'role-said-lacking',
    cause: 'token.insufficient_role',
    when: {
      stage: ['mint', 'register', 'delete'],
      status: [401, 403, 'none'],
      says: /\broles?\b|permission|privilege|\bnot an? admin|admin(?:istrator)?s? (?:only|role|rights|access)|membership|not authori[sz]ed to (?:perform|create|mint|issue)|manage-clients|create-client|access to this resource/,
      not: { any: [{ says: /scope|to access "http/ }, { facts: ['markup'] }] },
    },
    confidence: 0.82,
    shift: [{ when: { stage: ['delete'] }, by: -0.4 }],
  },
  {
    id: 'forbidden-at-mint',
    cause: 'token.insufficient_role',
    when: { stage: ['mint'], status: [403], not: { facts: ['markup'] } },
    confidence: 0.52,
    shift: [{ when: { says: namesAScope }, by: -0.25 }],
    try: ['The answer does not say whether a role or a scope is lacking: look into the token for roles and scope.'],
  },
  {
    id: 'forbidden-at-mint-may-be-scope',
    cause: 'token.insufficient_scope',
    when: { stage: ['mint'], status: [403], facts: ['unspecific'], not: { facts: ['markup'] } },
    confidence: 0.3,
  },
  {
    id: 'forbidden-at-mint-may-be-policy',
    cause: 'policy.denied',
    when: { stage: ['mint'], status: [403], facts: ['unspecific'], not: { facts: ['markup'] } },
    confidence: 0.22,
  },
  {
    id: 'forbidden-and-no-scope-named',
    cause: 'token.insufficient_role',
    when: {
      stage: ['mint', 'register'],
      code: ['insufficient_scope'],
      facts: ['unspecific'],
      not: { facts: ['challenge-scope'] },
    },
    confidence: 0.58,
    shift: [
      { when: { facts: ['no-token-sent'] }, by: -0.3 },
      { when: { says: /privileges/ }, by: -0.3 },
    ],
  },
  {
    id: 'clock-said',
    cause: 'clock.skew',
    when: {
      says: /not yet valid|not valid (?:yet|before)|used before|before (?:its )?nbf|\bnbf\b|["'(]iat["')][^\n]{0,60}(?:future|past|check|claim|valid)|\biat\b claim|issued (?:at )?(?:is )?in the future|clock (?:skew|drift)|clocks? (?:are|is|differ)|future[^\n]{0,20}(?:iat|issued)|token (?:is )?from the future/,
      not: { says: /certificate|x509|cert_|\bssl\b/ },
    },
    confidence: 0.9,
  },
  {
    id: 'clocks-differ-and-token-refused',
    cause: 'clock.skew',
    when: { any: [{ code: ['invalid_token', 'invalid_client'] }, { status: [401] }], facts: ['clock-differs'] },
    confidence: 0.4,
  },
  {
    id: 'token-not-yet-valid-here',
    cause: 'clock.skew',
    when: { any: [{ code: ['invalid_token'] }, { status: [401, 'none'] }], facts: ['token-not-yet-valid'] },
    confidence: 0.8,
  },
] as const satisfies readonly Rule[];
