import type { Rule } from '../rule.ts';
import { aboutForm, changes, opaque, reservedWords } from './refusals.ts';

const saidToBeLeftOut =
  /^\W{0,3}\w+ (?:must be (?:provided|present|given|set|supplied)|is (?:required|missing|mandatory))/;

/** Members whose value is not accepted. */
export const valueRules = [
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
          { aboutAll: ['response-type', 'other-member'] },
          { aboutAll: ['grant', 'other-member'] },
        ],
      },
    },
    confidence: 0.86,
    shift: [{ when: { facts: ['reserved-member'] }, by: -0.12 }],
  },
  {
    // What a sentence names first is what it is about: «client_uri must be on the host of redirect_uris».
    id: 'address-of-the-client-named-first',
    cause: 'metadata.field_invalid',
    when: {
      stage: changes,
      status: [400, 422],
      clause:
        /^\W{0,3}(?:the |field |property )?(?:client|logo|tos|policy|sector_identifier|initiate_login|backchannel_logout|frontchannel_logout)_ur[il]\b[^\n]{0,80}(?:must|should|not|invalid|fail|unable|match)/,
      not: { clause: saidToBeLeftOut },
    },
    confidence: 0.88,
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
    // RFC 7591 servers fetch jwks_uri, and OpenID Connect ones sector_identifier_uri too.
    id: 'something-said-unreachable',
    cause: 'metadata.field_invalid',
    when: {
      stage: changes,
      status: [400, 422],
      facts: ['unspecific'],
      complains: ['unreachable'],
      not: { any: [{ facts: ['keys-by-uri'] }, { about: ['token', 'body'] }] },
    },
    confidence: 0.52,
  },
  {
    id: 'value-said-of-bad-form',
    cause: 'metadata.field_invalid',
    when: {
      stage: changes,
      status: [400, 422],
      about: ['client-id', 'client-secret', 'client-name', 'other-member'],
      clause: /at least \d+|at most \d+|between \d+ and|characters|too (?:long|short|weak)|\bformat\b|\buuid\b|entropy/,
      not: { about: ['redirect', 'jwks', 'token'] },
    },
    confidence: 0.84,
    shift: [{ when: { about: ['client-id', 'client-secret'] }, by: -0.22 }],
  },
  {
    // OpenID Connect Registration section 5: the document at sector_identifier_uri has to list every redirect URI.
    id: 'sector-said-off',
    cause: 'metadata.field_invalid',
    when: {
      stage: changes,
      status: [400, 422],
      clause: /sector[_ ](?:identifier|uri)|pairwise/,
      not: { clause: saidToBeLeftOut },
    },
    confidence: 0.84,
    member: 'sector_identifier_uri',
  },
  {
    id: 'resource-refused',
    cause: 'metadata.field_invalid',
    when: { stage: changes, code: ['invalid_target', 'invalid_authorization_details'] },
    confidence: 0.66,
  },
  {
    // A member that the rest of the metadata gives no use.
    id: 'keys-said-to-fit-another-method',
    cause: 'metadata.field_invalid',
    when: {
      stage: changes,
      status: [400, 422],
      about: ['jwks', 'jwks-uri'],
      clause:
        /only (?:be )?(?:accepted|allowed|valid|used|sent) (?:with|for|when|if)|not (?:accepted|allowed|valid|used) (?:with|unless)/,
    },
    confidence: 0.7,
    try: ['Leave the keys out, or ask for the authentication method that uses them (private_key_jwt).'],
  },
  {
    id: 'some-member-said-invalid',
    cause: 'metadata.field_invalid',
    when: {
      stage: changes,
      status: [400, 422],
      clause:
        /^["']?(?:[a-z][a-z0-9.]*[_.][a-z0-9_.]{2,50}["']?:?|[a-z][a-z0-9]{2,40}["']?:) [^\n]{0,80}(?:should|must|invalid|expected|not (?:an? |be )?(?:valid|supported|allowed|the same|equal|known|match)|ensure|exceed|too (?:long|short))/,
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
        /valid (?:list|string|array)|could not be converted|(?:wrong|mismatched|incompatible) type/,
      ],
    },
    confidence: 0.86,
  },
] as const satisfies readonly Rule[];
