import type { Rule } from '../rule.ts';
import { aboutForm, changes, namesPublic, opaque } from './refusals.ts';

/** Members that are not there and should be. */
export const missingMemberRules = [
  {
    // The redirect URIs are named there for their hosts only.
    id: 'sector-said-missing',
    cause: 'metadata.field_missing',
    when: {
      stage: changes,
      any: [
        {
          says: /sector_identifier_uri[^\n]{0,30}(?:must be (?:provided|set|given|present)|is (?:required|missing|mandatory))/,
        },
        {
          clause: /(?:requires?|needs?|must (?:have|provide|specify|set|include)) (?:an? |the )?sector_identifier_uri/,
          not: { clause: /sector_identifier_uri[^\n]{0,40}not (?:yet )?supported/ },
        },
      ],
    },
    confidence: 0.88,
    member: 'sector_identifier_uri',
    try: [
      'Pairwise subjects with redirect URIs on several hosts need it: give the https address of a JSON array of all redirect URIs, or ask for subject_type public.',
    ],
  },
  {
    id: 'member-said-missing',
    cause: 'metadata.field_missing',
    when: {
      stage: changes,
      about: [
        'client-name',
        'other-member',
        'grant',
        'response-type',
        'auth-method',
        'application-type',
        'scope',
        'client-id',
      ],
      complains: ['missing'],
      not: {
        any: [
          { about: ['redirect', 'jwks', 'jwks-uri', 'iat', 'software-statement', 'post-logout', 'token'] },
          { aboutAll: ['grant', 'response-type'] },
          { complains: ['unsupported', 'not-allowed', 'mismatch'] },
          { says: namesPublic },
          { says: /authenticated/ },
          { status: [401, 403] },
          { facts: ['grants-at-odds'] },
          { stage: ['update'], about: ['client-id'] },
        ],
      },
    },
    confidence: 0.86,
    shift: [
      { when: { facts: ['named-member-left-out'] }, by: 0.04 },
      { when: { facts: ['named-member-sent'], not: { facts: ['named-member-left-out'] } }, by: -0.35 },

      { when: { clause: /must (?:be|contain|include)/, about: ['grant', 'response-type', 'auth-method'] }, by: -0.2 },
    ],
  },
  {
    id: 'member-said-missing-and-left-out',
    cause: 'metadata.field_missing',
    when: {
      stage: changes,
      status: [400, 422],
      facts: ['named-member-left-out'],
      complains: ['missing'],
      about: [
        'auth-method',
        'grant',
        'response-type',
        'client-name',
        'other-member',
        'application-type',
        'scope',
        'alg',
      ],
      not: {
        any: [
          { about: ['redirect', 'jwks', 'jwks-uri', 'iat', 'token'] },
          { aboutAll: ['grant', 'response-type'] },
          { facts: ['grants-at-odds'] },
          { complains: ['unsupported', 'not-allowed', 'mismatch'] },
        ],
      },
    },
    confidence: 0.88,
  },
  {
    id: 'members-said-missing-and-one-left-out',
    cause: 'metadata.field_missing',
    when: {
      stage: changes,
      status: [400, 422],
      facts: ['named-member-left-out', 'redirect-sound'],
      about: ['redirect'],
      complains: ['missing'],
      clause: /\band\b|,/,
      not: { about: ['jwks', 'jwks-uri', 'post-logout'] },
    },
    confidence: 0.76,
  },
  {
    id: 'some-member-said-missing',
    cause: 'metadata.field_missing',
    when: {
      stage: changes,
      status: [400, 422],
      facts: ['unspecific'],
      complains: ['missing'],
      not: { any: [{ about: ['token', 'body'] }, { says: aboutForm }, { code: ['invalid_token', 'invalid_client'] }] },
    },
    confidence: 0.6,
  },
  {
    id: 'name-left-out-and-opaque',
    cause: 'metadata.field_missing',
    when: {
      all: [opaque],
      facts: ['client-name-left-out'],
      not: {
        any: [
          { says: aboutForm },
          {
            anyFact: [
              'keys-absent',
              'redirect-absent',
              'redirect-http',
              'reserved-member',
              'grants-at-odds',
              'contacts-odd',
              'keys-both',
              'member-unknown-to-rfc',
              'client-id-left-out',
            ],
          },
        ],
      },
    },
    confidence: 0.56,
  },
] as const satisfies readonly Rule[];
