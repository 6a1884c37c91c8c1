import type { Rule } from '../rule.ts';
import { afterRegistration, blamedRedirects, changes, opaque } from './refusals.ts';

/** Redirect URIs that do not fit the rest: the grant, the application type, each other, or a later request. */
export const redirectFitRules = [
  {
    id: 'redirect-blamed-for-grant',
    cause: 'redirect.not_for_grant',
    when: {
      stage: changes,
      about: ['redirect'],
      facts: ['redirect-without-use'],
      complains: ['not-allowed', 'invalid', 'unsupported', 'mismatch', 'exclusive'],
    },
    confidence: 0.9,
  },
  {
    id: 'redirect-said-useless-for-grant',
    cause: 'redirect.not_for_grant',
    when: {
      stage: changes,
      about: ['redirect'],
      clause: /client[_ ]credentials|grant[^\n]{0,30}(?:does not|without)/,
      complains: ['not-allowed', 'unsupported', 'mismatch', 'exclusive'],
    },
    confidence: 0.84,
  },
  {
    id: 'redirect-useless-and-blamed',
    cause: 'redirect.not_for_grant',
    when: {
      stage: changes,
      any: [{ code: ['invalid_redirect_uri'] }, { code: ['invalid_client_metadata'], facts: ['unspecific'] }],
      facts: ['redirect-without-use'],
    },
    confidence: 0.45,
    shift: [{ when: { code: ['invalid_redirect_uri'] }, by: 0.27 }],
  },
  {
    id: 'redirect-type-said',
    cause: 'redirect.scheme_vs_app_type',
    when: {
      stage: changes,
      any: [
        {
          about: ['redirect'],
          says: [
            /\bnative\b|web (?:clients?|apps?|applications?|uris?)|application[_ ]type/,
            /custom (?:uri )?scheme|private-use|reverse[- ]domain/,
          ],
        },
        {
          code: ['invalid_redirect_uri'],
          says: [
            /\bnative\b|web (?:clients?|apps?|applications?|uris?)|application[_ ]type/,
            /custom (?:uri )?scheme|private-use|reverse[- ]domain/,
          ],
        },
        {
          says: /loopback|localhost/,
          about: ['redirect'],
          anyFact: ['redirect-http-loopback', 'redirect-https-loopback', 'redirect-own-scheme'],
        },
        {
          says: /loopback|localhost/,
          code: ['invalid_redirect_uri'],
          anyFact: ['redirect-http-loopback', 'redirect-https-loopback', 'redirect-own-scheme'],
        },
      ],
      not: { about: ['post-logout', 'jwks-uri'] },
    },
    confidence: 0.84,
    shift: [
      { when: { anyFact: ['redirect-http-loopback', 'redirect-https-loopback', 'redirect-own-scheme'] }, by: 0.08 },
      { when: { facts: ['redirect-http'] }, by: -0.2 },
      { when: { facts: ['redirect-unusable'] }, by: -0.3 },
      { when: { says: /an? (?:explicit )?port\b|port (?:number )?(?:is )?(?:required|missing)/ }, by: -0.35 },
    ],
  },
  {
    id: 'redirect-type-seen',
    cause: 'redirect.scheme_vs_app_type',
    when: {
      all: [blamedRedirects],
      anyFact: ['redirect-http-loopback', 'redirect-https-loopback', 'redirect-own-scheme'],
      not: { says: /list|approved|fragment|parse/ },
    },
    confidence: 0.6,
    shift: [{ when: { facts: ['redirect-http'] }, by: -0.25 }],
  },
  {
    id: 'post-logout-blamed',
    cause: 'redirect.post_logout_mismatch',
    when: {
      stage: changes,
      about: ['post-logout'],
      complains: ['invalid', 'not-allowed', 'mismatch', 'missing', 'unsupported'],
    },
    confidence: 0.91,
  },
  {
    id: 'post-logout-elsewhere-and-opaque',
    cause: 'redirect.post_logout_mismatch',
    when: { all: [opaque], facts: ['post-logout-elsewhere'] },
    confidence: 0.52,
  },
  {
    id: 'redirect-refused-later',
    cause: 'redirect.accepted_then_refused',
    when: {
      about: ['redirect'],
      complains: ['invalid', 'not-allowed', 'mismatch', 'unknown', 'unsupported'],
      all: [afterRegistration],
    },
    confidence: 0.9,
  },
  {
    id: 'redirect-mismatch-code',
    cause: 'redirect.accepted_then_refused',
    when: { any: [{ code: ['redirect_uri_mismatch'] }, { says: /redirect_uri_mismatch/ }] },
    confidence: 0.86,
  },
  {
    id: 'redirect-refused-at-read',
    cause: 'redirect.accepted_then_refused',
    when: {
      stage: ['read'],
      any: [
        { code: ['invalid_redirect_uri'] },
        { about: ['redirect'], complains: ['invalid', 'not-allowed', 'mismatch'] },
      ],
    },
    confidence: 0.8,
  },
] as const satisfies readonly Rule[];
