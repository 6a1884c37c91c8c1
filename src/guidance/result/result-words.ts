import { verifyCommand } from '../../diagnosis/failure-words.ts';
import type { Instant } from '../../domain/instant.ts';
import { standingOf } from '../../domain/mint/initial-access-token.ts';
import { plainText } from '../../domain/plain-text.ts';
import type { RegisteredClient } from '../../domain/registration/registered-client.ts';
import type { State } from '../../engine/state.ts';
import type { Answers } from '../../flow/answers.ts';
import type { Note } from '../note.ts';

/** Whether this run can go on with another client: with the same token, or with a fresh one where this run can mint. */
export function mayRegisterAnother({ answers: { iat, openRegistration }, itinerary }: State, at: Instant): boolean {
  const isUsable = iat !== undefined && standingOf(iat, at) === 'usable';
  return isUsable || openRegistration === true || itinerary.steps.includes('mint');
}

/** Whether the client can be deleted again from here: its record has what that takes (RFC 7592 section 2.3). */
export function mayUndo({ client, record }: RegisteredClient): boolean {
  return record !== undefined && client.registration_access_token !== undefined;
}

/** That the client is gone, where the run comes back to the review after it, and what is left to do about it here. */
export function deletedNotes({ deleted }: Answers): Note[] {
  if (deleted === undefined) return [];
  const kept = `your answers are kept; gone is client_id ${plainText(deleted.client.client_id, 120)}`;
  return [
    // By itself, so that a small window has room for it.
    { severity: 'done', message: 'deleted at the server' },
    ...[...deleted.notes, kept].map((message): Note => ({ severity: 'hint', message })),
  ];
}

/** That a client which stands here may be gone. */
export function deletionUnknownNotes({ deletionUnknown: unknown }: Answers): Note[] {
  if (unknown === undefined) return [];
  const sentAt = new Date(unknown.sentAt).toISOString();
  const message = `its deletion was sent at ${sentAt}, and nobody here knows whether it was done. To see: ${verifyCommand(unknown)}`;
  return [{ severity: 'refusal-likely', message }];
}

/** What is odd about a registration that succeeded. */
export function registeredNotes({ deviations, record }: RegisteredClient): Note[] {
  const only: Note[] =
    record === undefined
      ? [
          {
            severity: 'cannot-send',
            message: 'it could not be kept on disk: what you see here is all there is. Copy it now',
          },
        ]
      : [];
  return [...only, ...deviations.map((deviation): Note => ({ severity: 'refusal-likely', message: deviation }))];
}
