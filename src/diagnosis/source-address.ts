/** Where the documents of the OpenID Foundation lie that the catalogue names, and the anchors of their sections. */
const OPENID: Readonly<Record<string, { page: string; anchors?: Readonly<Record<string, string>> }>> = {
  Core: { page: 'core-1_0', anchors: { 5.4: 'ScopeClaims', 9: 'ClientAuthentication', 11: 'OfflineAccess' } },
  Discovery: {
    page: 'discovery-1_0',
    anchors: { 3: 'ProviderMetadata', 4.1: 'ProviderConfigurationRequest', 4.3: 'ProviderConfigurationValidation' },
  },
  Registration: { page: 'registration-1_0', anchors: { 2: 'ClientMetadata', 5: 'SectorIdentifierValidation' } },
  'RP-Initiated Logout': { page: 'rpinitiated-1_0' },
};
const NAMED =
  /RFC (?<rfc>\d{4})(?: sections? (?<section>[\d.]*\d))?|OpenID Connect (?:Dynamic Client )?(?<openid>[A-Z][A-Za-z -]+) 1\.0(?: sections? (?<part>[\d.]*\d))?/;

/** The address of the first specification that a source names, at the section it names; undefined where it names none. */
export function sourceAddress(source: string): string | undefined {
  const { rfc, section, openid = '', part = '' } = NAMED.exec(source)?.groups ?? {};
  if (rfc !== undefined) {
    return `https://www.rfc-editor.org/rfc/rfc${rfc}${section === undefined ? '' : `#section-${section}`}`;
  }
  const document = OPENID[openid];
  if (document === undefined) return undefined;
  const anchor = document.anchors?.[part];
  return `https://openid.net/specs/openid-connect-${document.page}.html${anchor === undefined ? '' : `#${anchor}`}`;
}
