import type { FileTarget, HandOverValue, HandOverValues } from '../../domain/hand-over.ts';
import { Secret } from '../../domain/secrets/secret.ts';
import type { Entry } from './edit.ts';

const SECRET_VALUES: readonly HandOverValue[] = ['client_secret', 'registration_access_token', 'initial_access_token'];

/** What this run has for a target's keys, revealed. `pathKeys`: those whose value is a path of this machine. */
export type Filled = { entries: Entry[]; secretKeys: string[]; pathKeys: string[]; lacking: Lacking[] };
type Lacking = { key: string; name: HandOverValue };

export function filled({ set }: FileTarget, values: HandOverValues): Filled {
  const found: Filled = { entries: [], secretKeys: [], pathKeys: [], lacking: [] };
  for (const [key, name] of Object.entries(set)) {
    const value = values[name];
    if (value === undefined) {
      found.lacking.push({ key, name });
      continue;
    }
    found.entries.push({ key, value: value instanceof Secret ? value.reveal() : value });
    if (value instanceof Secret || SECRET_VALUES.includes(name)) found.secretKeys.push(key);
    if (name === 'private_key_file') found.pathKeys.push(key);
  }
  return found;
}
