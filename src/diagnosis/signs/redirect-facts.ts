import { strings } from '../../domain/metadata/client-metadata.ts';
import { isLoopback } from '../../domain/server/authorization-server.ts';
import type { AddFact } from './fact.ts';
import { quote } from './quote.ts';
import { isLeftOut, type RequestView } from './request-view.ts';

export type RedirectFact =
  | 'redirect-http'
  | 'redirect-http-loopback'
  | 'redirect-https-loopback'
  | 'redirect-own-scheme'
  | 'redirect-fragment'
  | 'redirect-userinfo'
  | 'redirect-unusable'
  | 'redirect-wildcard'
  | 'redirect-absent'
  | 'redirect-sound'
  | 'redirect-without-use'
  | 'post-logout-elsewhere';

/** What is to be seen of the redirect URIs, judged by RFC 6749 section 3.1.2, RFC 8252 and RFC 3986. */
export function readRedirects(view: RequestView, add: AddFact<RedirectFact>): void {
  const { members } = view;
  const uris = members['redirect_uris'];
  const member = 'redirect_uris';
  if (isLeftOut(view, member)) add('redirect-absent', 'you sent no redirect_uris', member);
  else if (Array.isArray(uris) && uris.length === 0) add('redirect-absent', 'you sent an empty redirect_uris', member);
  else if (uris !== undefined && !Array.isArray(uris))
    add('redirect-absent', `you sent redirect_uris as ${typeof uris}, not as an array: ${quote(uris)}`, member);
  else if (Array.isArray(uris) && uris.some(uri => typeof uri !== 'string' || /[, ]/.test(uri.trim())))
    add('redirect-absent', `redirect_uris has an entry that is not one URI: ${quote(uris)}`, member);
  const grants = strings(members['grant_types']);
  const redirecting =
    grants.length === 0 || grants.some(grant => grant === 'authorization_code' || grant === 'implicit');
  if (strings(uris).length > 0 && !redirecting)
    add('redirect-without-use', `you sent redirect_uris with grant_types ${grants.join(', ')}`, member);
  strings(uris)
    .slice(0, 100)
    .forEach((uri, index) => {
      readRedirect(uri, `redirect_uris[${index}] is ${quote(withoutPassword(uri))}`, add);
    });
  readPostLogout(strings(members['post_logout_redirect_uris']), strings(uris), add);
}

function readRedirect(uri: string, sentence: string, add: AddFact<RedirectFact>): void {
  const member = 'redirect_uris';
  const url = URL.parse(uri.trim());
  const scheme = url?.protocol.slice(0, -1) ?? '';
  if (uri.includes('*')) add('redirect-wildcard', sentence, member);
  if (url === null || /^(?:javascript|data|vbscript|file|about|blob|ftps?|wss?|mailto|tel|ssh|urn)$/.test(scheme)) {
    add('redirect-unusable', sentence, member);
    return;
  }
  // WHATWG URL takes `https:/host` and a space; RFC 3986 does not.
  if (/^https?:(?!\/\/)/i.test(uri) || /[\s<>"{}|\\^`]/.test(uri)) add('redirect-unusable', sentence, member);
  if (uri.includes('#')) add('redirect-fragment', sentence, member);
  if (url.username !== '' || url.password !== '') add('redirect-userinfo', sentence, member);
  if (scheme !== 'http' && scheme !== 'https') {
    add('redirect-own-scheme', sentence, member);
    return;
  }
  const local = isLoopback(url.hostname);
  if (scheme === 'http') {
    add(local ? 'redirect-http-loopback' : 'redirect-http', sentence, member);
    return;
  }
  if (local) add('redirect-https-loopback', sentence, member);
  else add('redirect-sound', sentence, member);
}

function readPostLogout(after: string[], redirects: string[], add: AddFact<RedirectFact>): void {
  const first = after[0];
  if (first === undefined) return;
  const member = 'post_logout_redirect_uris';
  const origins = new Set(redirects.map(uri => URL.parse(uri)?.origin));
  const odd = after.find(uri => !origins.has(URL.parse(uri)?.origin));
  if (odd !== undefined && redirects.length > 0)
    add('post-logout-elsewhere', `${quote(odd)} is on no origin of redirect_uris`, member);
}

function withoutPassword(uri: string): string {
  return uri.replace(/\/\/[^/@]{0,200}@/, '//…@');
}
