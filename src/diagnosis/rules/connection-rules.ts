import type { Rule } from '../rule.ts';

/** No usable answer came: names, ports, routes, proxies, time. */
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
          says: /could not resolve|(?:remote )?name (?:or service not known|could not be resolved|resolution)|no such host|nodename nor servname|temporary failure in name resolution|failed to resolve|unknown host|host not found|dns (?:error|lookup|resolution)|server can't find/,
          status: ['none'],
        },
      ],
      not: { says: /could not resolve proxy/ },
    },
    confidence: 0.94,
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
        { says: /connection refused|actively refused|couldn't connect to server|connect econnrefused/ },
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
          says: /no route to host|network is unreachable|host is (?:down|unreachable)|connect(?:ion)?(?: attempt)? timed? ?out|connect timeout|connecttimeout|dial tcp[^\n]{0,80}i\/o timeout|failed to connect[^\n]{0,60}(?:timed out|timeout)|connect etimedout|did not properly respond after a period|http connect timed out/,
        },
      ],
    },
    confidence: 0.9,
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
      says: /(?:connect tunnel|tunnel(?:ing)?|connect proxy|proxy connect)[^\n]{0,60}(?:failed|error|forbidden|refused|response)|proxy response \((?!407)\d{3}\)/,
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
    id: 'timeout',
    cause: 'network.timeout',
    when: {
      status: ['none'],
      any: [
        {
          fails: [
            'TIMEOUT',
            'TimeoutError',
            'UND_ERR_HEADERS_TIMEOUT',
            'HeadersTimeoutError',
            'CURL_28',
            'ReadTimeout',
            'SocketTimeoutException',
            'ESOCKETTIMEDOUT',
          ],
        },
        {
          says: /(?:read|request|operation|response|headers)(?: has)?(?: was)?[^\n]{0,24} ?timed? ?out|timed out after|deadline exceeded|client\.timeout|due to timeout|timeout of \d+ ?ms|httptimeoutexception|request was canceled due to the configured httpclient\.timeout|read etimedout|aborted due to timeout/,
        },
      ],
      not: {
        any: [
          {
            says: /connect(?:ion)?(?: attempt)? timed? ?out|connect timeout|connecttimeout|http connect timed out|jwks/,
          },
          { facts: ['request-did-not-leave'] },
        ],
      },
    },
    confidence: 0.9,
  },
  {
    id: 'timed-out-after-sending',
    cause: 'network.timeout',
    when: { fails: ['ETIMEDOUT'], any: [{ facts: ['request-left'] }, { says: /read etimedout/ }] },
    confidence: 0.85,
  },
  {
    id: 'gave-up-waiting',
    cause: 'network.timeout',
    when: { status: ['none'], fails: ['AbortError', 'UND_ERR_ABORTED'] },
    confidence: 0.55,
  },
  {
    id: 'reset',
    cause: 'network.reset_before_answer',
    when: {
      status: ['none'],
      any: [
        {
          fails: [
            'ECONNRESET',
            'EPIPE',
            'ECONNABORTED',
            'UND_ERR_SOCKET',
            'SocketError',
            'CURL_52',
            'CURL_56',
            'CURL_55',
            'RemoteDisconnected',
            'ReceiveFailure',
          ],
        },
        {
          says: /other side closed|connection (?:was )?(?:reset|aborted|closed)|empty reply from server|socket hang ?up|closed (?:connection )?without (?:a )?response|closed (?:the connection )?unexpectedly|forcibly closed|broken pipe|": eof$|unexpected disconnect|connection: close before|header parser received no bytes|prematurely closed/,
        },
      ],
      not: {
        any: [
          { says: /ssl|tls|handshake|certificate|tunnel|bytes remaining|incompleteread|407|\bterminated\b|secure/ },
          { facts: ['request-did-not-leave'] },
        ],
      },
    },
    confidence: 0.86,
    shift: [
      { when: { facts: ['url-http-to-tls-port'] }, by: -0.36 },
      { when: { facts: ['request-left'] }, by: 0.06 },
    ],
  },
  {
    id: 'http-to-a-tls-port',
    cause: 'tls.scheme_mismatch',
    when: {
      status: ['none'],
      facts: ['url-http-to-tls-port'],
      any: [
        { fails: ['ECONNRESET', 'UND_ERR_SOCKET', 'SocketError', 'CURL_52', 'CURL_56', 'HPE_INVALID_CONSTANT'] },
        { says: /other side closed|empty reply|socket hang ?up|reset/ },
      ],
    },
    confidence: 0.68,
  },
  {
    id: 'http-and-closed',
    cause: 'tls.scheme_mismatch',
    when: { status: ['none'], facts: ['url-http'], fails: ['ECONNRESET', 'UND_ERR_SOCKET', 'SocketError', 'CURL_52'] },
    confidence: 0.22,
  },
  {
    id: 'address-unusable',
    cause: 'input.bad_url',
    when: {
      status: ['none'],
      any: [
        { fails: ['ERR_INVALID_URL', 'ERR_INVALID_PROTOCOL', 'UND_ERR_INVALID_ARG', 'CURL_3', 'CURL_1'] },
        {
          says: /failed to parse url|invalid url|url rejected|malformed input to a url|no scheme supplied|missingschema|invalidschema|unsupported protocol|unknown (?:url )?(?:scheme|protocol)|protocol "[^"\n]{0,20}" not supported|bad port|\burl\b[^\n]{0,20}(?:malformed|not valid)|invalid uri|uri (?:with )?undefined scheme|only absolute urls|missing protocol|first path segment in url/,
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
