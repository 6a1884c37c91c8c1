/** What RFC 7591 section 3.2.2 and RFC 6750 section 3.1 say of their codes: servers repeat it, some without the code. */
const PHRASES: readonly [RegExp, string][] = [
  [/value of one or more redirect(?:ion)?[-_ ]ur[il]s? is invalid/i, 'invalid_redirect_uri'],
  [/value of one of the client metadata fields is invalid/i, 'invalid_client_metadata'],
  [/software statement presented is invalid/i, 'invalid_software_statement'],
  [/software statement presented is not approved/i, 'unapproved_software_statement'],
  [/access token provided is expired, revoked, malformed/i, 'invalid_token'],
  [/higher privileges than (?:those )?provided by the access token/i, 'insufficient_scope'],
];

/** Classes that clients make of a server's code: the MCP SDKs, Authlib, Nimbus. */
const CLASS =
  /\b(Invalid(?:Token|Request|ClientMetadata|Client|RedirectUri|Scope|Grant|SoftwareStatement)|UnapprovedSoftwareStatement|InsufficientScope|UnauthorizedClient|AccessDenied|Server|TemporarilyUnavailable|TooManyRequests|MethodNotAllowed)Error\b/g;

/** The codes that an answer gives in the words of the RFCs alone, or as a client's classes. */
export function codesOfPhrases(said: readonly string[]): string[] {
  const text = said.join('\n').slice(0, 12_000);
  const named = [...text.matchAll(CLASS)].map(([, name = '']) => name.replace(/\B[A-Z]/g, '_$&').toLowerCase());
  return [...PHRASES.filter(([phrase]) => phrase.test(text)).map(([, code]) => code), ...new Set(named)].map(code =>
    code === 'server' ? 'server_error' : code,
  );
}
