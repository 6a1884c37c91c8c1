import type { Rule } from '../rule.ts';
import { blamedRedirects, changes, opaque, redirectReason } from './refusals.ts';

/** Redirect URIs that no server can take: not absolute, with a part too many, over http. */
export const redirectFormRules = [
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
          clause: [
            /(?:must|should|only|requires?|required|needs?|use)[^\n]{0,60}\bhttps\b/,
            /\bhttps\b[^\n]{0,40}(?:required|only|scheme|must|expected)/,
            /\bhttp\b[^\n]{0,30}(?:not (?:be )?(?:allowed|permitted|accepted)|forbidden|insecure)/,
            /plain http|non-https|insecure (?:scheme|protocol|redirect)/,
          ],
        },
        { code: ['invalid_redirect_uri'], says: /\bhttps\b|plain http|insecure/ },
      ],
      not: {
        any: [
          {
            anyFact: ['redirect-http-loopback', 'redirect-https-loopback', 'redirect-own-scheme', 'redirect-userinfo'],
          },
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
    when: {
      all: [blamedRedirects],
      facts: ['redirect-http'],
      not: { says: /list|approved|fragment|required|mandatory/ },
    },
    confidence: 0.76,
  },
  {
    id: 'redirect-http-seen-and-opaque',
    cause: 'redirect.not_https',
    when: { all: [opaque], facts: ['redirect-http'] },
    confidence: 0.55,
  },
  {
    id: 'redirect-part-said',
    cause: 'redirect.fragment_or_userinfo',
    when: {
      stage: changes,
      says: /fragment|user ?info\b|user information|\(#\)|'#'|"#"|(?:must not (?:include|contain)|without) credentials|username/,
      any: [
        { about: ['redirect'] },
        { code: ['invalid_redirect_uri'] },
        { anyFact: ['redirect-fragment', 'redirect-userinfo'] },
      ],
      not: { about: ['post-logout', 'other-member'] },
    },
    confidence: 0.93,
  },
  {
    id: 'redirect-part-seen',
    cause: 'redirect.fragment_or_userinfo',
    when: {
      all: [blamedRedirects],
      anyFact: ['redirect-fragment', 'redirect-userinfo'],
      not: { says: /list|approved|https/ },
    },
    confidence: 0.79,
  },
  {
    id: 'redirect-part-seen-and-opaque',
    cause: 'redirect.fragment_or_userinfo',
    when: { all: [opaque], anyFact: ['redirect-fragment', 'redirect-userinfo'] },
    confidence: 0.55,
  },
  {
    id: 'redirect-said-malformed',
    cause: 'redirect.malformed',
    when: {
      stage: changes,
      any: [{ about: ['redirect'] }, { code: ['invalid_redirect_uri'] }, { facts: ['redirect-unusable'] }],
      says: [
        /unable to parse|(?:could|can) ?not (?:be )?parse|failed to parse|absolute|relative/,
        /not (?:a )?valid ur[il]|(?:in)?valid ur[il]s?\b|malformed|well[- ]formed|syntax|no scheme/,
        /missing (?:a )?scheme|javascript:|data:|wild ?card|white ?space|illegal character|no host/,
        /hostname|(?:include|have|contain|specify|without|no|missing) an? (?:explicit )?(?:host|authority|scheme|port)\b/,
      ],
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
    when: {
      all: [blamedRedirects],
      anyFact: ['redirect-unusable', 'redirect-wildcard'],
      not: { says: /non-?empty|is empty/ },
    },
    confidence: 0.8,
  },
  {
    id: 'redirect-unusable-and-opaque',
    cause: 'redirect.malformed',
    when: { all: [opaque], anyFact: ['redirect-unusable', 'redirect-wildcard'] },
    confidence: 0.56,
  },
  {
    id: 'redirect-blamed-and-perhaps-malformed',
    cause: 'redirect.malformed',
    when: { all: [blamedRedirects], not: { says: redirectReason } },
    confidence: 0.32,
  },
] as const satisfies readonly Rule[];
