import { SECRET_MARK } from '../../domain/secrets/secret.ts';
import { isLoopback } from '../../domain/server/authorization-server.ts';
import type { AddFact } from './fact.ts';
import { quote } from './quote.ts';
import type { RequestView } from './request-view.ts';

export type AddressFact =
  | 'url-unusable'
  | 'url-doubled-segment'
  | 'url-well-known'
  | 'url-well-known-after-path'
  | 'url-internal-name'
  | 'url-http-to-tls-port'
  | 'url-https-to-plain-port'
  | 'url-http';

/** What the address itself shows. */
export function readAddress(view: RequestView, add: AddFact<AddressFact>): void {
  const { url } = view;
  if (url === undefined) return;
  const shown = quote(url);
  if (url.includes('/.well-known/')) {
    add('url-well-known', `the address is ${shown}`);
    if (/^(?:https?:\/\/[^/]+)?\/[^?#]*[^/?#]\/\.well-known\/oauth-authorization-server/.test(url))
      add('url-well-known-after-path', `the well-known segment stands after a path: ${shown}`);
  }
  const parts = (URL.parse(url)?.pathname ?? url.split(/[?#]/)[0] ?? '').split('/').filter(part => part !== '');
  if (repeats(parts)) add('url-doubled-segment', `the address repeats a segment: ${shown}`);
  const parsed = URL.parse(url);
  // `idp.example:8443/x` parses, as the scheme «idp.example».
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) {
    // What was cut out of it says nothing of how it was written.
    if (!url.startsWith('/') && !url.includes(SECRET_MARK.slice(0, -1)))
      add('url-unusable', `${shown} is no http address`);
    return;
  }
  const port = parsed.port;
  if (isPrivateHost(parsed.hostname) && !/^\d/.test(parsed.hostname) && !isLoopback(parsed.hostname))
    add('url-internal-name', `${quote(parsed.hostname)} looks like a name of an inner network`);
  if (parsed.protocol === 'http:') {
    add('url-http', `the address is ${shown}`);
    if (/443$/.test(port)) add('url-http-to-tls-port', `http:// with port ${port}, which mostly speaks TLS`);
  } else if (parsed.protocol === 'https:' && /^(?:80|8080|8000|8002|3000|5000|9080|8081)$/.test(port)) {
    add('url-https-to-plain-port', `https:// with port ${port}, which mostly speaks plain HTTP`);
  }
}

function repeats(parts: string[]): boolean {
  return parts.some(
    (part, index) =>
      part === parts[index + 1] || (index > 0 && part === parts[index + 2] && parts[index - 1] === parts[index + 1]),
  );
}

/** Addresses and names that mean something only inside one network (RFC 1918, RFC 4193, RFC 6762, RFC 6761). */
export function isPrivateHost(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '');
  return (
    /^(?:10|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01])|0)(?:\.\d{1,3}){1,3}$/.test(bare) ||
    /^(?:f[cd][0-9a-f]{2}|fe80):/i.test(bare) ||
    /\.(?:local|internal|lan|intranet|corp|home|svc|cluster\.local)$/i.test(bare) ||
    (bare !== '' && !bare.includes('.') && !bare.includes(':'))
  );
}
