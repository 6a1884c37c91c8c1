import { Argument, Command as Commander, CommanderError, InvalidArgumentError, Option } from 'commander';
import pkg from '../../package.json' with { type: 'json' };
import type { StepId } from '../flow/step.ts';
import { questions } from '../runbook/questions.ts';
import { type AnswerFlags, type Command, SHELLS, SHOW_FORMATS, type ShowFormat } from './command.ts';
import { EXAMPLES, EXIT_CODES } from './help-text.ts';
import { type RunOption, type RunOptions, runOptions } from './options.ts';

/** A command, or what to print and end with: help and version (0), or a usage error (2). */
export type Parsed = { command: Command } | { exitCode: number; stdout: string; stderr: string };

/** argv (without node and script) to a command. Does nothing but parse. */
export function parseArguments(argv: readonly string[]): Parsed {
  const printed = { stdout: '', stderr: '' };
  let command: Command | undefined;
  const program = createProgram(found => {
    command = found;
  });
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
    program.parse([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return { exitCode: error.exitCode === 0 ? 0 : 2, ...printed };
  }
  return command ? { command } : { exitCode: 2, ...printed };
}

/** The whole command line as data: for parsing, and for the completion scripts. */
export function createProgram(found: (command: Command) => void): Commander {
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
  addRunFlags(program);
  addRun(program, found);
  addPractice(program, found);
  addClient(program, found);
  addRunbook(program, found);
  program
    .command('completion')
    .description('a completion script for your shell')
    .addArgument(new Argument('<shell>').choices(SHELLS))
    .action(shell => found({ name: 'completion', shell }));
  return program;
}

type Values = { [attribute: string]: unknown };
type Found = (command: Command) => void;

function addRun(program: Commander, found: Found): void {
  const run = program
    .command('run')
    .description('replay a runbook; with --yes headless, no question asked')
    .argument('<runbook>', 'a name or a path; - reads standard input')
    .addHelpText('after', EXIT_CODES)
    .action((runbook: string, values: Values) => found(runCommand(runbook, values, 'replay')));
  addRunFlags(run);
}

function addPractice(program: Commander, found: Found): void {
  const practice = program
    .command('practice')
    .description('the same against a real OpenID server inside this tool')
    .argument('[runbook]', 'a name or a path', 'bff-server')
    .addOption(grouped('Practice', new Option('--drill <name>', 'break it on purpose; "list" shows how')))
    .addOption(grouped('Practice', new Option('--serve', 'only serve, until ended')))
    .addOption(grouped('Practice', new Option('--port <n>', 'with --serve: listen there').argParser(portNumber)))
    .action((runbook: string, values: Values) => {
      const { drill, port } = values as { drill?: string; port?: number };
      const json = values['json'] === true;
      if (drill === 'list') found({ name: 'drills', json });
      else if (values['serve'] === true) found({ name: 'serve', json, ...(drill && { drill }), ...(port && { port }) });
      else found({ ...runCommand(runbook, values, 'practice'), ...(drill && { drill }) });
    });
  addRunFlags(practice);
}

function addClient(program: Commander, found: Found): void {
  const client = program.command('client').description('the clients registered from here');
  client
    .command('list')
    .description('all of them, numbered')
    .option('--json', 'one JSON document')
    .action(({ json = false }) => found({ name: 'client-list', json }));
  client
    .command('show')
    .description('one of them, as its record keeps it')
    .argument('<client>', 'a client_id, an unambiguous client_name, or a number of the list')
    .option('--json', 'one JSON document')
    .option('--reveal', 'print secrets instead of [secret]')
    .action((chosen, { json = false, reveal = false }) => found({ name: 'client-show', client: chosen, json, reveal }));
}

function addRunbook(program: Commander, found: Found): void {
  const runbook = program.command('runbook').description('runbook files');
  runbook
    .command('list')
    .description('the runbooks that are known by name')
    .option('--json', 'one JSON document')
    .action(({ json = false }) => found({ name: 'runbook-list', json }));
  const show = runbook
    .command('show')
    .description('a runbook as a page to read, or as commands to paste')
    .argument('<runbook>', 'a name or a path; - reads standard input')
    .addOption(new Option('--format <format>', 'how').choices(SHOW_FORMATS).default('markdown'))
    .action((name, values) =>
      found({ name: 'runbook-show', runbook: name, format: values.format as ShowFormat, flags: answerFlags(values) }),
    );
  for (const option of questionOptions()) show.addOption(option);
  runbook
    .command('check')
    .description('is a runbook valid, and what would a server say')
    .argument('<runbook>', 'a name or a path; - reads standard input')
    .option('--json', 'one JSON document')
    .action((name, { json = false }) => found({ name: 'runbook-check', runbook: name, json }));
  runbook
    .command('schema')
    .description('the JSON Schema of runbook files, for editors')
    .action(() => found({ name: 'runbook-schema' }));
  runbook
    .command('init')
    .description('write a runbook of your own to start from')
    .argument('[file]', 'where', 'runbook.yaml')
    .option('--from <runbook>', 'start from this one', 'bff-server')
    .option('--force', 'replace the file')
    .action((file, { from, force = false }) => found({ name: 'runbook-init', file, from, force }));
}

function addRunFlags(command: Commander): void {
  for (const option of questionOptions()) command.addOption(option);
  for (const option of runOptions) command.addOption(runOption(option));
}

/** Headings of the help, by the step that a question belongs to. */
const GROUPS: Record<StepId, string> = {
  server: 'Server',
  'admin-token': 'Tokens',
  mint: 'Tokens',
  template: 'Client',
  keys: 'Client',
  'redirect-uris': 'Client',
  review: 'Client',
  register: 'Client',
  result: 'Result',
  'hand-over': 'Result',
};

function questionOptions(): Option[] {
  return questions.flatMap(({ flag, placeholder, help, step, repeat }) => {
    if (flag === undefined) return [];
    const option = grouped(GROUPS[step], new Option(`${flag} <${placeholder}>`, help));
    return repeat ? [option.argParser(collected)] : [option];
  });
}

function runOption({ flag, placeholder, repeat, group, help }: RunOption): Option {
  const option = grouped(
    group,
    new Option(placeholder === undefined ? `--${flag}` : `--${flag} <${placeholder}>`, help),
  );
  if (placeholder === 'SECONDS') return option.argParser(milliseconds);
  if (placeholder === 'WHEN') return option.choices(['auto', 'always', 'never']).default('auto');
  return repeat ? option.argParser(collected) : option;
}

function grouped(group: string, option: Option): Option {
  return option.helpGroup(`${group}:`);
}

function runCommand(
  runbook: string | undefined,
  values: Values,
  mode: 'wizard' | 'replay' | 'practice',
): Command & { name: 'run' } {
  return {
    name: 'run',
    practice: mode === 'practice',
    replays: mode === 'replay',
    flags: answerFlags(values),
    options: runOptionValues(values),
    ...(runbook !== undefined && { runbook }),
  };
}

function answerFlags(values: Values): AnswerFlags {
  const flags: AnswerFlags = {};
  for (const { flag, name } of questions) {
    const value = flag === undefined ? undefined : values[attribute(flag)];
    if (typeof value === 'string' || isTexts(value)) flags[name] = value;
  }
  return flags;
}

function runOptionValues(values: Values): RunOptions {
  const on = (flag: string) => values[attribute(`--${flag}`)] === true;
  const text = (flag: string) => values[attribute(`--${flag}`)];
  const given = Object.entries({
    until: text('until'),
    from: text('from'),
    deadlineMs: text('deadline'),
    timeoutMs: text('timeout'),
    cacert: text('cacert'),
    cert: text('cert'),
    key: text('key'),
    proxy: text('proxy'),
  }).filter(([, value]) => value !== undefined);
  return {
    ...Object.fromEntries(given),
    yes: on('yes'),
    noInput: values['input'] === false,
    dryRun: on('dry-run'),
    explain: on('explain'),
    again: on('again'),
    sendAnyway: on('send-anyway'),
    allowHttp: on('allow-http'),
    allowOrigin: (values['allowOrigin'] as string[] | undefined) ?? [],
    json: on('json'),
    reveal: on('reveal'),
    quiet: on('quiet'),
    verbose: on('verbose'),
    accessible: on('accessible'),
    color: values['color'] as RunOptions['color'],
  };
}

function attribute(flag: string): string {
  return new Option(flag).attributeName();
}

function collected(value: string, before: string[] = []): string[] {
  return [...before, value];
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(item => typeof item === 'string');
}

const LONGEST_SECONDS = 86_400;

function milliseconds(value: string): number {
  const seconds = Number(value);
  if (!(seconds > 0 && seconds <= LONGEST_SECONDS)) {
    throw new InvalidArgumentError(`It has to be a number of seconds, more than 0 and at most ${LONGEST_SECONDS}.`);
  }
  return seconds * 1000;
}

function portNumber(value: string): number {
  const port = Number(value);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new InvalidArgumentError('It has to be a port, 1 to 65535.');
  return port;
}
