import { Argument, Command as Commander, CommanderError } from 'commander';
import pkg from '../../package.json' with { type: 'json' };
import { addClient, clientAsItStands } from './arguments/add-client.ts';
import { addDiagnose } from './arguments/add-diagnose.ts';
import { addDoctor } from './arguments/add-doctor.ts';
import { addPractice } from './arguments/add-practice.ts';
import { addResume } from './arguments/add-resume.ts';
import { addRun } from './arguments/add-run.ts';
import { addRunbook } from './arguments/add-runbook.ts';
import type { Found, Values } from './arguments/found.ts';
import { addRunFlags } from './arguments/run-flags.ts';
import { runCommand } from './arguments/run-values.ts';
import { usageDocument, usageError } from './arguments/usage-error.ts';
import { type Command, SHELLS } from './command.ts';
import { EXAMPLES, EXIT_CODES } from './help-text.ts';

/** A command, or what to print and end with: help and version (0), or a usage error (2). */
export type Parsed = { command: Command } | { exitCode: number; stdout: string; stderr: string };

/** argv (without node and script) to a command. Does nothing but parse. */
export function parseArguments(argv: readonly string[]): Parsed {
  const printed = { stdout: '', stderr: '' };
  let command: Command | undefined;
  const found: Found = each => {
    command = each;
  };
  const program = createProgram(found, argv[0]);
  for (const each of [program, ...program.commands.flatMap(child => [child, ...child.commands])]) {
    each.exitOverride().configureOutput({
      writeOut: text => {
        printed.stdout += text;
      },
      writeErr: text => {
        printed.stderr += text;
      },
    });
  }
  try {
    program.parse([...clientAsItStands(argv)], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { exitCode: 0, ...printed };
    const stderr = usageError(printed.stderr, argv[0], Object.keys(COMMANDS));
    return { exitCode: 2, stderr, stdout: argv.includes('--json') ? usageDocument(stderr) : printed.stdout };
  }
  return command ? { command } : { exitCode: 2, ...printed };
}

const COMMANDS: { [name: string]: (program: Commander, found: Found) => void } = {
  run: addRun,
  practice: addPractice,
  resume: addResume,
  doctor: addDoctor,
  diagnose: addDiagnose,
  client: addClient,
  runbook: addRunbook,
  completion: addCompletion,
};

/**
 * The command line as data: for parsing, and for the completion scripts. `first`: what it begins with; where that is a
 * command, the others and their flags are left out, which takes half of the time.
 */
export function createProgram(found: Found, first?: string): Commander {
  const program = new Commander('dcr-runbook')
    .description('From an admin access token to a registered OAuth client (RFC 7591), step by step.')
    .version(pkg.version, '-V, --version')
    .helpOption('-h, --help')
    .enablePositionalOptions()
    .argument('[runbook]', 'a name or a path; - reads standard input')
    .addHelpText('before', EXAMPLES)
    .addHelpText('after', EXIT_CODES)
    .allowExcessArguments(false)
    .action((runbook: string | undefined, values: Values) => found(runCommand(runbook, values, 'wizard')));
  const named = Object.entries(COMMANDS).filter(([name]) => name === first);
  if (named.length === 0) addRunFlags(program);
  for (const [, add] of named.length === 0 ? Object.entries(COMMANDS) : named) add(program, found);
  return program;
}

function addCompletion(program: Commander, found: Found): void {
  program
    .command('completion')
    .description('a completion script for your shell')
    .addArgument(new Argument('<shell>').choices(SHELLS))
    .action(shell => found({ name: 'completion', shell }));
}
