import { nearest } from '../../domain/nearest.ts';
import { EXIT } from '../../domain/outcome.ts';
import { question } from '../../runbook/questions.ts';

const SECRET_WORD = /token|iat|secret|password|passwd|passphrase|bearer|credential|jwt|api-?key/;

/**
 * commander's words for a usage error without what may be a secret: it repeats an unknown option with its value, and
 * arguments that are too many. A flag that would take a secret is answered with the ways that there are, and a
 * command that is none with the one that it was meant to be. `first`: what argv begins with.
 */
export function usageError(text: string, first = '', commands: readonly string[] = []): string {
  const told = text
    .replace(/(unknown option '-[^-'=]).+(?='\n|'$)/s, '$1…')
    .replace(/(unknown option '-[^'=]*)=.*(?='\n|'$)/s, '$1=…')
    .replace(/(Expected \d+ arguments? but got \d+): .*/s, '$1');
  const flag = /unknown option '(-[^'=]*)/.exec(told)?.[1];
  const meant = told.includes('too many arguments') ? nearest(first, commands) : undefined;
  const hints = flag === undefined ? [] : hintsFor(flag, first);
  if (meant !== undefined && meant !== first) hints.push(`(Did you mean ${meant}?)`);
  return [told.trimEnd(), ...hints, ''].join('\n');
}

/** The document of `--json` for it: whoever parses standard output finds one there, however the command ended. */
export function usageDocument(told: string): string {
  const [problem = '', ...rest] = told.trim().split('\n');
  const hint = rest.map(line => line.trim()).join(' ');
  const failure = { kind: 'not-valid', problem: problem.replace(/^error: /, ''), ...(hint !== '' && { hint }) };
  return `${JSON.stringify({ schema_version: 1, outcome: 'not-valid', exit_code: EXIT.notValid, failure }, null, 2)}\n`;
}

function hintsFor(flag: string, command: string): string[] {
  if (!SECRET_WORD.test(flag.toLowerCase())) return [];
  if (command === 'doctor' && flag.endsWith('-file')) return ['doctor sends no token: leave it out.'];
  const names = /iat|initial/.test(flag) ? (['iat'] as const) : (['admin-token', 'iat'] as const);
  const wanted = flag.includes('admin') ? (['admin-token'] as const) : names;
  return [
    'No flag takes a secret: everybody on this machine can read the arguments of a process, and shells keep them.',
    ...wanted.map(name => {
      const { flag: file = '', env = '', envFile = '', help } = question(name);
      return `  ${file} PATH, ${env} or ${envFile}: ${help}`;
    }),
  ];
}
