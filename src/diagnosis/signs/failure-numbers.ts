/** Numbers of a failed connection: of Windows, its TLS and its web client, of Apple, and of POSIX as Python and PHP write it. */
const NAMES: Readonly<Record<string, string>> = {
  '0x80090325': 'SEC_E_UNTRUSTED_ROOT',
  '0x80090322': 'SEC_E_WRONG_PRINCIPAL',
  '0x80090328': 'SEC_E_CERT_EXPIRED',
  '0x80090331': 'SEC_E_ALGORITHM_MISMATCH',
  '0x80090326': 'SEC_E_ILLEGAL_MESSAGE',
  '0x800b0109': 'SEC_E_UNTRUSTED_ROOT',
  '0x800b010a': 'SEC_E_UNTRUSTED_ROOT',
  '0x800b0101': 'SEC_E_CERT_EXPIRED',
  '0x800b010f': 'SEC_E_WRONG_PRINCIPAL',
  '0x80092012': 'CRYPT_E_NO_REVOCATION_CHECK',
  '0x80092013': 'CRYPT_E_REVOCATION_OFFLINE',
  '0x80072ee7': 'ENOTFOUND',
  '0x80072efd': 'CANNOT_CONNECT',
  '0x80072efe': 'ECONNRESET',
  '0x80072ee2': 'TIMEOUT',
  '0x80072f8f': 'CERT_UNTRUSTED',
  '0x80072f7d': 'SecureChannelFailure',
  '(10061)': 'ECONNREFUSED',
  '(10060)': 'ERR_CONNECTION_TIMED_OUT',
  '(10054)': 'ECONNRESET',
  '(10053)': 'ECONNABORTED',
  '(10065)': 'EHOSTUNREACH',
  '(10051)': 'ENETUNREACH',
  '(11001)': 'ENOTFOUND',
  '(11004)': 'ENOTFOUND',
  'osstatus -9802': 'ERR_SSL_PROTOCOL_ERROR',
  'osstatus -9807': 'CERT_UNTRUSTED',
  'osstatus -9813': 'CERT_UNTRUSTED',
  'osstatus -9814': 'CERT_HAS_EXPIRED',
  'osstatus -9815': 'CERT_NOT_YET_VALID',
  'osstatus -9843': 'HOSTNAME_MISMATCH',
  'osstatus -9824': 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
  'osstatus -9836': 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
  'nsurl -1001': 'TIMEOUT',
  'nsurl -1003': 'ENOTFOUND',
  'nsurl -1004': 'ECONNREFUSED',
  'nsurl -1005': 'ECONNRESET',
  'nsurl -1009': 'ERR_INTERNET_DISCONNECTED',
  'nsurl -1202': 'CERT_UNTRUSTED',
  'nsurl -1203': 'CERT_UNTRUSTED',
  'nsurl -1201': 'CERT_HAS_EXPIRED',
  'errno 111': 'ECONNREFUSED',
  'errno 61': 'ECONNREFUSED',
  'errno 10061': 'ECONNREFUSED',
  'errno 110': 'ERR_CONNECTION_TIMED_OUT',
  'errno 60': 'ERR_CONNECTION_TIMED_OUT',
  'errno 10060': 'ERR_CONNECTION_TIMED_OUT',
  'errno 104': 'ECONNRESET',
  'errno 54': 'ECONNRESET',
  'errno 10054': 'ECONNRESET',
  'errno 32': 'EPIPE',
  'errno 113': 'EHOSTUNREACH',
  'errno 101': 'ENETUNREACH',
  'errno 51': 'ENETUNREACH',
  'errno 11001': 'ENOTFOUND',
  'errno -2': 'ENOTFOUND',
  'errno -3': 'EAI_AGAIN',
  'errno -5': 'ENOTFOUND',
  'errno 8': 'ENOTFOUND',
};

const WRITTEN =
  /\b(0x80(?:07|09|0b)[0-9a-f]{4})\b|(?<=(?:socketexception|socket error|winsock|wsaerror)[^\n]{0,12})(\(1[01]\d{3}\))|\b(?:os ?status|securetransport: error|_kCFStreamErrorCodeKey=)[ :]{0,3}(-98\d\d)\b|\bnsurlerrordomain\b[^\n]{0,20}?(?:code[= ]{1,3})?(-1[02]\d\d)\b|\berrno ?[=:]? ?\[?(-?\d{1,5})\b/gi;

/** The names of the numbers that a text has. */
export function namesOfNumbers(text: string): string[] {
  return [...text.matchAll(WRITTEN)].flatMap(([, windows, socket, apple, url, posix]) => {
    const key =
      windows ?? socket ?? (apple && `osstatus ${apple}`) ?? (url && `nsurl ${url}`) ?? (posix && `errno ${posix}`);
    const name = NAMES[key?.toLowerCase() ?? ''];
    return name === undefined ? [] : [name];
  });
}
