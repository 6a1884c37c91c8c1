import type { Finding } from '../findings/finding.ts';
import { plainText } from '../plain-text.ts';
import { isLoopback } from '../server/authorization-server.ts';

/** A redirect URI taken apart: as it was written, and as a URL parser reads it. */
type Look = { written: string; scheme: string; authority: string; url: URL | undefined; isNative: boolean };
type Row = {
  severity: Finding['severity'];
  cause: string;
  source: string;
  when: (look: Look) => boolean;
  message: (look: Look) => string;
};

const SCHEME = /^([a-z][a-z0-9+.-]*):/i;
const FORBIDDEN_SCHEMES = ['javascript', 'data', 'file', 'vbscript', 'about', 'blob', 'mailto', 'ws', 'wss', 'ftp'];
// White space, control characters and what cannot be seen.
const UNSEEN = /[\s\u0000-\u001f\u007f-\u00a0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/;
// RFC 3986 appendix A has no place for these.
const OUTSIDE_URI = /[^!#$%&'()*+,\-./0-9:;=?@A-Z[\]_a-z~]/;

const isHttp = ({ scheme }: Look) => scheme === 'http' || scheme === 'https';
const isPrivateUse = (look: Look) => !isHttp(look);
const host = ({ url }: Look) => url?.hostname ?? '';
const onLoopback = (look: Look) => isHttp(look) && isLoopback(host(look));

/** What can never be a redirect URI, whoever is asked. */
const UNUSABLE: readonly Row[] = [
  {
    severity: 'cannot-send',
    cause: 'redirect.malformed',
    source: 'RFC 6749 section 3.1.2',
    when: ({ written }) => written.trim() === '',
    message: () => 'it is empty',
  },
  {
    severity: 'cannot-send',
    cause: 'redirect.malformed',
    source: 'RFC 3986 section 2',
    when: ({ written }) => UNSEEN.test(written),
    message: () => 'it holds a space or a character that cannot be seen',
  },
  {
    severity: 'cannot-send',
    cause: 'redirect.malformed',
    source: 'RFC 6749 section 3.1.2; RFC 3986 section 4.3',
    // `localhost:3000/callback` parses, as the scheme «localhost».
    when: ({ written, scheme }) => scheme === '' || /^[a-z0-9.-]+:\d{1,5}([/?#]|$)/i.test(written),
    message: ({ written }) => `"${short(written)}" is no absolute URI: it has no scheme such as https://`,
  },
  {
    severity: 'cannot-send',
    cause: 'redirect.malformed',
    source: 'RFC 7591 section 5',
    when: ({ scheme }) => FORBIDDEN_SCHEMES.includes(scheme),
    message: ({ scheme }) => `"${scheme}:" is no scheme that can take an answer back`,
  },
  {
    severity: 'cannot-send',
    cause: 'redirect.malformed',
    source: 'RFC 3986 section 3.2; RFC 9110 section 4.2',
    when: look => look.url === undefined || (isHttp(look) && (look.authority === '' || host(look) === '')),
    message: ({ written }) => `"${short(written)}" is no usable URI: its host or port cannot be read`,
  },
];

const QUESTIONABLE: readonly Row[] = [
  {
    severity: 'refusal-likely',
    cause: 'redirect.malformed',
    source: 'RFC 3986 section 2',
    when: ({ written }) => OUTSIDE_URI.test(written),
    message: ({ written }) =>
      `"${plainText(OUTSIDE_URI.exec(written)?.[0] ?? '', 2)}" cannot stand in a URI as it is: percent-encode it`,
  },
  {
    severity: 'refusal-likely',
    cause: 'redirect.fragment_or_userinfo',
    source: 'RFC 6749 section 3.1.2',
    when: ({ written }) => written.includes('#'),
    message: () => 'it has a fragment (#…), which a redirect URI must not have',
  },
  {
    severity: 'refusal-likely',
    cause: 'redirect.fragment_or_userinfo',
    source: 'RFC 3986 section 3.2.1',
    when: ({ authority }) => authority.includes('@'),
    message: () => 'it has user information (…@) before the host',
  },
  {
    severity: 'refusal-likely',
    cause: 'redirect.malformed',
    source: 'RFC 9700 section 2.1',
    when: ({ written, authority }) => authority.includes('*') || /\/\*(?=[/?]|$)/.test(written),
    message: () => 'it has a wildcard (*): redirect URIs are compared character by character, so write each one out',
  },
  {
    severity: 'refusal-likely',
    cause: 'redirect.not_https',
    source: 'RFC 7591 section 5; RFC 8252 section 7.3',
    when: look => look.scheme === 'http' && !onLoopback(look),
    message: look => `http to ${short(host(look))}, which is not this machine: most servers refuse it; use https`,
  },
  {
    severity: 'hint',
    cause: 'redirect.scheme_vs_app_type',
    source: 'OpenID Connect Registration 1.0 section 2 (application_type)',
    when: look => isPrivateUse(look) && !look.isNative,
    message: ({ scheme }) => `the scheme "${short(scheme)}" suits a native client: set application_type to native`,
  },
  {
    severity: 'hint',
    cause: 'redirect.scheme_vs_app_type',
    source: 'RFC 8252 section 7.1',
    when: look => isPrivateUse(look) && !look.scheme.includes('.'),
    message: ({ scheme }) =>
      `the scheme "${short(scheme)}" has no dot: use a reversed domain of yours (com.example.app), others may claim it`,
  },
  {
    severity: 'hint',
    cause: 'redirect.scheme_vs_app_type',
    source: 'OpenID Connect Registration 1.0 section 2 (application_type)',
    when: look => look.scheme === 'http' && onLoopback(look) && !look.isNative,
    message: () =>
      'http to this machine is for native clients and for trying out: some servers refuse it to a web client',
  },
  {
    severity: 'hint',
    cause: 'redirect.scheme_vs_app_type',
    source: 'OpenID Connect Registration 1.0 section 2 (application_type)',
    when: look => look.scheme === 'https' && onLoopback(look),
    message: () => 'https to this machine needs a certificate for it, and some servers refuse it to native clients',
  },
  {
    severity: 'hint',
    cause: 'redirect.scheme_vs_app_type',
    source: 'RFC 8252 section 8.3',
    when: look => look.scheme === 'http' && /(^|\.)localhost$/.test(host(look)),
    message: () => 'localhost may lead elsewhere than to this machine: 127.0.0.1 or [::1] cannot',
  },
  {
    severity: 'hint',
    cause: 'redirect.accepted_then_refused',
    source: 'RFC 8252 section 7.3',
    when: look => look.isNative && look.scheme === 'http' && onLoopback(look) && look.url?.port !== '',
    message: () => 'a native client takes any free port at the time: servers ignore the port here, so leave it out',
  },
  {
    severity: 'hint',
    cause: 'redirect.accepted_then_refused',
    source: 'RFC 9700 section 2.1',
    when: look => isHttp(look) && /[^/]\/$/.test(look.url?.pathname ?? '') && !/[?#]/.test(look.written),
    message: () => 'it ends in a slash: the application has to send it with that slash, character by character',
  },
  {
    severity: 'hint',
    cause: 'redirect.accepted_then_refused',
    source: 'RFC 9700 section 2.1; RFC 3986 section 6.2.2',
    when: look => isHttp(look) && !isNormal(look),
    message: ({ url }) => `written plainly it is ${short(url?.href ?? '')}: servers compare character by character`,
  },
];

/** What is to be said about one redirect URI (RFC 7591 section 5, RFC 8252 section 7, RFC 6749 section 3.1.2). */
export function redirectUriFindings(
  uri: string,
  { applicationType, index }: { applicationType?: string | undefined; index?: number } = {},
): Finding[] {
  const look = lookAt(uri, applicationType);
  const unusable = UNUSABLE.find(row => row.when(look));
  const rows = unusable ? [unusable] : QUESTIONABLE.filter(row => row.when(look));
  return rows.map(({ severity, cause, source, message }) => ({
    severity,
    member: 'redirect_uris',
    ...(index !== undefined && { index }),
    message: message(look),
    cause,
    source,
  }));
}

/** The same for a whole list, with what only a list can have. */
export function redirectUrisFindings(uris: readonly string[], applicationType?: string): Finding[] {
  const twice = new Map(duplicateFindings(uris).map(finding => [finding.index, finding]));
  return uris.flatMap((uri, index) => [
    ...redirectUriFindings(uri, { applicationType, index }),
    ...[twice.get(index)].filter(finding => finding !== undefined),
  ]);
}

/** Servers keep one of two: as a set the list is granted whole, and yet another address may have been meant. */
export function duplicateFindings(uris: readonly string[]): Finding[] {
  const first = new Map<string, number>();
  return uris.flatMap((uri, index) => {
    const earlier = first.get(uri);
    if (earlier === undefined) first.set(uri, index);
    return earlier === undefined ? [] : [duplicate(index, earlier)];
  });
}

function duplicate(index: number, earlier: number): Finding {
  return {
    severity: 'hint',
    member: 'redirect_uris',
    index,
    message: `it is in the list twice: the same as number ${earlier + 1}`,
    source: 'RFC 7591 section 2 (redirect_uris)',
  };
}

function lookAt(written: string, applicationType: string | undefined): Look {
  const scheme = (SCHEME.exec(written)?.[1] ?? '').toLowerCase();
  const authority = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(written)?.[1] ?? '';
  const url = URL.canParse(written) ? new URL(written) : undefined;
  return { written, scheme, authority, url, isNative: applicationType === 'native' };
}

/** Whether scheme, host, port and dot segments stand as a URL parser would write them. */
function isNormal({ written, authority, url }: Look): boolean {
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  return (
    url !== undefined && written.startsWith(url.protocol) && host === url.host && !/\/\.{1,2}([/?#]|$)/.test(written)
  );
}

function short(text: string): string {
  return plainText(text, 120);
}
