import type { Rule } from '../rule.ts';

const limitWords: readonly RegExp[] = [
  /expires?[_ ]?(?:in|at)\b|expiration|expiry|life ?time|\bttl\b|max_?us(?:es|ages)/,
  /maxus(?:es|ages)|\bcount\b|usage|\buses\b|validity|duration|max_registrations/,
];

/** No RFC covers minting, so these lean on what the limits are called and on what came back. */
export const mintRules = [
  {
    id: 'mint-limit-said',
    cause: 'mint.invalid_limit',
    when: { stage: ['mint'], status: [400, 409, 422, 'none'], says: limitWords },
    confidence: 0.88,
  },
  {
    id: 'mint-limit-odd',
    cause: 'mint.invalid_limit',
    when: { stage: ['mint'], status: [400, 422], facts: ['mint-limit-odd'] },
    confidence: 0.68,
  },
  {
    id: 'mint-refused-without-a-word',
    cause: 'mint.invalid_limit',
    when: { stage: ['mint'], status: [400, 422], facts: ['unspecific'] },
    confidence: 0.35,
    shift: [{ when: { says: /json|parse|syntax|content.?type/ }, by: -0.2 }],
  },
  {
    id: 'mint-refused-whatever-it-says',
    cause: 'mint.invalid_limit',
    when: { stage: ['mint'], status: [400, 409, 422] },
    confidence: 0.2,
  },
  {
    id: 'mint-otherwise',
    cause: 'mint.defaults',
    when: { stage: ['mint'], status: ['2xx'], facts: ['mint-otherwise'] },
    confidence: 0.88,
  },
  {
    id: 'mint-limits-left-out',
    cause: 'mint.defaults',
    when: {
      stage: ['mint'],
      status: ['2xx'],
      facts: ['mint-limits-left-out', 'mint-answer'],
      not: { facts: ['mint-token-elsewhere'] },
    },
    confidence: 0.6,
    shift: [{ when: { facts: ['mint-unlimited'] }, by: 0.25 }],
  },
  {
    id: 'mint-token-elsewhere',
    cause: 'mint.token_member_missing',
    when: { stage: ['mint'], status: ['2xx', 'none'], facts: ['mint-token-elsewhere'] },
    confidence: 0.9,
    shift: [{ when: { anyFact: ['exp-shown', 'exp-zero-shown'], status: ['none'] }, by: -0.5 }],
  },
  {
    id: 'mint-answer-empty',
    cause: 'mint.token_member_missing',
    when: { stage: ['mint'], status: ['2xx'], facts: ['empty'] },
    confidence: 0.8,
  },
  {
    id: 'mint-answer-plain',
    cause: 'mint.token_member_missing',
    when: { stage: ['mint'], status: ['2xx'], facts: ['plain'] },
    confidence: 0.45,
  },
  {
    id: 'mint-token-said-missing',
    cause: 'mint.token_member_missing',
    when: {
      stage: ['mint'],
      status: ['2xx', 'none'],
      says: [
        /(?:answer|response)[^\n]{0,40}(?:no|without|lacks?|missing)[^\n]{0,20}token/,
        /no token (?:in|at)|token member/,
      ],
    },
    confidence: 0.8,
  },
] as const satisfies readonly Rule[];
