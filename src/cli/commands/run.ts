import type { Failure } from '../../domain/failure.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { plainText } from '../../domain/plain-text.ts';
import { failed, type Result } from '../../domain/result.ts';
import { createSession } from '../../engine/session.ts';
import type { State } from '../../engine/state.ts';
import { runHeadless } from '../../headless/run-headless.ts';
import type { Plan } from '../../runbook/plan.ts';
import { steps } from '../../steps/steps.ts';
import { type Folders, folders } from '../../store/folders.ts';
import { pruneRuns } from '../../store/runs.ts';
import { closingWords } from '../closing-words.ts';
import type { Command } from '../command.ts';
import { createDeadline, type Deadline } from '../deadline.ts';
import { dryRun } from '../dry-run.ts';
import { causesOf, endingOf } from '../ending.ts';
import { explanation } from '../explanation.ts';
import { onSignals } from '../on-signals.ts';
import { type Practice, startPractice } from '../practice-run.ts';
import { preflight } from '../preflight.ts';
import { type Prepared, prepare } from '../prepare.ts';
import { endWithFailure, failureLines, printEnding } from '../report.ts';
import { printSecret } from '../reveal.ts';
import { createTalk, type Talk, wantsColor, wantsUnicode } from '../talk.ts';
import { createWorld, now, type World } from '../world.ts';

type RunCommand = Extract<Command, { name: 'run' }>;

/** `run` and `practice`, headless. Its exit code. */
export async function runCommand(command: RunCommand): Promise<number> {
  const { options } = command;
  const found = folders(process.env);
  if (!found.ok) return endWithFailure(found.failure, options.json);
  if (!command.practice) return runWith(command, found.value, undefined);
  const started = await practiceServer(command, found.value);
  if (!started.ok) return endWithFailure(started.failure, options.json);
  try {
    // Practice has nothing to lose: without a terminal --yes is implied, and a second client is no accident.
    return await runWith({ ...command, options: { ...options, yes: true, again: true } }, found.value, started.value);
  } finally {
    await started.value.server.stop();
  }
}

async function practiceServer({ drill }: RunCommand, { data }: Folders): Promise<Result<Practice>> {
  try {
    return await startPractice(drill, data);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return failed({ kind: 'not-valid', problem: error.message });
  }
}

async function runWith(command: RunCommand, folders: Folders, practice: Practice | undefined): Promise<number> {
  const { options } = command;
  const deadline = options.deadlineMs === undefined ? undefined : createDeadline(options.deadlineMs);
  const prepared = await prepare(command, folders.data, practice);
  if (!prepared.ok) return endWithFailure(prepared.failure, options.json);
  const talk = createTalk(process, {
    quiet: options.quiet,
    color: wantsColor(options.color, process.env, process.stderr.isTTY),
    unicode: wantsUnicode(process.env),
    reveals: options.reveal,
  });
  const world = await createWorld({
    ...options,
    ...(options.verbose && { transcribe: talk.say }),
    folders,
    environment: process.env,
    direct: practice !== undefined,
    ...(deadline && { deadline }),
  });
  if (!world.ok) return endWithFailure(world.failure, options.json);
  try {
    return await runPrepared({ command, practice, deadline, talk, world: world.value, prepared: prepared.value });
  } finally {
    await world.value.close();
  }
}

type Running = {
  command: RunCommand;
  practice: Practice | undefined;
  deadline: Deadline | undefined;
  talk: Talk;
  world: World;
  prepared: Prepared;
};

async function runPrepared({
  command: { options },
  practice,
  deadline,
  talk,
  world,
  prepared,
}: Running): Promise<number> {
  const { plan, text } = prepared;
  const warnings = [...prepared.warnings, ...plan.findings.map(({ message }) => message), ...ciWarning(plan)];
  for (const warning of warnings) talk.line({ mark: 'care', topic: 'note', text: warning });
  if (text.from === 'project') talk.say(`The runbook is ${text.file}, found in ./runbooks.`);
  if (options.explain) talk.say(explanation(plan));
  if (options.dryRun) return dryRun(plan, world, talk, options);

  const identity = { run: world.run, runbook: text.name };
  const session = createSession({ itinerary: plan, steps, ports: world.ports, identity });
  const signals = onSignals(session, talk);
  let began = false;
  const ended = await runHeadless(session, {
    steps,
    ports: world.ports,
    again: options.again,
    say: talk.line,
    beforeSending: async () => {
      const obstacle = await preflight(plan, world, text.name);
      began = obstacle === undefined;
      return obstacle;
    },
    stopping: () => signals.received() ?? passed(deadline),
  });
  signals.stopListening();
  if (began) await endJournal(world, endingOf(ended.state, ended.failure));
  return close({ ...ended, talk, plan, world, warnings, practice, options });
}

/** Old journals of finished runs are of no use to `resume`; those that are not finished stay. */
async function endJournal({ ports, folders }: World, { outcome, exitCode }: Outcome): Promise<void> {
  await ports.appendToJournal({ type: 'run-ended', outcome, exit_code: exitCode });
  await pruneRuns(folders.state);
}

function passed(deadline: Deadline | undefined): Failure | undefined {
  return deadline?.passed() ? { kind: 'deadline', afterMs: deadline.afterMs } : undefined;
}

type Closing = {
  state: State;
  failure?: Failure;
  talk: Talk;
  plan: Plan;
  world: World;
  warnings: string[];
  practice: Practice | undefined;
  options: RunCommand['options'];
};

async function close({ state, failure, talk, plan, world, warnings, practice, options }: Closing): Promise<number> {
  const outcome = endingOf(state, failure);
  const diagnosis = causesOf(state, failure, now());
  if (failure) for (const line of failureLines(failure, diagnosis)) talk.warn(line);
  else for (const { headline, cause } of diagnosis) talk.say(`  ${plainText(headline)}  [${cause}]`);
  for (const line of closingWords({ state, plan, practice, reveal: options.reveal })) talk.say(line);
  const runbook = plan.runbookName;
  if (options.json) {
    printEnding(
      { outcome, run: world.run, state, diagnosis, warnings, ...(failure && { failure }), ...(runbook && { runbook }) },
      options.reveal,
    );
  } else {
    const { registered, handedOver = [] } = state.answers;
    // A target on standard output was named by the operator: it takes the place of the client_id there.
    const texts = handedOver.flatMap(({ text }) => (text ? [printSecret(true)(text)] : []));
    for (const text of texts) process.stdout.write(text);
    if (texts.length > 0) return outcome.exitCode;
    if (registered) talk.result(plainText(registered.client.client_id, 1000));
    else if (outcome.outcome === 'minted' && options.reveal && state.answers.iat) {
      talk.result(printSecret(true)(state.answers.iat.token));
    }
  }
  return outcome.exitCode;
}

/** In CI the data folder goes with the machine, and what the server gave once with it. */
function ciWarning({ known }: Plan): string[] {
  const isCi = process.env['CI'] !== undefined && process.env['CI'] !== '' && process.env['CI'] !== 'false';
  const handsOver = known.handOver.some(({ to }) => to !== 'checklist');
  if (!isCi || handsOver || !known.registers) return [];
  return ['in CI the client record will go with the machine: hand it over with --save-to FORMAT:PATH'];
}
