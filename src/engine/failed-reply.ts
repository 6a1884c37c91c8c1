import type { Failure } from '../domain/failure.ts';
import type { KeyMaterial } from '../domain/metadata/key-material.ts';
import type { Reply } from '../flow/effect.ts';

/** What did not work out. `keys`: those that lie on disk by now. */
export function failedReply(failure: Failure, keys?: KeyMaterial): Reply & { type: 'failed' } {
  return { type: 'failed', failure, ...(keys && { keys }) };
}
