import type { RunOptions } from '../options.ts';

/** The terminal to draw on, or undefined where nobody can be asked. */
export function terminalFor(
  { yes, noInput, dryRun, json }: Pick<RunOptions, 'yes' | 'noInput' | 'dryRun' | 'json'>,
  { stdin, stdout, stderr, env }: Pick<NodeJS.Process, 'stdin' | 'stdout' | 'stderr' | 'env'>,
): NodeJS.WriteStream | undefined {
  if (yes || noInput || dryRun || !stdin.isTTY || env['TERM'] === 'dumb') return undefined;
  // With standard output piped away, or meant for the document, the screen is talk and goes to standard error.
  if (stdout.isTTY && !json) return stdout;
  return stderr.isTTY ? stderr : undefined;
}

/** Plain questions instead of a screen: by flag, by ACCESSIBLE (as other tools have it), or where Ink is told of a reader. */
export function wantsPlain({ accessible }: Pick<RunOptions, 'accessible'>, env: NodeJS.ProcessEnv): boolean {
  return accessible || Boolean(env['ACCESSIBLE']) || env['INK_SCREEN_READER'] === 'true';
}
