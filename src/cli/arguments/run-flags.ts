import { type Command as Commander, InvalidArgumentError, Option } from 'commander';
import type { StepId } from '../../flow/step.ts';
import { type Question, type QuestionName, question, questions } from '../../runbook/questions.ts';
import { type RunOption, runOptions } from '../options.ts';

/** The flags of a run: one for each question, and how to run, connect and print. */
export function addRunFlags(command: Commander): void {
  for (const option of questionOptions()) command.addOption(option);
  for (const option of runOptions) command.addOption(runOption(option));
}

/** The flags of `resume`: what a journal does not keep (tokens), and what is not settled by how the run was begun. */
export function addResumeFlags(command: Commander): void {
  const settled = ['dry-run', 'explain', 'until', 'from'];
  for (const option of questionOptions()) {
    if (option.long === question('admin-token').flag || option.long === question('iat').flag) command.addOption(option);
  }
  for (const option of runOptions) if (!settled.includes(option.flag)) command.addOption(runOption(option));
}

/** Headings of the help, by the step that a question belongs to. */
const GROUPS: Record<StepId, string> = {
  server: 'Server',
  'admin-token': 'Tokens',
  mint: 'Tokens',
  template: 'Client',
  keys: 'Client',
  'redirect-uris': 'Client',
  review: 'Client',
  register: 'Client',
  result: 'Result',
  'hand-over': 'Result',
  'read-client': 'Changing a registered client',
  'review-update': 'Changing a registered client',
  update: 'Changing a registered client',
};

/** The flags of these questions only, and those of these that say how to run, connect and print. */
export function addSomeFlags(
  command: Commander,
  isWanted: { question(name: QuestionName): boolean; option(flag: (typeof runOptions)[number]['flag']): boolean },
): void {
  const wanted = questions.filter(({ name }) => isWanted.question(name));
  for (const option of wanted.flatMap(questionOption)) command.addOption(option);
  for (const option of runOptions) if (isWanted.option(option.flag)) command.addOption(runOption(option));
}

export function questionOptions(): Option[] {
  return questions.flatMap(questionOption);
}

/** The flag of a question; none where it has none. */
export function questionOption({ flag, placeholder, help, step, repeat }: Question): Option[] {
  if (flag === undefined) return [];
  const option = grouped(GROUPS[step], new Option(`${flag} <${placeholder}>`, help));
  return repeat ? [option.argParser(collected)] : [option];
}

export function runOption({ flag, placeholder, repeat, group, help }: RunOption): Option {
  const option = grouped(
    group,
    new Option(placeholder === undefined ? `--${flag}` : `--${flag} <${placeholder}>`, help),
  );
  if (placeholder === 'SECONDS') return option.argParser(milliseconds);
  if (placeholder === 'ORIGIN') return option.argParser((value, before: string[] = []) => [...before, originOf(value)]);
  if (placeholder === 'WHEN') return option.choices(['auto', 'always', 'never']).default('auto');
  return repeat ? option.argParser(collected) : option;
}

export function grouped(group: string, option: Option): Option {
  return option.helpGroup(`${group}:`);
}

function collected(value: string, before: string[] = []): string[] {
  return [...before, value];
}

function originOf(value: string): string {
  const url = URL.parse(value);
  const isOrigin = url !== null && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`;
  if (!isOrigin) throw new InvalidArgumentError('It has to be an origin: https://host, or https://host:port.');
  return url.origin;
}

const LONGEST_SECONDS = 86_400;

function milliseconds(value: string): number {
  const seconds = Number(value);
  if (!(seconds > 0 && seconds <= LONGEST_SECONDS)) {
    throw new InvalidArgumentError(`It has to be a number of seconds, more than 0 and at most ${LONGEST_SECONDS}.`);
  }
  return seconds * 1000;
}
