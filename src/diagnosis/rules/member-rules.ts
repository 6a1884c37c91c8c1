import type { Condition, Rule } from '../rule.ts';

const changes = ['register', 'update'] as const;
const opaque: Condition = {
  stage: changes,
  status: [400, 409, 422],
  facts: ['unspecific'],
  not: {
    code: [
      'invalid_redirect_uri',
      'invalid_scope',
      'invalid_token',
      'invalid_client',
      'unapproved_software_statement',
      'invalid_software_statement',
    ],
  },
};
const aboutForm =
  /json|parse|syntax|content[- ]?type|media type|decode|unexpected (?:token|end|character)|malformed|authori[sz]ation header|query|too large/;
const reservedWords =
  /choose your own|cannot be set|can not be set|may not be set|must not be set|not (?:be )?(?:settable|set by)|reserved|read[- ]?only|only (?:an? )?(?:admin|server)|(?:assigned|issued|generated|set) by the (?:authorization )?server|\bincluded\b|must not be (?:provided|present|supplied|specified|sent|included)|not allowed to (?:set|choose|provide|specify)/;

export const memberRules = [
  {
    id: 'member-said-reserved',
    cause: 'metadata.admin_only_field',
    when: {
      stage: changes,
      says: reservedWords,
      not: {
        any: [
          { about: ['redirect', 'jwks', 'jwks-uri', 'scope', 'token', 'post-logout', 'grant'] },
          { says: /registration_access_token|registration_client_uri/ },
          { status: [401] },
          { clause: /must be included/ },
        ],
      },
    },
    confidence: 0.87,
    shift: [{ when: { facts: ['reserved-member'] }, by: 0.06 }],
  },
  {
    id: 'identifier-or-secret-said-refused',
    cause: 'metadata.admin_only_field',
    when: {
      stage: ['register'],
      about: ['client-id', 'client-secret'],
      facts: ['reserved-member'],
      not: { any: [{ complains: ['duplicate'] }, { status: [401] }] },
    },
    confidence: 0.84,
  },
  {
    id: 'own-setting-said-refused',
    cause: 'metadata.admin_only_field',
    when: {
      stage: changes,
      facts: ['reserved-member'],
      complains: ['not-allowed'],
      not: {
        any: [
          { about: ['redirect', 'jwks', 'jwks-uri', 'scope', 'grant', 'auth-method'] },
          { status: [401] },
          { complains: ['duplicate'] },
        ],
      },
    },
    confidence: 0.82,
  },
  {
    id: 'own-setting-said-refused-unseen',
    cause: 'metadata.admin_only_field',
    when: { stage: changes, about: ['client-secret'], complains: ['not-allowed'], clause: /choose|set|provide|own/ },
    confidence: 0.84,
  },
  {
    id: 'reserved-member-and-opaque',
    cause: 'metadata.admin_only_field',
    when: { ...opaque, facts: ['reserved-member', 'unspecific'] },
    confidence: 0.58,
  },
  {
    id: 'duplicate-said',
    cause: 'metadata.duplicate',
    when: {
      stage: ['register'],
      any: [{ complains: ['duplicate'] }, { says: /in use|already exist|duplicate|unique constraint/ }],
      not: {
        any: [
          { status: [401] },
          { about: ['iat', 'token'], complains: ['used-up'] },
          { says: /jwks|token (?:is |has been )?(?:already )?(?:in use|used)/ },
        ],
      },
    },
    confidence: 0.89,
  },
  {
    id: 'conflict',
    cause: 'metadata.duplicate',
    when: { stage: ['register'], status: [409] },
    confidence: 0.78,
  },
  {
    id: 'registered-before-and-opaque',
    cause: 'metadata.duplicate',
    when: {
      ...opaque,
      stage: ['register'],
      requested:
        /second registration|registered (?:before|already|earlier)|already registered|same (?:software_id|name|client_name)|duplicate|\bagain\b|\btwice\b/,
    },
    confidence: 0.7,
  },
  {
    id: 'member-said-unknown',
    cause: 'metadata.unknown_field',
    when: {
      stage: changes,
      any: [
        {
          says: /(?:unrecogni[sz]ed|unknown|unexpected|unsupported|additional|extra|undefined|invalid) (?:json )?(?:fields?|propert(?:y|ies)|keys?\b(?! (?:set|type|id))|members?|parameters?|attributes?|inputs?|arguments?)|not marked as ignorable|additional ?properties|extra_forbidden|no such (?:field|property|member)|(?:field|property|member|parameter)[^\n]{0,30}(?:is )?not (?:known|recogni[sz]ed)|unrecognized_keys/,
        },
        { code: ['extra_forbidden', 'unrecognized_keys'] },
      ],
      not: { any: [{ status: [401, '2xx'] }, { about: ['jwks'] }, { says: /missing|required/ }] },
    },
    confidence: 0.9,
    shift: [
      {
        when: {
          says: /invalid (?:field|parameter|attribute|input|argument|key)|unsupported parameter/,
          not: { facts: ['member-unknown-to-rfc'] },
        },
        by: -0.35,
      },
    ],
  },
  {
    id: 'member-unknown-and-opaque',
    cause: 'metadata.unknown_field',
    when: { ...opaque, facts: ['member-unknown-to-rfc', 'unspecific'], not: { facts: ['reserved-member'] } },
    confidence: 0.5,
  },
  {
    id: 'member-said-missing',
    cause: 'metadata.field_missing',
    when: {
      stage: changes,
      about: ['client-name', 'other-member', 'grant', 'response-type', 'auth-method', 'application-type', 'scope'],
      complains: ['missing'],
      not: {
        any: [
          { about: ['redirect', 'jwks', 'jwks-uri', 'iat', 'software-statement', 'post-logout', 'token'] },
          { aboutAll: ['grant', 'response-type'] },
          { complains: ['unsupported', 'not-allowed', 'mismatch'] },
          { says: publicWords() },
          { status: [401, 403] },
          { facts: ['grants-at-odds'] },
        ],
      },
    },
    confidence: 0.86,
    shift: [
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
      ...opaque,
      facts: ['client-name-left-out', 'unspecific'],
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
    when: { ...opaque, facts: ['contacts-odd', 'unspecific'] },
    confidence: 0.56,
  },
  {
    id: 'metadata-opaque',
    cause: 'metadata.opaque',
    when: {
      ...opaque,
      any: [
        {
          code: [
            'invalid_client_metadata',
            'invalid_request',
            'registration_failed',
            'invalid_payload',
            'validation_error',
            'bad_request',
          ],
        },
        { facts: ['no-words'] },
        { says: /metadata|bad request/ },
      ],
    },
    confidence: 0.5,
    shift: [
      { when: { says: aboutForm }, by: -0.25 },
      { when: { complains: ['missing', 'duplicate'] }, by: -0.1 },
      { when: { facts: ['markup'] }, by: -0.3 },
    ],
  },
] as const satisfies readonly Rule[];

function publicWords(): RegExp {
  return /public clients?|confidential client/;
}
