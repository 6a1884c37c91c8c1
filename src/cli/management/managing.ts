import type { Diagnosis } from '../../domain/evidence/evidence.ts';
import type { Failure } from '../../domain/failure.ts';
import type { Json } from '../../domain/json.ts';
import { type ManagedClient, managedClient, withPreset } from '../../domain/management/managed-client.ts';
import { type SettledChange, settledWords } from '../../domain/management/management.ts';
import { type Outcome, outcomeOf } from '../../domain/outcome.ts';
import { failed, type Result, success } from '../../domain/result.ts';
import { redact } from '../../domain/secrets/secret.ts';
import { DEFAULT_WIRE } from '../../domain/server/authorization-server.ts';
import { preset, presets } from '../../domain/server/presets.ts';
import { evidenceOf } from '../../engine/evidence.ts';
import { placeBundle } from '../../store/files/bundle-file.ts';
import { type Folders, folders } from '../../store/files/folders.ts';
import { chooseRecord } from '../../store/records/choose-record.ts';
import { withManagedBundle } from '../bundle/managed-bundle.ts';
import { createRunLog } from '../bundle/run-log.ts';
import { now } from '../clock.ts';
import type { RunOptions } from '../options.ts';
import { keptRecords } from '../runs/kept-records.ts';
import { failureMember, managed, present, settledMember } from '../telling/document.ts';
import { endWithFailure, failureLines } from '../telling/report.ts';
import { printSecret } from '../telling/reveal.ts';
import { processTalk } from '../telling/talk.ts';
import { transcript } from '../telling/transcript.ts';
import { createWorld } from '../world.ts';
import type { Managing } from './client-in-hand.ts';
import { managementHints } from './management-hints.ts';
import { practiceIsOver } from './practice-is-over.ts';

/** How the operator calls it, and whose habits its server has where its record is wrong about them. */
type Named = { command: string; client: string; preset: string | undefined };

/** Finds the client, assembles the world around it, and lets go of it again. Its exit code. */
export async function managing(
  named: Named,
  options: RunOptions,
  work: (managing: Managing) => Promise<number>,
): Promise<number> {
  const opened = await open(named, options);
  if (!opened.ok) return endWithFailure(opened.failure, options.json);
  try {
    return await work(opened.value);
  } finally {
    await opened.value.world.close();
  }
}

async function open({ command, client, preset: habits }: Named, options: RunOptions): Promise<Result<Managing>> {
  const known = presetNamed(habits);
  if (!known.ok) return known;
  const found = folders(process.env);
  if (!found.ok) return found;
  const chosen = await chosenRecord(client, found.value);
  if (!chosen.ok) return chosen;
  const gone = await practiceIsOver(chosen.value, found.value);
  if (gone) return failed(gone);
  // Before anything is sent: what it is for may never happen again.
  const bundle = options.bundle === undefined ? undefined : await placeBundle(options.bundle);
  if (bundle && !bundle.ok) return bundle;
  const talk = processTalk(options);
  const log = createRunLog(now);
  const world = await createWorld({
    ...options,
    folders: found.value,
    environment: process.env,
    direct: false,
    observers: [log.observe, ...(options.verbose ? [transcript(talk.say)] : [])],
  });
  if (!world.ok) return world;
  const kept = chosen.value;
  const target = withPreset(managedClient(kept), habits);
  return success({ command, kept, target, world: world.value, talk, log, options });
}

function presetNamed(name: string | undefined): Result<void> {
  if (name === undefined || preset(name) !== undefined) return success(undefined);
  const problem = `--preset has to be one of ${presets.map(known => known.name).join(', ')}`;
  return failed({ kind: 'not-valid', problem });
}

async function chosenRecord(client: string, { data }: Folders) {
  const records = await keptRecords(data);
  return chooseRecord(records, client);
}

/** What `--json` adds to the members that every document of these commands has. */
export type ManagedEnding = { outcome: Outcome; target: ManagedClient; more?: { [member: string]: Json | undefined } };

/** The one document of these commands. */
export function printManaged(
  { outcome, target, more = {} }: ManagedEnding,
  { options, world }: Pick<Managing, 'options' | 'world'>,
): void {
  const document = present({
    schema_version: 1,
    outcome: outcome.outcome,
    exit_code: outcome.exitCode,
    run: world.run,
    server: target.server.url,
    client: managed(target, printSecret(options.reveal)),
    ...more,
  });
  const text = JSON.stringify(document, null, 2);
  process.stdout.write(`${options.reveal ? text : redact(text)}\n`);
}

/** Ends a command whose request came to nothing, with its causes and what they mean for this client. */
export async function endManaging(
  failure: Failure,
  inHand: Managing,
  settled: readonly SettledChange[] = [],
): Promise<number> {
  const { target, talk, options } = inHand;
  const diagnosis = await causesOf(failure, target);
  const hints = [...managementHints(failure, target), ...settled.map(settledWords)];
  for (const line of [...failureLines(failure, diagnosis), ...hints.map(hint => `  ${hint}`)]) talk.warn(line);
  const { outcome, bundle } = await withManagedBundle(inHand, { outcome: outcomeOf(failure), failure });
  if (options.json) {
    const more = {
      failure: failureMember(failure),
      diagnosis: diagnosis.length > 0 ? (diagnosis as unknown as Json) : undefined,
      settled: settledMember(settled),
      warnings: hints.length > 0 ? hints : undefined,
      bundle,
    };
    printManaged({ outcome, target, more }, inHand);
  }
  return outcome.exitCode;
}

/** The rules are loaded only where there is something to explain. */
async function causesOf(failure: Failure, target: ManagedClient): Promise<Diagnosis[]> {
  const server = { ...target.server, wire: DEFAULT_WIRE };
  const answers = { allowedOrigins: [], metadata: {}, earlier: [], server, target };
  const evidence = evidenceOf({ answers }, failure, now());
  if (evidence === undefined) return [];
  const { diagnose } = await import('../../diagnosis/diagnose.ts');
  return diagnose(evidence);
}
