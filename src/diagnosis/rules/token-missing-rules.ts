import type { Rule } from '../rule.ts';
import { gatewayKey } from './refusals.ts';

/** A token is wanted and none came. */
export const tokenMissingRules = [
  {
    id: 'no-token-sent-and-refused',
    cause: 'token.missing',
    when: { status: [401, 403], anyFact: ['no-token-sent', 'empty-bearer'] },
    confidence: 0.86,
    shift: [
      { when: { status: [403] }, by: -0.3 },
      { when: { says: /policy|polic(?:y|ies)|trusted|disabled|not enabled|quota|csrf|referer/ }, by: -0.4 },
    ],
  },
  {
    // A recording may have left the header out; a server that speaks of no token at all says the same.
    id: 'no-token-among-the-headers',
    cause: 'token.missing',
    when: {
      stage: ['mint', 'register', 'read', 'update', 'delete'],
      status: [401],
      facts: ['no-token-seen'],
      not: { facts: ['token-known-of'] },
    },
    confidence: 0.6,
    shift: [
      { when: { about: ['iat', 'rat', 'token'], complains: ['missing'] }, by: 0.2 },
      { when: { about: ['iat', 'rat', 'token'], complains: ['expired', 'used-up', 'revoked'] }, by: -0.35 },
    ],
  },
  {
    id: 'empty-bearer-and-failure',
    cause: 'token.missing',
    when: { status: ['4xx', '5xx'], facts: ['empty-bearer'] },
    confidence: 0.8,
  },
  {
    id: 'no-token-and-no-answer',
    cause: 'token.missing',
    when: { stage: ['mint', 'register'], status: ['none'], anyFact: ['no-token-sent', 'empty-bearer'] },
    confidence: 0.75,
  },
  {
    id: 'token-said-missing',
    cause: 'token.missing',
    when: {
      stage: ['mint', 'register', 'read', 'update', 'delete'],
      status: ['4xx', 'none'],
      says: [
        /\bno (?:initial |registration )?(?:access |bearer |auth(?:entication|orization)? ?)?(?:tokens?|credentials?|header)\b/,
        /(?:missing|no) (?:subscription|api)[ -]?keys?|not authenticated|unauthenticated/,
        /authentication (?:is )?(?:required|needed)|authentication credentials were not provided/,
        /no authori[sz]ation was found|missing authentication\b|auth(?:ori[sz]ation)? header (?:is )?missing/,
        /(?:jwt|token) must be (?:provided|present|sent)|failed to resolve api key/,
        /(?:missing|absent|empty|without)(?: an?| the)? (?:initial |registration )?(?:access |bearer |auth(?:orization|entication)? ?)?(?:tokens?|authori[sz]ation|credentials|header)/,
        /(?:authori[sz]ation header|bearer token|access token|credentials?|token|jwt)(?: is| was| were)? (?:missing|required|absent|empty|not (?:provided|present|found in|supplied|set|given|included|sent))/,
        /(?:does not|did not|doesn't) (?:contain|include|have|carry)[^\n]{0,20}(?:access token|bearer|authori[sz]ation)/,
        /(?:must|need to) (?:provide|include|send|supply|be logged|authenticate)/,
        /(?:requires?|required)[^\n]{0,12}(?:initial access token|access token|authentication|bearer)\b/,
        /anmeldedaten fehlen|authentifizierung (?:ist )?(?:erforderlich|notwendig)|nicht angemeldet/,
        /d'(?:authentification|identification)[^\n]{0,20}non fourni|authentification[^\n]{0,20}(?:requise|nécessaire)/,
        /credenciales[^\n]{0,20}no se prove|autenticaci[óo]n[^\n]{0,20}(?:requerida|necesaria)|credenciais[^\n]{0,20}não foram/,
        /認証(?:情報が含まれ|が必要)|未(?:登录|登錄|认证|携带)|请先登录|需要(?:登录|认证)|缺少(?:令牌|token)|не были предоставлены/,
      ],
      not: {
        says: [
          /signature|claim|scope|permission|\broles?\b|maybe missing|metadata|redirect/,
          /missing authentication token|no (?:remaining|more)|cannot be used|query/,
          /\b(?:an?|the) (?:user|admin|management|service|application|app|client|machine|personal access) (?:access )?token is/,
        ],
      },
    },
    confidence: 0.84,
    shift: [
      { when: { anyFact: ['no-token-sent', 'empty-bearer', 'challenge-bare'] }, by: 0.08 },
      { when: { facts: ['token-shown'] }, by: -0.45 },
      { when: { says: gatewayKey }, by: -0.4 },
      // Nothing but absence is said: something on the way, or the client, has left out what the request was to carry.
      {
        when: {
          facts: ['token-shown'],
          says: /not authenticated|no authori[sz]ation was found|header|must be provided/,
        },
        by: 0.2,
      },
      { when: { status: [400, 404, 422] }, by: -0.1 },
      { when: { says: /missing or (?:invalid|malformed|expired)|(?:invalid|expired|malformed) or missing/ }, by: -0.3 },
      {
        when: {
          says: /\b(?:a )?valid [^\n]{0,40}(?:token|credentials)/,
          not: { anyFact: ['no-token-sent', 'empty-bearer'] },
        },
        by: -0.25,
      },
    ],
  },
  {
    id: 'registration-said-to-need-a-token',
    cause: 'token.missing',
    when: {
      stage: ['register'],
      status: ['4xx'],
      says: [
        /(?:requires?|needs?|only (?:for|with)) (?:an? )?authenticated/,
        /authenticated (?:registration|callers?|requests?)/,
        /anonymous (?:client )?registration (?:is )?(?:not|disabled|forbidden)/,
      ],
    },
    confidence: 0.88,
  },
  {
    // A server that names the caller «anonymous» has not taken the token into account.
    id: 'caller-said-anonymous',
    cause: 'token.missing',
    when: {
      stage: ['mint', 'read', 'update', 'delete'],
      status: [401, 403],
      says: /\b(?:user|principal|subject|caller)\b[^\n]{0,24}\banonymous\b|anonymous (?:user|caller|principal)/,
    },
    confidence: 0.6,
  },
  {
    id: 'bare-challenge',
    cause: 'token.missing',
    when: {
      status: [401],
      facts: ['challenge-bare'],
      not: { any: [{ code: ['invalid_token', 'invalid_client'] }, { facts: ['challenge-other-scheme'] }] },
    },
    confidence: 0.55,
    shift: [
      { when: { facts: ['other-scheme'] }, by: -0.1 },
      { when: { says: gatewayKey }, by: -0.3 },
      { when: { facts: ['token-shown'] }, by: -0.18 },
      { when: { stage: ['read', 'update', 'delete'] }, by: -0.15 },
    ],
    try: ['RFC 6750 leaves error out of the challenge only where no token came: look at what was really sent.'],
  },
  {
    id: 'refused-and-perhaps-without-token',
    cause: 'token.missing',
    when: {
      stage: ['mint', 'register'],
      status: [401],
      anyFact: ['no-words', 'unspecific'],
      not: { code: ['invalid_token', 'invalid_client', 'invalid_grant', 'invalid_client_metadata'] },
    },
    confidence: 0.24,
    shift: [
      { when: { says: /unauthori[sz]ed/ }, by: 0.06 },
      // RFC 6750 section 3.1 wants a code where a token came and was refused.
      { when: { not: { anyFact: ['token-shown', 'token-known-of'] } }, by: 0.1 },
    ],
  },
  {
    id: 'told-to-get-a-token',
    cause: 'token.missing',
    when: {
      stage: ['register'],
      status: ['none'],
      says: /(?:get|mint|obtain|set|provide|configure|export)[^\n]{0,30}(?:new )?(?:\biat\b|rat\/iat|initial access token|dcr_iat)/,
    },
    confidence: 0.6,
  },
] as const satisfies readonly Rule[];
