import { setTimeout as pause } from 'node:timers/promises';
import { isJsonObject, type JsonObject } from '../domain/json.ts';
import { failed, type Result, success } from '../domain/result.ts';
import { jsonOf, shown } from '../domain/server/answer-text.ts';
import type { AuthorizationServer } from '../domain/server/authorization-server.ts';
import type { Exchange, RawAnswer, Transmission } from '../domain/server/request.ts';
import { secondsAskedFor } from '../domain/server/retry-after.ts';
import { failureOfSilence, incompleteness, isSuccess } from '../domain/server/server-answer.ts';
import type { Http } from './http.ts';

export type DiscoveryOptions = {
  newRequestId(): string;
  /** Before the second try, the third …; a GET of metadata changes nothing, so it may be repeated. */
  retryDelaysMs?: readonly number[];
};

const RETRY_DELAYS_MS = [300, 1000] as const;
/** A server that wants a longer pause gets no second try. */
const LONGEST_PAUSE_MS = 5000;
const PASSING_STATUS = [429, 502, 503, 504];
const PASSING_CODES = ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'EAI_AGAIN'];

/**
 * Where a server of that issuer may keep its metadata: RFC 8414 section 3.1 puts the well-known segment between host and
 * path, OpenID Connect Discovery section 4.1 after the path; servers mix them, so each document is looked for in both.
 */
export function metadataUrls(issuer: string): string[] {
  const { origin, pathname } = new URL(issuer);
  const path = pathname.replace(/\/+$/, '');
  const [oauth, openid] = ['/.well-known/oauth-authorization-server', '/.well-known/openid-configuration'];
  return [...new Set([oauth + path, path + openid, openid + path, path + oauth].map(each => origin + each))];
}

/**
 * Looks up the server's metadata and fills in what is not configured: registration_endpoint, issuer, and the metadata
 * itself. Fails with 'unreachable' or 'no-answer' where the server does not answer, else with 'unexpected-answer', whose
 * problem lists what each address said.
 */
export async function discover(
  http: Http,
  server: AuthorizationServer,
  options: DiscoveryOptions,
): Promise<Result<AuthorizationServer>> {
  const asked = server.issuer ?? server.url;
  const misses: string[] = [];
  let foundDocument = false;
  let answered: { exchange: Exchange; status: number } | undefined;
  let silence: Extract<Transmission, { kind: 'unanswered' }> | undefined;

  for (const url of metadataUrls(asked)) {
    const transmission = await get(http, url, options);
    if (transmission.kind === 'unanswered') {
      silence ??= transmission;
      misses.push(`${url}: ${transmission.code}`);
      // All of these are on one host: where one cannot be reached or hangs, the others would too.
      if (!transmission.sent || transmission.code === 'TIMEOUT') break;
      continue;
    }
    const { answer, exchange } = transmission;
    const read = readMetadata(answer, asked);
    if ('metadata' in read) return success(completed(server, read.metadata));
    misses.push(`${url}: ${read.miss}`);
    foundDocument ||= read.isDocument;
    answered = { exchange, status: answer.status };
  }

  if (answered !== undefined) {
    const what = foundDocument ? 'the metadata that was found cannot be used' : 'no metadata was found';
    const problem = `${what} for ${asked}: ${misses.join('; ')}`;
    return failed({ kind: 'unexpected-answer', stage: 'discover', ...answered, problem });
  }
  if (silence === undefined) throw new Error('no metadata address was tried');
  return failed(failureOfSilence('discover', silence, silence.exchange.sentAt));
}

async function get(http: Http, url: string, options: DiscoveryOptions): Promise<Transmission> {
  for (const delayMs of options.retryDelaysMs ?? RETRY_DELAYS_MS) {
    const transmission = await http.send({ stage: 'discover', method: 'GET', url }, undefined, {
      requestId: options.newRequestId(),
    });
    const pauseMs = pauseAfter(transmission, delayMs);
    if (pauseMs === undefined) return transmission;
    await pause(pauseMs);
  }
  return http.send({ stage: 'discover', method: 'GET', url }, undefined, { requestId: options.newRequestId() });
}

/** How long to wait before asking again; undefined: asking again would not help. */
function pauseAfter(transmission: Transmission, delayMs: number): number | undefined {
  if (transmission.kind === 'unanswered') return PASSING_CODES.includes(transmission.code) ? delayMs : undefined;
  const { status, headers, receivedAt } = transmission.answer;
  if (!PASSING_STATUS.includes(status)) return undefined;
  const wantedMs = (secondsAskedFor(headers, receivedAt) ?? 0) * 1000;
  return wantedMs > LONGEST_PAUSE_MS ? undefined : Math.max(wantedMs, delayMs);
}

/** Why a document cannot be used, and whether it is one of metadata at all. */
type Miss = { miss: string; isDocument: boolean };

function readMetadata(answer: RawAnswer, asked: string): { metadata: JsonObject } | Miss {
  if (!isSuccess(answer.status)) return { miss: `answered ${answer.status}`, isDocument: false };
  const document = jsonOf(answer);
  if (!isJsonObject(document)) {
    const miss = incompleteness(answer) ?? `answered ${answer.status} with no JSON object`;
    return { miss, isDocument: false };
  }
  const problem = problemOf(document, asked);
  if (problem !== undefined) return { miss: problem, isDocument: true };
  return { metadata: { ...document, registration_endpoint: new URL(String(document['registration_endpoint'])).href } };
}

function problemOf({ issuer, registration_endpoint: endpoint }: JsonObject, asked: string): string | undefined {
  if (typeof issuer !== 'string') return 'the document names no issuer (RFC 8414 section 2 wants one)';
  if (!isSameIssuer(issuer, asked)) {
    const both = `the document is of issuer ${shown(issuer, 200)}, asked for was ${shown(asked, 200)}`;
    return `${both} (RFC 8414 section 3.3 forbids using it)`;
  }
  if (endpoint === undefined) return 'the document has no registration_endpoint';
  if (typeof endpoint !== 'string') return "the document's registration_endpoint is no string";
  if (/^https?:\/\//i.test(endpoint) && URL.canParse(endpoint)) return undefined;
  return `the document's registration_endpoint is no URL: ${shown(endpoint, 200)}`;
}

/** Letter for letter, but for the slash at the end: who writes down a server's address does not know whether it has one. */
export function isSameIssuer(issuer: string, asked: string): boolean {
  return issuer.replace(/\/$/, '') === asked.replace(/\/$/, '');
}

function completed(server: AuthorizationServer, metadata: JsonObject): AuthorizationServer {
  const { issuer, registration_endpoint: endpoint } = metadata;
  return {
    ...(typeof issuer === 'string' ? { issuer } : {}),
    ...(typeof endpoint === 'string' ? { registration_endpoint: endpoint } : {}),
    ...server,
    metadata,
  };
}
