const WORDS: readonly (readonly [RegExp, string])[] = [
  [/^ENOTFOUND$/, 'the name is not known to DNS'],
  [/^EAI_/, 'the resolver gave no answer about the name'],
  [/^ECONNREFUSED$/, 'nothing takes connections at that port'],
  [/^(EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|EADDRNOTAVAIL)$/, 'no way leads there from this machine'],
  [/^(ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT)$/, 'no connection came about in time'],
  [/^(ECONNRESET|EPIPE|UND_ERR_SOCKET)$/, 'the connection was closed'],
  [
    /^ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST)$/,
    'what answers at that port does not speak TLS',
  ],
  [/^EPROTO$/, 'the TLS handshake failed'],
  [/^CERT_HAS_EXPIRED$/, 'a certificate of the server has expired'],
  [/^CERT_NOT_YET_VALID$/, 'a certificate of the server is not valid yet'],
  [/^ERR_TLS_CERT_ALTNAME_INVALID$/, 'the server’s certificate is for another name'],
  [
    /^(UNABLE_TO_\w+|SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT)$/,
    'the server’s certificate is of no authority that this machine trusts',
  ],
  [/ALERT_(CERTIFICATE_REQUIRED|NO_CERTIFICATE)$/, 'the server wants a client certificate'],
  [/ALERT_(\w*CERTIFICATE\w*|UNKNOWN_CA|ACCESS_DENIED)$/, 'the server does not accept the client certificate'],
  [
    /^ERR_SSL_\w*(PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|HANDSHAKE_FAILURE|NO_SHARED_CIPHER|VERSION_TOO_LOW|INSUFFICIENT_SECURITY)$/,
    'the two sides found no TLS version or cipher in common',
  ],
];

/** What a code of Node, OpenSSL or undici means, for people; undefined where nobody would be the wiser. */
export function connectionWords(code: string): string | undefined {
  return WORDS.find(([pattern]) => pattern.test(code))?.[1];
}

/** `what it means (CODE)`, or the code and the library's own words where it has no meaning here. */
export function connectionTrouble({ code, message }: { code: string; message: string }): string {
  const words = connectionWords(code);
  if (words !== undefined) return `${words} (${code})`;
  return message === '' || message === code ? code : `${code}: ${message}`;
}
