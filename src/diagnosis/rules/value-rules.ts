import type { Rule } from '../rule.ts';
import { aboutForm, changes, namesPublic, opaque, reservedWords } from './refusals.ts';

/** Members whose value is missing or not accepted. */
export const valueRules = [
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
            ],
          },
        ],
      },
    },
    confidence: 0.56,
  },
  {
    id: 'member-said-invalid',
    cause: 'metadata.field_invalid',
    when: {
      stage: changes,
      about: ['client-name', 'other-member', 'application-type', 'client-secret'],
      complains: ['invalid', 'not-allowed', 'unsupported', 'mismatch', 'unknown', 'unreachable'],
      not: {
        any: [
          { about: ['redirect', 'jwks', 'jwks-uri', 'software-statement', 'post-logout', 'alg'] },
          { says: reservedWords },
          { complains: ['duplicate'] },
          { status: [401, 403] },
          { says: /extra inputs|unrecogni[sz]ed/ },
        ],
      },
    },
    confidence: 0.86,
    shift: [{ when: { facts: ['reserved-member'] }, by: -0.12 }],
  },
  {
    id: 'member-that-was-sent-said-to-need-something',
    cause: 'metadata.field_invalid',
    when: {
      stage: changes,
      status: [400, 422],
      facts: ['named-member-sent'],
      about: ['client-name', 'other-member', 'application-type'],
      not: {
        any: [
          { facts: ['named-member-left-out'] },
          {
            about: [
              'redirect',
              'jwks',
              'jwks-uri',
              'software-statement',
              'post-logout',
              'grant',
              'response-type',
              'auth-method',
            ],
          },
        ],
      },
    },
    confidence: 0.78,
  },
  {
    id: 'resource-refused',
    cause: 'metadata.field_invalid',
    when: { stage: changes, code: ['invalid_target', 'invalid_authorization_details'] },
    confidence: 0.66,
  },
  {
    id: 'some-member-said-invalid',
    cause: 'metadata.field_invalid',
    when: {
      stage: changes,
      status: [400, 422],
      clause:
        /^["']?(?:[a-z][a-z0-9.]*[_.][a-z0-9_.]{2,50}["']?:?|[a-z][a-z0-9]{2,40}["']?:) [^\n]{0,80}(?:should|must|invalid|expected|not a valid|ensure|too (?:long|short))/,
      facts: ['unspecific'],
      not: { says: aboutForm },
    },
    confidence: 0.62,
  },
  {
    id: 'contacts-odd-and-opaque',
    cause: 'metadata.field_invalid',
    when: { all: [opaque], facts: ['contacts-odd'] },
    confidence: 0.56,
  },
  {
    id: 'list-said-malformed',
    cause: 'metadata.field_invalid',
    when: {
      stage: changes,
      about: ['grant', 'response-type', 'scope', 'auth-method'],
      clause: [
        /(?:must|should|to) be an? (?:non-?empty )?(?:json )?(?:array|list|string|boolean|object)/,
        /only contain strings|expected (?:an? )?(?:array|string|list|object)/,
        /valid (?:list|string|array)/,
      ],
    },
    confidence: 0.86,
  },
] as const satisfies readonly Rule[];
