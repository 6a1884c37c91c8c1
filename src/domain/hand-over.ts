import type { KeyChange } from './management/client-changes.ts';
import type { Secret } from './secrets/secret.ts';

/** What can be handed over, by the names that a runbook's `set` uses. */
export const HAND_OVER_VALUES = [
  'client_id',
  'client_secret',
  'registration_access_token',
  'registration_client_uri',
  'initial_access_token',
  'issuer',
  'server_url',
  'private_key_file',
  'kid',
  'redirect_uris',
] as const;
export type HandOverValue = (typeof HAND_OVER_VALUES)[number];

/** Variable or key in the target, to the value that goes there. */
export type HandOverSet = Record<string, HandOverValue>;

export type FileTarget =
  | { to: 'dotenv'; file: string; set: HandOverSet }
  | { to: 'compose'; file: string; service: string; set: HandOverSet }
  | { to: 'json'; file: string; set: HandOverSet }
  | { to: 'k8s-secret'; file: string; name: string; set: HandOverSet };
export type HandOverTarget = FileTarget | Checklist;
/** What is left to do by hand. `keys`: only after that change of keys. */
export type Checklist = { to: 'checklist'; keys?: KeyChange; items: string[] };
export type HandOverFormat = FileTarget['to'];
export const HAND_OVER_FORMATS: readonly HandOverFormat[] = ['dotenv', 'compose', 'json', 'k8s-secret'];

/** The services of a compose file in its order, or why there are none to be named. */
export type ComposeServices = string[] | { problem: string };

/** The values of one run; what does not exist (a public client's secret) is left out. */
export type HandOverValues = Partial<Record<HandOverValue, string | Secret>>;

/** One line of the difference shown before a target is written: no secret is readable in it. */
type HandOverChange = { key: string; change: 'added' | 'changed' | 'unchanged'; value: string };

/** What became of one target. */
export type HandedOver = {
  to: HandOverFormat;
  file: string;
  changes: HandOverChange[];
  /** Asked for by `set`, but this run has no such value. */
  missing: HandOverValue[];
  /** For example: the file is tracked by git. */
  warnings: string[];
  /** Why it could not be written; the record is kept all the same. */
  problem?: string;
  /** For standard output (`-`) instead of a file. */
  text?: Secret;
};

const OF_THE_SERVER: readonly HandOverValue[] = [
  'client_id',
  'client_secret',
  'registration_access_token',
  'registration_client_uri',
];
const OF_THE_KEY: readonly HandOverValue[] = ['private_key_file', 'kid'];

/** Why values are missing, by whose they are to give. */
export function missingWords(missing: readonly HandOverValue[]): string {
  const among = (names: readonly HandOverValue[]) => missing.filter(name => names.includes(name)).join(', ');
  const others = missing.filter(name => !OF_THE_SERVER.includes(name) && !OF_THE_KEY.includes(name)).join(', ');
  const [server, key] = [among(OF_THE_SERVER), among(OF_THE_KEY)];
  return [
    ...(server === '' ? [] : [`the server gave no ${server}`]),
    ...(key === '' ? [] : [`this client has no private key from here (${key})`]),
    ...(others === '' ? [] : [`this run has no ${others}`]),
  ].join('; ');
}
