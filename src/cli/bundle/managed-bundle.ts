import type { Failure } from '../../domain/failure.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { DEFAULT_WIRE } from '../../domain/server/authorization-server.ts';
import { initialState, type State } from '../../engine/state.ts';
import type { Answers } from '../../flow/answers.ts';
import type { Plan } from '../../runbook/plan/plan.ts';
import type { Managing } from '../management/client-in-hand.ts';
import { bundleLines, withBundle, writeBundle } from './write-bundle.ts';

/** What one of these commands came to. */
export type ManagedEnd = { outcome: Outcome; failure?: Failure; answers?: Partial<Answers> };

/**
 * Writes the bundle that `--bundle` asked for, and says so; what the command came to with that, and where the bundle is.
 * These commands have no flow: in their bundle they stand as a run of one step, which is the look at the client.
 */
export async function withManagedBundle(
  inHand: Managing,
  { outcome, failure, answers = {} }: ManagedEnd,
): Promise<{ outcome: Outcome; bundle?: string }> {
  const { command, options, world, log, talk } = inHand;
  if (options.bundle === undefined) return { outcome };
  const plan = planOf(inHand);
  const before = initialState(plan);
  const state: State = { ...before, answers: { ...before.answers, ...targetOf(inHand), ...answers } };
  log.see(before, state);
  const run = { plan, text: { name: command }, world, log, warnings: [] };
  const bundle = await writeBundle(options.bundle, { state, failure, run, outcome });
  for (const line of bundleLines(bundle, failure)) talk.line(line);
  return { outcome: withBundle(outcome, bundle), ...(bundle.ok && { bundle: bundle.value }) };
}

function planOf({ command, options, target }: Managing): Plan {
  return {
    title: command,
    steps: ['read-client'],
    silent: [],
    known: {
      registers: false,
      allowedOrigins: options.allowOrigin,
      openRegistration: false,
      mint: {},
      template: 'own',
      metadata: {},
      handOver: [],
      wantedClient: target.client.client_id,
      sendAnyway: false,
      confirmed: options.yes,
    },
    sources: {},
    checklist: [],
    findings: [],
  };
}

function targetOf({ target }: Managing): Pick<Answers, 'target' | 'server'> {
  return { target, server: { ...target.server, wire: DEFAULT_WIRE } };
}
