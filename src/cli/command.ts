import type { QuestionName } from '../runbook/questions.ts';
import type { RunOptions } from './options.ts';

/** Flags that answer questions, by the question's name: the last value, or all where a flag repeats. */
export type AnswerFlags = { [Name in QuestionName]?: string | string[] };

export const SHOW_FORMATS = ['markdown', 'curl', 'powershell'] as const;
export type ShowFormat = (typeof SHOW_FORMATS)[number];
export const DIAGNOSED_STAGES = ['mint', 'register', 'read', 'update', 'delete', 'network'] as const;
export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/** What argv asks for, as a value: parsed apart from doing it. */
export type Command =
  | {
      name: 'run';
      runbook?: string;
      practice: boolean;
      replays: boolean;
      drill?: string;
      /** Changes a registered client by flags alone, without a runbook. */
      updates?: boolean;
      flags: AnswerFlags;
      options: RunOptions;
    }
  | { name: 'resume'; run?: string; flags: AnswerFlags; options: RunOptions }
  | { name: 'resume-list'; json: boolean }
  | { name: 'never-happened'; run?: string; json: boolean }
  | { name: 'serve'; port?: number; drill?: string; json: boolean }
  | { name: 'drills'; json: boolean }
  | { name: 'doctor'; runbook?: string; flags: AnswerFlags; options: RunOptions }
  | {
      name: 'diagnose';
      /** `-` for standard input. */
      file: string;
      stage?: (typeof DIAGNOSED_STAGES)[number];
      json: boolean;
      accessible: boolean;
      color: RunOptions['color'];
    }
  | { name: 'runbook-list'; json: boolean }
  | { name: 'runbook-show'; runbook: string; format: ShowFormat; flags: AnswerFlags }
  | { name: 'runbook-check'; runbook: string; json: boolean }
  | { name: 'runbook-schema' }
  | { name: 'runbook-init'; file: string; from: string; server?: string; force: boolean }
  | { name: 'client-list'; json: boolean }
  | { name: 'client-show'; client: string; json: boolean; reveal: boolean }
  | { name: 'client-verify'; client: string; preset?: string; options: RunOptions }
  | { name: 'client-delete'; client: string; preset?: string; confirm?: string; options: RunOptions }
  | { name: 'client-forget'; client: string; yes: boolean; json: boolean }
  | { name: 'client-adopt'; file: string; flags: AnswerFlags; allowHttp: boolean; json: boolean; reveal: boolean }
  | { name: 'completion'; shell: Shell };
