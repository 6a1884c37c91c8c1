import type { Rule } from '../rule.ts';

const sends = ['mint', 'register', 'update'] as const;

/** The form of the request: method, media type, JSON, size. */
export const requestRules = [
  {
    id: 'body-said-malformed',
    cause: 'request.body_malformed',
    when: {
      stage: sends,
      status: [400, 422, 500, 'none'],
      says: [
        /json (?:parse|decode|syntax)/,
        /(?:parse|parsing|decode|decoding)[^\n]{0,24}(?:json|body|request|payload)/,
        /(?:invalid|malformed|bad|unparsable|broken) (?:json|(?:request )?body|request payload|payload|metadata document|request format)/,
        /not (?:a )?valid json|json(?: body)? (?:is )?(?:invalid|malformed)|json_invalid/,
        /unexpected (?:token|end of|character|eof|non-whitespace)/,
        /must be (?:an? )?(?:json|valid json)[^\n]{0,10}/,
        /(?:request )?body (?:is |must )?(?:not be |is )?(?:empty|missing|required)/,
        /empty (?:request )?body|(?:missing|no) (?:request )?body|expecting (?:value|property)/,
        /syntax ?error|expected a json object|cannot deserialize|json: cannot unmarshal/,
        /invalid character '/,
      ],
      not: {
        any: [
          { about: ['jwks', 'jwks-uri', 'redirect', 'software-statement'] },
          {
            says: [
              /unexpected token '?<|unrecogni[sz]ed field|jwt|access token|decode token/,
              /unrecognized token '?<|<!doctype|headers/,
            ],
          },
        ],
      },
    },
    confidence: 0.88,
    shift: [
      { when: { status: [500, 'none'] }, by: -0.25 },
      { when: { anyFact: ['body-no-object', 'body-unreadable', 'body-empty'] }, by: 0.06 },
    ],
  },
  {
    id: 'body-said-to-be-needed',
    cause: 'request.body_malformed',
    when: {
      stage: sends,
      status: [400, 422],
      about: ['body'],
      complains: ['missing', 'invalid'],
      not: {
        any: [
          {
            about: [
              'jwks',
              'jwks-uri',
              'redirect',
              'scope',
              'grant',
              'response-type',
              'auth-method',
              'software-statement',
              'client-id',
              'client-name',
              'other-member',
              'application-type',
              'token',
            ],
          },
          { says: /content[- ]?type|media type|too large|registration_access_token/ },
        ],
      },
    },
    confidence: 0.84,
  },
  {
    id: 'body-said-to-be-json',
    cause: 'request.body_malformed',
    when: {
      stage: sends,
      status: [400, 422],
      clause: [
        /expected (?:an? )?(?:valid )?json|(?:needs?|requires?|send) (?:an? )?json/,
        /must be (?:an? |valid )?json|client metadata must be an object/,
      ],
      not: { says: /content[- ]?type|media type|jwks|redirect/ },
    },
    confidence: 0.86,
  },
  {
    id: 'body-seen-malformed',
    cause: 'request.body_malformed',
    when: {
      stage: sends,
      status: [400, 422],
      anyFact: ['body-no-object', 'body-unreadable', 'body-empty'],
      not: { says: /content[- ]?type|media type|authori[sz]ation/ },
    },
    confidence: 0.74,
    shift: [{ when: { facts: ['body-labelled-otherwise'] }, by: -0.3 }],
  },
  {
    id: 'body-empty-and-failure',
    cause: 'request.body_malformed',
    when: { stage: sends, status: [500], facts: ['body-empty'] },
    confidence: 0.4,
  },
  {
    id: 'not-understood-said',
    cause: 'request.body_malformed',
    when: { stage: sends, status: [400], says: /(?:could|did|can) ?not understand|malformed request syntax/ },
    confidence: 0.5,
  },
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
      not: { any: [{ about: ['jwks-uri', 'jwks'] }, { says: /unexpected token|<!doctype/ }] },
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
    ],
  },
  {
    id: 'method-said',
    cause: 'request.method',
    when: {
      says: [
        /method (?:\w+ )?(?:is )?not (?:be )?(?:allowed|supported)|method_not_allowed/,
        /(?:get|put|post|patch|delete) (?:is )?not (?:allowed|supported)|unsupported (?:http )?method/,
        /http method/,
      ],
      not: { any: [{ says: /auth[\w ]*method/ }, { facts: ['url-well-known'] }] },
    },
    confidence: 0.84,
  },
  {
    id: 'method-not-implemented',
    cause: 'request.method',
    when: { stage: ['update', 'delete'], status: [501] },
    confidence: 0.7,
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
      status: ['4xx', '5xx'],
      says: [
        /(?:entity|payload|body|request|content|document)[^\n]{0,20}too (?:large|big|long)/,
        /exceeds?[^\n]{0,40}(?:size|bytes|length limit)|payloadtoolarge|request_too_large/,
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
    id: 'csrf-said',
    cause: 'server.csrf',
    when: {
      says: [
        /csrf|xsrf|referer check|authenticity ?token|cross-site (?:post|request)|request forgery/,
        /(?:origin|referer) (?:header )?(?:check|mismatch|is (?:missing|not allowed)|does not match)/,
        /invalid origin|origin not allowed|antiforgery/,
      ],
    },
    confidence: 0.93,
  },
] as const satisfies readonly Rule[];
