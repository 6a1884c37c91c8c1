import { EXIT, type Outcome } from './outcome.ts';

/** What stands between here and a registration, the lowest first. */
export const LAYERS = [
  'configuration',
  'dns',
  'tcp',
  'proxy',
  'tls',
  'http',
  'clock',
  'discovery',
  'endpoints',
] as const;
export type Layer = (typeof LAYERS)[number];

/** One thing that was looked at before anything is minted or registered. No member holds a secret. */
export type Check = {
  layer: Layer;
  /** A word for scripts: `addresses`, `chain`, `registration` … */
  check: string;
  /** Where it is about one of the addresses that a run talks to. */
  origin?: string;
  status: 'ok' | 'warning' | 'failed' | 'skipped';
  /** What was seen, with its figures and the server's own words. */
  seen: string;
  /** Why it was skipped. */
  because?: string;
  try?: string[];
  /** Id of the catalogue, where there is one. */
  cause?: string;
  tookMs?: number;
};

/** How the checks end: the lowest layer that failed decides. */
export function outcomeOfChecks(checks: readonly Check[]): Outcome {
  const failed = LAYERS.find(layer => checks.some(check => check.layer === layer && check.status === 'failed'));
  if (failed !== undefined) return OUTCOMES[failed];
  const wantsALook = checks.some(({ status }) => status === 'warning');
  return { outcome: 'checked', exitCode: wantsALook ? EXIT.needsALook : EXIT.done };
}

const UNREACHABLE: Outcome = { outcome: 'unreachable', exitCode: EXIT.unreachable };
const NOT_TAKEN: Outcome = { outcome: 'not-taken', exitCode: EXIT.notTaken };

const OUTCOMES: Readonly<Record<Layer, Outcome>> = {
  configuration: { outcome: 'not-valid', exitCode: EXIT.notValid },
  dns: UNREACHABLE,
  tcp: UNREACHABLE,
  proxy: UNREACHABLE,
  tls: UNREACHABLE,
  http: NOT_TAKEN,
  clock: NOT_TAKEN,
  discovery: NOT_TAKEN,
  endpoints: NOT_TAKEN,
};
