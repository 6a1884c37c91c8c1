import { failureWords } from '../../diagnosis/failure-words.ts';
import type { Failure } from '../../domain/failure.ts';
import { EXIT, type Outcome } from '../../domain/outcome.ts';
import type { Result } from '../../domain/result.ts';
import type { ProgressLine } from '../../headless/progress.ts';
import { replaceBundle } from '../../store/files/bundle-file.ts';
import { type BundledEnd, type BundledRun, supportBundleText } from './support-bundle.ts';

type Ended = BundledEnd & { run: BundledRun };

/** The bundle that `--bundle` asked for; where it lies, or why it could not be written. */
export async function writeBundle(file: string, { run, ...ended }: Ended): Promise<Result<string>> {
  return replaceBundle(file, await supportBundleText(run, ended));
}

/** Nothing where the run failed over that very file: it was said. */
export function bundleLines(bundle: Result<string>, ended: Failure | undefined): ProgressLine[] {
  if (bundle.ok) {
    const text = `${bundle.value}  (secrets are cut; look through it before you send it)`;
    return [{ mark: 'done', topic: 'bundle', text }];
  }
  const { failure } = bundle;
  const isSaid = failure.kind === 'not-written' && ended?.kind === 'not-written' && failure.path === ended.path;
  return isSaid ? [] : [{ mark: 'care', topic: 'bundle', text: failureWords(failure).headline }];
}

/** What went well still wants a look where the bundle of it is missing. */
export function withBundle(outcome: Outcome, bundle: Result<string> | undefined): Outcome {
  const isMissing = bundle !== undefined && !bundle.ok;
  return isMissing && outcome.exitCode === EXIT.done ? { ...outcome, exitCode: EXIT.needsALook } : outcome;
}
