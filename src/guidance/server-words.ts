import type { AuthorizationServer } from '../domain/server/authorization-server.ts';
import { preset } from '../domain/server/presets.ts';
import type { State } from '../engine/state.ts';
import type { ServerField } from './drafts/server-draft.ts';
import type { Note } from './note.ts';

export const SERVER_LABELS: Readonly<Record<ServerField, string>> = {
  url: 'Server',
  mint: 'Mint at',
  registration: 'Register at',
};

/** An address that this run has no use for is not asked for. */
export function serverFields({ itinerary: { steps, known } }: State): ServerField[] {
  return [
    'url',
    ...(steps.includes('mint') ? ['mint' as const] : []),
    ...(known.registers ? ['registration' as const] : []),
  ];
}

/** What is known of servers of this kind, and of the runbook as a whole. */
export function serverHabits(server: AuthorizationServer | undefined, findings: readonly Note[]): Note[] {
  const known = preset(server?.preset ?? '');
  const notes =
    known?.notes.map((message): Note => ({ severity: 'hint', message: `${known.summary}: ${message}` })) ?? [];
  return [...findings, ...notes];
}
