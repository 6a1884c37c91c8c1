import type { Rule } from '../rule.ts';
import { gatewayPolicy } from './refusals.ts';

const methodBarred = /not configured to allow the http request method|supports only cach(?:e)?able requests/;

/** Something on the way spoke for the server: a firewall, a filter, a list of addresses. */
export const firewallRules = [
  {
    id: 'firewall-page',
    cause: 'proxy.blocked',
    when: {
      facts: ['bot-challenge'],
      not: {
        any: [
          { status: [407] },
          { facts: ['connect-sent'] },
          { says: /\b1010\b|user[- ]agent|browser's signature|csrf/ },
        ],
      },
    },
    confidence: 0.86,
    // A web server has such a page of its own.
    shift: [{ when: { header: { server: /microsoft-iis/i } }, by: -0.35 }],
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
        { header: { 'x-ec-security-audit': /4\d\d/ } },
        { header: { 'x-sucuri-block': /./ } },
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
        /access control configuration prevents|\bip control policy\b/,
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
    id: 'redirect-to-a-page-of-a-filter',
    cause: 'proxy.blocked',
    when: { status: ['3xx'], facts: ['location-blocked'], not: { facts: ['location-sign-in'] } },
    confidence: 0.82,
  },
  {
    id: 'forbidden-page',
    cause: 'proxy.blocked',
    when: { status: [403, 406], facts: ['markup'], not: { says: [/csrf|referer|sign|user[- ]agent/, methodBarred] } },
    confidence: 0.6,
  },
  {
    id: 'gateway-policy-said',
    cause: 'proxy.blocked',
    when: { status: ['4xx', '5xx'], says: gatewayPolicy },
    confidence: 0.62,
  },
  {
    id: 'gateway-policy-may-be-of-the-caller',
    cause: 'policy.denied',
    when: { status: ['4xx', '5xx'], says: gatewayPolicy },
    confidence: 0.4,
  },
  {
    // Gateways and firewalls bar addresses without a word of OAuth.
    id: 'address-said-barred',
    cause: 'proxy.blocked',
    when: {
      status: [401, 403],
      says: [
        /\b(?:client|source|remote|your) ?ip\b|\bip[- ]address[^\n]{0,40}(?:not|blocked|denied|banned|black|restrict)/,
        /\bip\b[^\n]{0,24}(?:not (?:in|on|allowed)|blocked|banned|denied|black ?list)|(?:blocked|denied|banned)[^\n]{0,24}\bip\b/,
      ],
      not: { any: [{ facts: ['markup'] }, { says: /policy '|trusted/ }] },
    },
    confidence: 0.66,
    shift: [
      {
        when: { code: ['access_denied', 'insufficient_scope', 'invalid_request', 'invalid_client_metadata'] },
        by: -0.4,
      },
    ],
  },
  {
    id: 'forbidden-in-xml',
    cause: 'proxy.blocked',
    when: { status: [403], facts: ['xml', 'unspecific'] },
    confidence: 0.44,
  },
  {
    id: 'method-barred-by-a-cdn',
    cause: 'request.method',
    when: { status: [403, 405], says: methodBarred },
    confidence: 0.88,
    try: ['The network in front (CloudFront) lets only reading through: its operator has to allow POST for this path.'],
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
