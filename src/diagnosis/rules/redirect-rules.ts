import type { Condition, Rule } from '../rule.ts';

const changes = ['register', 'update'] as const;
/** The answer blames the redirect URIs without saying what is wrong with them. */
const blamed: Condition = {
  stage: changes,
  any: [{ code: ['invalid_redirect_uri'] }, { about: ['redirect'], complains: ['invalid', 'not-allowed'] }],
};
/** It blames nothing in particular. */
const opaque: Condition = {
  stage: changes,
  status: [400, 422],
  facts: ['unspecific'],
  any: [{ code: ['invalid_client_metadata', 'invalid_request'] }, { facts: ['no-words'] }],
  not: { code: ['invalid_redirect_uri'] },
};
const reasonGiven =
  /https|\bhttp\b|fragment|userinfo|credential|native|web (?:client|app|uri)|application[_ ]type|scheme|loopback|localhost|absolute|parse|list|approved|pattern|required|mandatory|missing|must contain members|array|empty|client[_ ]credentials|grant/;
const later: Condition = {
  any: [
    { requested: /\bauthori[sz]e\b|authori[sz]ation (?:request|endpoint)|at login|sign-?in/ },
    { says: /authori[sz]ation endpoint/ },
  ],
};

export const redirectRules = [
  {
    id: 'redirect-http-said-and-seen',
    cause: 'redirect.not_https',
    when: {
      stage: changes,
      about: ['redirect'],
      says: /https|\bhttp\b|secure|\btls\b|\bssl\b/,
      facts: ['redirect-http'],
    },
    confidence: 0.92,
  },
  {
    id: 'redirect-https-demanded',
    cause: 'redirect.not_https',
    when: {
      stage: changes,
      any: [
        {
          about: ['redirect'],
          clause:
            /(?:must|should|only|requires?|required|needs?|use)[^\n]{0,60}\bhttps\b|\bhttps\b[^\n]{0,40}(?:required|only|scheme|must|expected)|\bhttp\b[^\n]{0,30}(?:not (?:be )?(?:allowed|permitted|accepted)|forbidden|insecure)|plain http|non-https|insecure (?:scheme|protocol|redirect)/,
        },
        { code: ['invalid_redirect_uri'], says: /\bhttps\b|plain http|insecure/ },
      ],
      not: {
        any: [
          { anyFact: ['redirect-http-loopback', 'redirect-https-loopback', 'redirect-own-scheme'] },
          { about: ['jwks-uri', 'post-logout'] },
        ],
      },
    },
    confidence: 0.82,
    shift: [{ when: { clause: /native|application[_ ]type|loopback|localhost/ }, by: -0.2 }],
  },
  {
    id: 'redirect-blamed-and-http-seen',
    cause: 'redirect.not_https',
    when: { ...blamed, facts: ['redirect-http'], not: { says: /list|approved|fragment|required|mandatory/ } },
    confidence: 0.76,
  },
  {
    id: 'redirect-http-seen-and-opaque',
    cause: 'redirect.not_https',
    when: { ...opaque, facts: ['redirect-http', 'unspecific'] },
    confidence: 0.55,
  },
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
          { says: /https|fragment|scheme|approv|allow ?list|native|jwks/ },
          { anyFact: ['redirect-without-use'] },
        ],
      },
    },
    confidence: 0.86,
    shift: [{ when: { facts: ['redirect-absent'] }, by: 0.08 }],
  },
  {
    id: 'redirect-blamed-and-absent',
    cause: 'redirect.missing',
    when: { ...blamed, facts: ['redirect-absent'] },
    confidence: 0.84,
    shift: [{ when: { facts: ['redirect-unusable'] }, by: -0.25 }],
  },
  {
    id: 'redirect-absent-and-opaque',
    cause: 'redirect.missing',
    when: {
      ...opaque,
      facts: ['redirect-absent', 'unspecific'],
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
      clause: /\barray\b|\blist\b(?! of (?:allowed|approved|permitted|trusted))|must contain members|non-?empty/,
      not: { says: /allow|approv/ },
    },
    confidence: 0.78,
    shift: [{ when: { facts: ['redirect-absent'] }, by: 0.12 }],
  },
  {
    id: 'redirect-part-said',
    cause: 'redirect.fragment_or_userinfo',
    when: {
      stage: changes,
      says: /fragment|user ?info\b|user information|\(#\)|'#'|"#"|must not (?:include|contain) credentials|username/,
      any: [
        { about: ['redirect'] },
        { code: ['invalid_redirect_uri'] },
        { anyFact: ['redirect-fragment', 'redirect-userinfo'] },
      ],
    },
    confidence: 0.93,
  },
  {
    id: 'redirect-part-seen',
    cause: 'redirect.fragment_or_userinfo',
    when: { ...blamed, anyFact: ['redirect-fragment', 'redirect-userinfo'], not: { says: /list|approved|https/ } },
    confidence: 0.79,
  },
  {
    id: 'redirect-part-seen-and-opaque',
    cause: 'redirect.fragment_or_userinfo',
    when: { ...opaque, anyFact: ['redirect-fragment', 'redirect-userinfo'] },
    confidence: 0.55,
  },
  {
    id: 'redirect-said-malformed',
    cause: 'redirect.malformed',
    when: {
      stage: changes,
      any: [{ about: ['redirect'] }, { code: ['invalid_redirect_uri'] }, { facts: ['redirect-unusable'] }],
      says: /unable to parse|(?:could|can) ?not (?:be )?parse|failed to parse|absolute|relative|not (?:a )?valid ur[il]|(?:in)?valid ur[il]s?\b|malformed|well[- ]formed|syntax|no scheme|missing (?:a )?scheme|javascript:|data:|wild ?card|white ?space|illegal character|no host|hostname/,
      not: {
        any: [
          { about: ['jwks-uri', 'post-logout', 'other-member'] },
          { says: /fragment|https required|native|allow ?list|json|query/ },
        ],
      },
    },
    confidence: 0.84,
    shift: [
      { when: { anyFact: ['redirect-unusable', 'redirect-wildcard'] }, by: 0.08 },
      { when: { anyFact: ['redirect-http', 'redirect-fragment', 'redirect-own-scheme'] }, by: -0.25 },
    ],
  },
  {
    id: 'redirect-blamed-and-unusable',
    cause: 'redirect.malformed',
    when: { ...blamed, anyFact: ['redirect-unusable', 'redirect-wildcard'] },
    confidence: 0.8,
  },
  {
    id: 'redirect-unusable-and-opaque',
    cause: 'redirect.malformed',
    when: { ...opaque, anyFact: ['redirect-unusable', 'redirect-wildcard'] },
    confidence: 0.56,
  },
  {
    id: 'redirect-blamed-and-perhaps-malformed',
    cause: 'redirect.malformed',
    when: { ...blamed, not: { says: reasonGiven } },
    confidence: 0.32,
  },
  {
    id: 'redirect-said-not-approved',
    cause: 'redirect.not_approved',
    when: {
      stage: changes,
      any: [
        {
          about: ['redirect'],
          clause:
            /not (?:be )?(?:approved|allowed|permitted|trusted|registered|white ?listed|authori[sz]ed|accepted|in the|on the)|allow ?list|white ?list|deny ?list|black ?list|(?:does|do)(?: ?not|n't) match|permitted patterns?|allowed (?:hosts?|domains?|patterns?|ur[il]s)|trusted (?:hosts?|domains?)|not one of|only loopback/,
        },
        {
          code: ['invalid_redirect_uri'],
          says: /not (?:approved|allowed|permitted|trusted|in the|on the)|allow ?list|white ?list|this domain|domain|authori[sz]e access/,
        },
        {
          says: /\bur[il]s?\b[^\n]{0,30}(?:does ?n.t|not) match any (?:trusted|allowed)|trusted (?:host|domain)[^\n]{0,20}ur[il]/,
        },
      ],
      not: {
        any: [
          { about: ['post-logout', 'jwks-uri'] },
          {
            says: /fragment|native|web client|application[_ ]type|scheme|client[_ ]credentials|https|plain http|localhost is not/,
          },
          later,
        ],
      },
    },
    confidence: 0.87,
    shift: [{ when: { facts: ['redirect-without-use'] }, by: -0.25 }],
  },
  {
    id: 'redirect-blamed-though-sound',
    cause: 'redirect.not_approved',
    when: {
      ...blamed,
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
      ...blamed,
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
      code: ['invalid_redirect_uri', 'invalid_client_metadata'],
      facts: ['redirect-without-use'],
    },
    confidence: 0.5,
    shift: [{ when: { facts: ['unspecific'] }, by: 0.06 }],
  },
  {
    id: 'redirect-type-said',
    cause: 'redirect.scheme_vs_app_type',
    when: {
      stage: changes,
      any: [{ about: ['redirect'] }, { code: ['invalid_redirect_uri'] }],
      says: /\bnative\b|web (?:clients?|apps?|applications?|uris?)|application[_ ]type|custom (?:uri )?scheme|private-use|loopback|localhost|reverse[- ]domain/,
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
      ...blamed,
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
    when: { ...opaque, facts: ['post-logout-elsewhere', 'unspecific'] },
    confidence: 0.52,
  },
  {
    id: 'redirect-refused-later',
    cause: 'redirect.accepted_then_refused',
    when: {
      about: ['redirect'],
      complains: ['invalid', 'not-allowed', 'mismatch', 'unknown', 'unsupported'],
      ...later,
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
