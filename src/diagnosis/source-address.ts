/** Where the documents of the OpenID Foundation lie that the catalogue names. */
const OPENID: Readonly<Record<string, string>> = {
  'Core 1.0': 'core-1_0',
  'Discovery 1.0': 'discovery-1_0',
  'Dynamic Client Registration 1.0': 'registration-1_0',
  'RP-Initiated Logout 1.0': 'rpinitiated-1_0',
};

/** The address of the first specification that a source names, at the section it names; undefined where it names none. */
export function sourceAddress(source: string): string | undefined {
  const named = /RFC (\d{4})(?: sections? ([\d.]*\d))?|OpenID Connect ([A-Z][A-Za-z -]+ 1\.0)/.exec(source);
  if (named === null) return undefined;
  const [, rfc, section, openid = ''] = named;
  if (rfc !== undefined) {
    return `https://www.rfc-editor.org/rfc/rfc${rfc}${section === undefined ? '' : `#section-${section}`}`;
  }
  const document = OPENID[openid];
  return document === undefined ? undefined : `https://openid.net/specs/openid-connect-${document}.html`;
}
