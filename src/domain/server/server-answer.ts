import type { Failure } from '../failure.ts';
import type { EpochMillis } from '../instant.ts';
import { isJsonObject } from '../json.ts';
import { grouped } from '../plain-text.ts';
import { isHtml, jsonOf, shown, textOf, wordsOf } from './answer-text.ts';
import { tellingChallenge } from './challenge.ts';
import type { Exchange, RawAnswer, Stage, Transmission } from './request.ts';

/** An error answer's code and description in the form of RFC 6749 section 5.2 and RFC 7591 section 3.2.2. */
type OAuthError = { error: string; error_description?: string };

/** Lower case as all registered codes are: «Not Found» and «Unauthorized» in a member `error` are frameworks' own. */
const ERROR_CODE = /^[a-z][a-z0-9_.:/-]{0,99}$/;

/** 5xx of gateways that say that the origin was never reached, and those that say that the method is not known. */
const NOT_TAKEN = [501, 505, 521, 523, 525, 526];

/** The error object of an answer, or undefined where its body is in some other form. */
function oauthErrorOf(answer: RawAnswer): OAuthError | undefined {
  const json = jsonOf(answer);
  if (!isJsonObject(json) || !Object.hasOwn(json, 'error')) return undefined;
  const { error, error_description: description } = json;
  if (typeof error !== 'string' || !ERROR_CODE.test(error)) return undefined;
  return typeof description === 'string' ? { error, error_description: shown(description) } : { error };
}

/** What an answer without success comes to. For a 2xx that says nothing usable too. */
export function failureOfAnswer(stage: Stage, answer: RawAnswer, exchange: Exchange): Failure {
  const { status } = answer;
  if (isSuccess(status) || status === 303 || (status >= 500 && !NOT_TAKEN.includes(status))) {
    return unusableAnswer(stage, answer, exchange, describe(answer, exchange));
  }
  const challenge = tellingChallenge(answer.headers['www-authenticate']);
  const at = { stage, exchange, status, ...(challenge === undefined ? {} : { challenge }) };
  const oauth = oauthErrorOf(answer);
  if (oauth !== undefined && status >= 400) return { kind: 'oauth-error', ...at, ...oauth };
  return { kind: 'refused', ...at, says: refusalWords(answer, exchange, challenge?.error_description) };
}

/**
 * An answer from which nobody can tell what was done. Of a registration, update or delete that makes the outcome
 * unknown; a mint or a read was simply of no use.
 */
export function unusableAnswer(stage: Stage, { status }: RawAnswer, exchange: Exchange, problem: string): Failure {
  return changesClients(stage)
    ? { kind: 'outcome-unknown', stage, sentAt: exchange.sentAt, because: problem, status, exchange }
    : { kind: 'unexpected-answer', stage, status, problem, exchange };
}

/** What no answer at all comes to. */
export function failureOfSilence(
  stage: Stage,
  { sent, code, message, afterMs, exchange }: Extract<Transmission, { kind: 'unanswered' }>,
  sentAt: EpochMillis,
): Failure {
  if (!sent) return { kind: 'unreachable', stage, url: exchange.request.url, code, message, exchange };
  if (!changesClients(stage)) return { kind: 'no-answer', stage, code, message, afterMs, exchange };
  return { kind: 'outcome-unknown', stage, sentAt, because: `it was sent, then: ${message}`, code, exchange };
}

export function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

function changesClients(stage: Stage): boolean {
  return stage === 'register' || stage === 'update' || stage === 'delete';
}

/** One line on an answer that was not expected: its status, form, completeness and words. */
export function describe(answer: RawAnswer, exchange: Exchange): string {
  const text = textOf(answer);
  const oauth = oauthErrorOf(answer);
  const words =
    oauth === undefined ? wordsOf(answer) : [oauth.error, oauth.error_description].filter(Boolean).join(', ');
  const form = answer.body.length === 0 ? ' without a body' : isHtml(text) ? ' with an HTML page' : '';
  return [
    `answered ${answer.status}${form}`,
    incompleteness(answer),
    redirection(answer, exchange),
    words === '' ? undefined : `it says: ${words}`,
  ]
    .filter(part => part !== undefined)
    .join('; ');
}

/** Why the body is not whole, in words; undefined where it is. */
export function incompleteness({ incomplete, body, tookMs, headers }: RawAnswer): string | undefined {
  const size = grouped(body.length);
  switch (incomplete) {
    case undefined:
      return undefined;
    case 'cut':
      return `the answer broke off after ${size} bytes and ${(tookMs / 1000).toFixed(1)} s`;
    case 'too-large':
      return 'the answer is longer than 1 MiB';
    case 'contradictory':
      return 'it names two different lengths (Content-Length), so nobody can tell where it ends';
    case 'undecodable':
      return `its content-encoding ${shown(headers['content-encoding'] ?? '', 50)} could not be decoded`;
  }
}

function refusalWords(answer: RawAnswer, exchange: Exchange, challenged: string | undefined): string {
  const words = wordsOf(answer);
  const redirect = redirection(answer, exchange);
  if (redirect !== undefined) return redirect;
  return words === '' ? (challenged ?? '') : words;
}

function redirection({ status, headers }: RawAnswer, { request }: Exchange): string | undefined {
  if (status < 300 || status >= 400) return undefined;
  const location = headers['location'];
  if (location === undefined) return `it redirects without saying where`;
  if (!URL.canParse(location, request.url)) return 'it redirects to something that is no URL';
  const target = new URL(location, request.url);
  const elsewhere = URL.canParse(request.url) && new URL(request.url).origin === target.origin;
  return shown(`it redirects to ${target.origin}${elsewhere ? target.pathname : ''}, which was not followed`);
}
