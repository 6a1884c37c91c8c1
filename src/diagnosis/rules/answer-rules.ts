import type { Rule } from '../rule.ts';

/** The answer is a sign-in, a redirect, a page, broken off or too long. */
export const answerRules = [
  {
    id: 'sign-in-page',
    cause: 'response.login_page',
    when: { facts: ['sign-in'], not: { any: [{ status: [502, 503, 504, 500, 407] }, { facts: ['bot-challenge'] }] } },
    confidence: 0.86,
    shift: [{ when: { status: [404] }, by: -0.3 }],
  },
  {
    id: 'redirect-to-a-sign-in',
    cause: 'response.login_page',
    when: { status: ['3xx'], facts: ['location-sign-in'] },
    confidence: 0.9,
  },
  {
    id: 'sign-in-said',
    cause: 'response.login_page',
    when: {
      says: [
        /captive portal|redirected to (?:the )?(?:login|sign-?in)|login page|sign-?in page/,
        /please (?:log|sign) ?in/,
      ],
      not: { facts: ['json'] },
    },
    confidence: 0.72,
  },
  {
    id: 'redirect-status',
    cause: 'response.redirect',
    when: { status: [300, 301, 302, 303, 307, 308] },
    confidence: 0.82,
    shift: [
      { when: { facts: ['location'] }, by: 0.02 },
      { when: { anyFact: ['location-https', 'location-slash'] }, by: 0.1 },
      { when: { facts: ['location-sign-in'] }, by: -0.4 },
      // RFC 6749 section 4.1.2.1: this one brings an error back to the client.
      { when: { facts: ['location-error'] }, by: -0.45 },
      { when: { facts: ['location-blocked'] }, by: -0.3 },
    ],
  },
  {
    id: 'redirect-said',
    cause: 'response.redirect',
    when: {
      status: ['none'],
      says: [
        /unexpected redirect|redirect mode is set to error|too many redirects/,
        /maximum (?:number of |\(\d+\) )?redirects|too_many_redirects|\b30[1278] (?:moved|found|temporary|permanent)/,
      ],
    },
    confidence: 0.84,
  },
  {
    id: 'page-instead-of-json',
    cause: 'response.not_json',
    when: { facts: ['markup'] },
    confidence: 0.4,
    shift: [
      { when: { status: ['2xx'] }, by: 0.4 },
      // A page that names what it refuses can be read after all.
      { when: { status: ['4xx'], not: { facts: ['unspecific'] } }, by: -0.1 },
      { when: { anyFact: ['sign-in', 'bot-challenge'] }, by: -0.25 },
      { when: { facts: ['url-well-known'] }, by: -0.2 },
      { when: { status: [429, '5xx'] }, by: -0.1 },
    ],
  },
  {
    id: 'xml-instead-of-json',
    cause: 'response.not_json',
    when: { facts: ['xml'] },
    confidence: 0.24,
    shift: [{ when: { status: ['2xx'] }, by: 0.52 }],
  },
  {
    id: 'text-instead-of-json',
    cause: 'response.not_json',
    when: { status: ['2xx'], facts: ['plain'], not: { says: /authori[sz]e|larger than|terminated|closed|reset/ } },
    confidence: 0.76,
    // A sentence about the registration comes from a client that has read the answer.
    shift: [
      { when: { says: /registration|client_|response/ }, by: -0.35 },
      { when: { says: /validationerror|responseerror|expected 201|"response" body/ }, by: -0.3 },
    ],
  },
  {
    id: 'json-said-unreadable',
    cause: 'response.not_json',
    when: {
      says: [
        /unexpected token '?["']?<|is not valid json|not valid json/,
        /invalid json (?:response|in response)|expecting value: line 1|invalid character '<'/,
        /jsondecodeerror|<!doctype html|unexpected content[- ]type|text\/html/,
        /failed to parse (?:the )?(?:response|answer)|unexpected end of json input/,
        /response is not json|cannot parse response|json parsing returned an error/,
      ],
      any: [{ status: ['none', '2xx', '5xx', 404] }, { says: /</ }],
      not: { any: [{ facts: ['markup'] }, { status: [400, 422] }] },
    },
    confidence: 0.74,
    shift: [
      { when: { status: ['5xx', 429] }, by: -0.4 },
      { when: { status: [404] }, by: -0.25 },
    ],
  },
  {
    id: 'answer-cut',
    cause: 'response.truncated',
    when: { anyFact: ['json-cut', 'shorter-than-announced'], status: ['2xx', 'none'] },
    confidence: 0.86,
    shift: [{ when: { status: ['none'] }, by: -0.15 }],
  },
  {
    id: 'answer-said-cut',
    cause: 'response.truncated',
    when: {
      any: [
        {
          fails: [
            'IncompleteRead',
            'ChunkedEncodingError',
            'CURL_18',
            'ERR_STREAM_PREMATURE_CLOSE',
            'UND_ERR_BODY_TIMEOUT',
            'HPE_INVALID_EOF_STATE',
            'BodyTimeoutError',
          ],
        },
        {
          says: [
            /incompleteread|premature (?:close|end|eof)|bytes remaining to read|\bterminated\b/,
            /unexpected end of (?:file|json|data)|broke off|cut (?:off|short)|truncated/,
            /response (?:body )?(?:was )?(?:aborted|interrupted|incomplete)/,
            /content-length[^\n]{0,40}(?:mismatch|but|received)|unexpected eof|response ended prematurely/,
            /body timeout|without sending tls close_notify|err_(?:content_length_mismatch|incomplete_chunked_encoding)/,
          ],
        },
      ],
      not: {
        any: [
          { status: ['4xx', '5xx'] },
          { says: /ssl|tls(?! close_notify)|certificate|handshake|end of file from server/ },
        ],
      },
    },
    confidence: 0.88,
  },
  {
    id: 'answer-longer-than-read',
    cause: 'response.too_large',
    when: { facts: ['longer-than-read'] },
    confidence: 0.88,
  },
  {
    id: 'answer-said-too-large',
    cause: 'response.too_large',
    when: {
      any: [
        {
          fails: [
            'UND_ERR_RES_EXCEEDED_MAX_SIZE',
            'CURL_63',
            'ERR_FR_MAX_BODY_LENGTH_EXCEEDED',
            'HPE_HEADER_OVERFLOW',
            'UND_ERR_HEADERS_OVERFLOW',
          ],
        },
        {
          says: [
            /(?:answer|response|content|body)[^\n]{0,60}(?:too large|larger than|exceed(?:ed|s)? (?:the )?(?:max|limit|size))/,
            /maxcontentlength|maximum (?:file )?size exceeded|exceeded max size/,
          ],
        },
      ],
      not: { status: ['4xx', '5xx'] },
    },
    confidence: 0.9,
  },
] as const satisfies readonly Rule[];
