import type { Rule } from '../rule.ts';

/** TLS that is not spoken, or not in common. */
export const tlsRules = [
  {
    id: 'handshake-failed',
    cause: 'tls.handshake',
    when: {
      says: [
        /handshake[_ ]failure|alert protocol version|protocol version|unsupported protocol/,
        /no shared cipher|no (?:protocols|ciphers) available|legacy (?:sigalg|renegotiation)/,
        /dh key too small|ee key too small|ca key too small|ca md too weak|inappropriate fallback/,
        /no appropriate protocol|cipher suites? (?:are )?inappropriate|no common/,
        /unsupported certificate|insufficient security|unsafe legacy/,
        /ssl_error_(?:no_cypher|unsupported)|could not create ssl\/tls secure channel/,
        /securechannelfailure|illegal parameter|decode error|decryption failed|wrong signature type/,
        /invalid purpose|(?:unsupported|unsuitable) certificate purpose|incompatible key usage/,
        /version_or_cipher_mismatch|possess a common algorithm|algorithm_mismatch|alert:? '?handshakefailure/,
      ],
      not: { any: [{ says: /certificate required|wrong version number|packet length/ }, { status: ['4xx', '2xx'] }] },
    },
    confidence: 0.89,
  },
  {
    id: 'handshake-failed-by-code',
    cause: 'tls.handshake',
    when: {
      fails: [
        'ERR_SSL_UNSAFE_LEGACY_RENEGOTIATION_DISABLED',
        'ERR_SSL_UNSUPPORTED_PROTOCOL',
        'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
        'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
        'ERR_SSL_NO_PROTOCOLS_AVAILABLE',
        'ERR_SSL_DH_KEY_TOO_SMALL',
        'ERR_SSL_EE_KEY_TOO_SMALL',
        'INVALID_PURPOSE',
        'ERR_TLS_INVALID_PROTOCOL_VERSION',
        'SecureChannelFailure',
        'ERR_SSL_VERSION_OR_CIPHER_MISMATCH',
        'SEC_E_ALGORITHM_MISMATCH',
      ],
    },
    confidence: 0.9,
  },
  {
    id: 'handshake-broke-off',
    cause: 'tls.handshake',
    when: {
      status: ['none'],
      says: [
        /before secure tls connection|ssl_connect|handshake (?:failed|error|timed|was)/,
        /ssl_error_syscall|ssl connect error|eof occurred in violation|unexpected eof while reading/,
        /ssl handshake|sslhandshakeexception|\beproto\b|tls alert|remote error: tls/,
        /ssl routines:[^\n]{0,80}(?:alert|unrecognized)|ssl alert/,
        /tls handshake timeout|ssl connection timeout|ssl_protocol_error|sec_e_illegal_message|receive handshake/,
        /fatal alert: (?:handshake|protocol|insufficient|internal|unrecognized|no[ _]?application)/,
      ],
      not: {
        any: [
          {
            says: /certificate|cert\b|wrong version|packet length|http request|pkix|plain ?text|x509|protocol version|packet format/,
          },
        ],
      },
    },
    confidence: 0.6,
  },
  {
    id: 'some-tls-trouble',
    cause: 'tls.handshake',
    when: { status: ['none'], says: /\btls\b|\bssl\b|schannel|\bsec_e_/ },
    confidence: 0.3,
  },
  {
    id: 'scheme-said',
    cause: 'tls.scheme_mismatch',
    when: {
      says: [
        /wrong[_ ]version[_ ]number|packet length too long|plain http request was sent to https/,
        /http request to an https server|http response to https client|plain ?text connection/,
        /unrecogni[sz]ed ssl message|record layer|first record does not look like a tls/,
        /http request[^\n]{0,10}(?:sent )?(?:to|on)[^\n]{0,10}https|requires tls|ssl3_get_record/,
        /tls_get_more_records|malformed http response "\\x15|speaking plain http to an ssl/,
        /invalid http version|http\/0\.9 when not allowed|determine the frame size|unexpected packet format/,
        /expected http\/|type invalidcontenttype|server_hello:unknown protocol|unexpected tls packet|corrupted frame/,
        /not an ssl\/tls record|packet with unexpected length/,
      ],
    },
    confidence: 0.94,
  },
  {
    id: 'https-said-required',
    cause: 'tls.scheme_mismatch',
    when: {
      facts: ['url-http'],
      status: ['4xx'],
      says: /https (?:is )?required|requires? (?:https|ssl|tls)|(?:ssl|tls) (?:is )?required|use https/,
      not: { about: ['redirect', 'jwks-uri', 'post-logout'] },
    },
    confidence: 0.72,
  },
  {
    id: 'https-said-required-of-some-request',
    cause: 'tls.scheme_mismatch',
    when: {
      status: [403],
      code: ['invalid_request'],
      says: /^https (?:is )?required/m,
      not: { anyFact: ['url-http'] },
    },
    confidence: 0.82,
    try: [
      'Behind a proxy that ends TLS the server sees http: the proxy has to send X-Forwarded-Proto, and the server to believe it.',
    ],
  },
  {
    id: 'scheme-coded',
    cause: 'tls.scheme_mismatch',
    when: {
      fails: [
        'ERR_SSL_WRONG_VERSION_NUMBER',
        'WRONG_VERSION_NUMBER',
        'ERR_SSL_PACKET_LENGTH_TOO_LONG',
        'ERR_SSL_HTTP_REQUEST',
        'HPE_INVALID_CONSTANT',
        'HTTP_REQUEST',
      ],
    },
    confidence: 0.92,
  },
] as const satisfies readonly Rule[];
