import type { Rule } from '../rule.ts';

/** A token of the wrong kind for this request. */
export const tokenKindRules = [
  {
    id: 'token-kind-said',
    cause: 'token.wrong_kind',
    when: {
      says: [
        /not (?:an? )?(?:initial access|registration access|access|id|refresh) tokens? (?:is )?(?:allowed|accepted|permitted)/,
        /(?:wrong|invalid|unexpected|incorrect|unsupported) (?:(?:access )?token[ _]type|type of token|kind of token)/,
        /token[ _]type (?:used )?(?:is |was )?(?:not|wrong|invalid|mismatch)/,
        /only non-?(?:refresh|access) tokens/,
        /\b(?:an?|the) (?:user|admin|management|service|application|app|client|machine|personal access) (?:access )?token is (?:required|needed|expected)/,
        /(?:id|refresh|registration access|initial access|user|personal access)[ _-]?tokens?(?!_)[^\n]{0,40}(?:cannot|can not|can't|may not|must not|not (?:be )?(?:used|allowed|accepted|valid (?:for|here|at|as|on)|permitted)|given|instead)/,
        /expected (?:an? )?(?:initial |registration )?access token/,
        /is not an? (?:initial |registration )?access token|not the right (?:kind|type)/,
      ],
      not: { says: /maybe missing token/ },
    },
    confidence: 0.87,
  },
  {
    // RFC 9068 section 2.1 and RFC 8725 section 3.11: typ tells kinds of JWT apart.
    id: 'token-typ-said-off',
    cause: 'token.wrong_kind',
    when: {
      status: [400, 401, 403],
      says: /(?:unexpected|invalid|wrong|unsupported|missing|not allowed)[^\n]{0,24}["'`]typ["'`]|\btyp\b["'`]? (?:header|claim|parameter|value)|"?\btyp\b"?[^\n]{0,20}(?:at\+jwt|mismatch)/,
      not: { about: ['software-statement'] },
    },
    confidence: 0.66,
  },
  {
    id: 'token-kind-in-the-request-text',
    cause: 'token.wrong_kind',
    when: {
      status: [400, 401, 403],
      any: [
        { stage: ['mint'], anyFact: ['text-names-iat', 'text-names-rat'] },
        { stage: ['register'], facts: ['text-names-rat'] },
        { stage: ['read', 'update', 'delete'], anyFact: ['text-names-iat', 'text-names-admin'] },
      ],
    },
    confidence: 0.7,
    shift: [
      { when: { says: /format|kind|type of token|token type|wrong token/ }, by: 0.18 },
      { when: { complains: ['expired', 'used-up'] }, by: -0.35 },
      { when: { facts: ['text-names-admin'] }, by: -0.15 },
      { when: { code: ['insufficient_scope'] }, by: -0.3 },
    ],
  },
  {
    id: 'token-kind-at-mint',
    cause: 'token.wrong_kind',
    when: { stage: ['mint'], status: [400, 401, 403, 'none'], facts: ['token-kind-for-mint'] },
    confidence: 0.8,
  },
  {
    id: 'token-kind-at-register',
    cause: 'token.wrong_kind',
    when: { stage: ['register'], status: [400, 401, 403, 'none'], facts: ['token-kind-for-register'] },
    confidence: 0.78,
  },
  {
    id: 'token-kind-at-client',
    cause: 'token.wrong_kind',
    when: { stage: ['read', 'update', 'delete'], status: [400, 401, 403, 'none'], facts: ['token-kind-for-client'] },
    confidence: 0.78,
  },
] as const satisfies readonly Rule[];
