import type { Rule } from '../rule.ts';

const sends = ['mint', 'register', 'update'] as const;

/** The form of the request: method, media type, size. */
export const requestRules = [
  {
    id: 'media-type-status',
    cause: 'request.content_type',
    when: { stage: sends, status: [415] },
    confidence: 0.9,
  },
  {
    id: 'media-type-said',
    cause: 'request.content_type',
    when: {
      stage: sends,
      status: [400, 406, 415, 422, 'none'],
      says: /content[- ]?type|media ?type|mime ?type|application\/json/,
      not: {
        any: [
          { about: ['jwks-uri', 'jwks'] },
          { facts: ['json-rpc'] },
          {
            says: [
              /unexpected token|<!doctype|invalidcontenttype/,
              /(?:body|payload) (?:can ?not|must not|may not) be empty/,
            ],
          },
        ],
      },
    },
    confidence: 0.87,
    shift: [{ when: { status: ['none'] }, by: -0.3 }],
  },
  {
    id: 'media-type-seen',
    cause: 'request.content_type',
    when: { stage: sends, status: [400, 422, 500], facts: ['body-labelled-otherwise'] },
    confidence: 0.72,
    shift: [{ when: { status: [500] }, by: -0.3 }],
  },
  {
    id: 'method-status',
    cause: 'request.method',
    when: { status: [405] },
    confidence: 0.82,
    shift: [
      { when: { anyFact: ['allow-named'] }, by: 0.06 },
      { when: { facts: ['markup'] }, by: -0.06 },
      { when: { facts: ['bot-challenge'] }, by: -0.3 },
    ],
  },
  {
    id: 'method-said',
    cause: 'request.method',
    when: {
      says: [
        /method (?:\w+ )?(?:is )?not (?:be )?(?:allowed|supported)|method_not_allowed/,
        /(?:get|put|post|patch|delete) (?:is )?not (?:allowed|supported)|unsupported (?:http )?method/,
        /http method|get\/head method cannot have body/,
        /(?:requires?|must (?:be|use)|expected|only(?: accepts?| supports?)?|use) (?:an? |the )?(?:http )?['"`]?(?:get|post|put|patch|delete)\b(?! (?:body|data|param|field))/,
      ],
      not: { any: [{ says: /auth[\w ]*method/ }, { facts: ['url-well-known'] }] },
    },
    confidence: 0.84,
  },
  {
    id: 'method-not-implemented',
    cause: 'request.method',
    when: { stage: ['update', 'delete'], status: [501] },
    confidence: 0.76,
  },
  {
    id: 'method-may-be-the-path',
    cause: 'endpoint.wrong_path',
    when: { stage: ['mint', 'register', 'read', 'update', 'delete'], status: [405] },
    confidence: 0.32,
    shift: [{ when: { stage: ['mint', 'register'], not: { facts: ['get-sent'] } }, by: 0.06 }],
  },
  {
    id: 'too-large-status',
    cause: 'request.too_large',
    when: { status: [413] },
    confidence: 0.94,
  },
  {
    id: 'too-large-said',
    cause: 'request.too_large',
    when: {
      stage: ['register', 'update', 'mint'],
      status: ['4xx', '5xx', 'none'],
      says: [
        /client intended to send too large/,
        /(?:entity|payload|body|request|content|document|metadata)[^\n]{0,20}too (?:large|big|long)/,
        /(?:size|length)(?: limit)? (?:is |was )?exceed/,
        /exceeds?[^\n]{0,40}(?:size|bytes|length limit|\d ?[km]i?b\b)|payloadtoolarge|request_too_large/,
        /(?:entity|payload|body|request|document)[^\n]{0,24}(?:larger than|over|more than) \d+/,
      ],
    },
    confidence: 0.86,
  },
  {
    id: 'header-too-large-said',
    cause: 'request.too_large',
    when: { status: [400, 431, 413, 494], says: /headers?[^\n]{0,40}(?:too (?:large|long|big)|size|limit)/ },
    confidence: 0.86,
    try: ['It is the header that is too large: a token of many thousand characters, or cookies.'],
  },
  {
    // Laravel's own status, for a form without its token.
    id: 'page-said-expired',
    cause: 'server.csrf',
    when: { status: [419] },
    confidence: 0.72,
  },
  {
    id: 'csrf-said',
    cause: 'server.csrf',
    when: {
      says: [
        /csrf|xsrf|referer check|authenticity ?token|cross-site (?:post|request)|request forgery/,
        /(?:origin|referer) (?:header )?(?:check|mismatch|is (?:missing|not allowed)|does not match)/,
        /invalid[_ ]nonce|nonce (?:verification|check)|cookie check failed/,
        /invalid origin|origin not allowed|antiforgery|invalid cors request|cors (?:policy|check|request)/,
      ],
    },
    confidence: 0.93,
  },
] as const satisfies readonly Rule[];
