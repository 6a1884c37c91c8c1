import { inEnglish } from '../signs/other-languages.ts';

/** A failure to reach somebody, in the words of curl, OpenSSL, Node, Python, Java, Go, Rust, Ruby, PHP, .NET and Windows. */
const UNREACHED =
  /\b(?:E(?:CONN(?:REFUSED|RESET|ABORTED)|NOTFOUND|AI_AGAIN|TIMEDOUT|HOSTUNREACH|NETUNREACH|PIPE|PROTO)|ERR_(?:TLS|SSL|CERT|CONNECTION|NAME|PROXY|TUNNEL|TIMED_OUT|INVALID_URL|INTERNET|ADDRESS|NETWORK|FAILED)\w*|UND_ERR_\w+|CERT_(?:HAS_EXPIRED|NOT_YET_VALID|UNTRUSTED|REVOKED|SIGNATURE_FAILURE)|(?:DEPTH_ZERO_)?SELF_SIGNED_CERT\w*|UNABLE_TO_(?:GET|VERIFY)\w+|CERTIFICATE_VERIFY_FAILED|SSLHandshakeException|SSLCertVerificationError|SSLError|SSLPeerUnverifiedException|UnknownHostException|ConnectException|NoRouteToHostException|SocketTimeoutException|HttpConnectTimeoutException|ConnectTimeout(?:Error)?|ReadTimeout(?:Error)?|ConnectError|NewConnectionError|NameResolutionError|ProxyError|RemoteDisconnected|ClientConnector\w*Error|TrustFailure|SecureChannelFailure|TimeoutError)\b|\bcurl: ?\(\d{1,2}\)|\bcURL error \d{1,2}\b|PKIX path|\bx509:|\btls: |certificate (?:verify failed|has expired|is not yet valid|is not trusted|signed by unknown|is not valid)|self[- ]signed certificate|SSL certificate problem|unable to get local issuer|no alternative certificate|does not match certificate|getaddrinfo|no such host|name or service not known|nodename nor servname|temporary failure in name resolution|(?:remote name|could not|couldn't|cannot|can't|failed to) (?:could not be )?resolved?\b|connection (?:was )?(?:refused|reset|timed out|aborted|closed)|connect(?:ion)? timed? ?out|operation timed out|network is unreachable|no route to host|socket hang up|other side closed|fetch failed|failed to connect|could not connect|unable to connect|trust relationship for the SSL|SSL connection could not be established|before secure TLS|SSL routines:|Timeout awaiting|wrong version number|handshake fail|(?:proxy|tunnel)[^\n]{0,40}\b(?:407|failed|refused|required)\b|error trying to connect|client error \(Connect\)|invalid peer certificate|InvalidCertificate\(|urlopen error|_ssl\.c:\d|gnutls_handshake|unable to establish SSL|cannot verify [^\n]{1,200}?certificate|certificate verification failed|unable to resolve host|bad address '|CertificateExpiredException|CertificateNotYetValid|CertPathValidator|unrecognized SSL message|RemoteCertificate[A-Z]|remote certificate is invalid|javax\.net\.ssl\.|server is not available|connection attempts failed|no address associated|(?:CLIENT|SERVER) ALERT: |TLS alert, |TransportError\b|properly respond|connected host has failed|NetworkError when|failed to open TCP connection|SSL_connect returned|Net::(?:Open|Read)Timeout|Errno::E[A-Z]{4}|NotSslRecordException|UnresolvedAddressException|AnnotatedConnectException|PrematureCloseException|ReadTimeoutException|HttpHostConnectException|NoHttpResponseException|failed to resolve|underlying connection was closed|SocketException \(\d{5}\)|actively refused|packet format|corrupted frame|response ended prematurely|no such host is known|schannel: |SEC_E_[A-Z]|OSStatus -98\d\d|NSURLErrorDomain|tls_alert|TransportError\{|:(?:econnrefused|nxdomain|ehostunreach)\b|HTTP response to HTTPS client|context deadline exceeded|Client\.Timeout|TLS handshake|timed out after|net::ERR_/i;

/** A gateway tells of the server behind it: somebody did answer, the gateway. */
const BEHIND_A_GATEWAY =
  /while (?:connecting to|reading (?:response header from |from )?|sending (?:request )?to|SSL handshaking to) ?upstream|no live upstreams|upstream (?:prematurely|timed out|connect error|server)|\bAH0\d{4}: |upstream_reset|\bupstream=/i;

/** Whether nobody answered, and no status says otherwise. */
export function isUnreached(text: string, status: number | undefined): boolean {
  if (status !== undefined) return false;
  return (UNREACHED.test(text) && !BEHIND_A_GATEWAY.test(text)) || inEnglish(text) !== '';
}

/** What an authorization server answers, or what a client says of its answer. */
const REFUSED =
  /\b(?:invalid_(?:token|request|client_metadata|client_id|client|redirect_uri|scope|grant|software_statement)|insufficient_scope|unapproved_software_statement|unauthorized_client|access_denied|registration_(?:not_supported|disabled|failed)|use_dpop_nonce)\b|\b(?:Invalid(?:Token|Request|ClientMetadata|Client|RedirectUri|Scope|Grant|SoftwareStatement)|InsufficientScope|UnauthorizedClient|AccessDenied|Server|TemporarilyUnavailable|TooManyRequests|MethodNotAllowed)Error\b|(?:Exception|Error)(?:\$\w{1,40})?: [45]\d\d\b|resulted in an? ['"`]?[45]\d\d\b|invalid (?:\w+ ){0,4}registration response|OAuthClientInformation|client intended to send too large|is not a conform\b|status from server: [45]\d\d|\b(?:returns?|answers?|responds?)(?: with)? (?:an? )?(?:http )?[*`]{0,2}[45]\d\d\b|CLIENT_(?:REGISTER|UPDATE|DELETE|INFO)_ERROR|unable to (?:resolve|obtain|retrieve) (?:the )?[\w ]{0,20}configuration|\b(?:status(?:[ _-]?code)?|http(?:\/[\d.]{1,3})?|code|returned|responded(?: with)?|response|error|answered|got)["']?[ :=(]{1,4}["']?[45]\d\d\b|\b[45]\d\d (?:Client Error|Server Error|Bad Request|Unauthorized|Forbidden|Not Found|Method Not Allowed|Conflict|Unsupported Media Type|Unprocessable|Too Many Requests|Internal Server Error|Bad Gateway|Service Unavailable|Gateway Time-?out)|requirements were not met|AuthorizationRequirement:|does not indicate success|invalid header (?:field )?value|is an invalid header value|ByteString|Failed to parse URL|Unexpected token '?<|not valid JSON|JSONDecodeError/i;

const OUR_FAILURE =
  /\b(?:dcr|dynamic(?:ally)?|client[ _-]registration|registration|register(?:ing)?|initial[ _-]access[ _-]token|registration[ _-]access[ _-]token|iat|rat|dcr_iat|client[ _-]metadata|redirect_uris?|mint(?:ing)?)\b[^\n]{0,120}\b(?:fail\w*|errors?|refus\w*|reject\w*|denied|invalid|expired|missing|not set|unset|empty|exhausted|used up|unauthorized|forbidden|unable|cannot|could not|no longer)\b|\b(?:fail\w*|errors?|refus\w*|reject\w*|unable to|cannot|could not|can't|missing|get new)\b[^\n]{0,80}\b(?:dcr|client[ _-]registration|initial[ _-]access[ _-]token|registration[ _-]access[ _-]token|iat|dcr_iat|register(?:ing)? (?:the |a )?(?:oauth |oidc )?client|client[ _-]metadata|dynamic[ _-]client)\b/i;

/** A line that is about registering clients, or about what has to work before that. */
export const OUR_TOPIC =
  /\bdcr\b|\bdcr_|dynamic[ _-]?client|client[ _-]?registr|registration[_ -]endpoint|clients-registrations|initial[ _-]?access|registration[_ -]access|client_metadata|redirect[ _]uri|\boidc\b|openid|\.well-known|\bIAT\b|\bRAT\b|\/register\b|software_statement|\bregister(?:ing|ed)? (?:the |a )?(?:oauth |oidc )?client/i;

/** Looked at before the patterns above: a line without one of these words is none of them, and most lines are not. */
const MAYBE =
  /E[A-Z]{4}|_ERR|ERR_|CERT|SSL|[45]\d\d|error|fail|refus|reject|denied|invalid|expired|missing|unable|cannot|could|can't|timed|timeout|tls|x509|certificate|curl|reset|resolv|host|exception|token|iat\b|connect|unexpected|not |empty|unset|exhausted|closed|hang up|getaddr|unreach|forbidden|unauthorized|requirement|JSON|prematurely|upstream|too large|alert|respond|no address|bad address|conform|OAuthClientInformation/i;

export function isTelling(text: string): boolean {
  if (inEnglish(text) !== '') return true;
  return (
    MAYBE.test(text) &&
    (UNREACHED.test(text) || BEHIND_A_GATEWAY.test(text) || REFUSED.test(text) || OUR_FAILURE.test(text))
  );
}
