import { basename, isAbsolute } from 'node:path';
import { readHttpText } from '../../diagnosis/report/http-text.ts';
import { withoutMarks } from '../../diagnosis/report/line-marks.ts';
import { answerOf } from '../../domain/evidence/pasted-answer.ts';
import { type Adoptable, adoptable, FROM_WORDS } from '../../domain/management/adoptable.ts';
import { plainText } from '../../domain/plain-text.ts';
import { judgeRegistrationAnswer } from '../../domain/registration/registration-answer.ts';
import { failed, type Result, success } from '../../domain/result.ts';
import { readGivenFile } from '../../store/files/given-file.ts';
import { readStandardInput } from '../../store/files/standard-input.ts';
import { now } from '../clock.ts';
import type { Found } from './adopted-record.ts';

const WHAT = 'the answer to adopt';
const MOST_BYTES = 5 * 1_048_576;
const JOURNAL = '.ndjson';

/** The client that a file has, with all else that is known of it; `-` reads standard input. */
export async function readAdoptable(file: string): Promise<Result<Found & Adoptable>> {
  const text = file === '-' ? await pasted() : await given(file);
  if (!text.ok) return text;
  const read = adoptable(text.value, now().wall);
  const isJournal = read.from === 'journal' && file.endsWith(JOURNAL);
  const named = isJournal ? { ...read, run: basename(file, JOURNAL) } : read;
  const whole = await withSavedAnswer(named);
  if (!whole.ok) return whole;
  const one = judged(whole.value);
  return one.ok || whole.value.from !== 'answer' ? one : (amongOthers(text.value) ?? one);
}

/** The one client among what `curl -v` prints, or among several answers; undefined where none of them has one. */
function amongOthers(text: string): Result<Found & Adoptable> | undefined {
  const { drafts } = readHttpText(withoutMarks(text.replace(/\r\n?/g, '\n').split('\n')));
  const found = drafts.flatMap(({ evidence: { status = 0, headers, body = '' } }) => {
    const read = judged({ from: 'answer', answer: answerOf({ status, headers, body }, now().wall) });
    return read.ok ? [read] : [];
  });
  const clients = new Set(found.map(({ value }) => value.client.client_id));
  if (clients.size < 2) return found.at(-1);
  return failed({
    kind: 'not-valid',
    problem: `there are ${clients.size} clients in that file: ${plainText([...clients].join(', '), 300)}`,
    hint: 'Give a file with the answer of one.',
  });
}

/** A run without a client names the file that it put the answer aside in. */
async function withSavedAnswer(read: Adoptable): Promise<Result<Adoptable>> {
  const { answer, saved } = read;
  if (answer !== undefined || saved === undefined || !isAbsolute(saved)) return success(read);
  const text = await given(saved);
  return text.ok ? success({ ...read, ...adoptable(text.value, now().wall) }) : text;
}

async function given(file: string): Promise<Result<string>> {
  const read = await readGivenFile(WHAT, file, MOST_BYTES);
  if (!read.ok) return read;
  const { bytes, openToOthers } = read.value;
  if (openToOthers !== undefined) process.stderr.write(`${openToOthers}\n`);
  return success(bytes.toString('utf8'));
}

async function pasted(): Promise<Result<string>> {
  if (process.stdin.isTTY) process.stderr.write('Paste the answer, then Enter and Ctrl+D.\n');
  const read = await readStandardInput(WHAT, process.stdin, MOST_BYTES);
  return read.ok ? success(read.value.toString('utf8')) : read;
}

function judged(read: Adoptable): Result<Found & Adoptable> {
  const { answer, asked = {} } = read;
  if (answer === undefined) return failed(noClient(read));
  const request = { stage: 'register', method: 'POST', url: '' } as const;
  const { receivedAt, isCut } = answer;
  const judgement = judgeRegistrationAnswer(answer, asked, { request, requestId: '', sentAt: receivedAt }, receivedAt);
  if (!judgement.ok) return failed(noClient(read));
  const cut = isCut ? ['the answer broke off: only its whole members are kept'] : [];
  return success({
    ...read,
    answer,
    asked,
    client: judgement.client,
    deviations: [...judgement.deviations, ...cut],
  });
}

function noClient({ from, run, answer }: Adoptable): { kind: 'not-valid'; problem: string; hint: string } {
  const status = answer?.status ?? 0;
  if (from === 'answer') {
    return {
      kind: 'not-valid',
      problem:
        status >= 400 && status < 500
          ? `that answer is a refusal (${status}): it registered no client`
          : 'there is no client in that answer: it has no client_id',
      hint: 'It has to be the JSON that the server answered, or the whole answer as curl -i shows it.',
    };
  }
  const whose = run === undefined ? '' : ` of run ${plainText(run, 100)}`;
  return {
    kind: 'not-valid',
    problem: `that is ${FROM_WORDS[from]}${whose}, and there is no client in it`,
    hint: 'If the client is at the server, adopt what an administrator knows of it: its client_id and metadata as JSON.',
  };
}
