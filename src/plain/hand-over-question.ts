import type { FileTarget, HandOverTarget } from '../domain/hand-over.ts';
import { SECRET_MARK } from '../domain/secrets/secret.ts';
import { HAND_OVER_HELP } from '../guidance/client-help.ts';
import {
  FORMAT_CHOICES,
  PATH_EXAMPLES,
  secretNote,
  targetNotes,
  targetPlace,
} from '../guidance/result/hand-over-words.ts';
import { type ReadTarget, readTarget, serviceChoices, withService } from '../guidance/result/read-target.ts';
import { sentence } from '../guidance/sentence.ts';
import type { Asker } from './asker.ts';
import { askText, choose, isTurn, type Option, type Turn } from './dialogue.ts';
import type { ListedTarget } from './drafts.ts';
import { type Answer, type Asked, type Question, told } from './question.ts';
import { sayNotes } from './say-notes.ts';

type Wish = 'write' | 'skip' | 'add' | { toggle: number };

export const handOverQuestion: Question = {
  what: () => 'where does your application look for it',
  help: HAND_OVER_HELP,
  ask: async asked => {
    const { asker, isAnew } = asked;
    const listed = listedTargets(asked);
    if (isAnew) await sayTargets(asked, listed);
    const chosen = await choose<Wish>(asker, wishes(listed), { help: HAND_OVER_HELP });
    if (isTurn(chosen)) return chosen;
    if (chosen === 'add') return askForTarget(asked, listed);
    if (chosen === 'skip') return told({ type: 'hand-over-confirmed', targets: [] });
    if (chosen === 'write') return written(asked, listed);
    return keep(
      asked,
      listed.map((one, index) => (index === chosen.toggle ? { ...one, isWanted: !one.isWanted } : one)),
    );
  },
};

/** What cannot be written as it stands is not tried: the operator hears why while there is something to be done about it. */
async function written({ asker, state, desk }: Asked, listed: readonly ListedTarget[]): Promise<Answer> {
  const wanted = listed.filter(({ isWanted }) => isWanted).map(({ target }) => target);
  const problems = (await desk.previewHandOver(state, wanted)).filter(({ problem }) => problem !== undefined);
  if (problems.length > 0) {
    for (const { file, problem } of problems) asker.say(sentence(`${file} cannot be written: ${problem}`));
    asker.say('Nothing was written. Mend that and try again, or leave the file out.');
    return 'again';
  }
  const checklist = state.itinerary.known.handOver.filter(({ to }) => to === 'checklist');
  return told({ type: 'hand-over-confirmed', targets: [...wanted, ...checklist] });
}

function listedTargets({ state, drafts }: Asked): readonly ListedTarget[] {
  if (drafts.handOver?.client === state.answers.earlier.length) return drafts.handOver.listed;
  return state.itinerary.known.handOver.filter(isFile).map(target => ({ target, isWanted: true }));
}

function isFile(target: HandOverTarget): target is FileTarget {
  return target.to !== 'checklist';
}

function keep({ state, drafts }: Asked, listed: readonly ListedTarget[]): Answer {
  drafts.handOver = { client: state.answers.earlier.length, listed };
  return 'again';
}

/** Key by key what each file would get, and what is to be known about it. */
async function sayTargets({ asker, state, desk }: Asked, listed: readonly ListedTarget[]): Promise<void> {
  const targets = listed.map(({ target }) => target);
  const previews = await desk.previewHandOver(state, targets);
  for (const [index, target] of targets.entries()) {
    const preview = previews[index];
    asker.say(sentence(`${target.to} file ${targetPlace(target)}`));
    for (const { key, value, change } of preview?.changes ?? []) {
      asker.say(`- ${key}, ${change}: ${value === SECRET_MARK ? 'a secret, not shown' : value}`);
    }
    if (preview) sayNotes(asker, targetNotes(preview, false));
  }
  sayNotes(asker, secretNote(targets, state.answers));
  for (const target of state.itinerary.known.handOver) {
    if (target.to === 'checklist') for (const item of target.items) asker.say(sentence(`To do by hand: ${item}`));
  }
}

function wishes(listed: readonly ListedTarget[]): Option<Wish>[] {
  const wanted = listed.filter(({ isWanted }) => isWanted);
  const files = wanted.map(({ target }) => targetPlace(target)).join(', ');
  return [
    ...(wanted.length > 0 ? [{ value: 'write' as const, label: `write ${files}` }] : []),
    { value: 'skip' as const, label: 'write nothing, finish' },
    { value: 'add' as const, label: 'add a file' },
    ...listed.map(({ target, isWanted }, index) => ({
      value: { toggle: index },
      label: isWanted ? `leave out ${targetPlace(target)}` : `take in ${targetPlace(target)} again`,
    })),
  ];
}

async function askForTarget(asked: Asked, listed: readonly ListedTarget[]): Promise<Answer> {
  const { asker, state, clock, desk } = asked;
  const format = await choose(
    asker,
    FORMAT_CHOICES.map(({ value, label, hint }) => ({ value, label: `${label}: ${hint}` })),
    { help: HAND_OVER_HELP },
  );
  if (isTurn(format)) return format === 'back' ? 'again' : format;
  const reading = { state, now: clock.now(), desk };
  const path = await askText(asker, `Path of the file, for example ${PATH_EXAMPLES[format]}`, {
    initial: '',
    help: HAND_OVER_HELP,
    problemOf: async text => {
      const answer = await readTarget(format, text, reading);
      return 'problem' in answer ? sentence(answer.problem) : undefined;
    },
  });
  if (isTurn(path)) return path === 'back' ? 'again' : path;
  const read = await readTarget(format, path.text, reading);
  const answer = 'services' in read ? await askForService(asker, path.text, read.services, reading) : read;
  if (isTurn(answer)) return answer === 'back' ? 'again' : answer;
  if (!('target' in answer)) return 'again';
  const added = { target: answer.target, isWanted: true };
  await sayTargets(asked, [added]);
  return keep(asked, [...listed, added]);
}

async function askForService(
  asker: Asker,
  path: string,
  services: readonly string[],
  reading: Parameters<typeof readTarget>[2],
): Promise<ReadTarget | Turn> {
  asker.say('Which service of it?');
  const service = await choose(asker, serviceChoices(services), { help: HAND_OVER_HELP });
  return isTurn(service) ? service : readTarget('compose', withService(path, service), reading);
}
