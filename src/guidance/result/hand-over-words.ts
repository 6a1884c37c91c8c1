import type { FileTarget, HandedOver, HandOverFormat } from '../../domain/hand-over.ts';
import { handOverValues } from '../../domain/hand-over-values.ts';
import { plainText } from '../../domain/plain-text.ts';
import type { Answers } from '../../flow/answers.ts';
import type { Note } from '../note.ts';
import type { Expected } from './expected-changes.ts';

export const FORMAT_CHOICES = [
  { value: 'dotenv', label: 'dotenv', hint: 'KEY=value lines, as in .env' },
  { value: 'compose', label: 'compose', hint: 'the environment of a service' },
  { value: 'json', label: 'json', hint: 'members of a JSON object' },
  { value: 'k8s-secret', label: 'k8s-secret', hint: 'a Kubernetes Secret' },
] as const;

/** A path of each format; behind # what in the file is meant. */
export const PATH_EXAMPLES: Readonly<Record<HandOverFormat, string>> = {
  dotenv: '.env',
  compose: 'docker-compose.yml#service',
  json: 'client.json',
  'k8s-secret': 'secret.yaml#name',
};

/** `docker-compose.yml (service bff)` */
export function targetPlace(target: FileTarget): string {
  const file = target.file === '-' ? 'standard output' : plainText(target.file, 200);
  if (target.to === 'compose') return `${file} (service ${plainText(target.service, 60)})`;
  return target.to === 'k8s-secret' ? `${file} (Secret ${plainText(target.name, 60)})` : file;
}

/** What there is to know about a target, before or after it is written. */
export function targetNotes(
  { changes, missing, warnings, problem }: Expected | HandedOver,
  isWritten: boolean,
): Note[] {
  const nothing = changes.length === 0 && problem === undefined;
  return [
    ...(problem === undefined ? [] : [{ severity: 'cannot-send', message: problem } as const]),
    ...missing.map((name): Note => ({ severity: 'hint', message: `this run has no ${name}: left out` })),
    ...(nothing
      ? [{ severity: 'hint', message: isWritten ? 'nothing was written' : 'nothing to write' } as const]
      : []),
    ...warnings.map((message): Note => ({ severity: 'refusal-likely', message })),
  ];
}

/** Another kind of client was registered than the files were planned for: its secret would go to none of them. */
export function secretNote(targets: readonly FileTarget[], answers: Answers): Note[] {
  const isCarried = targets.some(({ set }) => Object.values(set).includes('client_secret'));
  if (targets.length === 0 || isCarried || handOverValues(answers).client_secret === undefined) return [];
  return [
    {
      severity: 'refusal-likely',
      message: 'the client_secret goes into none of these files: add one, or take it from the record',
    },
  ];
}
