import type { Rule } from '../rule.ts';
import { afterRegistration, blamedRedirects, changes, opaque } from './refusals.ts';

const reasonGiven: readonly RegExp[] = [
  /https|\bhttp\b|fragment|userinfo|credential|native|web (?:client|app|uri)/,
  /application[_ ]type|scheme|loopback|localhost|absolute|parse|list|approved|pattern|required/,
  /mandatory|missing|must contain members|array|empty|client[_ ]credentials|grant/,
];

/** Redirect URIs that this server does not want: of this host, scheme, grant, or after all. */
export const redirectPolicyRules = [
  {
    id: 'redirect-said-not-approved',
    cause: 'redirect.not_approved',
    when: {
      stage: changes,
      any: [
        {
          about: ['redirect'],
          clause: [
            /not (?:be )?(?:approved|trusted|registered|white ?listed|authori[sz]ed|accepted|in the|on the)/,
            /not (?:on|in) (?:[\w']+ ){0,3}list|hosts? (?:is |are )?not (?:allowed|permitted)|allow ?list/,
            /white ?list|deny ?list|black ?list|(?:does|do)(?: ?not|n't) match|permitted patterns?/,
            /allowed (?:hosts?|domains?|patterns?|ur[il]s)|trusted (?:hosts?|domains?)|not one of/,
            /only loopback|pre-?approv/,
            /only [^\n]{1,60}(?:callbacks?|redirects?|ur[il]s?)[^\n]{0,20}(?:are|is) (?:supported|allowed|accepted|permitted)/,
          ],
        },
        {
          code: ['invalid_redirect_uri'],
          says: /not (?:approved|trusted|in the|on the)|allow ?list|white ?list|this domain|domain|authori[sz]e access/,
        },
        {
          says: [
            /\bur[il]s?\b[^\n]{0,30}(?:does ?n.t|not) match any (?:trusted|allowed)/,
            /trusted (?:host|domain)[^\n]{0,20}ur[il]/,
          ],
        },
      ],
      not: {
        any: [
          { about: ['post-logout', 'jwks-uri'] },
          {
            says: [
              /fragment|native|web client|application[_ ]type|scheme|client[_ ]credentials/,
              /https (?:or|required|only|uri|url|redirect|scheme|is)|use https|plain http|localhost is not/,
            ],
          },
          afterRegistration,
        ],
      },
    },
    confidence: 0.87,
    shift: [{ when: { facts: ['redirect-without-use'] }, by: -0.25 }],
  },
  {
    id: 'redirect-said-not-allowed',
    cause: 'redirect.not_approved',
    when: {
      stage: changes,
      any: [
        { about: ['redirect'], clause: /not (?:be )?(?:allowed|permitted)/ },
        { code: ['invalid_redirect_uri'], says: /not (?:be )?(?:allowed|permitted)/ },
      ],
      not: {
        any: [
          { about: ['post-logout', 'jwks-uri'] },
          {
            says: [
              /fragment|native|web client|application[_ ]type|scheme|client[_ ]credentials|\bhttps?\b/,
              /localhost is not/,
            ],
          },
          afterRegistration,
        ],
      },
    },
    confidence: 0.82,
    shift: [
      {
        when: {
          anyFact: [
            'redirect-http',
            'redirect-fragment',
            'redirect-userinfo',
            'redirect-unusable',
            'redirect-wildcard',
            'redirect-own-scheme',
            'redirect-http-loopback',
          ],
        },
        by: -0.4,
      },
      { when: { facts: ['redirect-without-use'] }, by: -0.25 },
    ],
  },
  {
    id: 'redirect-blamed-though-sound',
    cause: 'redirect.not_approved',
    when: {
      all: [blamedRedirects],
      facts: ['redirect-sound'],
      not: {
        any: [
          { says: reasonGiven },
          {
            anyFact: [
              'redirect-http',
              'redirect-unusable',
              'redirect-fragment',
              'redirect-userinfo',
              'redirect-wildcard',
              'redirect-own-scheme',
              'redirect-http-loopback',
            ],
          },
        ],
      },
    },
    confidence: 0.56,
    try: [
      'The URIs sent are well formed, so a list or pattern of the server is the likeliest: ask which hosts and paths it allows.',
    ],
  },
  {
    id: 'redirect-blamed-without-a-word',
    cause: 'redirect.not_approved',
    when: {
      all: [blamedRedirects],
      not: { any: [{ says: reasonGiven }, { anyFact: ['redirect-absent', 'redirect-http', 'redirect-fragment'] }] },
    },
    confidence: 0.36,
  },
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
    shift: [{ when: { code: ['invalid_redirect_uri'] }, by: 0.12 }],
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
