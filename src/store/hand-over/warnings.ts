import type { FileTarget } from '../../domain/hand-over.ts';
import { editTarget } from './edit-target.ts';
import type { Filled } from './filled.ts';
import { gitStanding } from './git-standing.ts';
import { locateTarget, modeFor, readTarget, STANDARD_OUTPUT, type TargetFile } from './target-file.ts';

/** A file that is given nothing now may still have what an earlier client left in it. */
export async function staleIn(target: FileTarget, values: Filled): Promise<string[]> {
  const path = target.file === STANDARD_OUTPUT ? undefined : await locateTarget(target.file);
  const file = path?.ok ? await readTarget(path.value) : undefined;
  return file?.ok ? stale(file.value.text, target, values) : [];
}

/** Keys of the target that have a value from before, of which there is none now: beside a new client_id they mislead. */
export function stale(text: string | undefined, target: FileTarget, { lacking }: Filled): string[] {
  return lacking.flatMap(({ key, name }) => {
    // To be emptied is a change only where something stands.
    const emptied = editTarget(text, target, [{ key, value: '' }]);
    const stands = !('problem' in emptied) && emptied.changes.some(({ change }) => change === 'changed');
    return stands
      ? [`${key} is still the one from before, and there is no ${name} now: remove it, or set it by hand`]
      : [];
  });
}

/** Mode and git: who else comes to see what is in the file now. */
export async function warningsAbout(file: TargetFile, { secretKeys }: Filled): Promise<string[]> {
  const holdsSecret = secretKeys.length > 0;
  const before = file.stats ? file.stats.mode & 0o777 : undefined;
  const warnings: string[] = [];
  if (before !== undefined && before !== modeFor(file, holdsSecret)) {
    const octal = before.toString(8).padStart(4, '0');
    warnings.push(`it holds a secret, so its mode is 0600 and no longer ${octal}: other users cannot read it now`);
  }
  const standing = await gitStanding(file.path);
  if (standing === 'tracked') {
    warnings.push(
      holdsSecret
        ? 'it is tracked by git and holds a secret now: do not commit it'
        : 'it is tracked by git: the change is in your next commit',
    );
  }
  if (standing === 'open' && holdsSecret) warnings.push('git does not ignore it: put it into .gitignore');
  return warnings;
}

/** The path of a key on this machine is none in a container, until the file is mounted there. */
export function notInContainer(target: FileTarget, { entries, pathKeys }: Filled, text: string): string[] {
  if (target.to !== 'compose' && target.to !== 'k8s-secret') return [];
  return entries.flatMap(({ key, value }) => {
    // A volume of a compose file, in its short form or its long one.
    const isMounted = text.includes(`${value}:`) || text.includes(`target: ${value}`);
    if (!pathKeys.includes(key) || isMounted) return [];
    const mounting =
      target.to === 'compose'
        ? `mount it there, with ${value}:${value}:ro in the volumes of ${target.service}`
        : `put it into a Secret of its own (kubectl create secret generic ${target.name}-key --from-file=${value}), mount that, and set ${key} to where it is mounted`;
    return [`${key} is a path of this machine, which the container does not have: ${mounting}`];
  });
}
