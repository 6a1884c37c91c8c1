import type { Rule } from '../rule.ts';
import { afterRegistration, blamedRedirects, changes, redirectReason } from './refusals.ts';

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
            /not (?:be )?(?:included|listed|contained|present|among|part)\b/,
            /white ?list|deny ?list|black ?list|(?:does|do)(?: ?not|n't) match|permitted patterns?/,
            /allowed (?:hosts?|domains?|patterns?|ur[il]s)|trusted (?:hosts?|domains?)|not one of/,
            /only loopback|pre-?approv|(?:require|need|must (?:be|have|use))s? an? (?:explicitly )?(?:allowed|approved|listed|registered)/,
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
              /fragment|native|web client|application[_ ]type|scheme|client[_ ]credentials|sector_identifier|pairwise/,
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
          { says: redirectReason },
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
      not: { any: [{ says: redirectReason }, { anyFact: ['redirect-absent', 'redirect-http', 'redirect-fragment'] }] },
    },
    confidence: 0.36,
  },
] as const satisfies readonly Rule[];
