import { isJsonObject, type JsonObject } from '../domain/json.ts';
import type { ClientMetadata } from '../domain/metadata/client-metadata.ts';
import { isHtml, jsonOf, shown, textOf } from '../domain/server/answer-text.ts';
import type { AuthorizationServer } from '../domain/server/authorization-server.ts';
import { connectionTrouble } from '../domain/server/connection-words.ts';
import type { Transmission } from '../domain/server/request.ts';
import { isSuccess } from '../domain/server/server-answer.ts';
import { isSameIssuer, metadataUrls } from '../servers/discovery.ts';
import { ask, redirectTarget } from './http.ts';
import { metadataChecks } from './metadata.ts';
import type { Probed, Tools } from './probed.ts';

/** What one well-known address gave. `isAbsent`: nothing is published there, which is no fault. */
type Found = { url: string; says: string; isAbsent: boolean; document?: JsonObject };

export type Discovered = { checks: Probed[]; metadata?: JsonObject };

const METADATA = { layer: 'discovery', check: 'metadata' } as const;

/** Reads every well-known address, in both path styles, and holds what is found there against what is configured. */
export async function readMetadata(
  server: AuthorizationServer,
  asked: ClientMetadata | undefined,
  tools: Tools,
): Promise<Discovered> {
  const issuer = server.issuer ?? server.url;
  const began = tools.now().mono;
  const found = await Promise.all(metadataUrls(issuer).map(async url => foundIn(url, await ask(url, tools))));
  const tookMs = Math.round(tools.now().mono - began);
  const seen = wordsOf(found);
  const documents = found.flatMap(({ url, document }) => (document === undefined ? [] : [{ url, document }]));
  const read = documents.find(({ document }) => isSameIssuer(`${document['issuer']}`, issuer)) ?? documents[0];
  if (read === undefined) return { checks: [{ ...METADATA, seen, tookMs, ...lack(found, server) }] };
  const others = documents.filter(each => each !== read);
  return {
    checks: [{ ...METADATA, status: 'ok', seen, tookMs }, ...metadataChecks(read, others, server, asked)],
    metadata: read.document,
  };
}

/** `200 at …; 404 at …, …, …` */
function wordsOf(found: readonly Found[]): string {
  const sayings = [...new Set(found.map(({ says }) => says))];
  const at = (saying: string) => found.flatMap(({ url, says }) => (says === saying ? [url] : []));
  return sayings.map(saying => `${saying} at ${at(saying).join(', ')}`).join('; ');
}

function foundIn(url: string, transmission: Transmission): Found {
  if (transmission.kind === 'unanswered') {
    return {
      url,
      says: transmission.code === 'TIMEOUT' ? transmission.message : connectionTrouble(transmission),
      isAbsent: false,
    };
  }
  const { answer } = transmission;
  const target = redirectTarget(answer, url);
  if (target) {
    return { url, says: shown(`${answer.status} to ${target.origin}${target.pathname}`, 200), isAbsent: false };
  }
  if (!isSuccess(answer.status)) {
    return { url, says: `${answer.status}`, isAbsent: [401, 403, 404, 405, 410].includes(answer.status) };
  }
  const document = jsonOf(answer);
  if (!isJsonObject(document)) {
    const form = isHtml(textOf(answer)) ? 'a web page' : 'no JSON object';
    return { url, says: `${answer.status} with ${form}`, isAbsent: false };
  }
  if (typeof document['issuer'] !== 'string') {
    return { url, says: `${answer.status} without an issuer`, isAbsent: false };
  }
  return { url, says: `${answer.status}`, isAbsent: false, document };
}

/** No usable document. Nobody has to publish one: whether the endpoints are found all the same is their own check's to say. */
function lack(
  found: readonly Found[],
  server: AuthorizationServer,
): Pick<Probed, 'status' | 'because' | 'cause' | 'try'> {
  const issuer = shown(server.issuer ?? server.url, 200);
  if (!found.every(({ isAbsent }) => isAbsent)) {
    const isNeeded = server.registration_endpoint === undefined;
    return { status: isNeeded ? 'failed' : 'warning', cause: 'discovery.wrong_url', try: [RIGHT_ISSUER, NAME_IT] };
  }
  if (server.issuer === undefined)
    return { status: 'skipped', because: `the server publishes no metadata for ${issuer}` };
  // Who names an issuer means that it is one.
  const advice = `Is ${issuer} the issuer, letter for letter? Nothing is published for it.`;
  return { status: 'warning', cause: 'discovery.wrong_url', try: [advice] };
}

const RIGHT_ISSUER =
  'Both path styles were tried: where the issuer is another address than the base URL, name it with --issuer.';
const NAME_IT =
  'Or name the registration endpoint, by --registration-endpoint or in the runbook: then no metadata is needed.';
