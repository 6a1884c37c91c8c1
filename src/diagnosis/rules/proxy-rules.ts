import type { Rule } from '../rule.ts';

/** What a forward proxy between here and the server says, or is said of it. */
export const proxyRules = [
  {
    id: 'dns-said-by-a-proxy',
    cause: 'network.dns',
    when: {
      any: [
        { header: { 'x-squid-error': /ERR_DNS_FAIL/ } },
        { says: /unable to determine ip address from host name|dns lookup failure|dns_unresolved|name_not_resolved/ },
      ],
    },
    confidence: 0.9,
    try: ['It is the proxy that cannot resolve the name: a name of an inner network needs NO_PROXY.'],
  },
  {
    id: 'proxy-could-not-connect',
    cause: 'network.unreachable',
    when: { header: { 'x-squid-error': /ERR_CONNECT_FAIL|ERR_CANNOT_FORWARD/ } },
    confidence: 0.86,
  },
  {
    id: 'dns-of-the-proxy',
    cause: 'network.unreachable',
    when: {
      any: [
        { fails: ['CURL_5', 'CURL_97', 'ERR_PROXY_CONNECTION_FAILED', 'ERR_TUNNEL_CONNECTION_FAILED'] },
        {
          says: /could not resolve proxy|(?:cannot|unable to) connect to (?:the )?proxy|proxyconnect|connection to proxy|from proxy after connect/,
        },
      ],
      not: { says: /407/ },
    },
    confidence: 0.88,
  },
  {
    id: 'some-proxy-trouble',
    cause: 'network.unreachable',
    when: { status: ['none'], says: /\bprox(?:y|ies)\b/, not: { says: /407|oauth/ } },
    confidence: 0.3,
  },
  {
    id: 'tunnel-refused',
    cause: 'network.unreachable',
    when: {
      status: ['none', 403, 502, 503],
      says: [
        /(?:connect tunnel|tunnel(?:ing)?|connect proxy|proxy connect)[^\n]{0,60}(?:failed|error|forbidden|refused|response)/,
        /proxy response \((?!407)\d{3}\)|tunnel request[^\n]{0,80}failed/,
      ],
      not: { says: /407|proxy auth/ },
    },
    confidence: 0.84,
  },
  {
    // An answer to CONNECT is the proxy's: nothing has reached the server.
    id: 'connect-refused-by-the-proxy',
    cause: 'network.unreachable',
    when: { status: [403, 404, 405, 502, 503, 504], facts: ['connect-sent'] },
    confidence: 0.9,
  },
  {
    id: 'proxy-wants-credentials',
    cause: 'network.proxy_auth',
    when: {
      any: [
        { status: [407] },
        { says: /\b407\b|proxy[- ]auth(?:entication|enticate|orization)?(?: is)?[- ]?(?:required|needed|failed)?\b/ },
        { header: { 'proxy-authenticate': /./ } },
      ],
    },
    confidence: 0.95,
  },
] as const satisfies readonly Rule[];
