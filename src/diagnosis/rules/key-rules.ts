import type { Rule } from '../rule.ts';
import { changes, opaque } from './refusals.ts';

/** The client’s keys, sent inline. */
export const keyRules = [
  {
    id: 'keys-said-exclusive',
    cause: 'keys.both',
    when: { stage: changes, aboutAll: ['jwks', 'jwks-uri'], complains: ['exclusive'] },
    confidence: 0.93,
  },
  {
    id: 'keys-both-seen',
    cause: 'keys.both',
    when: { all: [opaque], facts: ['keys-both'] },
    confidence: 0.6,
  },
  {
    id: 'keys-both-seen-and-blamed',
    cause: 'keys.both',
    when: { stage: changes, facts: ['keys-both'], about: ['jwks', 'jwks-uri'] },
    confidence: 0.7,
  },
  {
    id: 'keys-said-missing',
    cause: 'keys.missing',
    when: {
      stage: changes,
      about: ['jwks', 'jwks-uri'],
      complains: ['missing'],
      not: {
        any: [
          { aboutAll: ['jwks', 'jwks-uri'], complains: ['exclusive'] },
          { anyFact: ['keys-inline', 'keys-by-uri', 'keys-both'] },
          { clause: /private key|must be an? |https|non-?empty array|required key param|only (?:contain )?public/ },
        ],
      },
    },
    confidence: 0.86,
    shift: [{ when: { facts: ['keys-absent'] }, by: 0.08 }],
  },
  {
    id: 'keys-blamed-and-absent',
    cause: 'keys.missing',
    when: { stage: changes, about: ['jwks', 'jwks-uri'], facts: ['keys-absent'] },
    confidence: 0.86,
  },
  {
    id: 'keys-absent-and-opaque',
    cause: 'keys.missing',
    when: { all: [opaque], facts: ['keys-absent'] },
    confidence: 0.66,
  },
  {
    id: 'keys-absent-and-method-blamed',
    cause: 'keys.missing',
    when: { stage: changes, about: ['auth-method'], facts: ['keys-absent'], not: { complains: ['unsupported'] } },
    confidence: 0.45,
  },
  {
    id: 'keys-wanted-by-uri',
    cause: 'keys.other_form_wanted',
    when: {
      stage: changes,
      facts: ['keys-inline'],
      about: ['jwks-uri'],
      complains: ['missing', 'invalid', 'unsupported'],
      not: { facts: ['keys-unusable'] },
    },
    confidence: 0.86,
  },
  {
    id: 'keys-wanted-inline',
    cause: 'keys.other_form_wanted',
    when: {
      stage: changes,
      facts: ['keys-by-uri'],
      about: ['jwks'],
      complains: ['missing'],
      not: { clause: /jwks?_ur[il]/ },
    },
    confidence: 0.84,
  },
  {
    id: 'keys-form-said',
    cause: 'keys.other_form_wanted',
    when: {
      stage: changes,
      about: ['jwks', 'jwks-uri'],
      any: [
        { clause: /\bjwks?(?:_uri)?\b[^\n]{0,60}(?:not (?:be )?(?:supported|accepted|implemented)|unsupported)/ },
        { clause: /inline|by (?:value|reference)|instead|(?:only|must use) (?:the )?jwks?(?:_uri)? (?:is|parameter)?/ },
      ],
      not: { any: [{ clause: /private|exclusive|both|public keys/ }, { facts: ['keys-both'] }] },
    },
    confidence: 0.85,
  },
  {
    id: 'keys-said-private',
    cause: 'keys.private_key_leaked',
    when: {
      stage: changes,
      any: [
        {
          about: ['jwks'],
          clause: [
            /private (?:key|member|part|component|material|value)|symmetric|only (?:contain )?public/,
            /secret key|not (?:include|contain) private|public (?:asymmetric )?keys only/,
          ],
        },
        { says: /contains? (?:a )?private key|private key material|private members?/ },
      ],
      not: { clause: /algorithms? for private key|private key authentication|jwks?_ur[il]/ },
    },
    confidence: 0.92,
  },
  {
    id: 'keys-private-seen',
    cause: 'keys.private_key_leaked',
    when: { stage: changes, status: ['4xx', '5xx'], facts: ['keys-private'] },
    confidence: 0.64,
    shift: [{ when: { about: ['jwks'] }, by: 0.16 }],
  },
  {
    id: 'keys-private-went-out',
    cause: 'keys.private_key_leaked',
    when: { stage: changes, status: ['2xx', 'none'], facts: ['keys-private'] },
    confidence: 0.6,
  },
  {
    id: 'keys-alg-said',
    cause: 'keys.alg',
    when: {
      stage: changes,
      about: ['alg'],
      complains: ['invalid', 'unsupported', 'not-allowed', 'mismatch', 'missing'],
      not: {
        any: [
          { status: [401] },
          { about: ['software-statement'] },
          { facts: ['keys-unusable'] },
          { says: /common algorithm|client and server cannot communicate/ },
        ],
      },
    },
    confidence: 0.88,
    shift: [{ when: { facts: ['named-member-left-out'], about: ['alg'], complains: ['missing'] }, by: -0.35 }],
  },
  {
    id: 'keys-alg-seen',
    cause: 'keys.alg',
    when: { all: [opaque], facts: ['alg-unfit'] },
    confidence: 0.6,
  },
  {
    id: 'keys-said-invalid',
    cause: 'keys.invalid',
    when: {
      stage: changes,
      about: ['jwks'],
      complains: ['invalid', 'unsupported'],
      not: {
        any: [
          {
            clause: [
              /jwks?[_ ]ur[il]|private|symmetric|instead|inline|exclusive|coexist|mandatory/,
              /public keys? only|only public|only (?:accepted|allowed|valid|used) (?:with|for|when|if)/,
              /\b(?:m?tls|transport) (?:\w+ )?cert/,
            ],
          },
          { facts: ['keys-by-uri'] },
          { status: [401] },
        ],
      },
    },
    confidence: 0.86,
    shift: [
      { when: { facts: ['keys-unusable'] }, by: 0.06 },
      { when: { facts: ['keys-absent'] }, by: -0.3 },
    ],
  },
  {
    id: 'keys-unusable-and-blamed',
    cause: 'keys.invalid',
    when: {
      stage: changes,
      status: ['4xx', '5xx'],
      facts: ['keys-unusable'],
      about: ['jwks', 'jwks-uri'],
      not: { complains: ['exclusive'] },
    },
    confidence: 0.84,
  },
  {
    id: 'keys-unusable-and-opaque',
    cause: 'keys.invalid',
    when: { all: [opaque], facts: ['keys-unusable'] },
    confidence: 0.58,
  },
] as const satisfies readonly Rule[];
