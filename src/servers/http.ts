import { elapsedMs, type Instant } from '../domain/instant.ts';
import { plainText } from '../domain/plain-text.ts';
import { type Result, success } from '../domain/result.ts';
import { redact, type Secret } from '../domain/secrets/secret.ts';
import { isLoopback } from '../domain/server/authorization-server.ts';
import type { HttpRequest, RawAnswer, Stage, Transmission } from '../domain/server/request.ts';
import { type Connections, createConnections } from './connections.ts';
import { ContradictoryLength } from './content-length.ts';
import { decodedBody } from './decoded-body.ts';
import { exchangeOf } from './exchange.ts';
import { isCertificateAlert, type NetworkError, networkError } from './network-error.ts';
import { type Environment, proxySettings } from './proxy.ts';
import { type Reception, receive } from './receive.ts';
import { secureContextOptions, type TlsMaterial } from './tls.ts';

export type HttpOptions = {
  /** Ours, for the User-Agent. */
  version: string;
  now(): Instant;
  /** Bounds one whole request, its body included; 15 seconds where left out. */
  timeoutMs?: number;
  /** The same for a registration, update or delete; 60 seconds where left out. */
  registrationTimeoutMs?: number;
  tls?: TlsMaterial;
  /** Wins over the proxies of the environment. */
  proxy?: string;
  /** Read for HTTPS_PROXY, HTTP_PROXY and NO_PROXY. */
  environment?: Environment;
  /** http:// also to other hosts than loopback. */
  allowHttp?: boolean;
};

export type SendOptions = {
  requestId: string;
  /** Left out: by the request's stage. */
  timeoutMs?: number;
  /** Shortens whichever of these holds: what is left of the run. */
  atMostMs?: number;
  /** Over a connection of its own: an idle one that the server is just closing would look like an unknown outcome. */
  fresh?: boolean;
};

export type Http = {
  /** Sends once: no redirect is followed, nothing is repeated. Never rejects. */
  send(request: HttpRequest, token: Secret | undefined, options: SendOptions): Promise<Transmission>;
  close(): Promise<void>;
};

const TIMEOUT_MS = 15_000;
const REGISTRATION_TIMEOUT_MS = 60_000;

/** The one way to the network. Fails where a proxy or TLS setting cannot be used. */
export function createHttp(options: HttpOptions): Result<Http> {
  const proxies = proxySettings(options.proxy, options.environment ?? {});
  if (!proxies.ok) return proxies;
  const connections = createConnections(secureContextOptions(options.tls ?? {}), proxies.value);
  return success({
    send: (request, token, each) => send({ options, connections, request, token, each }),
    close: () => connections.close(),
  });
}

type Sending = {
  options: HttpOptions;
  connections: Connections;
  request: HttpRequest;
  token: Secret | undefined;
  each: SendOptions;
};

async function send({ options, connections, request, token, each }: Sending): Promise<Transmission> {
  const began = options.now();
  const unanswered = (sent: boolean, { code, message }: NetworkError): Transmission => ({
    kind: 'unanswered',
    sent,
    code,
    message,
    afterMs: elapsedMs(began, options.now()),
    exchange: exchangeOf(request, each.requestId, began.wall),
  });

  const url = URL.canParse(request.url) ? new URL(request.url) : undefined;
  const problem = problemOf(url, request.url, options.allowHttp ?? false);
  if (url === undefined || problem !== undefined) return unanswered(false, problem ?? INVALID_URL);

  const timeoutMs = Math.min(
    each.timeoutMs ?? timeoutOf(request.stage, options),
    each.atMostMs ?? Number.POSITIVE_INFINITY,
  );
  const dispatcher = await (each.fresh ? connections.fresh(url) : connections.shared(url));
  const body = request.body === undefined ? null : JSON.stringify(request.body);
  const headers = headersOf(request, token, each.requestId, options.version);
  const reception = await receive(
    dispatcher,
    { origin: url.origin, path: `${url.pathname}${url.search}`, method: request.method, headers, body },
    { timeoutMs, now: options.now },
  );
  if (each.fresh) void dispatcher.destroy();

  if (reception.head === undefined) return unanswered(...silence(reception, timeoutMs));
  const answer = await answerOf(reception, reception.head, reception.sentAt ?? began, options.now());
  const sentAt = (reception.sentAt ?? began).wall;
  return { kind: 'answered', answer, exchange: exchangeOf(request, each.requestId, sentAt, answer) };
}

const INVALID_URL: NetworkError = { code: 'ERR_INVALID_URL', message: 'the address is no URL' };

function problemOf(url: URL | undefined, given: string, allowHttp: boolean): NetworkError | undefined {
  if (url !== undefined && url.username + url.password !== '') {
    return { ...INVALID_URL, message: `the address of ${url.host} holds a user name or password` };
  }
  if (url?.protocol === 'https:') return undefined;
  const shown = plainText(redact(given), 200);
  if (url?.protocol !== 'http:') return { ...INVALID_URL, message: `${shown} is no https:// address` };
  if (allowHttp || isLoopback(url.hostname)) return undefined;
  return { code: 'HTTP_NOT_ALLOWED', message: `${url.origin} is not https, and no token goes out in clear text` };
}

function timeoutOf(stage: Stage, options: HttpOptions): number {
  const changesClients = stage === 'register' || stage === 'update' || stage === 'delete';
  return changesClients
    ? (options.registrationTimeoutMs ?? REGISTRATION_TIMEOUT_MS)
    : (options.timeoutMs ?? TIMEOUT_MS);
}

function headersOf(request: HttpRequest, token: Secret | undefined, requestId: string, version: string) {
  return {
    accept: 'application/json',
    'accept-encoding': 'identity',
    'user-agent': `dcr-runbook/${version}`,
    'x-request-id': requestId,
    ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(token === undefined ? {} : { authorization: `Bearer ${token.reveal()}` }),
  };
}

/** No answer began. Whether the request may have reached the server, and what ended it. */
function silence({ sentAt, ended, error }: Reception, timeoutMs: number): [sent: boolean, NetworkError] {
  const sent = sentAt !== undefined;
  if (ended === 'timeout') {
    const what = sent ? 'no answer came' : 'no connection was made';
    return [sent, { code: 'TIMEOUT', message: `${what} within ${Math.round(timeoutMs) / 1000} s` }];
  }
  const cause = networkError(error);
  // A proxy that wants to be asked with a password forwards nothing; only undici's message tells that one apart.
  const proxyRefused = cause.message.includes('Proxy Authentication Required');
  return [sent && !isCertificateAlert(cause.code) && !proxyRefused, cause];
}

async function answerOf(
  { bytes, ended, error }: Reception,
  { status, headers }: { status: number; headers: Record<string, string> },
  sentAt: Instant,
  now: Instant,
): Promise<RawAnswer> {
  const decoded = await decodedBody(bytes, headers['content-encoding']);
  const broken = error instanceof ContradictoryLength ? 'contradictory' : 'cut';
  const wire = ended === 'whole' ? undefined : ended === 'too-large' ? 'too-large' : broken;
  const incomplete =
    wire !== 'contradictory' && decoded.incomplete === 'undecodable' ? 'undecodable' : (wire ?? decoded.incomplete);
  return {
    status,
    headers,
    body: decoded.body,
    ...(incomplete === undefined ? {} : { incomplete }),
    receivedAt: now.wall,
    tookMs: elapsedMs(sentAt, now),
  };
}
