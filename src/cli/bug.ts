import pkg from '../../package.json' with { type: 'json' };
import { EXIT } from '../domain/outcome.ts';
import { plainText } from '../domain/plain-text.ts';
import { redact } from '../domain/secrets/secret.ts';

const MOST_FRAMES = 6;

/** A bug of ours, in a few lines: never minified source, never a secret. Its exit code. */
export function reportBug(thrown: unknown, json: boolean): number {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const message = plainText(redact(error.message), 400);
  const frames = (error.stack ?? '')
    .split('\n')
    .filter(line => /^\s+at /.test(line))
    .slice(0, MOST_FRAMES)
    .map(line => plainText(redact(line), 200));
  if (json) {
    const failure = { kind: 'bug', message };
    process.stdout.write(`${JSON.stringify({ schema_version: 1, outcome: 'bug', exit_code: EXIT.bug, failure })}\n`);
  }
  process.stderr.write(
    [
      `dcr-runbook ${pkg.version} stumbled over a bug of its own: ${error.name}: ${message}`,
      ...frames.map(frame => `  ${frame}`),
      'What was registered before it is in `dcr-runbook client list`. Please report these lines.',
      '',
    ].join('\n'),
  );
  return EXIT.bug;
}
