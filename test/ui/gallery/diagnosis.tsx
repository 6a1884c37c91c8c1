import { readFileSync } from 'node:fs';
import { judged, mattersMost } from '../../../src/diagnosis/report/choose-answer.ts';
import { readReport } from '../../../src/diagnosis/report/read-report.ts';
import { reportText } from '../../../src/diagnosis/report/report-text.ts';
import { Frame } from '../../../src/ui/components/frame.tsx';
import { ScrollView } from '../../../src/ui/components/scroll-view.tsx';
import { causeDetails } from '../../../src/ui/diagnosis/cause-details.ts';
import { DiagnosisScreen } from '../../../src/ui/screens/diagnosis.tsx';
import type { Exhibit } from './exhibit.ts';

/** From the project's folder: `npm run look` bundles this file. */
const SAMPLES = 'test/diagnosis/report/samples';

function read(text: Uint8Array) {
  const answers = readReport(reportText(text)).map(judged);
  return { answers, main: mattersMost(answers) };
}

function sample(name: string) {
  return read(readFileSync(`${SAMPLES}/${name}`));
}

function screen(source: string, diagnosis = sample(source)) {
  return <DiagnosisScreen {...diagnosis} source={source} onLeave={() => undefined} />;
}

function details(source: string) {
  const { answers, main } = sample(source);
  const answer = answers[main];
  return (
    <Frame title="Diagnosis" where={source} steps={[]} spansAll hints={[{ key: 'Esc', does: 'back' }]}>
      {answer && <ScrollView text={causeDetails(answer, answer.diagnosis[0])} />}
    </Frame>
  );
}

export const exhibits: Exhibit[] = [
  { name: 'diagnosis', element: screen('httpie.txt') },
  { name: 'diagnosis-several', element: screen('two-answers.txt') },
  { name: 'diagnosis-log', element: screen('bff-start.log') },
  { name: 'diagnosis-trace', element: screen('python-trace.txt') },
  { name: 'diagnosis-har', element: screen('session.har') },
  {
    name: 'diagnosis-no-advice',
    element: screen('unknown.txt', read(Buffer.from('HTTP/1.1 417\ncontent-type: text/plain\n\nshort and stout\n'))),
  },
  { name: 'diagnosis-details', isPart: true, element: details('httpie.txt') },
];
