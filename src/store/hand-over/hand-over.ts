import type { Failure } from '../../domain/failure.ts';
import type {
  ComposeServices,
  FileTarget,
  HandedOver,
  HandOverTarget,
  HandOverValues,
} from '../../domain/hand-over.ts';
import { plainText } from '../../domain/plain-text.ts';
import { failed, type Result, success } from '../../domain/result.ts';
import { SECRET_MARK, Secret } from '../../domain/secrets/secret.ts';
import { composeServices } from './compose.ts';
import type { Edited } from './edit.ts';
import { editTarget } from './edit-target.ts';
import { type Filled, filled } from './filled.ts';
import {
  locateTarget,
  lockTarget,
  modeFor,
  readTarget,
  STANDARD_OUTPUT,
  type TargetFile,
  tryFolder,
  writeTarget,
} from './target-file.ts';
import { notInContainer, stale, staleIn, warningsAbout } from './warnings.ts';

/** Writes the values to the targets, one after the other. What cannot be written is said in its `problem`. */
export function handOver(targets: readonly HandOverTarget[], values: HandOverValues): Promise<HandedOver[]> {
  return each(targets, values, true);
}

/** The same without writing: the difference that would be made. */
export function previewHandOver(targets: readonly HandOverTarget[], values: HandOverValues): Promise<HandedOver[]> {
  return each(targets, values, false);
}

/**
 * Whether all targets can be written, looked at before anything is sent: folder, file, form, service. In order, each as
 * those before it will have left its file.
 */
export async function checkTargets(targets: readonly HandOverTarget[]): Promise<Result<void>> {
  const texts = new Map<string, string>();
  for (const target of targets.filter(isFile)) {
    const problem = await checkTarget(target, texts);
    if (problem) return failed(problem);
  }
  return success(undefined);
}

/** The services of a compose file, in its order, for whoever named the file alone. */
export async function servicesIn(file: string): Promise<ComposeServices> {
  const path = await locateTarget(file);
  const read = path.ok ? await readTarget(path.value) : path;
  return read.ok ? composeServices(read.value.text) : { problem: inWords(read.failure) };
}

function isFile(target: HandOverTarget): target is FileTarget {
  return target.to !== 'checklist';
}

async function checkTarget(target: FileTarget, texts: Map<string, string>): Promise<Failure | undefined> {
  const inAnyCase = Object.keys(target.set).map(key => ({ key, value: 'x' }));
  const problemIn = (edited: Edited): Failure | undefined =>
    'problem' in edited ? { kind: 'not-valid', problem: `${target.to} ${target.file}: ${edited.problem}` } : undefined;
  if (target.file === STANDARD_OUTPUT) return problemIn(editTarget(undefined, target, inAnyCase));
  const path = await locateTarget(target.file);
  if (!path.ok) return path.failure;
  const file = await readTarget(path.value);
  if (!file.ok) return file.failure;
  const folder = await tryFolder(path.value);
  if (!folder.ok) return folder.failure;
  const edited = editTarget(texts.get(path.value) ?? file.value.text, target, inAnyCase);
  if ('text' in edited) texts.set(path.value, edited.text);
  return problemIn(edited);
}

async function each(
  targets: readonly HandOverTarget[],
  values: HandOverValues,
  isWritten: boolean,
): Promise<HandedOver[]> {
  const handedOver: HandedOver[] = [];
  // In order, not side by side: two targets may be one file.
  for (const target of targets.filter(isFile)) handedOver.push(await one(target, filled(target, values), isWritten));
  return handedOver;
}

async function one(target: FileTarget, values: Filled, isWritten: boolean): Promise<HandedOver> {
  const missing = values.lacking.map(({ name }) => name);
  const nothing = { to: target.to, file: target.file, changes: [], missing, warnings: [] };
  if (values.entries.length === 0) return { ...nothing, warnings: await staleIn(target, values) };
  if (target.file === STANDARD_OUTPUT) {
    const edited = editTarget(undefined, target, values.entries);
    if ('problem' in edited) return { ...nothing, problem: edited.problem };
    const { changes, warnings } = outcome(edited, values);
    return {
      ...nothing,
      changes,
      warnings: [...warnings, ...notInContainer(target, values, edited.text)],
      text: new Secret(edited.text),
    };
  }
  const path = await locateTarget(target.file);
  if (!path.ok) return { ...nothing, problem: inWords(path.failure) };
  const lock = isWritten ? await lockTarget(path.value) : undefined;
  if (lock && !lock.ok) return { ...nothing, problem: inWords(lock.failure) };
  try {
    const file = await readTarget(path.value);
    if (!file.ok) return { ...nothing, problem: inWords(file.failure) };
    const edited = editTarget(file.value.text, target, values.entries);
    if ('problem' in edited) return { ...nothing, problem: edited.problem };
    const written = isWritten ? await write(file.value, edited.text, values) : success(undefined);
    if (!written.ok) return { ...nothing, problem: inWords(written.failure) };
    const { changes, warnings } = outcome(edited, values);
    return {
      ...nothing,
      changes,
      warnings: [
        ...warnings,
        ...notInContainer(target, values, edited.text),
        ...stale(file.value.text, target, values),
        ...(await warningsAbout(file.value, values)),
      ],
    };
  } finally {
    await lock?.value.release();
  }
}

async function write(file: TargetFile, text: string, { secretKeys }: Filled): Promise<Result<void>> {
  const mode = modeFor(file, secretKeys.length > 0);
  const isSame = file.text === text && (file.stats?.mode ?? 0) % 0o1000 === mode;
  return isSame ? success(undefined) : writeTarget(file, text, mode);
}

function outcome(
  { changes, warnings = [] }: Exclude<Edited, { problem: string }>,
  { entries, secretKeys }: Filled,
): Pick<HandedOver, 'changes' | 'warnings'> {
  const shown = new Map(entries.map(({ key, value }) => [key, plainText(value, 200)]));
  const shownAs = (key: string) => (secretKeys.includes(key) ? SECRET_MARK : (shown.get(key) ?? ''));
  return { changes: changes.map(({ key, change }) => ({ key, change, value: shownAs(key) })), warnings };
}

function inWords(failure: Failure): string {
  if (failure.kind === 'not-written') return failure.message;
  return failure.kind === 'not-valid' ? failure.problem : failure.kind;
}
