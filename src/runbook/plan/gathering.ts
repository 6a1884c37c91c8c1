import type { Finding } from '../../domain/findings/finding.ts';
import type { ComposeServices } from '../../domain/hand-over.ts';
import type { Instant } from '../../domain/instant.ts';
import type { ManagedClient } from '../../domain/management/managed-client.ts';
import type { AccessToken } from '../../domain/mint/access-token.ts';
import type { Runbook } from '../file/schema.ts';
import { dotted, type Path, type Problem, type Where } from '../problem.ts';
import { type QuestionName, question, questions } from '../questions.ts';
import type { Reader } from './read-answer.ts';

/** Where an answer came from, the strongest first. */
export type Source = 'flag' | 'environment' | 'runbook' | 'preset' | 'template' | 'default' | 'drill';
/** Flags that answer questions, by the question's name; a flag that repeats gives a list. */
export type FlagValues = { [Name in QuestionName]?: string | string[] };
export type EnvironmentValues = { [Name in QuestionName]?: string };
/** A token that was already read, and from where; `spare` stands by for when it is refused. */
export type GivenToken = { token: AccessToken; from: 'flag' | 'environment'; spare?: AccessToken };

export type PlanInput = {
  runbook?: Runbook;
  /** Where keys of the runbook stand in its file, so that a problem can name the place. */
  where?: Where;
  runbookName?: string;
  file?: string;
  flags?: FlagValues;
  environment?: EnvironmentValues;
  adminToken?: GivenToken;
  iat?: GivenToken;
  /** The record that `update.client` was found to mean. */
  target?: ManagedClient;
  /** By the path as it was given: the services of the compose files that are named without one. */
  composeServices?: Record<string, ComposeServices>;
  now: Instant;
  until?: string;
  from?: string;
  /** `--yes`: the review needs nobody. */
  yes?: boolean;
  sendAnyway?: boolean;
  allowHttp?: boolean;
  allowedOrigins?: string[];
};

/** What is collected while a plan is made. */
export type Gathering = {
  input: PlanInput;
  sources: Record<string, Source>;
  findings: Finding[];
  problems: Problem[];
};

/** An answer, where it came from, and how to speak of it when it cannot be used. */
export type Answer<T> = { value: T; source: Source; blame: Blame };
export type Blame = Omit<Problem, 'message' | 'hint' | 'missing'>;

/** The variables of the table that hold answers themselves. Tokens and files are read elsewhere; empty means unset. */
export function environmentValues(environment: Readonly<Record<string, string | undefined>>): EnvironmentValues {
  const values: EnvironmentValues = {};
  for (const { name, env, kind } of questions) {
    const value = env === undefined || kind.type === 'secret-file' ? undefined : environment[env];
    if (value !== undefined && value !== '') values[name] = value;
  }
  return values;
}

/** The strongest answer to a question: flag, environment, runbook. */
export function answerTo<T>(
  gathering: Gathering,
  name: QuestionName,
  read: Reader<T>,
  inRunbook: T | undefined,
): Answer<T> | undefined {
  const { flag, env, key } = question(name);
  const { flags = {}, environment = {} } = gathering.input;
  const said = [
    { source: 'flag', path: flag ?? name, text: flags[name] },
    { source: 'environment', path: env ?? name, text: environment[name] },
  ] as const;
  for (const { source, path, text } of said) {
    if (text === undefined) continue;
    const answer = read(typeof text === 'string' ? text : (text.at(-1) ?? ''));
    if ('value' in answer) return noted(gathering, name, { value: answer.value, source, blame: { path } });
    gathering.problems.push({ path, ...answer });
    return undefined;
  }
  if (inRunbook === undefined) return undefined;
  const blame = blameOf(gathering.input, (key ?? name).split('.'));
  return noted(gathering, name, { value: inRunbook, source: 'runbook', blame });
}

export function noted<T>(gathering: Gathering, name: string, answer: Answer<T>): Answer<T> {
  gathering.sources[name] = answer.source;
  return answer;
}

/** A place in the runbook's file. */
export function blameOf({ file, where }: PlanInput, path: Path): Blame {
  return { ...(file !== undefined && { file }), ...where?.(path), path: dotted(path) };
}
