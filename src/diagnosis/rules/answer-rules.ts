import type { Rule } from '../rule.ts';

/** What answered in the endpoint's place: gateways, firewalls, sign-in pages, redirects, failures. */
export const answerRules = [
  {
    id: 'gateway-status',
    cause: 'server.gateway',
    when: { status: [502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 527, 530] },
    confidence: 0.88,
    shift: [{ when: { facts: ['bot-challenge'] }, by: -0.4 }],
  },
  {
    id: 'gateway-said',
    cause: 'server.gateway',
    when: {
      says: /bad gateway|gateway time-?out|upstream (?:connect|request|server|timed)|no healthy upstream|service (?:temporarily )?unavailable|backend (?:fetch failed|unavailable)|no server is available|error code: 52\d/,
      not: { any: [{ status: ['2xx', '3xx', '4xx'] }, { facts: ['bot-challenge'] }] },
    },
    confidence: 0.84,
  },
  {
    id: 'failed-status',
    cause: 'server.internal_error',
    when: { status: [500, 505, 506, 507, 508, 510] },
    confidence: 0.8,
    shift: [{ when: { facts: ['empty-bearer'] }, by: -0.15 }],
  },
  {
    id: 'failed-said',
    cause: 'server.internal_error',
    when: {
      any: [
        { code: ['server_error', 'internal_error', 'internal_server_error', 'unknown_error'] },
        { says: /internal server error|unhandled exception|null ?pointer|stack ?trace|traceback \(most recent/ },
      ],
      not: { status: ['2xx', '3xx', 502, 503, 504] },
    },
    confidence: 0.74,
  },
  {
    id: 'rate-status',
    cause: 'rate.limited',
    when: { status: [429] },
    confidence: 0.93,
  },
  {
    id: 'rate-said',
    cause: 'rate.limited',
    when: {
      any: [
        { code: ['too_many_requests', 'slow_down', 'rate_limit_exceeded', 'rate_limited'] },
        { says: /rate limit|too many requests|throttl|slow down|error code: 1015|request limit (?:exceeded|reached)/ },
      ],
      not: { status: ['2xx'] },
    },
    confidence: 0.88,
  },
  {
    id: 'firewall-page',
    cause: 'proxy.blocked',
    when: {
      facts: ['bot-challenge'],
      not: { any: [{ status: [407] }, { says: /\b1010\b|user[- ]agent|browser's signature|csrf/ }] },
    },
    confidence: 0.86,
  },
  {
    id: 'firewall-header',
    cause: 'proxy.blocked',
    when: {
      status: [401, 403, 405, 406, 409, 501, 503, '2xx'],
      any: [
        { header: { 'cf-mitigated': /./ } },
        {
          header: {
            server:
              /akamaighost|awselb|imperva|incapsula|sucuri|big-?ip|zscaler|bluecoat|fortigate|barracuda|squid|netscaler/i,
          },
          anyFact: ['markup', 'plain'],
          status: [401, 403, 405, 406, 409, 501, 503],
        },
        { header: { 'x-azure-ref': /./ }, facts: ['markup'] },
        { header: { 'x-squid-error': /ERR_ACCESS_DENIED/ } },
        { header: { 'x-iinfo': /./ }, facts: ['markup'] },
        { facts: ['behind-cloudflare', 'markup'], status: [403] },
      ],
      not: { any: [{ status: [407] }, { says: /\b1010\b|user[- ]agent|browser's signature/ }] },
    },
    confidence: 0.85,
  },
  {
    id: 'firewall-said',
    cause: 'proxy.blocked',
    when: {
      says: /incapsula|request (?:is |was |has been )?(?:blocked|rejected|unsuccessful)|web application firewall|\bwaf\b|mod_?security|sorry, you have been blocked|you have been blocked|site (?:is )?blocked|website blocked|access (?:to this site )?(?:is |has been )?(?:blocked|restricted)|support id is|security (?:service|policy) [^\n]{0,40}(?:block|protect)|error code: 10(?:0[69]|12|20)|error 1020|blocked by|fortiguard|zscaler|not acceptable!|captcha|bot (?:protection|detection)/,
      not: {
        any: [
          { status: [407] },
          { says: /user[- ]agent|\b1010\b|blocked by (?:the )?(?:registration|client|tenant) policy/ },
        ],
      },
    },
    confidence: 0.87,
  },
  {
    id: 'forbidden-page',
    cause: 'proxy.blocked',
    when: { status: [403, 406], facts: ['markup'], not: { says: /csrf|referer|sign|user[- ]agent/ } },
    confidence: 0.6,
  },
  {
    id: 'user-agent-said',
    cause: 'proxy.waf_user_agent',
    when: {
      says: /user[- ]agent|error code: 1010|error 1010|\b1010\b|browser.{0,3}s? signature|banned your access/,
      not: { status: ['2xx'] },
    },
    confidence: 0.9,
  },
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
      says: /captive portal|redirected to (?:the )?(?:login|sign-?in)|login page|sign-?in page|please (?:log|sign) ?in/,
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
      { when: { anyFact: ['location-https', 'location-slash'] }, by: 0.1 },
      { when: { facts: ['location-sign-in'] }, by: -0.4 },
    ],
  },
  {
    id: 'redirect-said',
    cause: 'response.redirect',
    when: {
      status: ['none'],
      says: /unexpected redirect|redirect mode is set to error|too many redirects|maximum (?:number of )?redirects|\b30[1278] (?:moved|found|temporary|permanent)/,
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
      { when: { anyFact: ['sign-in', 'bot-challenge'] }, by: -0.25 },
      { when: { status: [429, '5xx'] }, by: -0.1 },
    ],
  },
  {
    id: 'text-instead-of-json',
    cause: 'response.not_json',
    when: { status: ['2xx'], facts: ['plain'], not: { says: /authori[sz]e|larger than|terminated|closed|reset/ } },
    confidence: 0.76,
  },
  {
    id: 'json-said-unreadable',
    cause: 'response.not_json',
    when: {
      says: /unexpected token '?["']?<|is not valid json|not valid json|invalid json (?:response|in response)|expecting value: line 1|invalid character '<'|jsondecodeerror|<!doctype html|unexpected content[- ]type|text\/html|failed to parse (?:the )?(?:response|answer)|unexpected end of json input|response is not json|cannot parse response/,
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
          says: /incompleteread|premature (?:close|end|eof)|bytes remaining to read|\bterminated\b|unexpected end of (?:file|json|stream|data)|broke off|cut (?:off|short)|truncated|response (?:body )?(?:was )?(?:aborted|interrupted|incomplete)|content-length[^\n]{0,40}(?:mismatch|but|received)|unexpected eof|response ended prematurely/,
        },
      ],
      not: { any: [{ status: ['4xx', '5xx'] }, { says: /ssl|tls|certificate|handshake/ }] },
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
          says: /(?:answer|response|content|body)[^\n]{0,60}(?:too large|larger than|exceed(?:ed|s)? (?:the )?(?:max|limit|size))|maxcontentlength|maximum (?:file )?size exceeded|exceeded max size/,
        },
      ],
      not: { status: ['4xx', '5xx'] },
    },
    confidence: 0.9,
  },
] as const satisfies readonly Rule[];
