import type { Evidence } from '../../domain/evidence/evidence.ts';
import { isJsonObject, type Json } from '../../domain/json.ts';

type Stage = Evidence['stage'];

/** Addresses where admin tokens are turned into initial access tokens, as far as servers have them. */
const MINT_ADDRESS =
  /initial[-_]?access|clients-initial-access|\/mint\b|\/iats?\b|registration[-_]?tokens?\b|\/dcr\/(?:tokens?|mint)\b/i;
const REGISTRATION_ADDRESS =
  /clients-registrations|\/register\b|\/registration\b|\/dcr\b|\/reg\b|\/oauth2?\/(?:v\d\/)?clients\b|client-?registration/i;
const DISCOVERY_ADDRESS = /\/\.well-known\//i;
/** Something comes after the registration endpoint: one client's own address (RFC 7592). */
const CLIENT_ADDRESS =
  /(?:clients-registrations\/[\w-]+|register|registration|\/reg|\/clients?|\/connect\/register)\/[^/?#\s]+\/?(?:[?#]|$)|[?&]client_id=/i;

/** Which exchange a request belongs to, by its method, its address and what it sent; undefined: none of ours. */
export function stageOfRequest(method: string | undefined, url: string | undefined, body?: Json): Stage | undefined {
  const verb = method?.toUpperCase();
  const address = url ?? '';
  if (DISCOVERY_ADDRESS.test(address)) return 'network';
  if (MINT_ADDRESS.test(address)) return 'mint';
  const isOurs = REGISTRATION_ADDRESS.test(address);
  if (verb === 'PUT' || verb === 'PATCH') return isOurs ? 'update' : undefined;
  if (verb === 'DELETE') return isOurs ? 'delete' : undefined;
  if (verb === 'GET') return isOurs ? (CLIENT_ADDRESS.test(address) ? 'read' : 'register') : undefined;
  if (isJsonObject(body) && 'redirect_uris' in body) return 'register';
  if (isJsonObject(body) && ('max_uses' in body || 'max_usages' in body)) return 'mint';
  return isOurs ? 'register' : undefined;
}

const SAYS: readonly (readonly [Stage, RegExp])[] = [
  // Our own words, which tell of the steps before the one that failed too.
  ['mint', /\bthe server refused the mint\b|\banswer to the mint\b|\bno token was minted\b/i],
  [
    'register',
    /\bthe server refused the registration\b|\banswer to the registration\b|\boutcome of the registration\b/i,
  ],
  ['update', /\b(?:updat|patch|modif)\w*\b[^.\n]{0,40}\b(?:client|registration)\b/i],
  ['delete', /\b(?:delet|deregist|unregist)\w*\b[^.\n]{0,40}\b(?:client|registration)\b/i],
  ['register', /\bDCR_IAT\b|\bcached (?:client )?credentials\b/],
  [
    'mint',
    /\b(?:mint|creat|issu|obtain|request|get)\w*\b[^.\n]{0,40}\b(?:initial[ _-]access[ _-]token|iat)\b|"max_us(?:es|ages)"/i,
  ],
  [
    'register',
    /\bregist(?:er|ration)|\bdcr\b|invalid_(?:redirect_uri|client_metadata|software_statement)|redirect_uris/i,
  ],
  ['network', /\.well-known\b|openid-configuration|discovery document|provided issuer|issuer\.discover/i],
];

/** The same by words alone: of a log line, a message, an answer. */
export function stageOfWords(text: string): Stage | undefined {
  // The packages of Spring Security say registration of everything.
  const words = text.replace(/\b[\w$]+(?:\.[\w$]+){3,}/g, '');
  return SAYS.find(([, says]) => says.test(words))?.[0];
}
