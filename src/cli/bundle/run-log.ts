import { failureWords } from '../../diagnosis/failure-words.ts';
import type { Evidence } from '../../domain/evidence/evidence.ts';
import type { BundleExchange, Sight } from '../../domain/evidence/support-bundle.ts';
import type { Failure } from '../../domain/failure.ts';
import type { Instant } from '../../domain/instant.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { Transmission } from '../../domain/server/request.ts';
import { evidenceOf } from '../../engine/evidence.ts';
import type { Session } from '../../engine/session.ts';
import type { State } from '../../engine/state.ts';
import { progress } from '../../headless/progress.ts';
import type { Observer } from '../observed-http.ts';
import { failureMember } from '../telling/document.ts';
import { answersBetween } from './answers-between.ts';

/** What a run remembers for a support bundle: what the operator saw and what went over the wire, the newest of both. */
export type RunLog = {
  observe: Observer;
  follow(session: Session): void;
  /** The same between two states that no session came to. */
  see(before: State, after: State): void;
  seen(): Newest<Seen>;
  exchanges(): Newest<BundleExchange>;
};

/** What the operator saw, its causes not yet looked for: a run that nobody asks about loads no rules. */
export type Seen = Omit<Sight, 'trouble'> & { trouble?: { failure: JsonObject; evidence?: Evidence } };

/** `leftOut`: how many older ones there were. */
type Newest<T> = { items: readonly T[]; leftOut: number };

const MOST_SEEN = 400;
const MOST_EXCHANGES = 40;
const MOST_BODY = 16_384;

export function createRunLog(now: () => Instant): RunLog {
  const seen = newest<Seen>(MOST_SEEN);
  const exchanges = newest<BundleExchange>(MOST_EXCHANGES);
  const add = (sights: Omit<Seen, 'at'>[], at: Instant) => {
    for (const sight of sights) seen.add({ at: new Date(at.wall).toISOString(), ...sight });
  };
  return {
    observe: transmission => exchanges.add(bundledExchange(transmission)),
    follow: session => {
      let before = session.state();
      add([question(before)], now());
      session.subscribe(after => {
        const at = now();
        add(sightsBetween(before, after, at), at);
        before = after;
      });
    },
    see: (before, after) => {
      const at = now();
      add([question(before), ...sightsBetween(before, after, at)], at);
    },
    seen: seen.all,
    exchanges: exchanges.all,
  };
}

function newest<T>(most: number): { add(item: T): void; all(): Newest<T> } {
  const items: T[] = [];
  let leftOut = 0;
  return {
    add: item => {
      items.push(item);
      if (items.length <= most) return;
      items.shift();
      leftOut += 1;
    },
    all: () => ({ items, leftOut }),
  };
}

function sightsBetween(before: State, after: State, at: Instant): Omit<Seen, 'at'>[] {
  const { failure } = after;
  const said = answersBetween(before.answers, after.answers);
  return [
    ...said.map(text => ({ step: before.here, mark: 'done' as const, text })),
    ...progress(before, after).map(({ mark, text }) => ({ step: before.here, mark, text })),
    ...(failure && failure !== before.failure ? [troubleSight(after, failure, at)] : []),
    ...(after.here !== before.here ? [question(after)] : []),
  ];
}

function question({ here }: State): Omit<Seen, 'at'> {
  return { step: here, mark: 'question', text: here };
}

export function troubleSight(state: State, failure: Failure, at: Instant): Omit<Seen, 'at'> {
  const evidence = evidenceOf(state, failure, at);
  return {
    step: state.here,
    mark: 'trouble',
    text: failureWords(failure).headline,
    trouble: {
      failure: failureMember(failure),
      ...(evidence && { evidence }),
    },
  };
}

function bundledExchange(transmission: Transmission): BundleExchange {
  const { request, requestId, sentAt, status, headers = {}, body = '' } = transmission.exchange;
  return {
    stage: request.stage,
    method: request.method,
    url: request.url,
    ...(request.bearer && { bearer: request.bearer }),
    request_id: requestId,
    sent_at: new Date(sentAt).toISOString(),
    ...(request.body && { body: request.body }),
    ...(status !== undefined && { answer: { status, headers, body: bounded(body) } }),
    ...(transmission.kind === 'unanswered' && { silence: silenceOf(transmission) }),
  };
}

function bounded(body: string): string {
  return body.length > MOST_BODY ? `${body.slice(0, MOST_BODY).toWellFormed()}…` : body;
}

function silenceOf({ sent, code, message, afterMs }: Extract<Transmission, { kind: 'unanswered' }>) {
  return { sent, code, message, after_ms: Math.round(afterMs) };
}
