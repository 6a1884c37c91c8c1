import { question } from '../../runbook/questions.ts';

const SECRET_WORD = /token|iat|secret|password|passwd|passphrase|bearer|credential|jwt|api-?key/;

/**
 * commander's words for a usage error without what may be a secret: it repeats an unknown option with its value, and
 * arguments that are too many. A flag that would take a secret is answered with the ways that there are.
 */
export function usageError(text: string): string {
  const told = text
    .replace(/(unknown option '-[^-'=]).+(?='\n|'$)/s, '$1…')
    .replace(/(unknown option '-[^'=]*)=.*(?='\n|'$)/s, '$1=…')
    .replace(/(Expected \d+ arguments? but got \d+): .*/s, '$1');
  const flag = /unknown option '(-[^'=]*)/.exec(told)?.[1];
  const hints = flag === undefined ? [] : hintsFor(flag);
  return [told.trimEnd(), ...hints, ''].join('\n');
}

function hintsFor(flag: string): string[] {
  if (!SECRET_WORD.test(flag.toLowerCase())) return [];
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
