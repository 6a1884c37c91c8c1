import type { Rule } from '../rule.ts';

const dates: readonly RegExp[] = [
  /certificate (?:has )?(?:expired|is expired)|certificate: expired|cert_has_expired/i,
  /expired certificate|certificate (?:is )?not (?:yet )?valid(?! for)|not yet valid|certexpired/i,
  /notafter|notbefore|validity check failed|has expired or is not yet valid|certificateexpired/i,
  /notTimeValid/i,
];
const names: readonly RegExp[] = [
  /altnames|alt_?name|hostname[^\n]{0,30}(?:mismatch|match|verif)|host name[^\n]{0,30}match/,
  /subject name[^\n]{0,30}match|not valid for|is valid for[^\n]{0,120}, not|name ?mismatch/,
  /no name matching|no subject alternative|doesn't match (?:any|the|either)|certificate name/,
  /common name/,
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
            'TrustFailure',
          ],
        },
        {
          says: [
            /self[- ]signed certificate|unable to get (?:local )?issuer/,
            /unable to verify the first certificate|unknown authority|certificate verify failed/,
            /pkix path building|valid certification path|untrusted ?root|unknown ?ca\b|unknown ?issuer/,
            /partialchain|trust relationship|certificate chain|not trusted|ca certificate/,
            /check revocation|revocation (?:check|status|function)/,
          ],
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
          says: [
            /certificate required|no required ssl certificate|client certificate|bad certificate/,
            /ssl certificate error|mutual tls|\bmtls\b|alert (?:number )?(?:42|43|44|46|116)\b/,
            /certificate[_ ]unknown/,
          ],
          not: { says: /self[- ]signed|unknown ca\b|verify failed|token_endpoint/ },
        },
      ],
    },
    confidence: 0.9,
  },
  {
    id: 'handshake-or-client-certificate',
    cause: 'tls.client_cert_required',
    when: { says: /handshake[_ ]failure/, not: { says: /protocol version|cipher/ } },
    confidence: 0.3,
  },
] as const satisfies readonly Rule[];
