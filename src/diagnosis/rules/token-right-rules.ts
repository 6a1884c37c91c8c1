import type { Rule } from '../rule.ts';
import { lapsedSignature, signedRequest } from './refusals.ts';

const namesAScope = /scopes?\b/;

/** Whether a token is good at all, for this server, and for this request. */
export const tokenRightRules = [
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
        /(?:not|in)valid(?: compact)? (?:jwt|jws|token format)|no matching key|key(?: was)? not found/,
        /unknown key|\bkid\b|not a (?:valid )?jwt|wrong number of segments|not enough segments/,
      ],
      not: { any: [{ about: ['software-statement'] }, { says: lapsedSignature }, { says: signedRequest }] },
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
      { when: { says: /\b[\w-]+[.:][\w.:-]+ (?:is|are) (?:required|needed|missing)/ }, by: 0.22 },
      { when: { says: /policy|rejected request|not permitted to use/ }, by: -0.35 },
      { when: { says: /\bforbidden\b/, not: { says: namesAScope } }, by: -0.05 },
    ],
  },
  {
    id: 'scope-said-lacking',
    cause: 'token.insufficient_scope',
    when: {
      status: [401, 403, 'none'],
      clause: [
        /\b(?:missing|insufficient|requires?|required|needs?|lacks?|expected|does ?n.t have|without|not have|no) [^\n]{0,50}\bscopes?\b/,
        /\bscopes?\b[^\n]{0,40}(?:missing|required|insufficient|not (?:granted|present|included|sufficient))/,
        /\btoken(?:'s)? scopes?\b/,
      ],
      not: { says: /requested scope|clientscope|client scope|policy/ },
    },
    confidence: 0.87,
    shift: [{ when: { requested: /authori[sz]e/ }, by: -0.3 }],
  },
  {
    // ASP.NET Core logs what its policy asked for.
    id: 'scope-claim-said-lacking',
    cause: 'token.insufficient_scope',
    when: { says: /claim\.?type ?= ?scope\b|requirements? [^\n]{0,20}not met[\s\S]{0,200}\bscope\b/ },
    confidence: 0.93,
  },
  {
    id: 'role-said-lacking',
    cause: 'token.insufficient_role',
    when: {
      stage: ['mint', 'register', 'delete'],
      status: [401, 403, 'none'],
      says: [
        /\broles?\b|permission|privilege|\bnot an? admin/,
        /admin(?:istrator)?s? (?:only|role|rights|access(?! token))|membership/,
        /not authori[sz]ed to (?:access|perform|create|mint|issue)|manage-clients|create-client/,
        /access to this resource/,
        /nicht berechtigt|berechtigung|permiso|permiss[ãa]o|privil[èe]g|autorizzazion|権限|无权|没有权限|权限不足|недостаточно прав/,
      ],
      not: {
        any: [
          { says: /scope|to access "http/ },
          { facts: ['markup'] },
          // What IIS and its kin print under any 401.
          { status: [401], says: /to view this (?:directory|page)/ },
        ],
      },
    },
    confidence: 0.82,
    shift: [{ when: { stage: ['delete'] }, by: -0.4 }],
  },
  {
    id: 'no-said-under-a-success',
    cause: 'token.insufficient_role',
    when: {
      stage: ['mint', 'register'],
      status: ['2xx'],
      facts: ['error-in-success'],
      says: /unauthori[sz]ed|permission|forbidden|not allowed|access denied|privilege|\badmin/,
    },
    confidence: 0.6,
  },
  {
    id: 'no-said-of-a-token-under-a-success',
    cause: 'token.not_verifiable',
    when: {
      stage: ['mint', 'register'],
      status: ['2xx'],
      facts: ['error-in-success'],
      says: /token|jwt|bearer|unauthori[sz]ed|sign(?:ed)? ?in|log(?:ged)? ?in/,
    },
    confidence: 0.42,
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
] as const satisfies readonly Rule[];
