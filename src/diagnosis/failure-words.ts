import { clockFace, elapsed } from '../domain/duration.ts';
import type { Failure } from '../domain/failure.ts';
import { plainText } from '../domain/plain-text.ts';
import { connectionTrouble } from '../domain/server/connection-words.ts';
import type { Stage } from '../domain/server/request.ts';
import { retryAfterSeconds } from '../domain/server/retry-after.ts';
import { shellWord } from '../domain/shell-word.ts';
import { wallTime } from '../domain/wall-time.ts';

/** A failure in words: what happened at which stage, what the server said, and what can be done whatever the cause. */
export type FailureWords = {
  headline: string;
  said?: string;
  next: string[];
  /** That the server asks to be left alone, for how long. */
  wait?: string;
};

const ATTEMPT: Record<Stage, string> = {
  discover: 'the discovery',
  mint: 'the mint',
  register: 'the registration',
  read: 'reading the client',
  update: 'the update',
  delete: 'the deletion',
};

/** The words of a failure. The likely causes are `diagnose()`'s. */
export function failureWords(failure: Failure): FailureWords {
  const wanted = retryAfterSeconds(failure) ?? 0;
  const words = wordsOf(failure);
  if (wanted === 0) return words;
  return { ...words, wait: `The server asks to be left alone for ${clockFace(wanted)} (Retry-After).` };
}

function wordsOf(failure: Failure): FailureWords {
  switch (failure.kind) {
    case 'unreachable':
      return {
        headline: `${hostOf(failure.url)} was not reached: ${plainText(connectionTrouble(failure), 200)}`,
        next: ['Nothing was sent.'],
      };
    case 'no-answer':
      return {
        headline: `No usable answer to ${ATTEMPT[failure.stage]} after ${elapsed(failure.afterMs)} (${failure.code})`,
        next: ['Nothing that matters can have been lost: run it again.'],
      };
    case 'oauth-error':
      return {
        headline: `The server refused ${ATTEMPT[failure.stage]}: ${failure.status} ${plainText(failure.error, 80)}`,
        ...(failure.error_description !== undefined && { said: plainText(failure.error_description) }),
        next: [...whatWasRefused(failure), nothingChanged(failure.stage)],
      };
    case 'refused':
      return {
        headline: `The server refused ${ATTEMPT[failure.stage]}: ${failure.status}`,
        ...(failure.says !== '' && !isRedirect(failure.status) && { said: plainText(failure.says) }),
        next: [...redirected(failure), ...whatWasRefused(failure), nothingChanged(failure.stage)],
      };
    case 'unexpected-answer':
      return {
        headline: `The answer to ${ATTEMPT[failure.stage]} (${failure.status}) cannot be used: ${plainText(failure.problem)}`,
        next: failure.saved === undefined ? [] : [`What came is kept in ${failure.saved}.`],
      };
    case 'outcome-unknown':
      return outcomeUnknown(failure);
    case 'iat-unusable':
      return iatUnusable(failure);
    case 'admin-token-expired':
      return {
        headline: `The admin access token expired at ${wallTime(failure.expiredAt)}, by its own exp and this clock`,
        next: ['Nothing was sent. Get a fresh admin access token, or set the clock.'],
      };
    case 'missing-answer':
      return { headline: `Missing: ${failure.question}`, next: [`Give ${failure.needs}.`, 'Nothing was sent.'] };
    case 'origin-not-allowed':
      return {
        headline: `${failure.role} is on another origin than the server: ${failure.url}`,
        next: [`No token goes there until you say so: --allow-origin ${failure.origin}`, 'Nothing was sent.'],
      };
    case 'not-valid':
      return { headline: failure.problem, next: failure.hint === undefined ? [] : [failure.hint] };
    case 'blocked':
      return {
        headline: failure.problems.join('\n'),
        next: ['Nothing was sent.', ...(failure.passable ? ['To send it all the same: --send-anyway'] : [])],
      };
    case 'not-written':
      return { headline: `${failure.path} cannot be written (${failure.code}): ${failure.message}`, next: [] };
    case 'already-registered':
      return {
        headline: `"${plainText(failure.client_name, 80)}" was registered at this server from here before: client_id ${plainText(failure.client_id, 120)}`,
        next: [`Its record is ${failure.record}.`, 'To register another one: --again', 'Nothing was sent.'],
      };
    case 'deadline':
      return { headline: `The deadline passed after ${elapsed(failure.afterMs)}`, next: ['No registration was sent.'] };
    case 'cancelled':
      return { headline: failure.signal === 'SIGINT' ? 'You ended the run' : `Ended by ${failure.signal}`, next: [] };
  }
}

