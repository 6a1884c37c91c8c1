import { arch, homedir, platform, release } from 'node:os';
import { bundledEvidence } from '../../domain/evidence/bundled-evidence.ts';
import type { BundleExchange, Sight, SupportBundle } from '../../domain/evidence/support-bundle.ts';
import type { Failure } from '../../domain/failure.ts';
import type { Json } from '../../domain/json.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { maskSecretMembers } from '../../domain/secrets/secret-members.ts';
import { withoutSecrets } from '../../domain/secrets/without-secrets.ts';
import type { State } from '../../engine/state.ts';
import type { Plan } from '../../runbook/plan/plan.ts';
import { explain } from '../../runbook/render/explain.ts';
import { readJournal } from '../../store/runs/journal.ts';
import { now } from '../clock.ts';
import { causesOf, endingOf } from '../runs/ending.ts';
import type { OpenRun } from '../runs/open-run.ts';
import { failureMember } from '../telling/document.ts';
import { VERSION } from '../world.ts';
import { type Seen, troubleSight } from './run-log.ts';

export const NOTE =
  'Secrets are cut: where one stood it says [secret]. Addresses, names and what the server said are in here: look through it before you send it. «dcr-runbook diagnose FILE» opens it.';

/** What a bundle tells of a run. */
export type BundledRun = Pick<OpenRun, 'plan' | 'world' | 'log' | 'warnings' | 'practice'> & { text: { name: string } };
/** How it stands; `outcome` is left out where the state tells it. */
export type BundledEnd = { state: State; failure: Failure | undefined; outcome?: Outcome };

/** What the operator of a run can send to whoever helps, as the run stands: one JSON document, for people too. */
export async function supportBundleText(run: BundledRun, ended: BundledEnd): Promise<string> {
  return bundleText(await supportBundleOf(run, ended));
}

/** As it is written: every text in it is cut. */
export function bundleText(bundle: SupportBundle): string {
  const plain: Json = JSON.parse(JSON.stringify(bundle));
  return `${JSON.stringify(withoutSecrets(plain, homedir()), null, 2)}\n`;
}

async function supportBundleOf(
  run: BundledRun,
  { state, failure, outcome: ended = endingOf(state, failure) }: BundledEnd,
): Promise<SupportBundle> {
  const { plan, text, world, log, practice } = run;
  const { outcome, exitCode } = ended;
  const drill = practice?.server.drill?.name;
  const exchanges = log.exchanges();
  const seen = log.seen();
  const clock = clockDifference(exchanges.items);
  const madeAt = now();
  const made_at = new Date(madeAt.wall).toISOString();
  // What stopped the run from without (findings, a signal, the deadline) is in no state of its flow.
  const stopped =
    failure && failure !== state.failure ? [{ at: made_at, ...troubleSight(state, failure, madeAt) }] : [];
  const journal = await readJournal(world.journalPath);
  return {
    schema_version: 1,
    kind: 'support-bundle',
    made_at,
    note: NOTE,
    run: { id: world.run, runbook: text.name, ...(drill !== undefined && { drill }) },
    outcome: { outcome, exit_code: exitCode },
    ...(failure && { failure: failureMember(failure) }),
    diagnosis: await causesOf(state, failure, madeAt),
    ...(clock !== undefined && { clock_difference_seconds: clock }),
    ...serverMember(state),
    tool: toolMember(),
    platform: platformMember(process.env),
    plan: explain(withoutSecretMembers(plan)),
    warnings: run.warnings,
    seen: await Promise.all([...seen.items, ...stopped].map(withCauses)),
    ...(seen.leftOut > 0 && { seen_left_out: seen.leftOut }),
    exchanges: [...exchanges.items],
    ...(exchanges.leftOut > 0 && { exchanges_left_out: exchanges.leftOut }),
    journal: journal.ok ? journal.value.lines.map(line => ({ ...line }) as SupportBundle['journal'][number]) : [],
  };
}

async function withCauses({ trouble, ...sight }: Seen): Promise<Sight> {
  if (trouble === undefined) return sight;
  const { failure, evidence } = trouble;
  if (evidence === undefined) return { ...sight, trouble: { failure, diagnosis: [] } };
  const { diagnose } = await import('../../diagnosis/diagnose.ts');
  return { ...sight, trouble: { failure, evidence: bundledEvidence(evidence), diagnosis: diagnose(evidence) } };
}

/** Before its values become text, and are shortened. */
function withoutSecretMembers(plan: Plan): Plan {
  return { ...plan, known: { ...plan.known, metadata: maskSecretMembers(plan.known.metadata) } };
}

/** Of the newest answer that had a Date, in whole seconds; the header cannot tell less than two apart. */
function clockDifference(exchanges: readonly BundleExchange[]): number | undefined {
  const differences = exchanges.flatMap(({ sent_at, answer }) => {
    const theirs = Date.parse(answer?.headers['date'] ?? '');
    const difference = Math.round((theirs - Date.parse(sent_at)) / 1000);
    return Number.isFinite(theirs) ? [Math.abs(difference) < 2 ? 0 : difference] : [];
  });
  return differences.at(-1);
}

function serverMember({ answers, itinerary }: State): Pick<SupportBundle, 'server'> {
  const server = answers.server ?? itinerary.known.server;
  if (server === undefined) return {};
  const { url, issuer, preset, initial_access_token_endpoint, registration_endpoint } = server;
  const known = Object.entries({ url, issuer, preset, initial_access_token_endpoint, registration_endpoint });
  return { server: Object.fromEntries(known.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))) };
}

export function toolMember(): SupportBundle['tool'] {
  return { name: 'dcr-runbook', version: VERSION, node: process.version, openssl: process.versions.openssl };
}

export function platformMember({ TERM, TERM_PROGRAM, LC_ALL, LANG }: NodeJS.ProcessEnv): SupportBundle['platform'] {
  return {
    system: platform(),
    release: release(),
    architecture: arch(),
    terminal: [TERM, TERM_PROGRAM].filter(Boolean).join(', '),
    locale: LC_ALL || LANG || '',
  };
}
