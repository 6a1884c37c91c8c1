import type { Interrupted } from '../../engine/interrupted.ts';
import type { Folders } from '../../store/files/folders.ts';
import { createClientRecords } from '../../store/records/client-records.ts';
import { clientIn } from '../world.ts';
import { listOpenEnds } from './held-run.ts';
import type { RunCommand } from './open-run.ts';

/**
 * The run to offer at a start: the newest of the same runbook, where that one was interrupted. Without a runbook the
 * newest of all. Where a later run came to its end, nobody waits for the earlier one any more.
 */
export async function interruptedOffer(
  { runbook, practice, updates }: RunCommand,
  { data, state }: Folders,
): Promise<Interrupted | undefined> {
  // A change begins with a look at its client, and that settles what is open about it.
  if (practice || updates || runbook === '-') return undefined;
  const list = await listOpenEnds(state, createClientRecords(data, clientIn));
  // Nothing hangs on it: whoever cannot read the journals hears of that when the run begins.
  if (!list.ok) return undefined;
  const { openEnds, all } = list.value;
  const isOfRunbook = (name: string | undefined) =>
    runbook === undefined || (name !== undefined && name === nameIn(runbook));
  const newest = all.find(
    ({ story: { began }, isRunning }) => !began?.practice && !isRunning && isOfRunbook(began?.runbook),
  );
  const openEnd = openEnds.find(
    ({ run, standing, story }) => isOfRunbook(story.began?.runbook) && (run === newest?.run || standing === 'unknown'),
  );
  const began = openEnd?.story.began;
  if (openEnd === undefined || began === undefined) return undefined;
  return {
    run: openEnd.run,
    runbook: began.runbook ?? openEnd.run,
    server: began.server,
    beganAt: began.at,
    step: openEnd.story.step,
    unknown: openEnd.unknown?.failure,
  };
}

/** How the journal calls a runbook that was named by its path. */
function nameIn(reference: string): string {
  return (reference.split(/[/\\]/).at(-1) ?? reference).replace(/\.ya?ml$/, '');
}
