import pkg from '../../package.json' with { type: 'json' };
import type { Command } from './command.ts';

/** The process: argv in, exit code out. Everything heavy is loaded by the command that needs it. */
export async function run(argv: readonly string[]): Promise<void> {
  if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
    process.stdout.write(`${pkg.version}\n`);
    return;
  }
  const { parseArguments } = await import('./args.ts');
  const parsed = parseArguments(argv);
  if ('exitCode' in parsed) {
    process.stdout.write(parsed.stdout);
    process.stderr.write(parsed.stderr);
    process.exitCode = parsed.exitCode;
    return;
  }
  // Whoever reads our output may leave early (`| head`); that is no error of theirs or ours.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', leaveQuietly);
  try {
    process.exitCode = await perform(parsed.command);
  } catch (thrown) {
    const { reportBug } = await import('./bug.ts');
    process.exitCode = reportBug(thrown, argv.includes('--json'));
  }
}

function leaveQuietly(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit();
  throw error;
}

async function perform(command: Command): Promise<number> {
  switch (command.name) {
    case 'run':
      return (await import('./commands/run.ts')).runCommand(command);
    case 'serve':
      return (await import('./commands/practice.ts')).serve(command);
    case 'drills':
      return (await import('./commands/practice.ts')).listDrills(command);
    case 'runbook-list':
      return (await import('./commands/runbook.ts')).listRunbookFiles(command);
    case 'runbook-show':
      return (await import('./commands/runbook.ts')).showRunbook(command);
    case 'runbook-check':
      return (await import('./commands/runbook.ts')).checkRunbook(command);
    case 'runbook-schema':
      return (await import('./commands/runbook.ts')).printSchema();
    case 'runbook-init':
      return (await import('./commands/runbook.ts')).initRunbook(command);
    case 'client-list':
      return (await import('./commands/client.ts')).listClients(command);
    case 'client-show':
      return (await import('./commands/client.ts')).showClient(command);
    case 'completion':
      return (await import('./commands/completion.ts')).printCompletion(command.shell);
  }
}
