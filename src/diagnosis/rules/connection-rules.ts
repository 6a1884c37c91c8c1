import type { Rule } from '../rule.ts';

/** No connection came about: addresses, names, ports, routes. */
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
            /unable to resolve host|\blookup \S{1,200}(?: on \S{1,80})?: |name_not_resolved|no address associated|bad address '/,
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
    id: 'refused',
    cause: 'network.refused',
    when: {
      status: ['none'],
      any: [
        { fails: ['ECONNREFUSED', 'ERR_CONNECTION_REFUSED', 'CURL_7', 'ConnectFailure'] },
        { says: /connection ?refused|actively refused|couldn't connect to server|connect econnrefused/ },
      ],
      not: { says: /no route|unreachable|timed? ?out|proxyconnect|upstream|\bah0\d{4}\b/ },
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
            'ERR_INTERNET_DISCONNECTED',
            'ERR_ADDRESS_UNREACHABLE',
            'ERR_CONNECTION_TIMED_OUT',
            'ERR_NETWORK_CHANGED',
            'UND_ERR_CONNECT_TIMEOUT',
            'ConnectTimeoutError',
            'ConnectTimeout',
            'NoRouteToHostException',
          ],
        },
        {
          says: [
            /no route to host|network is unreachable|host is (?:down|unreachable)/,
            /(?<!ssl )connect(?:ion)?(?: attempt)? timed? ?out|(?<!ssl )connect timeout|connecttimeout/,
            /dial tcp (?!lookup)[^\n]{0,80}i\/o timeout|failed to connect[^\n]{0,60}(?:timed out|timeout)/,
            /connect etimedout|did not properly respond after a period|http connect timed out/,
            /execution expired|failed to establish a new connection: \[errno 11[03]\]/,
          ],
        },
      ],
      not: { says: /ssl connection|tls handshake|dial tcp: lookup/ },
    },
    confidence: 0.9,
  },
  {
    id: 'could-not-connect',
    cause: 'network.unreachable',
    when: {
      status: ['none'],
      says: /unable to connect|connection attempts failed|server is not available|client error \(connect\)|failed to open tcp connection|cannot connect to host|can't reach|failed to connect/,
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
            /missingschema|invalidschema|unsupported protocol|unknown (?:url )?(?:scheme|(?<!_hello:unknown )protocol)/,
            /protocol "[^"\n]{0,20}" not supported|bad port|\burl\b[^\n]{0,20}(?:malformed|not valid)/,
            /invalid uri|uri (?:with )?undefined scheme|only absolute urls|missing protocol/,
            /first path segment in url|missing an? 'https?:\/\/'|no protocol:|malformedurl|format of the uri/,
          ],
        },
      ],
      not: { any: [{ about: ['redirect', 'jwks-uri', 'other-member'] }, { says: /"(?:path|validation)": / }] },
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
