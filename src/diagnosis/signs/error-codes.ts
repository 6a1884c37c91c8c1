import { namesOfNumbers } from './failure-numbers.ts';

// Names that Node, libuv, undici, OpenSSL, Python, Java and .NET give to a failed connection.
const NAMED =
  /\b(?:E(?:CONN(?:REFUSED|RESET|ABORTED)|NOTFOUND|AI_[A-Z]+|TIMEDOUT|HOSTUNREACH|NETUNREACH|HOSTDOWN|NETDOWN|PIPE|PROTO|ADDRNOTAVAIL|ACCES|ADDRINUSE)|ERR_[A-Z0-9_]{3,60}|UND_ERR_[A-Z_]{3,40}|HPE_[A-Z_]{3,40}|(?:UNABLE_TO|DEPTH_ZERO|SELF_SIGNED|CERT|CA|CRL|INVALID|PATH_LENGTH|HOSTNAME)_[A-Z_]{4,60}|NXDOMAIN|SSL_ERROR_[A-Z_]{3,40}|SEC_E_[A-Z_]{3,40}|SEC_ERROR_[A-Z_]{3,40}|NS_ERROR_[A-Z_]{3,40}|CERTIFICATE_VERIFY_FAILED|WRONG_VERSION_NUMBER|TLSV1_[A-Z0-9_]{3,50}|SSLV3_[A-Z0-9_]{3,50}|UNSUPPORTED_PROTOCOL|NO_SHARED_CIPHER|PROXY_[A-Z_]{3,40}|HTTP_REQUEST|UNEXPECTED_EOF_WHILE_READING|TIMEOUT|CURLE_[A-Z_]{3,40})\b/g;
const CURL = /\bcurl: ?\((\d{1,2})\)|\bcurl(?: error| exit(?:ed)?(?: with)?(?: code)?)?:? (\d{1,2})\b/gi;
const CLASS_NAMES =
  /\b(?:TimeoutError|AbortError|ConnectTimeoutError|HeadersTimeoutError|BodyTimeoutError|SocketError|ConnectTimeout|ReadTimeout|SocketTimeoutException|UnknownHostException|ConnectException|SSLHandshakeException|SSLCertVerificationError|SSLPeerUnverifiedException|NoRouteToHostException|ProxyError|SSLError|NewConnectionError|NameResolutionError|RemoteDisconnected|ChunkedEncodingError|IncompleteRead|TrustFailure|SecureChannelFailure|NameResolutionFailure|ConnectFailure|HttpRequestException|ReceiveFailure|NoHttpResponseException)\b/g;

/** Every code of a failed connection in the error chain, upper or mixed case as written; curl's numbers as `CURL_60`. */
export function errorCodes(errorCode: string | undefined, texts: readonly string[]): Set<string> {
  const codes = new Set<string>();
  const trimmed = errorCode?.trim();
  if (trimmed !== undefined && trimmed !== '' && trimmed.length <= 120) {
    codes.add(/^\d{1,2}$/.test(trimmed) ? `CURL_${trimmed}` : trimmed);
  }
  for (const text of [errorCode ?? '', ...texts].map(part => part.slice(0, 16_384))) {
    for (const [code] of text.matchAll(NAMED)) codes.add(code);
    for (const [code] of text.matchAll(CLASS_NAMES)) codes.add(code);
    for (const [, first, second] of text.matchAll(CURL)) codes.add(`CURL_${first ?? second}`);
    for (const name of namesOfNumbers(text)) codes.add(name);
  }
  return codes;
}
