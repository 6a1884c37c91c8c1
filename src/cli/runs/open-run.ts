import type { Failure } from '../../domain/failure.ts';
import { exampleFindings } from '../../domain/findings/example-addresses.ts';
import { duplicateFindings } from '../../domain/metadata/redirect-uri.ts';
import { failed, type Result, success } from '../../domain/result.ts';
import type { JournalEntry, Ports } from '../../engine/ports.ts';
import type { Answers } from '../../flow/answers.ts';
import type { KeptPlan } from '../../runbook/kept/kept-plan.ts';
import type { Plan } from '../../runbook/plan/plan.ts';
import type { Folders } from '../../store/files/folders.ts';
import type { RunbookText } from '../../store/runbook-files.ts';
import { createRunLog, type RunLog } from '../bundle/run-log.ts';
import { now } from '../clock.ts';
import type { Command } from '../command.ts';
import type { RunOptions } from '../options.ts';
import { transcript } from '../telling/transcript.ts';
import { createWorld, VERSION, type World } from '../world.ts';
import { createDeadline, type Deadline } from './deadline.ts';
import type { HeldRun } from './held-run.ts';
import { registerPracticeClient } from './practice-client.ts';
import { type Practice, practisedConnection, startPractice } from './practice-run.ts';
import { prepare } from './prepare.ts';

export type RunCommand = Extract<Command, { name: 'run' }>;

/** A run that can begin: its plan, and the world that it will act in. Nothing was sent and nothing written yet. */
export type OpenRun = {
  plan: Plan;
  text: RunbookText;
  /** About tokens, runbook and surroundings, for the operator. */
  warnings: string[];
  world: World;
  /** How the journal of this process begins. */
  opening: JournalEntry;
  /** What is known is said without asking, up to the review (on a screen). */
  replays: boolean;
  /** The answers that an earlier process left. */
  said?: Partial<Answers>;
  /** What a support bundle will tell of it. */
  log: RunLog;
  practice?: Practice;
  deadline?: Deadline;
  /** As they hold for this run: a drill has a say in how it connects. */
  options: RunOptions;
  close(): Promise<void>;
};

export type Opening = {
  transcribe?: ((text: string) => void) | undefined;
  /** The run of an earlier process, and what its journal keeps of the plan. */
  resumes?: { held: HeldRun; kept: KeptPlan };
};

/** Starts the practice server where one is wanted, plans the run and assembles its world. */
export async function openRun(command: RunCommand, folders: Folders, opening: Opening = {}): Promise<Result<OpenRun>> {
  const started = command.practice ? await practiceServer(command, folders) : success(undefined);
  if (!started.ok) return started;
  const practice = started.value;
  const opened = await openWith(command, folders, practice, opening);
  if (!opened.ok) {
    await practice?.server.stop();
    await opening.resumes?.held.lock.release();
  }
  return opened;
}

async function openWith(
  command: RunCommand,
  folders: Folders,
  practice: Practice | undefined,
  { transcribe, resumes }: Opening,
): Promise<Result<OpenRun>> {
  const options = { ...command.options, ...(practice && practisedConnection(practice)) };
  const practised = practice && withRegistration(practice, folders, options);
  const prepared = await prepare(command, folders, practised, resumes?.kept);
  if (!prepared.ok) return prepared;
  const deadline = options.deadlineMs === undefined ? undefined : createDeadline(options.deadlineMs);
  const log = createRunLog(now);
  const world = await createWorld({
    ...options,
    folders,
    environment: process.env,
    direct: practice !== undefined,
    ...(deadline && { deadline }),
    ...(resumes && { held: resumes.held }),
    observers: [log.observe, ...(transcribe ? [transcript(transcribe)] : [])],
  });
  if (!world.ok) return world;
  const { plan, text, kept, warnings } = prepared.value;
  const server = plan.known.server?.url ?? plan.known.target?.server.url;
  return success({
    plan,
    text,
    warnings: [
      ...warnings,
      ...plan.findings.map(({ message }) => message),
      ...namedTwice(plan),
      ...(practice ? [] : stillExamples(plan)),
      ...ciWarning(plan),
      ...whereFrom(text),
    ],
    world: world.value,
    log,
    replays: command.replays,
    opening: resumes
      ? { type: 'run-resumed', version: VERSION }
      : {
          type: 'run-began',
          runbook: text.name,
          version: VERSION,
          ...(server !== undefined && { server }),
          ...(practice ? { practice: true as const } : isResumable(plan) ? { plan: kept } : {}),
        },
    ...(resumes && { said: await saidBefore(resumes.held, world.value.ports) }),
    ...(practice && { practice }),
    ...(deadline && { deadline }),
    options,
    close: async () => {
      await world.value.close();
      await practice?.server.stop();
    },
  });
}

/** Only a run that is gone on with needs what reads them. */
async function saidBefore(held: HeldRun, ports: Ports): Promise<Partial<Answers>> {
  const { restoredAnswers } = await import('./restored-answers.ts');
  return restoredAnswers(held, ports);
}

function withRegistration(practice: Practice, folders: Folders, options: RunOptions): Practice {
  return { ...practice, register: name => registerPracticeClient(name, practice, folders, options) };
}

async function practiceServer({ drill }: RunCommand, { data }: Folders): Promise<Result<Practice>> {
  try {
    return await startPractice(drill, data);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return failed({ kind: 'not-valid', problem: error.message });
  }
}

/** A run that changes a client has nothing to go on with: it is simply run again, from a fresh read. */
function isResumable({ known }: Plan): boolean {
  return known.wantedClient === undefined && known.target === undefined;
}

export function deadlineFailure(deadline: Deadline | undefined): Failure | undefined {
  return deadline?.passed() ? { kind: 'deadline', afterMs: deadline.afterMs } : undefined;
}

function whereFrom({ from, file }: RunbookText): string[] {
  return from === 'project' ? [`the runbook is ${file}, found in ./runbooks`] : [];
}

/** It stops nothing, so a run without a screen would not say it. */
function namedTwice({ known: { redirectUris = [] } }: Plan): string[] {
  return duplicateFindings(redirectUris).map(({ index, message }) => `redirect_uris[${index}]: ${message}`);
}

/** As `runbook init` leaves them; a server takes them, and then it is a client that nobody can use. */
function stillExamples({ known: { registers, redirectUris = [] } }: Plan): string[] {
  return registers ? exampleFindings({ redirectUris, metadata: {} }).map(({ message }) => message) : [];
}

/** In CI the data folder goes with the machine, and what the server gave once with it. */
function ciWarning({ known }: Plan): string[] {
  const isCi = process.env['CI'] !== undefined && process.env['CI'] !== '' && process.env['CI'] !== 'false';
  const handsOver = known.handOver.some(({ to }) => to !== 'checklist');
  if (!isCi || handsOver || !known.registers) return [];
  return ['in CI the client record will go with the machine: hand it over with --save-to FORMAT:PATH'];
}
