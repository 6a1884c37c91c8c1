import type { Rule } from '../rule.ts';
import { changes, opaque, reservedWords } from './refusals.ts';

/** A server that wants the value longer or in another form takes the member. */
const valueQuality = /at least \d+|characters|too (?:long|short|weak)|\bformat\b|\buuid\b|entropy/;

/** The same value twice in one request, not a client that is there already. */
const twiceInTheRequest =
  /(?:\buris?\b|redirect_uris?|\bfield|values?|entries|members?|grant_types?|scopes?|contacts)[^\n]{0,80}duplicated?\b(?! client)|duplicate (?:values?|entr(?:y|ies)|uris?|members?|fields?|keys?|methods?)\b/;

/** Members that may not be there, that have to be there, or that are there twice. */
export const memberRules = [
  {
    id: 'member-said-reserved',
    cause: 'metadata.admin_only_field',
    when: {
      stage: changes,
      says: reservedWords,
      any: [
        { anyFact: ['reserved-member', 'named-member-sent'] },
        { about: ['client-id', 'client-secret'] },
        { says: /choose your own|can ?not be set|reserved|read[- ]?only/ },
      ],
      not: {
        any: [
          { about: ['redirect', 'jwks', 'jwks-uri', 'scope', 'token', 'post-logout', 'grant'] },
          { says: /registration_access_token|registration_client_uri/ },
          { clause: valueQuality },
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
    shift: [{ when: { clause: valueQuality }, by: -0.28 }],
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
          // Forbidden to the caller, whatever was sent.
          { status: [403], facts: ['unspecific'] },
          { complains: ['duplicate'] },
        ],
      },
    },
    confidence: 0.82,
    shift: [{ when: { facts: ['named-member-sent'], about: ['other-member'] }, by: 0.09 }],
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
    when: { all: [opaque], facts: ['reserved-member'] },
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
          { clause: twiceInTheRequest },
        ],
      },
    },
    confidence: 0.89,
  },
  {
    id: 'value-said-twice',
    cause: 'metadata.field_invalid',
    when: { stage: changes, status: [400, 422], clause: twiceInTheRequest },
    confidence: 0.8,
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
      all: [opaque],
      stage: ['register'],
      requested: [
        /second registration|registered (?:before|already|earlier)|already registered/,
        /same (?:software_id|name|client_name)|duplicate|\bagain\b|\btwice\b/,
      ],
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
          says: [
            /(?:unrecogni[sz]ed|unknown|unexpected|unsupported|additional|extra|undefined|invalid) (?:json |client |metadata |registration |request )?(?:fields?|propert(?:y|ies)|keys?\b(?! (?:set|type|id))|members?|parameters?|attributes?|inputs?|arguments?)/,
            /not marked as ignorable|additional ?properties|extra_forbidden/,
            /no such (?:field|property|member)/,
            /(?:campos?|champs?|felder?|propiedades|propriedades)[^\n]{0,30}(?:adiciona|extra|suppl[ée]mentaire|zus[äa]tzlich|desconocid|desconhecid|inconnu|unbekannt)/,
            /(?:field|property|member|parameter)[^\n]{0,30}(?:is )?not (?:known|recogni[sz]ed)/,
            /unrecognized_keys/,
          ],
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
    id: 'members-said-to-be-removed',
    cause: 'metadata.unknown_field',
    when: {
      stage: changes,
      status: [400, 422],
      facts: ['named-member-sent'],
      clause: /\b(?:remove|omit|leave out)\b|must be (?:removed|omitted)/,
    },
    confidence: 0.56,
  },
  {
    id: 'member-unknown-and-opaque',
    cause: 'metadata.unknown_field',
    when: { all: [opaque], facts: ['member-unknown-to-rfc'], not: { facts: ['reserved-member'] } },
    confidence: 0.5,
  },
] as const satisfies readonly Rule[];
