import { shown, textOf, wordsOf } from '../domain/server/answer-text.ts';
import { connectionTrouble } from '../domain/server/connection-words.ts';
import type { HttpRequest, RawAnswer, Transmission } from '../domain/server/request.ts';
import { isCertificateAlert } from '../servers/network-error.ts';
import { type Probed, skipped, type Tools } from './probed.ts';

/** Asks without a token. GET and OPTIONS change nothing (RFC 9110 section 9.2.1); nothing else is sent here. */
export function ask(url: string, { http, patience, newRequestId }: Tools, method: 'GET' | 'OPTIONS' = 'GET') {
  const request: HttpRequest = { stage: 'discover', method, url };
  return http.send(request, undefined, { requestId: newRequestId(), timeoutMs: patience.leftMs() });
}

/** Whether HTTP is spoken there, and whether it leads elsewhere. */
export function answerCheck(transmission: Transmission, url: string): Probed {
  const named = { layer: 'http', check: 'answer' } as const;
  if (transmission.kind === 'unanswered') {
    return { ...named, status: 'failed', ...silence(transmission), tookMs: Math.round(transmission.afterMs) };
  }
  const { answer } = transmission;
  return { ...named, ...judged(answer, url), tookMs: Math.round(answer.tookMs) };
}

/** No answer: what was seen instead, and what broke. */
export function silence({ code, message }: Extract<Transmission, { kind: 'unanswered' }>) {
  if (code === 'TIMEOUT') return { seen: message, try: [SAYS_NOTHING] };
  // undici's parser gives its own words without a code.
  if (/does not match the HTTP/.test(message)) return { seen: message, try: [NO_HTTP] };
  return { seen: connectionTrouble({ code, message }), trouble: { code, message } };
}

const SAYS_NOTHING = 'The server, or what stands before it, takes the request and says nothing: ask its administrator.';
const NO_HTTP = 'What answers there does not speak HTTP: check the port, and whether the address has to be https://.';

type Judgement = Pick<Probed, 'status' | 'seen' | 'trouble' | 'cause' | 'try'>;

function judged(answer: RawAnswer, url: string): Judgement {
  const { status, headers } = answer;
  const by = headers['server'] === undefined ? '' : `, by ${shown(headers['server'], 80)}`;
  const seen = `GET ${shown(url, 200)} answers ${status}${by}`;
  if (status === 407) return { status: 'failed', seen, cause: 'network.proxy_auth' };
  if (status === 400 && /plain http request|https port|http request to an https/i.test(textOf(answer).slice(0, 4000))) {
    return { status: 'failed', seen: `${seen}: ${wordsOf(answer)}`, cause: 'tls.scheme_mismatch' };
  }
  if (status === 502 || status === 503 || status === 504) return { status: 'warning', seen, cause: 'server.gateway' };
  if (status >= 500) return { status: 'warning', seen, cause: 'server.internal_error' };
  const target = redirectTarget(answer, url);
  if (target === undefined) return { status: 'ok', seen };
  const leads = `${seen} and redirects to ${target.origin}${target.pathname}`;
  if (target.origin === new URL(url).origin) return { status: 'ok', seen: shown(leads) };
  return {
    status: 'warning',
    seen: shown(leads),
    try: [
      `If the server lives at ${shown(target.origin, 120)}, name that with --server; a redirect is never followed with a token.`,
    ],
  };
}

export function redirectTarget({ status, headers }: RawAnswer, url: string): URL | undefined {
  const { location } = headers;
  if (status < 300 || status >= 400 || location === undefined || !URL.canParse(location, url)) return undefined;
  return new URL(location, url);
}

/**
 * Whether the server insists on a certificate of ours. By TLS 1.3 that shows only after the handshake, in place of the
 * first answer.
 */
export function clientCertificateCheck(transmission: Transmission, given: boolean): Probed {
  const named = { layer: 'tls', check: 'client-certificate' } as const;
  if (transmission.kind === 'unanswered' && isCertificateAlert(transmission.code)) {
    const { code } = transmission;
    const seen = given ? 'the one that was given is not taken' : 'the server wants one, and none was given';
    return { ...named, status: 'failed', seen: `${seen} (${code})`, cause: 'tls.client_cert_required' };
  }
  if (transmission.kind === 'unanswered') return skipped('tls', 'client-certificate', 'the server did not answer');
  const seen = given ? 'one was given, and the server did not refuse it' : 'none is wanted';
  return { ...named, status: 'ok', seen };
}
