import { bundleIn } from '../../diagnosis/bundle/read-bundle.ts';
import { type JudgedAnswer, judged, mattersMost } from '../../diagnosis/report/choose-answer.ts';
import { readReport } from '../../diagnosis/report/read-report.ts';
import { reportText } from '../../diagnosis/report/report-text.ts';
import type { Failure } from '../../domain/failure.ts';
import { EXIT, outcomeOf } from '../../domain/outcome.ts';
import { readReportFile } from '../../store/files/report-file.ts';
import type { Command } from '../command.ts';
import { diagnosisDocument } from '../telling/diagnosis-document.ts';
import { bundleLines, diagnosisLines } from '../telling/diagnosis-lines.ts';
import { endWithFailure, printJson } from '../telling/report.ts';
import { decideColor } from '../terminal/ink-color.ts';
import { wantsPlain } from '../terminal/interactive.ts';
import { type Keyboard, openKeyboard } from '../terminal/keyboard.ts';
import { wantsColor, wantsUnicode } from '../terminal/terminal-abilities.ts';

type DiagnoseCommand = Extract<Command, { name: 'diagnose' }>;
type Reading = { answers: JudgedAnswer[]; main: number; lines: number };

const HOW = `Paste the answer, the log or the error here, then press Ctrl+D on a line of its own${
  process.platform === 'win32' ? ' (Ctrl+Z and Enter)' : ''
}. Nothing is sent anywhere.
Terminals cut lines of more than 4,000 characters: give those in a file.
`;

/** What a support engineer was sent, to its likely causes. Reads, thinks and shows; sends and keeps nothing. */
export async function diagnoseReport(command: DiagnoseCommand): Promise<number> {
  const { file, stage, json } = command;
  if (file === '-' && process.stdin.isTTY) process.stderr.write(HOW);
  const bytes = await readReportFile(file, process.stdin);
  if (!bytes.ok) return endWithFailure(bytes.failure, json);
  const text = reportText(bytes.value);
  if (text.trim() === '') return endWithFailure(empty(file), json);
  const bundle = bundleIn(text);
  if (bundle !== undefined && 'problem' in bundle) return endWithFailure(unread(file, bundle.problem), json);
  const answers = readReport(text, stage).map(judged);
  const reading = { answers, main: mattersMost(answers), lines: text.split('\n').length };
  if (json) return printJson(diagnosisDocument(answers, reading.main, bundle?.bundle));
  const keyboard = answers.length > 0 && wantsScreen(command) ? openKeyboard(file === '-') : undefined;
  const signal = keyboard && (await shown(command, reading, keyboard));
  // Also after the screen: what was read stays in the scrollback.
  const lines = bundle
    ? bundleLines(bundle.bundle, answers, reading.main)
    : diagnosisLines(answers, reading.main, reading.lines);
  for (const line of lines) process.stdout.write(`${line}\n`);
  return signal ? outcomeOf({ kind: 'cancelled', signal }).exitCode : EXIT.done;
}

function wantsScreen({ accessible }: DiagnoseCommand): boolean {
  return process.stdout.isTTY && process.env['TERM'] !== 'dumb' && !wantsPlain({ accessible }, process.env);
}

async function shown({ file, color }: DiagnoseCommand, { answers, main }: Reading, keyboard: Keyboard) {
  decideColor(wantsColor(color, process.env, process.stdout.isTTY));
  const { runDiagnosis } = await import('../../ui/run-diagnosis.tsx');
  try {
    return await runDiagnosis({
      answers,
      main,
      source: file === '-' ? 'standard input' : file,
      look: { unicode: wantsUnicode(process.env), motion: false },
      streams: { stdin: keyboard.stdin, stdout: process.stdout },
    });
  } finally {
    keyboard.close();
  }
}

function unread(file: string, problem: string): Failure {
  const what = file === '-' ? 'The report on standard input' : `The report ${file}`;
  return {
    kind: 'not-valid',
    problem: `${what} cannot be opened: ${problem}`,
    hint: 'Ask for the file as it was written.',
  };
}

function empty(file: string): Failure {
  const what = file === '-' ? 'the report on standard input' : `the report ${file}`;
  return {
    kind: 'not-valid',
    problem: `${what} is empty`,
    hint: 'Give it a file, or paste the answer with its headers.',
  };
}
