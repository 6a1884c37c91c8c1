import type { Rule } from '../rule.ts';

/** No connection came about: addresses, names, ports, routes, proxies. */
export const connectionRules = [
  {
    id: 'dns',
    cause: 'network.dns',
    when: {
      any: [
        {
          fails: [
            'ENOTFOUND',
            'EAI_AGAIN',
            'EAI_NONAME',
            'EAI_NODATA',
            'EAI_FAIL',
            'NXDOMAIN',
            'CURL_6',
            'UnknownHostException',
            'NameResolutionError',
            'NameResolutionFailure',
          ],
        },
        {
          says: [
            /could not resolve|(?:remote )?name (?:or service not known|could not be resolved|resolution)/,
            /no such host|nodename nor servname|temporary failure in name resolution|failed to resolve/,
            /unknown host|host not found|dns (?:error|lookup|resolution)|server can't find/,
            /unable to resolve host/,
          ],
          status: ['none'],
        },
      ],
      not: { says: /could not resolve proxy/ },
    },
    confidence: 0.94,
    shift: [{ when: { facts: ['url-internal-name'] }, by: 0.01 }],
  },
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
    confidence: 0.6,
  },
  {
    id: 'dns-of-the-proxy',
    cause: 'network.unreachable',
    when: {
      any: [{ fails: ['CURL_5'] }, { says: /could not resolve proxy|cannot connect to proxy/ }],
      not: { says: /407/ },
    },
    confidence: 0.7,
  },
  {
    id: 'refused',
    cause: 'network.refused',
    when: {
      status: ['none'],
      any: [
        { fails: ['ECONNREFUSED', 'CURL_7', 'ConnectFailure'] },
        { says: /connection ?refused|actively refused|couldn't connect to server|connect econnrefused/ },
      ],
      not: { says: /no route|unreachable|timed? ?out/ },
    },
    confidence: 0.93,
  },
  {
    id: 'unreachable',
    cause: 'network.unreachable',
    when: {
      status: ['none'],
      any: [
        {
          fails: [
            'EHOSTUNREACH',
            'ENETUNREACH',
            'EHOSTDOWN',
            'ENETDOWN',
            'EADDRNOTAVAIL',
            'UND_ERR_CONNECT_TIMEOUT',
            'ConnectTimeoutError',
            'ConnectTimeout',
            'NoRouteToHostException',
          ],
        },
        {
          says: [
            /no route to host|network is unreachable|host is (?:down|unreachable)/,
            /connect(?:ion)?(?: attempt)? timed? ?out|connect timeout|connecttimeout/,
            /dial tcp[^\n]{0,80}i\/o timeout|failed to connect[^\n]{0,60}(?:timed out|timeout)/,
            /connect etimedout|did not properly respond after a period|http connect timed out/,
            /execution expired|failed to establish a new connection: \[errno 11[03]\]/,
          ],
        },
      ],
    },
    confidence: 0.9,
  },
  {
    id: 'could-not-connect',
    cause: 'network.unreachable',
    when: {
      status: ['none'],
      says: /unable to connect|failed to open tcp connection|cannot connect to host|can't reach|failed to connect/,
      not: { says: /refused|resolve|name or service|dns|certificate|ssl/ },
    },
    confidence: 0.6,
  },
  {
    id: 'connect-timed-out',
    cause: 'network.unreachable',
    when: { fails: ['ETIMEDOUT'], not: { any: [{ facts: ['request-left'] }, { says: /read etimedout|socket hang/ }] } },
    confidence: 0.8,
  },
  {
    id: 'timed-out-before-sending',
    cause: 'network.unreachable',
    when: { facts: ['request-did-not-leave'], fails: ['TIMEOUT', 'TimeoutError', 'ECONNRESET', 'UND_ERR_SOCKET'] },
    confidence: 0.88,
  },
  {
    id: 'tunnel-refused',
    cause: 'network.unreachable',
    when: {
      status: ['none', 403, 502, 503],
      says: [
        /(?:connect tunnel|tunnel(?:ing)?|connect proxy|proxy connect)[^\n]{0,60}(?:failed|error|forbidden|refused|response)/,
        /proxy response \((?!407)\d{3}\)/,
      ],
      not: { says: /407|proxy auth/ },
    },
    confidence: 0.84,
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
  {
    id: 'address-unusable',
    cause: 'input.bad_url',
    when: {
      status: ['none'],
      any: [
        {
          fails: [
            'HTTP_NOT_ALLOWED',
            'ERR_INVALID_URL',
            'ERR_INVALID_PROTOCOL',
            'UND_ERR_INVALID_ARG',
            'CURL_3',
            'CURL_1',
          ],
        },
        {
          says: [
            /failed to parse url|invalid url|url rejected|malformed input to a url|no scheme supplied/,
            /missingschema|invalidschema|unsupported protocol|unknown (?:url )?(?:scheme|protocol)/,
            /protocol "[^"\n]{0,20}" not supported|bad port|\burl\b[^\n]{0,20}(?:malformed|not valid)/,
            /invalid uri|uri (?:with )?undefined scheme|only absolute urls|missing protocol/,
            /first path segment in url/,
          ],
        },
      ],
      not: { about: ['redirect', 'jwks-uri'] },
    },
    confidence: 0.92,
  },
  {
    id: 'address-seen-unusable',
    cause: 'input.bad_url',
    when: { status: ['none'], facts: ['url-unusable'] },
    confidence: 0.5,
  },
] as const satisfies readonly Rule[];
