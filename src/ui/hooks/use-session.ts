import { useSyncExternalStore } from 'react';
import type { Session } from '../../engine/session.ts';
import type { State } from '../../engine/state.ts';

/** The state of a run, drawn anew with every change. */
export function useSession(session: Session): State {
  return useSyncExternalStore(session.subscribe, session.state);
}
