import { failureWords } from '../../diagnosis/failure-words.ts';
import type { SupportBundle } from '../../domain/evidence/support-bundle.ts';
import type { Failure } from '../../domain/failure.ts';
import { outcomeOf } from '../../domain/outcome.ts';
import { plainText } from '../../domain/plain-text.ts';
import type { Result } from '../../domain/result.ts';
import { environmentValues } from '../../runbook/plan/gathering.ts';
import { question, questions } from '../../runbook/questions.ts';
import { replaceBundle } from '../../store/files/bundle-file.ts';
import type { RunCommand } from '../runs/open-run.ts';
import { failureMember } from '../telling/document.ts';
import { endWithFailure } from '../telling/report.ts';
import { bundleText, NOTE, platformMember, toolMember } from './support-bundle.ts';
import { bundleLines } from './write-bundle.ts';

/** Ends a run that did not come to a plan: the words, the document, and the bundle where one was asked for. Its exit code. */
export async function endUnplanned(command: RunCommand, failure: Failure): Promise<number> {
  const { json, bundle: file, dryRun } = command.options;
  const bundle = file === undefined || dryRun ? undefined : await write(file, command, failure);
  return endWithFailure(failure, json, {
    lines: bundle ? bundleLines(bundle, failure) : [],
    ...(bundle?.ok && { bundle: bundle.value }),
  });
}

function write(file: string, command: RunCommand, failure: Failure): Promise<Result<string>> {
  return replaceBundle(file, bundleText(unplannedBundle(command, failure)));
}

/** What is known of a run without a plan: what was asked for, where, and what was wrong with it. */
function unplannedBundle(command: RunCommand, failure: Failure): SupportBundle {
  const made_at = new Date().toISOString();
  const { outcome, exitCode } = outcomeOf(failure);
  const told = { failure: failureMember(failure), diagnosis: [] };
  return {
    schema_version: 1,
    kind: 'support-bundle',
    made_at,
    note: NOTE,
    run: { id: 'not begun', runbook: plainText(command.runbook ?? 'bff-server', 200) },
    outcome: { outcome, exit_code: exitCode },
    ...told,
    tool: toolMember(),
    platform: platformMember(process.env),
    plan: asked(command),
    warnings: [],
    seen: [{ at: made_at, step: 'server', mark: 'trouble', text: failureWords(failure).headline, trouble: told }],
    exchanges: [],
    journal: [],
  };
}

/** The flags and variables as they were given; what a metadata member was to be stays out, it may be a secret. */
function asked({ flags, practice }: RunCommand): SupportBundle['plan'] {
  const environment = practice ? {} : environmentValues(process.env);
  return questions.flatMap(({ name, kind }) => {
    const { flag = name, env = name } = question(name);
    const inFlag = flags[name];
    const value = inFlag ?? environment[name];
    if (value === undefined) return [];
    const texts = [value].flat().map(text => (kind.type === 'members' ? text.replace(/=.*/s, '=…') : text));
    return [{ name, value: plainText(texts.join(', '), 2000), from: inFlag === undefined ? env : flag }];
  });
}
