import { readFileSync } from 'node:fs';
import { type JudgedAnswer, judged, mattersMost } from '../../../src/diagnosis/report/choose-answer.ts';
import { readReport } from '../../../src/diagnosis/report/read-report.ts';
import { reportText } from '../../../src/diagnosis/report/report-text.ts';

/** What no answer, no excerpt and no document of a sample may hold. */
export const TELLTALES = [/tops3cret/i, /c2lnbmF0dXJl/, /T25jZTpU|b3BzOn/];

export function sampleBytes(name: string): Buffer {
  return readFileSync(new URL(`./samples/${name}`, import.meta.url));
}

export type Diagnosed = { answers: JudgedAnswer[]; main: JudgedAnswer | undefined };

export function diagnosed(bytes: Uint8Array): Diagnosed {
  const answers = readReport(reportText(bytes)).map(judged);
  return { answers, main: answers[mattersMost(answers)] };
}
