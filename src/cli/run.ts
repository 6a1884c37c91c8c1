import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import pkg from '../../package.json' with { type: 'json' };
import type { Command } from './command.ts';

/** The process: argv in, exit code out. Everything heavy is loaded by the command that needs it. */
export async function run(argv: readonly string[]): Promise<void> {
  if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
    process.stdout.write(`${pkg.version}\n`);
    return;
  }
  if (argv.length === 1 && (argv[0] === '--help' || argv[0] === '-h')) {
    process.stdout.write(await helpText());
    return;
  }
  keepCompiledCode(process.env);
  const { parseArguments } = await import('./args.ts');
  const parsed = parseArguments(argv);
  if ('exitCode' in parsed) {
    process.stdout.write(parsed.stdout);
    process.stderr.write(parsed.stderr);
    process.exitCode = parsed.exitCode;
    return;
  }
  // Whoever reads our output may leave early (`| head`); that is no error of theirs or ours.
  const onError = parsed.command.name === 'serve' ? leaveQuietly : goOnUnread;
  for (const stream of [process.stdout, process.stderr]) stream.on('error', onError);
  try {
    process.exitCode = await perform(parsed.command);
  } catch (thrown) {
    const { reportBug } = await import('./bug.ts');
    process.exitCode = reportBug(thrown, argv.includes('--json'));
  }
}

/** The whole help was written beside the bundle when it was built; from the sources it is made anew. */
async function helpText(): Promise<string> {
  const built = new URL('../help.txt', import.meta.url);
  if (existsSync(built)) return readFileSync(built, 'utf8');
  const { parseArguments } = await import('./args.ts');
  const parsed = parseArguments(['--help']);
  return 'stdout' in parsed ? parsed.stdout : '';
}

/** Node's own default folder for this is shared with everybody on the machine; ours is the user's alone. */
function keepCompiledCode({ XDG_CACHE_HOME: cache, HOME: home }: NodeJS.ProcessEnv): void {
  const base = cache?.startsWith('/') ? cache : home && join(home, '.cache');
  if (!base || enableCompileCache === undefined) return;
  const folder = join(base, 'dcr-runbook');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch {
    return; // a home that cannot be written: everything works, a little slower
  }
  enableCompileCache(folder);
}

function leaveQuietly(error: NodeJS.ErrnoException): void {
  // EPIPE: the reader left; EIO: the terminal is gone. Nobody is there to be told.
  if (error.code === 'EPIPE' || error.code === 'EIO') process.exit();
  throw error;
}

/** What was begun is ended, and its exit code tells how: between a mint and a record nobody's leaving may stop it. */
function goOnUnread(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') leaveQuietly(error);
}

async function perform(command: Command): Promise<number> {
  switch (command.name) {
    case 'run':
      return (await import('./commands/run.ts')).runCommand(command);
    case 'resume':
      return (await import('./commands/resume.ts')).resume(command);
    case 'resume-list':
      return (await import('./commands/resume-list.ts')).listInterrupted(command);
    case 'never-happened':
      return (await import('./commands/never-happened.ts')).neverHappened(command);
    case 'serve':
      return (await import('./commands/practice.ts')).serve(command);
    case 'drills':
      return (await import('./commands/practice.ts')).listDrills(command);
    case 'doctor':
      return (await import('./commands/doctor.ts')).runDoctor(command);
    case 'diagnose':
      return (await import('./commands/diagnose.ts')).diagnoseReport(command);
    case 'runbook-list':
      return (await import('./commands/runbook.ts')).listRunbookFiles(command);
    case 'runbook-show':
      return (await import('./commands/runbook.ts')).showRunbook(command);
    case 'runbook-check':
      return (await import('./commands/runbook.ts')).checkRunbook(command);
    case 'runbook-schema':
      return (await import('./commands/runbook.ts')).printSchema();
    case 'runbook-init':
      return (await import('./commands/runbook-init.ts')).initRunbook(command);
    case 'client-list':
      return (await import('./commands/client.ts')).listClients(command);
    case 'client-show':
      return (await import('./commands/client.ts')).showClient(command);
    case 'client-verify':
      return (await import('./commands/client-verify.ts')).verifyClient(command);
    case 'client-delete':
      return (await import('./commands/client-delete.ts')).deleteClient(command);
    case 'client-forget':
      return (await import('./commands/client-forget.ts')).forgetClient(command);
    case 'client-adopt':
      return (await import('./commands/client-adopt.ts')).adoptClient(command);
    case 'completion':
      return (await import('./commands/completion.ts')).printCompletion(command.shell);
  }
}
