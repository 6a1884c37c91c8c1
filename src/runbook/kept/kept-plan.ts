import { openMembers } from '../../domain/secrets/secret-members.ts';
import { readMember } from '../file/set-member.ts';
import type { EnvironmentValues, FlagValues } from '../plan/gathering.ts';

/**
 * All that a plan was made of, as a journal keeps it: the runbook's own text (a file may change, and standard input is
 * gone), flags, variables and how to connect. No token and no other secret is in it.
 */
export type KeptPlan = {
  runbook: { name: string; from: 'package' | 'user' | 'project' | 'path' | 'stdin'; file?: string; text: string };
  flags: FlagValues;
  environment: EnvironmentValues;
  until?: string;
  from?: string;
  send_anyway: boolean;
  again: boolean;
  /** What is known was said without asking, up to the review. */
  replays: boolean;
  allow_http: boolean;
  allow_origin: string[];
  connection: { timeout_ms?: number; cacert?: string; cert?: string; key?: string; proxy?: string };
  /** Where relative paths begin. */
  folder: string;
  /** Client metadata that is missing here because it holds a secret. */
  left_out: string[];
};

const TOKENS = ['admin-token', 'iat'];
const METADATA = 'client.metadata';

/** The flags that may be kept, and the members that may not. */
export function keepableFlags(flags: FlagValues): { flags: FlagValues; leftOut: string[] } {
  const leftOut: string[] = [];
  const isOpen = (text: string) => {
    const change = readMember(text);
    if ('message' in change || Object.keys(openMembers({ [change.member]: change.value })).length > 0) return true;
    leftOut.push(change.member);
    return false;
  };
  const kept = Object.entries(flags).flatMap(([name, value]) => {
    if (TOKENS.includes(name)) return [];
    return [[name, name === METADATA ? [value].flat().filter(isOpen) : value] as const];
  });
  return { flags: Object.fromEntries(kept), leftOut };
}
