import type { Evidence } from '../../domain/evidence/evidence.ts';
import type { AddFact } from './fact.ts';
import { quote } from './quote.ts';
import type { RequestView } from './request-view.ts';

export type EnvelopeFact =
  | 'mint-limit-odd'
  | 'mint-limits-left-out'
  | 'body-no-object'
  | 'body-unreadable'
  | 'body-empty'
  | 'body-labelled-otherwise'
  | 'get-sent'
  | 'connect-sent'
  | 'no-token-sent'
  | 'no-token-seen'
  | 'empty-bearer'
  | 'token-shown'
  | 'bearer-twice'
  | 'other-scheme'
  | 'token-odd-characters'
  | 'token-in-address'
  | 'text-names-iat'
  | 'text-names-rat'
  | 'text-names-admin';

const LIFETIME = ['expires_in', 'expiration', 'ttl', 'lifetime', 'expires', 'validity'];
const USES = ['max_uses', 'max_usages', 'count', 'uses', 'usage_limit', 'max_registrations'];

/** The limits that a mint asks for; no RFC covers them. */
export function readMint(view: RequestView, add: AddFact<EnvelopeFact>): void {
  const { members } = view;
  const present = (names: string[]) => names.filter(name => members[name] !== undefined && members[name] !== null);
  for (const name of [...present(LIFETIME), ...present(USES)]) {
    const value = members[name];
    const number = typeof value === 'number' ? value : Number.NaN;
    if (!Number.isInteger(number) || number <= 0 || number > 31_536_000)
      add('mint-limit-odd', `you sent ${name}: ${quote(value)}`, name);
  }
  if (!view.whole) return;
  if (present(LIFETIME).length === 0 || present(USES).length === 0)
    add('mint-limits-left-out', `you sent ${present([...LIFETIME, ...USES]).join(', ') || 'no limit at all'}`);
}

/** How the request was put together, whatever it asks for. */
export function readEnvelope(view: RequestView, stage: Evidence['stage'], add: AddFact<EnvelopeFact>): void {
  const sends = view.method === undefined || ['POST', 'PUT', 'PATCH'].includes(view.method);
  if (view.body === 'no-object') add('body-no-object', 'the body you sent is no JSON object');
  if (view.body === 'unreadable') add('body-unreadable', 'the body you sent is no JSON');
  if (view.body === 'empty' && sends) add('body-empty', 'you sent no body');
  const type =
    view.headers['content-type'] ?? /content-type["']?\s{0,3}:?\s{0,3}["']?([\w.+-]+\/[\w.+-]+)/.exec(view.text)?.[1];
  if (type !== undefined && !/json/i.test(type) && stage !== 'read')
    add('body-labelled-otherwise', `you sent Content-Type: ${quote(type)}`);
  if (view.method === 'GET' && stage !== 'read' && stage !== 'network') add('get-sent', 'you sent GET');
  if (view.method === 'CONNECT') add('connect-sent', 'you sent CONNECT, which a proxy answers');
  readAuthorization(view, add);
}

function readAuthorization(view: RequestView, add: AddFact<EnvelopeFact>): void {
  const inText = /authorization["']?\s{0,3}[:=]\s{0,3}['"`]?([^'"`\n,;]{0,200})/i.exec(view.text)?.[1];
  const value = view.headers['authorization'] ?? inText;
  if (value === undefined) {
    if (Object.keys(view.headers).length > 0)
      add('no-token-seen', 'the request’s headers, as far as they are known, have no Authorization');
    const said =
      /without (?:an? |any )?(?:authorization|bearer|token|iat|credentials?)|no (?:authorization|bearer|token|iat)\b|unauthenticated|anonymous(?:ly)?|\b(?:token|iat|dcr_iat)\b[^.,]{0,20}\b(?:empty|unset|not set|missing)/.test(
        view.text,
      );
    if (said) add('no-token-sent', 'the request went without a token');
    else if (
      /bearer|<(?:iat|rat|token|admin token)>|initial access token|\bwith (?:an?|the) [^.]{0,30}token/.test(view.text)
    )
      add('token-shown', 'the request carried a token');
  } else if (value === '') {
    add('no-token-sent', 'the request went without a token');
  } else {
    readAuthorizationValue(value.trim(), add);
  }
  readKindInText(view.text, add);
  if (/[?&](?:access_token|token|iat)=|\btoken in the (?:form |request |post )?(?:body|query|url)/.test(view.text))
    add('token-in-address', 'the address itself carries a token');
  if (view.members['access_token'] !== undefined) add('token-in-address', 'the body itself carries an access_token');
}

/** «Authorization: Bearer <the initial access token>»: what people write in place of a token. */
function readKindInText(text: string, add: AddFact<EnvelopeFact>): void {
  const named = /bearer\s{1,3}[<[({]\s{0,2}(?:the |an? |my )?([a-z][a-z _-]{1,40})/
    .exec(text)?.[1]
    ?.replace(/[_-]/g, ' ');
  if (named === undefined) return;
  if (/^(?:initial|iat\b|dcr iat)/.test(named))
    add('text-names-iat', 'by the request’s text the token was an initial access token');
  else if (/^(?:registration access|rat\b)/.test(named))
    add('text-names-rat', 'by the request’s text the token was a registration access token');
  else if (/^admin/.test(named)) add('text-names-admin', 'by the request’s text the token was an admin access token');
}

function readAuthorizationValue(value: string, add: AddFact<EnvelopeFact>): void {
  if (/^(?:bearer)?\s*(?:\(.*|""|''|null|undefined|\$\{?\w*\}?)?$/i.test(value)) {
    add('empty-bearer', `the Authorization header has no token: ${quote(value) === '' ? 'empty' : quote(value)}`);
    return;
  }
  if (/^bearer\s+bearer\b/i.test(value)) {
    add('bearer-twice', 'the Authorization header has the word Bearer twice');
    return;
  }
  const scheme = /^([A-Za-z][\w-]*)\s/.exec(value)?.[1];
  if (scheme !== undefined && !/^bearer$|^dpop$/i.test(scheme)) {
    add('other-scheme', `the Authorization header has the scheme ${quote(scheme)}`);
    return;
  }
  add('token-shown', 'the request carried a token');
  const token = value.replace(/^bearer\s+/i, '');
  if (/^\[secret\]$|^<[^>]*>|^\(/.test(token) || token.startsWith('$')) return;
  if (/[^A-Za-z0-9\-._~+/=]/.test(token) && !/[\s[\]<>*…]/.test(token) && !token.endsWith('...'))
    add('token-odd-characters', 'the token holds a character that no bearer token can hold');
}
