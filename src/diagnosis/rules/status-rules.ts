import type { Rule } from '../rule.ts';

/** What a status says by itself: RFC 9110, RFC 6585, and numbers that nginx, IIS and AWS have added of their own. */
export const statusRules = [
  {
    id: 'login-to-the-network-needed',
    cause: 'response.login_page',
    // RFC 6585 section 6: a captive portal.
    when: { status: [511] },
    confidence: 0.9,
  },
  {
    id: 'sign-in-lapsed-or-failed',
    cause: 'response.login_page',
    // 440 is IIS («Login Time-out»), 561 an AWS load balancer whose own sign-in failed.
    when: { status: [440, 561] },
    confidence: 0.55,
  },
  {
    id: 'client-certificate-by-status',
    cause: 'tls.client_cert_required',
    // nginx: 495 for one that is not accepted, 496 for none.
    when: { status: [495, 496] },
    confidence: 0.9,
  },
  {
    id: 'plain-request-to-a-tls-port',
    cause: 'tls.scheme_mismatch',
    when: { status: [497] },
    confidence: 0.92,
  },
  {
    id: 'upgrade-required',
    cause: 'tls.scheme_mismatch',
    when: { status: [426] },
    confidence: 0.45,
    shift: [{ when: { facts: ['url-http'] }, by: 0.2 }],
  },
  {
    id: 'misdirected',
    cause: 'tls.hostname_mismatch',
    when: { status: [421] },
    confidence: 0.4,
    try: [
      'The server says that this name is not its own on this connection (RFC 9110 section 15.5.20): check the host.',
    ],
  },
  {
    id: 'misdirected-may-be-the-address',
    cause: 'endpoint.wrong_path',
    when: { status: [421] },
    confidence: 0.35,
  },
  {
    id: 'gave-up-waiting-by-status',
    cause: 'network.timeout',
    // 408 is the server that waited for the request; 460 (AWS), 499 (nginx), 598 and 599 are proxies about the client.
    when: { status: [408, 460, 499, 598, 599] },
    confidence: 0.6,
  },
  {
    id: 'headers-or-address-too-long',
    cause: 'request.too_large',
    when: { status: [414, 431, 494] },
    confidence: 0.6,
  },
  {
    id: 'address-too-long-may-be-a-token',
    cause: 'input.token_location',
    when: { status: [414] },
    confidence: 0.3,
  },
  {
    id: 'length-required',
    cause: 'request.body_malformed',
    when: { status: [411] },
    confidence: 0.55,
  },
  {
    id: 'not-acceptable',
    cause: 'request.content_type',
    when: { status: [406], not: { facts: ['markup'] } },
    confidence: 0.45,
  },
  {
    id: 'not-acceptable-may-be-a-firewall',
    cause: 'proxy.blocked',
    when: { status: [406, 418], not: { facts: ['markup'] } },
    confidence: 0.35,
  },
  {
    id: 'barred-by-law',
    cause: 'proxy.blocked',
    when: { status: [451] },
    confidence: 0.55,
  },
  {
    id: 'payment-required',
    cause: 'policy.quota',
    when: { status: [402] },
    confidence: 0.4,
  },
  {
    id: 'payment-required-or-locked',
    cause: 'policy.denied',
    when: { status: [402, 423, 451] },
    confidence: 0.35,
  },
  {
    id: 'overloaded',
    cause: 'server.gateway',
    when: { status: [529] },
    confidence: 0.5,
  },
  {
    id: 'overloaded-may-be-a-limit',
    cause: 'rate.limited',
    when: { status: [529] },
    confidence: 0.4,
  },
  {
    id: 'token-refused-by-a-status-of-its-own',
    cause: 'token.expired',
    // 498 is «invalid token» with some API gateways.
    when: { stage: ['mint'], status: [498] },
    confidence: 0.45,
  },
  {
    id: 'iat-refused-by-a-status-of-its-own',
    cause: 'iat.expired',
    when: { stage: ['register'], status: [498] },
    confidence: 0.4,
  },
  {
    id: 'client-token-refused-by-a-status-of-its-own',
    cause: 'rat.stale_or_mismatch',
    when: { stage: ['read', 'update', 'delete'], status: [498] },
    confidence: 0.55,
  },
] as const satisfies readonly Rule[];
