import { describe, expect, it } from 'vitest';
import { parseArguments } from '../../src/cli/args.ts';

const TELLTALE = 'tops3cret-value';

function refusal(...argv: string[]): string {
  const parsed = parseArguments(argv);
  if ('command' in parsed) throw new Error('was taken');
  expect(parsed.exitCode).toBe(2);
  expect(parsed.stdout + parsed.stderr).not.toContain(TELLTALE);
  return parsed.stderr;
}

describe('a secret that was given as an argument', () => {
  it.each([
    ['--admin-token', ['--admin-token-file', 'DCR_RUNBOOK_ADMIN_TOKEN ', 'DCR_RUNBOOK_ADMIN_TOKEN_FILE']],
    ['--iat', ['--iat-file', 'DCR_RUNBOOK_IAT ', 'DCR_RUNBOOK_IAT_FILE']],
    ['--token', ['--admin-token-file', '--iat-file', 'standard input']],
    ['--password', ['--admin-token-file', '--iat-file', 'standard input']],
    ['--client-secret', ['--admin-token-file', '--iat-file']],
  ])('%s is answered with the ways that there are, and the value is not repeated', (flag, ways) => {
    for (const argv of [
      ['run', 'service', flag, TELLTALE],
      ['run', 'service', `${flag}=${TELLTALE}`],
      ['client', 'verify', 'c1', `${flag}=it's\n${TELLTALE}'\n`],
    ]) {
      const said = refusal(...argv);
      expect(said).toContain(`unknown option '${flag}`);
      for (const way of ways) expect(said).toContain(way);
    }
  });

  it('names the other flag where the word says whose it is', () => {
    expect(refusal('run', 'service', '--admin-token', TELLTALE)).not.toContain('--iat-file');
    expect(refusal('run', 'service', '--iat', TELLTALE)).not.toContain('--admin-token-file');
  });

  it('is not repeated after a letter, with a misspelt flag, or as an argument too many', () => {
    expect(refusal('run', 'service', `-t${TELLTALE}`)).toContain("unknown option '-t…'");
    expect(refusal('run', 'service', `--admin-tokn-file=${TELLTALE}`)).toContain("'--admin-tokn-file=…'");
    expect(refusal('run', 'service', TELLTALE)).toContain('Expected 1 argument but got 2');
  });

  it('leaves other mistakes to their own words', () => {
    expect(refusal('run', 'service', '--labl=x')).not.toContain('No flag takes a secret');
  });
});

it('a mistyped command is answered with the one that was meant', () => {
  expect(refusal('rnu', 'plain.yaml')).toContain('Did you mean run?');
});

it('doctor, which sends no token, names no way to give it one', () => {
  const said = refusal('doctor', 'my.yaml', '--admin-token-file', 'tok');
  expect(said).toContain('doctor sends no token');
  expect(said).not.toContain('--admin-token-file PATH');
});
