import type { Rule } from '../rule.ts';
import { changes, opaque } from './refusals.ts';

/** Redirect URIs that are not there, are no list, or are too many. */
export const redirectCountRules = [
  {
    id: 'redirect-said-missing',
    cause: 'redirect.missing',
    when: {
      stage: changes,
      about: ['redirect'],
      complains: ['missing'],
      not: {
        any: [
          { about: ['post-logout'] },
          {
            says: /https|fragment|scheme|approv|allow(?:ed|[ -]?list)|native|jwks|sector_identifier|\ban? (?:explicit )?(?:host|port)\b/,
          },
          { anyFact: ['redirect-without-use'] },
        ],
      },
    },
    confidence: 0.86,
    shift: [
      { when: { facts: ['redirect-absent'] }, by: 0.08 },
      {
        when: {
          facts: ['named-member-sent'],
          not: { facts: ['redirect-absent'] },
          anyFact: ['redirect-sound', 'redirect-unusable', 'redirect-own-scheme', 'redirect-http'],
        },
        by: -0.3,
      },
    ],
  },
  {
    id: 'redirect-said-too-many',
    cause: 'metadata.field_invalid',
    when: {
      stage: changes,
      about: ['redirect'],
      clause: /too many|at most|maximum|more than \d|exceeds?\b|too long|(?:between )?\d+ (?:and|to) \d+/,
    },
    confidence: 0.74,
    member: 'redirect_uris',
    shift: [
      { when: { facts: ['redirect-absent'] }, by: -0.4 },
      { when: { not: { facts: ['redirect-sound'] }, clause: /\d+ (?:and|to) \d+/ }, by: -0.3 },
    ],
  },
  {
    id: 'redirect-blamed-and-absent',
    cause: 'redirect.missing',
    when: {
      stage: changes,
      any: [{ code: ['invalid_redirect_uri'] }, { about: ['redirect'] }],
      facts: ['redirect-absent'],
    },
    confidence: 0.84,
    shift: [{ when: { facts: ['redirect-unusable'] }, by: -0.25 }],
  },
  {
    id: 'redirect-absent-and-opaque',
    cause: 'redirect.missing',
    when: {
      all: [opaque],
      facts: ['redirect-absent'],
      not: { any: [{ facts: ['grant-unusual'] }, { code: ['invalid_redirect_uri'] }] },
    },
    confidence: 0.55,
  },
  {
    id: 'redirect-no-array-said',
    cause: 'redirect.missing',
    when: {
      stage: changes,
      about: ['redirect'],
      clause: /\barray\b|(?:be an? |a |json )list\b|list of strings|must contain members|non-?empty|between 1 and \d+/,
      not: { says: /allow|approv|tenant/ },
    },
    confidence: 0.78,
    shift: [
      { when: { facts: ['redirect-absent'] }, by: 0.12 },
      { when: { facts: ['redirect-sound'], not: { facts: ['redirect-absent'] } }, by: -0.3 },
    ],
  },
] as const satisfies readonly Rule[];
