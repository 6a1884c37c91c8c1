import type { Failure } from '../../domain/failure.ts';
import type { KeptRecord } from '../../domain/management/client-record.ts';
import { plainText } from '../../domain/plain-text.ts';
import { shellWord } from '../../domain/shell-word.ts';
import type { Folders } from '../../store/files/folders.ts';
import { isRunning } from '../../store/runs/runs.ts';

/** Why a client of practice cannot be managed: its server was inside the tool. undefined while that run still goes on. */
export async function practiceIsOver({ record }: KeptRecord, { state }: Folders): Promise<Failure | undefined> {
  if (!record.practice || (await isRunning(state, record.run))) return undefined;
  const client = plainText(record.client.client_id, 120);
  return {
    kind: 'not-valid',
    problem: `${client} was registered in practice: its server was inside this tool and ended with that run, so nothing was sent`,
    hint: `Its record is all that is left of it: dcr-runbook client forget ${shellWord(client)}`,
  };
}
