import type { Rule } from '../rule.ts';
import { gatewayKey } from './refusals.ts';

const methodBarred = /not configured to allow the http request method|supports only cach(?:e)?able requests/;

/** The server failed, was not reached by its gateway, or wants to be left alone; or a firewall spoke for it. */
export const gatewayRules = [
  {
    id: 'gateway-status',
    cause: 'server.gateway',
    when: { status: [502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 527, 530] },
    confidence: 0.88,
    shift: [
      { when: { facts: ['bot-challenge'] }, by: -0.4 },
      { when: { header: { 'x-squid-error': /ERR_/ } }, by: -0.4 },
      // JSON in OAuth's form comes from the server itself, not from a gateway in front of it.
      { when: { facts: ['json'], code: ['temporarily_unavailable', 'server_error', 'access_denied'] }, by: -0.1 },
    ],
  },
  {
    id: 'gateway-said',
    cause: 'server.gateway',
    when: {
      says: [
        /bad gateway|gateway time-?out|upstream (?:connect|request|server|timed)|no healthy upstream/,
        /service (?:temporarily )?unavailable|backend (?:fetch failed|unavailable)/,
        /no server is available|error code: 52\d|no live upstreams|\bah0\d{4}: |upstream prematurely/,
        /while (?:connecting to|reading [\w ]{0,20}from|sending [\w ]{0,10}to|ssl handshaking to) upstream/,
      ],
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
      not: { any: [{ status: ['2xx', '3xx', 502, 503, 504] }, { says: /http\/2|http2|goaway/ }] },
    },
    confidence: 0.74,
  },
  {
    id: 'rate-status',
    cause: 'rate.limited',
    when: { status: [429] },
    confidence: 0.93,
    shift: [{ when: { header: { 'retry-after': /./ } }, by: 0.01 }],
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
              /akamaighost|awselb|imperva|incapsula|sucuri|big-?ip|zscaler|bluecoat|fortigate|barracuda|netscaler/i,
          },
          anyFact: ['markup', 'plain'],
          status: [401, 403, 405, 406, 409, 501, 503],
        },
        { header: { 'x-azure-ref': /./ }, facts: ['markup'] },
        { header: { 'x-squid-error': /ERR_ACCESS_DENIED/ } },
        { header: { 'x-iinfo': /./ }, facts: ['markup'] },
        { facts: ['behind-cloudflare', 'markup'], status: [403] },
      ],
      not: {
        any: [
          { status: [407] },
          { says: /\b1010\b|user[- ]agent|browser's signature/ },
          // Amazon's balancer has pages of its own for targets that do not answer.
          { status: [501, 503], header: { server: /awselb/i } },
        ],
      },
    },
    confidence: 0.85,
  },
  {
    id: 'firewall-said',
    cause: 'proxy.blocked',
    when: {
      says: [
        /incapsula|request (?:is |was |has been )?(?:blocked|rejected|unsuccessful)/,
        /web application firewall|\bwaf\b|mod_?security|sorry, you have been blocked/,
        /you have been blocked|site (?:is )?blocked|website blocked/,
        /access (?:to this site )?(?:is |has been )?(?:blocked|restricted)|support id is/,
        /security (?:service|policy) [^\n]{0,40}(?:block|protect)|error code: 1(?!010|015)\d{3}/,
        /error 10[02]\d|blocked by|fortiguard|zscaler|not acceptable!|captcha/,
        /bot (?:protection|detection)|page (?:is |has been )?blocked|url is banned|denied by security policy|site owner/,
        /access control configuration prevents/,
      ],
      not: {
        any: [
          { status: [407] },
          { says: /cross-origin|same origin policy|cors (?:policy|header)/ },
          { says: /user[- ]agent|\b1010\b|blocked by (?:the )?(?:registration|client|tenant) policy/ },
        ],
      },
    },
    confidence: 0.87,
    // An answer in OAuth's own codes comes from the server, not from what stands in front of it.
    shift: [{ when: { code: ['access_denied', 'invalid_token', 'invalid_client_metadata'] }, by: -0.5 }],
  },
  {
    id: 'forbidden-page',
    cause: 'proxy.blocked',
    when: { status: [403, 406], facts: ['markup'], not: { says: [/csrf|referer|sign|user[- ]agent/, methodBarred] } },
    confidence: 0.6,
  },
  {
    id: 'method-barred-by-a-cdn',
    cause: 'request.method',
    when: { status: [403, 405], says: methodBarred },
    confidence: 0.88,
    try: ['The network in front (CloudFront) lets only reading through: its operator has to allow POST for this path.'],
  },
  {
    id: 'gateway-wants-its-key',
    // A credential of the gateway's own is missing: of all causes the nearest.
    cause: 'token.missing',
    when: { status: [401, 403], says: gatewayKey },
    confidence: 0.68,
    headline: 'A gateway in front of the server wants a key of its own, and none came.',
    isBeyond: true,
    try: [
      'A gateway in front asks for a key of its own, beside the token: get one from its operator, and send it in the header that the answer names (apikey, x-api-key, Ocp-Apim-Subscription-Key).',
    ],
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
] as const satisfies readonly Rule[];
