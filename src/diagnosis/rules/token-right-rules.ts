import type { Rule } from '../rule.ts';

const namesAScope = /scopes?\b/;

/** Whether a token is good for this request: scopes, roles, permissions. */
export const tokenRightRules = [
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
        /\btoken(?:'s)? scopes?\b|\bscopes? (?:validation|check|verification)[\w ]{0,12}fail/,
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
        /\badmin(?:istrator)?[^\n]{0,12} (?:required|needed)|requires? (?:an? )?admin/,
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
