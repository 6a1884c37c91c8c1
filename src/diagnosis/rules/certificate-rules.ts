import type { Rule } from '../rule.ts';

const dates: readonly RegExp[] = [
  /certificate (?:has )?(?:expired|is expired)|certificate: expired|cert_has_expired/i,
  /expired certificate|certificate (?:is )?not (?:yet )?valid(?! for)|not yet valid|certexpired/i,
  /notafter|notbefore|validity check failed|has expired or is not yet valid|certificateexpired/i,
  /notTimeValid|err_cert_date_invalid|certificateexpired/i,
];
/** The certificate was not found bad: nobody could be asked. */
const revocationUnchecked =
  /(?:unable|could not|cannot|failed) to check revocation|no_revocation_check|revocation_(?:offline|status_unknown)|revocation server was offline|0x8009201[23]/;
const names: readonly RegExp[] = [
  /altnames|alt_?name|hostname[^\n]{0,30}(?:mismatch|match|verif)|host name[^\n]{0,30}match/,
  /subject name[^\n]{0,30}match|not valid for|is valid for[^\n]{0,120}, not|name ?mismatch/,
  /no name matching|no subject alternative|doesn't match (?:any|the|either)|certificate name/,
  /common[ _]name|notvalidforname|any ip sans|bad_cert_domain|certificatenamemismatch/,
];

/** Certificates: of the server, and of the client. */
export const certificateRules = [
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
            'SEC_ERROR_UNKNOWN_ISSUER',
            'SEC_ERROR_UNTRUSTED_ISSUER',
            'ERR_CERT_AUTHORITY_INVALID',
            'ERR_CERT_REVOKED',
            'UNABLE_TO_GET_CRL',
            'TrustFailure',
          ],
        },
        {
          says: [
            /self[- ]signed certificate|unable to get (?:local )?issuer/,
            /unable to verify the first certificate|unknown authority|certificate verify failed/,
            /pkix path building|valid certification path|untrusted ?root|unknown ?ca\b|unknown ?issuer/,
            /partialchain|trust relationship|certificate chain|not trusted|ca certificate/,
            /check revocation|revocation (?:check|status|function)|certificate crl|peer certificate: (?:revoked|bad)/,
            /self_signed|certificatevalidationcallback|cannot verify [^\n]{0,80}certificate|verify the issuer/,
            /not authorized to sign other certificates|negative serial|x509: [^\n]{0,30}(?:constraint|unhandled critical|invalid signature)/,
          ],
          not: {
            says: /host not trusted|software statement|ssa\b|token|not trusted by this|(?<!\(out\), tls )alert[:,]? unknown[_ ]ca|tls: unknown certificate authority/,
          },
        },
      ],
      not: {
        any: [
          { says: dates },
          { says: revocationUnchecked },
          { says: names },
          {
            fails: ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID', 'ERR_TLS_CERT_ALTNAME_INVALID', 'SEC_E_WRONG_PRINCIPAL'],
          },
          { stage: ['register'], status: ['4xx'] },
        ],
      },
    },
    confidence: 0.93,
  },
  {
    id: 'revocation-unchecked',
    cause: 'tls.untrusted',
    when: { says: revocationUnchecked },
    confidence: 0.45,
    try: [
      'Nobody could be asked whether the certificate was revoked: let the address of its list or OCSP responder through. No other certificate authority is needed.',
      'To go on meanwhile, curl for Windows has --ssl-revoke-best-effort.',
    ],
  },
  {
    id: 'authorities-unreadable',
    cause: 'tls.untrusted',
    when: {
      status: ['none'],
      says: /\[asn1: |no certificate or crl found|load verify locations|setting certificate (?:verify locations|file)|could not find a suitable tls ca|no start line|err_osl?_pem/,
    },
    confidence: 0.8,
    try: [
      'Look at the file of authorities itself (--cacert, SSL_CERT_FILE, REQUESTS_CA_BUNDLE): it is missing, empty, or not PEM.',
    ],
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
    // An answer over HTTP that speaks of a certificate means the client's: the server's own was good enough.
    shift: [{ when: { any: [{ says: /client certificate/ }, { status: ['4xx'] }] }, by: -0.5 }],
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
        { fails: ['ERR_CERT_COMMON_NAME_INVALID', 'SSL_ERROR_BAD_CERT_DOMAIN', 'CURL_51'] },
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
            'ERR_BAD_SSL_CLIENT_AUTH_CERT',
            'ERR_SSL_CLIENT_AUTH_CERT_NEEDED',
            'CURL_58',
          ],
        },
        {
          says: [
            /certificate required|no required ssl certificate|client certificate|bad certificate/,
            /ssl certificate error|mutual tls|\bmtls\b|alert (?:number )?(?:42|43|44|46|116)\b/,
            /certificate[_ ]unknown/,
          ],
          not: { says: /self[- ]signed|unknown ca\b|verify failed|token_endpoint|pkix/ },
        },
      ],
    },
    confidence: 0.9,
  },
  {
    // An alert about a certificate that is received, not raised, is the server's verdict on ours (RFC 8446 section 6.2).
    id: 'client-certificate-refused-by-alert',
    cause: 'tls.client_cert_required',
    when: {
      status: ['none'],
      says: /(?:received fatal alert: |(?<!\(out\), tls )alert[:,]? '?|remote error: tls: )(?:bad|unsupported|expired|revoked|unknown)?[_ ]?(?:certificate ?(?:[_ ]?(?:required|expired|revoked|unknown))?|(?:unknown[_ ]|unknown )?(?:ca|certificate authority)\b)/,
    },
    confidence: 0.9,
  },
  {
    // RFC 8705: the server, or the gateway that ends TLS for it, compares the certificate of the connection.
    id: 'certificate-of-the-connection-said-off',
    cause: 'tls.client_cert_required',
    when: {
      status: [400, 401, 403],
      says: /\b(?:m?tls|transport|network)[- ](?:\w+ )?cert(?:ificate)?s?\b[^\n]{0,60}(?:not match|missing|required|invalid|not (?:valid|trusted|provided|present|registered|found))/,
    },
    confidence: 0.86,
  },
  {
    // RFC 8705 section 3: a token that is bound to the client's certificate is good with that certificate alone.
    id: 'bound-token-without-its-certificate',
    cause: 'tls.client_cert_required',
    when: {
      status: [400, 401, 403],
      says: /holder[- ]of[- ]key|certificate[- ]bound|sender[- ]constrained|x5t#s256|\bcnf\b|thumbprint/,
      not: { says: /dpop|jkt/ },
    },
    confidence: 0.6,
  },
  {
    id: 'some-certificate-trouble',
    cause: 'tls.untrusted',
    when: { status: ['none'], says: /certificate|\bx509\b|pkix/, not: { says: /software|statement/ } },
    confidence: 0.3,
  },
  {
    id: 'handshake-or-client-certificate',
    cause: 'tls.client_cert_required',
    when: { says: /handshake[_ ]failure/, not: { says: /protocol version|cipher/ } },
    confidence: 0.3,
  },
] as const satisfies readonly Rule[];
