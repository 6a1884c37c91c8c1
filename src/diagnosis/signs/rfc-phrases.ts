/** What RFC 7591 section 3.2.2 and RFC 6750 section 3.1 say of their codes: servers repeat it, some without the code. */
const PHRASES: readonly [RegExp, string][] = [
  [/value of one or more redirect(?:ion)?[-_ ]ur[il]s? is invalid/i, 'invalid_redirect_uri'],
  [/value of one of the client metadata fields is invalid/i, 'invalid_client_metadata'],
  [/software statement presented is invalid/i, 'invalid_software_statement'],
  [/software statement presented is not approved/i, 'unapproved_software_statement'],
  [/access token provided is expired, revoked, malformed/i, 'invalid_token'],
  [/higher privileges than (?:those )?provided by the access token/i, 'insufficient_scope'],
];

/** The codes that an answer gives in the words of the RFCs alone. */
export function codesOfPhrases(said: readonly string[]): string[] {
  const text = said.join('\n').slice(0, 12_000);
  return PHRASES.filter(([phrase]) => phrase.test(text)).map(([, code]) => code);
}
