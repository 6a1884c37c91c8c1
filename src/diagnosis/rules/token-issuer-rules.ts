import type { Rule } from '../rule.ts';
import { foreignToken, lapsedSignature, registrationJwt, signedRequest } from './refusals.ts';

/** Whether a token is good at all, and for this server. */
export const tokenIssuerRules = [
  {
    id: 'token-unverifiable-said',
    cause: 'token.not_verifiable',
    when: {
      stage: ['mint', 'register', 'read', 'update', 'delete'],
      any: [
        { status: [401] },
        { code: ['invalid_token'] },
        { status: [400, 403, 422], about: ['token'] },
        { stage: ['mint'], status: [403, 422], says: /signature|segments/ },
      ],
      says: [
        /signature/,
        /(?:failed|unable|could not|cannot|attempting) (?:to )?(?:decode|parse|verify|validate|introspect)/,
        /(?:could|can)(?: ?not|n't) be (?:decoded|parsed|verified|validated|introspected)/,
        /malformed (?:jwt|jws|token|access token)/,
        /(?:not|in)valid(?: compact)? (?:jwt|jws|token format)|no (?:matching|applicable|suitable|such|usable) (?:signing |public )?key|key(?: was)? not found/,
        /unknown key|\bkid\b|not a (?:valid )?jwt|wrong number of segments|not enough segments/,
      ],
      not: {
        any: [
          { about: ['software-statement'] },
          { says: lapsedSignature },
          { says: signedRequest },
          { says: registrationJwt },
        ],
      },
    },
    confidence: 0.86,
    shift: [{ when: { says: /issuer|audience|\b(?:iss|aud) claim/ }, by: -0.3 }],
  },
  {
    id: 'token-refused-at-mint',
    cause: 'token.not_verifiable',
    when: { stage: ['mint'], any: [{ code: ['invalid_token'] }, { status: [401] }] },
    confidence: 0.45,
    shift: [
      { when: { any: [{ complains: ['expired'] }, { about: ['token'], complains: ['missing'] }] }, by: -0.25 },
      { when: { complains: ['missing'], says: /authenticat|credential|log(?:ged)? ?in|sign(?:ed)? ?in/ }, by: -0.25 },
      { when: { about: ['token'], complains: ['invalid'] }, by: 0.12 },
      { when: { anyFact: ['no-token-sent', 'challenge-bare'] }, by: -0.15 },
    ],
  },
  {
    id: 'audience-or-issuer-said',
    cause: 'token.wrong_issuer_or_audience',
    when: {
      stage: ['mint', 'register', 'read', 'update', 'delete'],
      says: [
        /(?:\baud(?:ience)?s?\b|\biss(?:uer)?\b)["']?[^\n]{0,80}(?:invalid|mismatch|wrong|unexpected|bad|not (?:match|allowed|trusted|accepted|valid|recogni[sz]ed)|n't match|incorrect|does not|not configured|check failed|unknown)/,
        /(?:invalid|mismatch(?:ed|ing)?|wrong|unexpected|bad|incorrect|unknown|untrusted)[^\n]{0,24}["']?(?:\baud(?:ience)?s?\b|\biss(?:uer)?\b)/,
        /(?:different|another|wrong) (?:realm|tenant|issuer|audience|provider)/,
        /expected (?:issuer|audience)|missing the "?(?:aud|iss)\b|given '?iss\b/,
      ],
      not: { any: [{ about: ['software-statement'] }, { says: /expectedissuer|discovery|metadata/ }] },
    },
    confidence: 0.88,
  },
  {
    // The claims that a server compares with its own settings are iss and aud.
    id: 'some-claim-said-off',
    cause: 'token.wrong_issuer_or_audience',
    when: {
      any: [
        { stage: ['mint', 'register', 'read', 'update', 'delete'], status: [401, 403] },
        { stage: ['mint'], status: [400, 422] },
      ],
      clause: /\bclaims?\b[^\n]{0,40}(?:did not|not (?:pass|valid|match)|invalid|mismatch|fail)|invalid claims?\b/,
      not: { any: [{ about: ['software-statement'] }, { complains: ['expired'] }, { says: /scope|role/ }] },
    },
    confidence: 0.52,
  },
  {
    id: 'token-said-foreign',
    cause: 'token.wrong_issuer_or_audience',
    when: {
      stage: ['mint'],
      any: [{ code: ['invalid_token'] }, { status: [401, 403] }],
      says: foreignToken,
      not: { complains: ['expired'] },
    },
    confidence: 0.72,
    try: ['Where the token is opaque, a server also forgets those that lapsed: get a fresh one from this very server.'],
  },
  {
    id: 'token-from-elsewhere',
    cause: 'token.wrong_issuer_or_audience',
    when: { any: [{ code: ['invalid_token'] }, { status: [401] }], facts: ['token-elsewhere'] },
    confidence: 0.68,
  },
] as const satisfies readonly Rule[];
