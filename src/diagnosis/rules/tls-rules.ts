import type { Rule } from '../rule.ts';

const dates =
  /certificate (?:has )?(?:expired|is expired)|cert_has_expired|expired certificate|certificate (?:is )?not (?:yet )?valid(?! for)|not yet valid|certexpired|notafter|notbefore|validity check failed|has expired or is not yet valid|certificateexpired|notTimeValid/i;
const names =
  /altnames|alt_?name|hostname[^\n]{0,30}(?:mismatch|match|verif)|host name[^\n]{0,30}match|subject name[^\n]{0,30}match|not valid for|is valid for[^\n]{0,120}, not|name ?mismatch|no subject alternative|doesn't match (?:any|the|either)|certificate name|common name/;

export const tlsRules = [
  {
    id: 'certificate-untrusted',
    cause: 'tls.untrusted',
    when: {
      any: [
        {
          fails: [
            'SELF_SIGNED_CERT_IN_CHAIN',
            'DEPTH_ZERO_SELF_SIGNED_CERT',
            'UNABLE_TO_GET_ISSUER_CERT',
            'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
            'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
            'CERT_UNTRUSTED',
            'CERT_SIGNATURE_FAILURE',
            'INVALID_CA',
            'CERT_REVOKED',
            'CERT_CHAIN_TOO_LONG',
            'CURL_60',
            'CURL_77',
            'SEC_E_UNTRUSTED_ROOT',
            'TrustFailure',
          ],
        },
        {
          says: /self[- ]signed certificate|unable to get (?:local )?issuer|unable to verify the first certificate|unknown authority|certificate verify failed|pkix path building|valid certification path|untrusted ?root|unknown ca\b|partialchain|trust relationship|certificate chain|not trusted|ca certificate/,
          not: { says: /host not trusted|software statement|ssa\b|token|not trusted by this/ },
        },
      ],
      not: {
        any: [
          { says: dates },
          { says: names },
          { fails: ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID', 'ERR_TLS_CERT_ALTNAME_INVALID'] },
          { stage: ['register'], status: ['4xx'] },
        ],
      },
    },
    confidence: 0.93,
  },
  {
    id: 'certificate-dates',
    cause: 'tls.cert_dates',
    when: {
      any: [
        { fails: ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID', 'SEC_E_CERT_EXPIRED', 'SEC_ERROR_EXPIRED_CERTIFICATE'] },
        { says: dates, any: [{ says: /cert|x509|pkix|ssl|tls/ }] },
      ],
    },
    confidence: 0.94,
  },
  {
    id: 'certificate-name',
    cause: 'tls.hostname_mismatch',
    when: {
      any: [
        {
          fails: [
            'ERR_TLS_CERT_ALTNAME_INVALID',
            'SSLPeerUnverifiedException',
            'HOSTNAME_MISMATCH',
            'SEC_E_WRONG_PRINCIPAL',
          ],
        },
        { says: names, any: [{ says: /cert|x509|ssl|tls|altname/ }] },
      ],
      not: { says: /expired/ },
    },
    confidence: 0.94,
  },
  {
    id: 'client-certificate-wanted',
    cause: 'tls.client_cert_required',
    when: {
      any: [
        {
          fails: [
            'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
            'CERTIFICATE_REQUIRED',
            'ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE',
            'CURL_58',
          ],
        },
        {
          says: /certificate required|no required ssl certificate|client certificate|bad certificate|ssl certificate error|mutual tls|\bmtls\b|alert (?:number )?(?:42|43|44|46|116)\b|certificate[_ ]unknown/,
          not: { says: /self[- ]signed|unknown ca\b|verify failed|token_endpoint/ },
        },
      ],
    },
    confidence: 0.9,
  },
  {
    id: 'handshake-failed',
    cause: 'tls.handshake',
    when: {
      says: /handshake[_ ]failure|alert protocol version|protocol version|unsupported protocol|no shared cipher|no (?:protocols|ciphers) available|legacy (?:sigalg|renegotiation)|dh key too small|ee key too small|ca key too small|ca md too weak|inappropriate fallback|no appropriate protocol|cipher suites? (?:are )?inappropriate|no common|unsupported certificate|insufficient security|unsafe legacy|ssl_error_(?:no_cypher|unsupported)|could not create ssl\/tls secure channel|securechannelfailure|illegal parameter|decode error|decryption failed|wrong signature type|invalid purpose|unsupported certificate purpose/,
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
      ],
    },
    confidence: 0.9,
  },
  {
    id: 'handshake-broke-off',
    cause: 'tls.handshake',
    when: {
      status: ['none'],
      says: /before secure tls connection|handshake (?:failed|error|timed|was)|ssl_error_syscall|ssl connect error|eof occurred in violation|unexpected eof while reading|ssl handshake|sslhandshakeexception|\beproto\b|tls alert|remote error: tls/,
      not: {
        any: [
          {
            says: /certificate|cert\b|wrong version|packet length|http request|pkix|plain ?text|x509|protocol version/,
          },
        ],
      },
    },
    confidence: 0.6,
  },
  {
    id: 'handshake-or-client-certificate',
    cause: 'tls.client_cert_required',
    when: { says: /handshake[_ ]failure/, not: { says: /protocol version|cipher/ } },
    confidence: 0.3,
  },
  {
    id: 'scheme-said',
    cause: 'tls.scheme_mismatch',
    when: {
      says: /wrong[_ ]version[_ ]number|packet length too long|plain http request was sent to https|http request to an https server|http response to https client|plain ?text connection|unrecogni[sz]ed ssl message|record layer|first record does not look like a tls|http request[^\n]{0,10}(?:sent )?(?:to|on)[^\n]{0,10}https|requires tls|ssl3_get_record|tls_get_more_records|malformed http response "\\x15|speaking plain http to an ssl|invalid http version|http\/0\.9 when not allowed/,
    },
    confidence: 0.94,
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