function outcomeUnknown(failure: Failure & { kind: 'outcome-unknown' }): FailureWords {
  const { stage, because, sentAt, exchange, saved, status, run, earlier } = failure;
  const answer = status === undefined ? '' : ` (${status})`;
  const kept = saved === undefined ? [] : [`What came of the answer is kept in ${saved}.`];
  if (stage === 'update' || stage === 'delete') {
    return {
      headline: `The outcome of ${ATTEMPT[stage]} is unknown${answer}: ${plainText(because, 200)}`,
      next: [
        `It was sent at ${wallTime(sentAt)} with request id ${exchange.requestId}, and is not sent again by itself.`,
        `What stands at the server is told by: ${verifyCommand(failure)}`,
        ...kept,
      ],
    };
  }
  const name = exchange.request.body?.['client_name'];
  const called = typeof name === 'string' ? ` named "${plainText(name, 80)}"` : '';
  const attempt = earlier ? 'an earlier registration of this client' : ATTEMPT[stage];
  return {
    headline: `The outcome of ${attempt} is unknown${answer}: ${plainText(because, 200)}`,
    next: [
      ...(earlier ? ['Nothing was sent now.'] : []),
      'The client may exist. It is not sent again by itself: that could make a second one.',
      `Ask an administrator for clients${called} of ${wallTime(sentAt)}, or look for request id ${exchange.requestId} in the server's log.`,
      ...kept,
      ...(run === undefined ? [] : [...settlingWords(run), INSTEAD]),
      ...(earlier ? ['To register another one all the same: --again'] : []),
    ],
  };
}

/** What tells what became of a change, ready to be typed. */
export function verifyCommand({ client_id: client }: { client_id?: string }): string {
  return `dcr-runbook client verify${client === undefined ? ' CLIENT' : ` ${shellWord(plainText(client, 120))}`}`;
}

const INSTEAD =
  'Where the answer is lost, FILE can hold what an administrator knows: {"client_id": …, "client_name": …} and the other metadata, and if they can make one, a registration_access_token.';

/** How to say what became of it; an administrator's word, or the client's own answer from a log. */
export function settlingWords(run: string): string[] {
  return [
    'If the client is there: dcr-runbook client adopt FILE --server URL keeps it, from its answer.',
    `If it is not: dcr-runbook resume ${run} --never-happened`,
  ];
}

function iatUnusable({ standing, deadOnArrival }: Failure & { kind: 'iat-unusable' }): FailureWords {
  const why = standing === 'expired' ? 'has lapsed' : 'has no uses left';
  return deadOnArrival
    ? {
        headline: `The initial access token ${why} before it could be used`,
        next: ['Ask for a longer life or more uses (--expires-in, --max-uses), and compare the clocks.'],
      }
    : { headline: `The initial access token ${why}`, next: ['Mint a new one. No registration was sent.'] };
}

/** Method and path: which of the two a server does not take is the question at a registered client. */
function whatWasRefused({ stage, exchange }: Extract<Failure, { kind: 'refused' | 'oauth-error' }>): string[] {
  if (stage !== 'read' && stage !== 'update' && stage !== 'delete') return [];
  const { method, url } = exchange.request;
  return [`It refused ${method} ${plainText(URL.parse(url)?.pathname ?? url, 200)}.`];
}

/** Where it redirects to is read from a header, in our words: the server said none. */
function redirected({ status, says }: Extract<Failure, { kind: 'refused' }>): string[] {
  return isRedirect(status) && says !== '' ? [`${plainText(says).replace(/^it /, 'It ')}.`] : [];
}

function isRedirect(status: number): boolean {
  return status >= 300 && status < 400;
}

function nothingChanged(stage: Stage): string {
  if (stage === 'register') return 'Nothing was registered.';
  return stage === 'mint' ? 'No token was minted.' : 'Nothing was changed.';
}

function hostOf(url: string): string {
  return URL.parse(url)?.host ?? plainText(url, 120);
}
