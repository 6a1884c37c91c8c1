import type { EpochMillis } from '../../domain/instant.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { KeptRecord } from '../../domain/management/client-record.ts';
import type { JournalLine } from './journal.ts';
import { isOpenChange, type SentChange, takeChange, unsettledChangeOf } from './sent-change.ts';

/** A registration of which «about to send» stands in the journal. `open`: the process died before it said what came of it. */
export type SentRegistration = {
  requestId: string;
  clientName?: string;
  server?: string;
  endpoint: string;
  /** It went with an initial access token. */
  withToken: boolean;
  sentAt: EpochMillis;
  outcome: 'open' | 'registered' | 'refused' | 'not-sent' | 'unknown' | 'never-happened';
  because?: string;
  /** Where the unusable answer lies. */
  saved?: string;
  /** The record of the client, as far as the journal names it. */
  record?: string;
};

export type KeptKey = { path: string; kid?: string; alg?: string };

/** A run as its journal tells it. */
export type RunStory = {
  began?: { at: string; runbook?: string; server?: string; practice: boolean; plan?: JsonObject };
  /** Answers, in the order in which they changed; see `runbook/kept-answers.ts`. */
  said: JsonObject[];
  /** The step of the last answer. */
  step?: string;
  /** The private key that was made for the client in hand. */
  keptKey?: KeptKey;
  /** The clients of this run, one after the other: of each, what was sent. The last one is in hand. */
  clients: SentRegistration[][];
  /** Updates and deletions that were sent, in order. */
  changes: SentChange[];
  /** Nothing is left to go on with, by the journal's own word. */
  finished: boolean;
  /** The operator said of an unknown registration that it never happened. */
  isClosed: boolean;
};

const OPEN_ENDS = ['cancelled', 'unknown'];

export function storyOf(lines: readonly JournalLine[]): RunStory {
  const story: RunStory = { said: [], clients: [[]], changes: [], finished: false, isClosed: false };
  for (const line of lines) {
    take(story, line);
    takeChange(story.changes, line);
  }
  const last = lines.at(-1);
  const hasEnded = last?.type === 'run-ended' && !OPEN_ENDS.includes(last.outcome);
  story.isClosed = last?.type === 'never-happened';
  // The server of a practice run went with its process.
  story.finished =
    story.began?.practice === true ||
    ((story.isClosed || (hasEnded && unsettledOf(story, []) === undefined)) && !hasOpenChange(story));
  return story;
}

function take(story: RunStory, line: JournalLine): void {
  const sent = story.clients.at(-1);
  const settle = (settled: Partial<SentRegistration>) => Object.assign(sent?.at(-1) ?? {}, settled);
  switch (line.type) {
    case 'run-began': {
      const { at, runbook, server, practice, plan } = line;
      story.began = {
        at,
        practice: practice === true,
        ...(runbook !== undefined && { runbook }),
        ...(server !== undefined && { server }),
        ...(plan && { plan }),
      };
      return;
    }
    case 'answered':
      story.said.push(line.answer);
      story.step = line.step;
      if (line.answer['keys'] !== undefined) delete story.keptKey;
      if (line.answer['another'] === true) story.clients.push([]);
      return;
    case 'key-kept': {
      const { private_key_file: path, kid, alg } = line;
      story.keptKey = { path, ...(kid !== undefined && { kid }), ...(alg !== undefined && { alg }) };
      return;
    }
    case 'about-to-register': {
      const { at, request_id: requestId, client_name: clientName, server, endpoint, open } = line;
      const named = { ...(clientName !== undefined && { clientName }), ...(server !== undefined && { server }) };
      const withToken = open !== true;
      sent?.push({ requestId, ...named, endpoint, withToken, sentAt: Date.parse(at), outcome: 'open' });
      return;
    }
    case 'registered':
      settle({ outcome: 'registered', ...(line.record !== undefined && { record: line.record }) });
      return;
    case 'registration-found':
      settle({ outcome: 'registered', record: line.record });
      return;
    case 'registration-refused':
      settle({ outcome: 'refused' });
      return;
    case 'registration-not-sent':
      settle({ outcome: 'not-sent' });
      return;
    case 'registration-unknown':
      settle({ outcome: 'unknown', because: line.because, ...(line.saved !== undefined && { saved: line.saved }) });
      return;
    case 'never-happened':
      for (const each of sent ?? []) if (isUnsettled(each)) each.outcome = 'never-happened';
      return;
    case 'run-resumed':
    case 'about-to-update':
    case 'about-to-delete':
    case 'updated':
    case 'deleted':
    case 'change-refused':
    case 'change-not-sent':
    case 'change-unknown':
    case 'change-settled':
    case 'iat-minted':
    case 'handed-over':
    case 'run-ended':
      return;
  }
}

/** The record of the client that these registrations came to. The disk knows more than the journal of a killed process. */
export function recordOf(sent: readonly SentRegistration[], records: readonly KeptRecord[]): KeptRecord | undefined {
  return records.findLast(({ path, record }) =>
    sent.some(({ requestId, record: named }) => record.request_id === requestId || path === named),
  );
}

/** A change of a client was sent, and the journal does not say what came of it. */
export function hasOpenChange({ changes }: RunStory): boolean {
  return changes.some(isOpenChange);
}

/**
 * What an interrupted run is: `unknown` where something was sent and nobody here knows what came of it,
 * `interrupted` where it can simply go on, `finished` where nothing is left to go on with.
 */
export function standingOf(story: RunStory, records: readonly KeptRecord[]): 'finished' | 'unknown' | 'interrupted' {
  if (story.began?.practice) return 'finished';
  if (unsettledOf(story, records) ?? unsettledChangeOf(story, records)) return 'unknown';
  const sent = story.clients.at(-1) ?? [];
  // Its record is gone: all that could be gone on with would be to register it again.
  const isGone = sent.some(({ outcome }) => outcome === 'registered') && recordOf(sent, records) === undefined;
  return story.finished || isGone || story.began?.plan === undefined ? 'finished' : 'interrupted';
}

/** The registration of the client in hand that was sent, and of which nobody here knows what came. */
export function unsettledOf({ clients }: RunStory, records: readonly KeptRecord[]): SentRegistration | undefined {
  const sent = clients.at(-1) ?? [];
  const isSettled = sent.some(({ outcome }) => outcome === 'registered') || recordOf(sent, records) !== undefined;
  return isSettled ? undefined : sent.findLast(isUnsettled);
}

function isUnsettled({ outcome }: SentRegistration): boolean {
  return outcome === 'open' || outcome === 'unknown';
}
