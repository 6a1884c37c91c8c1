import { EXIT, type Outcome } from '../outcome.ts';

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

/** What stands for `seen` where nothing was looked at. */
export const NOT_LOOKED_AT = 'not looked at';

/** A check in words for people, without its mark. */
export function checkText({ status, seen, because = '' }: Check): string {
  if (status !== 'skipped') return seen;
  return `skipped: ${because}${seen === NOT_LOOKED_AT ? '' : ` (${seen})`}`;
}

/** How the checks end: the lowest layer that failed decides. */
export function outcomeOfChecks(checks: readonly Check[]): Outcome {
  const failed = LAYERS.find(layer => checks.some(check => check.layer === layer && check.status === 'failed'));
  if (failed !== undefined) return OUTCOMES[failed];
  const wantsALook = checks.some(({ status }) => status === 'warning');
  return { outcome: 'checked', exitCode: wantsALook ? EXIT.needsALook : EXIT.done };
}

/** `12 checks: 10 ok, 1 warning, 1 skipped. Nothing was minted or registered.` */
export function tallyOf(checks: readonly Check[]): string {
  const counts = (['ok', 'warning', 'failed', 'skipped'] as const)
    .map(status => [status, checks.filter(check => check.status === status).length] as const)
    .filter(([, count]) => count > 0)
    .map(([status, count]) => `${count} ${status}${status === 'warning' && count > 1 ? 's' : ''}`);
  return `${checks.length} checks: ${counts.join(', ')}. Nothing was minted or registered.`;
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
