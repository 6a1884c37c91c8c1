import { failureWords } from '../../diagnosis/failure-words.ts';
import type { Finding } from '../../domain/findings/finding.ts';
import { requestFindings } from '../../domain/findings/request-findings.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Json } from '../../domain/json.ts';
import type { ClientMetadata } from '../../domain/metadata/client-metadata.ts';
import { secondsLeft, standingOf } from '../../domain/mint/initial-access-token.ts';
import { plainText } from '../../domain/plain-text.ts';
import { askedMetadata } from '../../domain/registration/registration-request.ts';
import type { Desk } from '../../engine/desk.ts';
import type { EarlierClient } from '../../engine/earlier-client.ts';
import type { State } from '../../engine/state.ts';
import type { Answers } from '../../flow/answers.ts';
import type { Note } from '../note.ts';

export function reviewFindings(answers: Answers): Finding[] {
  return requestFindings(askedMetadata(answers), {
    keys: answers.keys?.choice,
    server: answers.server,
  });
}

/** What there is to say about one member of a request, were it this value; null leaves it out. */
export function memberNotes(
  whole: ClientMetadata,
  { keys, server }: Pick<Answers, 'keys' | 'server'>,
  { member, value }: { member: string; value: Json },
): Note[] {
  const { [member]: _, ...others } = whole;
  const asked = value === null ? others : { ...others, [member]: value };
  return requestFindings(asked, { keys: keys?.choice, server }).filter(finding => finding.member === member);
}

/** Why Enter did not send it, and what does. */
export function notSentNote(passable: boolean): Note {
  const message = passable
    ? 'not sent: most servers refuse what is marked; a sends it anyway'
    : 'not sent: what is marked cannot go out as it is';
  return { severity: 'cannot-send', message };
}

/** What keeps Enter from sending it: `passable` where «send anyway» would. */
export function blockingNotes(findings: readonly Note[], sendAnyway: boolean): { count: number; passable: boolean } {
  const unsendable = findings.filter(({ severity }) => severity === 'cannot-send').length;
  const doubtful = findings.filter(({ severity }) => severity === 'refusal-likely').length;
  return { count: unsendable + (sendAnyway ? 0 : doubtful), passable: unsendable === 0 && doubtful > 0 };
}

/** What the initial access token's standing means for a registration that leaves now; undefined: nothing. */
export function iatNoteWords(
  { answers: { iat }, itinerary }: State,
  now: Instant,
  timeoutMs: number,
): string | undefined {
  if (iat === undefined) return undefined;
  const standing = standingOf(iat, now);
  if (standing !== 'usable') {
    const why = standing === 'expired' ? 'has lapsed' : 'has no uses left';
    const way = itinerary.steps.includes('mint') ? ': Enter mints a fresh one first, and comes back here' : '';
    return `the initial access token ${why}${way}`;
  }
  const left = Math.floor(secondsLeft(iat, now));
  if (left * 1000 >= timeoutMs) return undefined;
  return `the request may outlive the token: that lapses in ${left} s, and an answer may take ${timeoutMs / 1000} s`;
}

/** The same as a note. */
export function iatNotes(state: State, now: Instant, timeoutMs: number): Note[] {
  const message = iatNoteWords(state, now, timeoutMs);
  return message === undefined ? [] : [{ severity: 'refusal-likely', message }];
}

/** A client of that name that is there already, or may be. Registering makes another one beside it. */
export function earlierNote(earlier: EarlierClient | undefined): Note[] {
  if (earlier === undefined) return [];
  const message =
    earlier.kind === 'already-registered'
      ? `a client of this name was registered here before: client_id ${plainText(earlier.client_id, 80)}`
      : `a registration of this name was sent before, and its outcome is unknown (${plainText(earlier.because, 120)})`;
  return [{ severity: 'refusal-likely', message: `${message}. This makes another one` }];
}

/** What became of saving the answers as a runbook. */
export function savedNote(saved: Awaited<ReturnType<Desk['saveRunbook']>>): Note {
  return saved.ok
    ? { severity: 'done', message: `saved as ${saved.value}: dcr-runbook ${saved.value} begins from it` }
    : { severity: 'refusal-likely', message: `not saved: ${failureWords(saved.failure).headline}` };
}
