import { type JudgedAnswer, judged, mattersMost } from '../../diagnosis/report/choose-answer.ts';
import { readReport } from '../../diagnosis/report/read-report.ts';
import { reportText } from '../../diagnosis/report/report-text.ts';
import type { Failure } from '../../domain/failure.ts';
import { EXIT } from '../../domain/outcome.ts';
import { readReportFile } from '../../store/report-file.ts';
import type { Command } from '../command.ts';
import { diagnosisDocument } from '../diagnosis-document.ts';
import { diagnosisLines } from '../diagnosis-lines.ts';
import { endWithFailure, printJson } from '../report.ts';

type DiagnoseCommand = Extract<Command, { name: 'diagnose' }>;

const HOW = `Paste the answer, the log or the error here, then press Ctrl+D on a line of its own${
  process.platform === 'win32' ? ' (Ctrl+Z and Enter)' : ''
}. Nothing is sent anywhere.
`;

/** What a support engineer was sent, to its likely causes. Reads, thinks and prints; sends and keeps nothing. */
export async function diagnoseReport({ file, stage, json }: DiagnoseCommand): Promise<number> {
  if (file === '-' && process.stdin.isTTY) process.stderr.write(HOW);
  const bytes = await readReportFile(file, process.stdin);
  if (!bytes.ok) return endWithFailure(bytes.failure, json);
  const text = reportText(bytes.value);
  if (text.trim() === '') return endWithFailure(empty(file), json);
  const answers = readReport(text, stage).map(judged);
  const main = mattersMost(answers);
  if (json) return printJson(diagnosisDocument(answers, main));
  print(answers, main, text.split('\n').length);
  return EXIT.done;
}

function print(answers: readonly JudgedAnswer[], main: number, lines: number): void {
  for (const line of diagnosisLines(answers, main, lines)) process.stdout.write(`${line}\n`);
}

function empty(file: string): Failure {
  const what = file === '-' ? 'the report on standard input' : `the report ${file}`;
  return {
    kind: 'not-valid',
    problem: `${what} is empty`,
    hint: 'Give it a file, or paste the answer with its headers.',
  };
}
