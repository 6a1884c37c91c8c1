import type { Condition, Rule } from '../rule.ts';
import { foreignToken, lapsedSignature } from './refusals.ts';

const refused: Condition = { any: [{ code: ['invalid_token'] }, { status: [401] }] };

/** «Inválido o ha expirado»: one sentence for every token that is refused. */
const invalidOrExpired =
  /(?:inv[áa]lid\w*|invalide|ung[üu]ltig\w*|non valido|无效|無効|недействител\w*)[^\n]{0,12}(?:\b(?:o|ou|oder|или)\b|或|または)[^\n]{0,16}(?:expir|abgelaufen|caduc|scadut|过期|期限|ист[её]к)/;

/** What is read from a token’s own times, and said of them. */
export const tokenTimeRules = [
  {
    id: 'token-said-expired',
    cause: 'token.expired',
    when: {
      stage: ['mint', 'read', 'update', 'delete'],
      any: [
        { about: ['token', 'rat'], complains: ['expired'] },
        { says: /\bexp\b.{0,40}(?:check failed|past|invalid)|lifetime validation failed/ },
        { says: lapsedSignature },
        { code: ['expired_token', 'token_expired'] },
      ],
      not: { says: [/not yet valid|invalid, expired|expired or|or expired|certificate/, invalidOrExpired] },
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
      says: [/invalid,? (?:or )?expired|expired or|or expired/, invalidOrExpired],
      about: ['token', 'rat'],
    },
    confidence: 0.5,
  },
  {
    id: 'token-said-inactive',
    cause: 'token.expired',
    when: { stage: ['mint', 'read', 'update', 'delete'], about: ['token'], clause: /(?:not|n't) active|inactive/ },
    confidence: 0.55,
  },
  {
    id: 'token-lapsed-by-its-exp',
    cause: 'token.expired',
    when: { all: [refused], stage: ['mint', 'read', 'update', 'delete'], facts: ['token-lapsed'] },
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
      { when: { says: foreignToken }, by: -0.12 },
    ],
    headline: 'The access token may have expired; the answer does not say.',
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
    when: { all: [refused], facts: ['token-lapsed'] },
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
    id: 'clock-said',
    cause: 'clock.skew',
    when: {
      says: [
        /not yet (?:valid|active)|not active yet|notbeforeerror|jwt not active|not valid (?:yet|before)|used before/,
        /before (?:its )?nbf|\bnbf\b|["'(]iat["')][^\n]{0,60}(?:future|past|check|claim|valid)/,
        /\biat\b claim|issued (?:at )?(?:is )?in the future|clock (?:skew|drift)/,
        /clocks? (?:are|is|differ)|future[^\n]{0,20}(?:iat|issued)|token (?:is )?from the future/,
      ],
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
