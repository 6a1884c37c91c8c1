import type { Rule } from '../rule.ts';

/** The request may have left, and no answer came. */
export const silenceRules = [
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
          says: [
            /(?:read|request|operation|response|headers)(?: has)?(?: was)?[^\n]{0,24} ?timed? ?out/,
            /timed out after|deadline exceeded|client\.timeout|due to timeout|timeout of \d+ ?ms/,
            /httptimeoutexception|request was canceled due to the configured httpclient\.timeout/,
            /read etimedout|aborted due to timeout|timeout awaiting response|pooltimeout|headers timeout/,
          ],
        },
      ],
      not: {
        any: [
          {
            says: /connect(?:ion)?(?: attempt)? timed? ?out|connect timeout|connecttimeout|http connect timed out|jwks|handshake/,
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
    when: { status: ['none'], fails: ['AbortError', 'ABORT_ERR', 'UND_ERR_ABORTED'] },
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
            'CURL_16',
            'CURL_92',
            'ERR_HTTP2_STREAM_ERROR',
            'ERR_CONNECTION_RESET',
            'ERR_CONNECTION_CLOSED',
            'ERR_EMPTY_RESPONSE',
            'NoHttpResponseException',
            'ERR_HTTP2_SESSION_ERROR',
            'ERR_HTTP2_GOAWAY_SESSION',
            'ERR_HTTP2_STREAM_CANCEL',
          ],
        },
        {
          says: [
            /other side closed|connection (?:was )?(?:reset|aborted|closed)|empty reply from server/,
            /socket hang ?up|closed (?:connection )?without (?:a )?response/,
            /closed (?:the connection )?unexpectedly|forcibly closed|broken pipe|": eof$/,
            /unexpected disconnect|connection: close before|header parser received no bytes/,
            /prematurely closed|server disconnected|unexpected end of stream|unexpected end of file from server/,
            /failed to respond|error occurred on a (?:send|receive)/,
            /\bgoaway\b|stream (?:\d+ )?was (?:not closed cleanly|reset)|rst_stream|stream error|refused_stream/,
          ],
        },
      ],
      not: {
        any: [
          {
            says: /ssl(?!:? (?:read|write))|tls|handshake|certificate|tunnel|bytes remaining|incompleteread|407|\bterminated\b|secure|did not properly respond/,
          },
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
    id: 'https-to-a-plain-port',
    cause: 'tls.scheme_mismatch',
    when: {
      status: ['none'],
      facts: ['url-https-to-plain-port'],
      any: [{ fails: ['EPROTO', 'ECONNRESET', 'UND_ERR_SOCKET', 'CURL_35'] }, { says: /ssl|tls|handshake/ }],
      not: { says: /certificate|protocol version/ },
    },
    confidence: 0.5,
  },
  {
    id: 'http-and-closed',
    cause: 'tls.scheme_mismatch',
    when: { status: ['none'], facts: ['url-http'], fails: ['ECONNRESET', 'UND_ERR_SOCKET', 'SocketError', 'CURL_52'] },
    confidence: 0.22,
  },
] as const satisfies readonly Rule[];
