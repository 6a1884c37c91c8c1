import { expect, it } from 'vitest';
import { createProgram, parseArguments } from '../../src/cli/args.ts';

const names = createProgram(() => undefined).commands.map(command => command.name());

it.each(names)('%s has the same flags, commands and help where it is all that is made of the command line', name => {
  const [whole, alone] = [createProgram(() => undefined), createProgram(() => undefined, name)].map(program =>
    program.commands.find(command => command.name() === name),
  );
  const helps = (command: typeof whole) => [command, ...(command?.commands ?? [])].map(each => each?.helpInformation());
  expect(helps(alone)).toEqual(helps(whole));
  expect(helps(alone)).not.toContain(undefined);
});

it('a command is found behind flags, and asked about in any place', () => {
  expect(parseArguments(['--quiet', 'runbook', 'list'])).toMatchObject({ command: { name: 'runbook-list' } });
  const usage = { exitCode: 0, stdout: expect.stringContaining('Usage: dcr-runbook doctor') };
  expect(parseArguments(['doctor', '--help'])).toMatchObject(usage);
});
