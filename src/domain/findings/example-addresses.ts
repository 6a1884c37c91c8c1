import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { plainText } from '../plain-text.ts';
import type { AuthorizationServer } from '../server/authorization-server.ts';
import { presets } from '../server/presets.ts';
import type { Finding } from './finding.ts';

/** Reserved for documentation (RFC 2606 section 2 and 3). `.test` and `.localhost` are too, and yet people run servers there. */
const RESERVED = ['example', 'invalid', 'example.com', 'example.net', 'example.org'];
const VENDORS = presets.flatMap(({ exampleDomain }) => exampleDomain ?? []);

type Addresses = { server?: AuthorizationServer; redirectUris?: string[]; metadata: JsonObject };

/** Addresses that stand in examples: nobody registers a client of theirs at these, or with these. */
export function exampleFindings({ server, redirectUris = [], metadata }: Addresses): Finding[] {
  const { url, issuer, initial_access_token_endpoint, registration_endpoint } = server ?? {};
  const endpoints = { url, issuer, initial_access_token_endpoint, registration_endpoint };
  const ofServer = Object.entries(endpoints)
    // An endpoint on the server's own host says nothing that its url does not say already.
    .filter(([key, value]) => key === 'url' || hostOf(value) !== hostOf(url))
    .flatMap(([key, value]) => finding(`server.${key}`, value));
  const ofMetadata = Object.entries(metadata).flatMap(([member, value]) =>
    member === 'redirect_uris' ? [] : textsIn(value).flatMap(text => finding(member, text, { member })),
  );
  const uris = redirectUris.flatMap((uri, index) =>
    finding(`redirect_uris[${index}]`, uri, { member: 'redirect_uris', index }),
  );
  return [...ofServer, ...uris, ...ofMetadata];
}

/** A URL below a name of an example, or of a scheme that reverses one (`com.example.app:/callback`). */
export function isExampleAddress(text: string): boolean {
  return domainIn(text) !== undefined;
}

/** A vendor's example by a name that nobody owns, so that a token which is sent by mistake reaches nobody. */
export function withReservedName(url: string): string {
  const vendors = VENDORS.find(domain => isBelow(hostOf(url) ?? '', domain));
  return vendors === undefined ? url : url.replace(vendors, 'example.com');
}

function finding(where: string, text: string | undefined, about: Pick<Finding, 'member' | 'index'> = {}): Finding[] {
  const domain = text === undefined ? undefined : domainIn(text);
  if (text === undefined || domain === undefined) return [];
  const isReserved = RESERVED.includes(domain);
  return [
    {
      severity: 'hint',
      ...about,
      message: `${where} is still an example, ${plainText(text, 100)}: put your own address there`,
      source: isReserved ? 'RFC 2606' : `the vendor's documentation uses ${domain}`,
    },
  ];
}

function domainIn(text: string): string | undefined {
  const host = hostOf(text);
  return host === undefined ? undefined : [...RESERVED, ...VENDORS].find(domain => isBelow(host, domain));
}

function isBelow(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`);
}

function hostOf(text: string | undefined): string | undefined {
  const url = text === undefined ? null : URL.parse(text);
  if (!url) return undefined;
  if (url.protocol === 'http:' || url.protocol === 'https:') return url.hostname.replace(/\.$/, '');
  const scheme = url.protocol.slice(0, -1).split('.');
  return scheme.length > 1 ? scheme.reverse().join('.') : undefined;
}

function textsIn(value: Json): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isJsonObject(value) ? Object.values(value).flatMap(textsIn) : [];
}
