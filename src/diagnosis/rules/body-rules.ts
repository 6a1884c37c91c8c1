import type { Rule } from '../rule.ts';
import { registrationJwt } from './refusals.ts';

const sends = ['mint', 'register', 'update'] as const;

/** The body as a whole: no JSON, no object, nothing at all. */
export const bodyRules = [
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
        /(?:request )?body (?:is |must |can ?|may )?(?:not be |is )?(?:empty|missing|required)/,
        /(?:registration|update) request (?:is |was |must not be )?(?:required|missing|empty|null)\b/,
        /empty (?:request )?body|(?:missing|no) (?:request )?body|expecting (?:value|property)/,
        /syntax ?error|expected a json object|cannot deserialize|json: cannot unmarshal/,
        /invalid character '/,
        /failed to open\/read local data|contentlength=\d+ with body length/,
        /failed to read (?:the )?(?:http )?(?:request|message|body)|message ?not ?readable/,
      ],
      not: {
        any: [
          { about: ['jwks', 'jwks-uri', 'redirect', 'software-statement'] },
          { status: ['none'], says: /unexpected eof|unexpected end of (?:file|stream)|ssl routines|\btls\b/ },
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
      // A number that is none: at a mint, that is a limit.
      { when: { stage: ['mint'], says: /cannot deserialize[^\n]{0,60}(?:integer|int\b|long|number)/ }, by: -0.2 },
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
    // Open banking profiles take the registration as one signed JWT.
    id: 'body-said-to-be-a-jwt',
    cause: 'request.body_malformed',
    when: { stage: sends, status: [400, 401, 415], says: registrationJwt },
    confidence: 0.82,
    try: ['This server takes the registration as a signed JWT (application/jwt), not as a JSON object.'],
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
    // Whatever the language: a refusal that speaks of JSON and of no member means the body.
    id: 'json-spoken-of',
    cause: 'request.body_malformed',
    when: {
      stage: sends,
      status: [400, 422],
      says: /\bjson\b/,
      facts: ['unspecific'],
      not: { any: [{ says: /content[- ]?type|media type|application\/json|web (?:key|token)/ }, { about: ['token'] }] },
    },
    confidence: 0.62,
  },
  {
    id: 'metadata-said-absent',
    cause: 'request.body_malformed',
    when: {
      stage: sends,
      status: [400, 422],
      facts: ['unspecific'],
      clause:
        /(?:request|registration)[^\n]{0,40}(?:not contain any|no|without|entity is missing|is missing)[^\n]{0,20}(?:metadata|body|entity|content)|entity is (?:missing|malformed|empty)|no client metadata/,
    },
    confidence: 0.8,
  },
  {
    id: 'not-understood-said',
    cause: 'request.body_malformed',
    when: { stage: sends, status: [400], says: /(?:could|did|can) ?not understand|malformed request syntax/ },
    confidence: 0.5,
  },
] as const satisfies readonly Rule[];
