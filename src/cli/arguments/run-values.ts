import { Option } from 'commander';
import { questions } from '../../runbook/questions.ts';
import type { AnswerFlags, Command } from '../command.ts';
import type { RunOptions } from '../options.ts';
import type { Values } from './found.ts';

export function runCommand(
  runbook: string | undefined,
  values: Values,
  mode: 'wizard' | 'replay' | 'practice',
): Command & { name: 'run' } {
  return {
    name: 'run',
    practice: mode === 'practice',
    replays: mode === 'replay',
    flags: answerFlags(values),
    options: runOptionValues(values),
    ...(runbook !== undefined && { runbook }),
  };
}

export function answerFlags(values: Values): AnswerFlags {
  const flags: AnswerFlags = {};
  for (const { flag, name } of questions) {
    const value = flag === undefined ? undefined : values[attribute(flag)];
    if (typeof value === 'string' || isTexts(value)) flags[name] = value;
  }
  return flags;
}

export function runOptionValues(values: Values): RunOptions {
  const on = (flag: string) => values[attribute(`--${flag}`)] === true;
  const text = (flag: string) => values[attribute(`--${flag}`)];
  const given = Object.entries({
    until: text('until'),
    from: text('from'),
    deadlineMs: text('deadline'),
    bundle: text('bundle'),
    timeoutMs: text('timeout'),
    cacert: text('cacert'),
    cert: text('cert'),
    key: text('key'),
    proxy: text('proxy'),
  }).filter(([, value]) => value !== undefined);
  return {
    ...Object.fromEntries(given),
    yes: on('yes'),
    noInput: values['input'] === false,
    dryRun: on('dry-run'),
    explain: on('explain'),
    again: on('again'),
    sendAnyway: on('send-anyway'),
    allowHttp: on('allow-http'),
    allowOrigin: (values['allowOrigin'] as string[] | undefined) ?? [],
    json: on('json'),
    reveal: on('reveal'),
    quiet: on('quiet'),
    verbose: on('verbose'),
    accessible: on('accessible'),
    color: (values['color'] as RunOptions['color'] | undefined) ?? 'auto',
  };
}

function attribute(flag: string): string {
  return new Option(flag).attributeName();
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(item => typeof item === 'string');
}
