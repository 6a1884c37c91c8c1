import type { Rule } from '../rule.ts';
import { changes, onlyPublic, opaque, publicWords, unchangeable } from './refusals.ts';

const noneRefused = /["'` ]none["'`]? (?:is |was )?(?:not\b|un|dis|for)/;

const barredToPublic =
  /public clients? (?:can ?not|may not|must not|do not) (?:supply|have|include|set|send|provide|specify|register)/;

/** How the client will authenticate, or that it will not. */
export const authMethodRules = [
  {
    id: 'method-said-unsupported',
    cause: 'metadata.auth_method_unsupported',
    when: {
      stage: changes,
      about: ['auth-method'],
      complains: ['unsupported', 'not-allowed', 'invalid', 'unknown'],
      not: {
        any: [
          { clause: /\bjwks?|_alg\b|algorithm|client assertion|keys?\b/ },
          { says: publicWords },
          { status: [401] },
          { aboutAll: ['auth-method', 'iat'] },
          { requested: /\/token\b/ },
          { status: ['2xx'] },
          { stage: ['update'], clause: unchangeable },
        ],
      },
    },
    confidence: 0.88,
    // «none is not supported», said to a client that is public.
    shift: [{ when: { any: [{ facts: ['public-client'] }, { clause: noneRefused }] }, by: -0.3 }],
  },
  {
    id: 'only-public-clients-taken',
    cause: 'metadata.auth_method_unsupported',
    when: { stage: changes, says: onlyPublic, not: { any: [{ status: [401] }, { facts: ['public-client'] }] } },
    confidence: 0.88,
    member: 'token_endpoint_auth_method',
  },
  {
    id: 'method-left-out-and-opaque',
    cause: 'metadata.auth_method_unsupported',
    when: { all: [opaque], anyFact: ['auth-method-left-out'] },
    confidence: 0.2,
  },
  {
    id: 'method-unheard-of-and-opaque',
    cause: 'metadata.auth_method_unsupported',
    when: { all: [opaque], facts: ['auth-method-odd'] },
    confidence: 0.58,
  },
  {
    id: 'method-asked-and-opaque',
    cause: 'metadata.auth_method_unsupported',
    when: { all: [opaque], facts: ['auth-method-asked'] },
    confidence: 0.24,
  },
  {
    id: 'public-said-refused',
    cause: 'metadata.public_client_refused',
    when: {
      stage: changes,
      says: publicWords,
      not: {
        any: [
          { status: [401] },
          { says: onlyPublic },
          // RFC 7592 section 2.2: an update of a client that has a secret repeats it.
          { stage: ['update'], about: ['client-secret'], complains: ['missing'] },
        ],
      },
    },
    confidence: 0.9,
    shift: [
      { when: { about: ['iat'] }, by: -0.3 },
      // What a public client may not send is said of the member, not of the client.
      { when: { clause: barredToPublic, not: { about: ['grant'] } }, by: -0.35 },
      // «Public clients require an approved redirect URI»: it is the URI that is to change.
      {
        when: { aboutAll: ['redirect'], clause: /public clients? (?:require|need|must (?:have|use|register))/ },
        by: -0.4,
      },
    ],
  },
  {
    id: 'member-said-barred-to-public-clients',
    cause: 'metadata.field_invalid',
    when: { stage: changes, clause: barredToPublic, not: { about: ['grant'] } },
    confidence: 0.62,
  },
  {
    id: 'none-said-refused',
    cause: 'metadata.public_client_refused',
    when: {
      stage: changes,
      any: [{ facts: ['public-client'] }, { clause: noneRefused }],
      about: ['auth-method', 'client-secret'],
      complains: ['unsupported', 'not-allowed', 'invalid', 'missing'],
      not: { stage: ['update'], clause: unchangeable },
    },
    confidence: 0.89,
  },
  {
    id: 'public-service-refused',
    cause: 'metadata.public_client_refused',
    when: {
      stage: changes,
      status: [400, 422],
      facts: ['public-service'],
      any: [{ facts: ['unspecific'] }, { about: ['grant', 'auth-method'] }],
    },
    confidence: 0.62,
  },
] as const satisfies readonly Rule[];
