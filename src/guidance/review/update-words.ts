import type { Finding } from '../../domain/findings/finding.ts';
import type { Json } from '../../domain/json.ts';
import {
  absentWords,
  type ClientChanges,
  isServerMember,
  membersIn,
  SERVER_SETS_IT,
} from '../../domain/management/client-changes.ts';
import { settledWords } from '../../domain/management/management.ts';
import { type ClientUpdate, updateFindings, updateOf } from '../../domain/management/update-request.ts';
import type { ClientMetadata } from '../../domain/metadata/client-metadata.ts';
import { plainText } from '../../domain/plain-text.ts';
import type { Answers } from '../../flow/answers.ts';
import type { StepId } from '../../flow/step.ts';
import type { Note } from '../note.ts';
import { valueText } from '../result/granted.ts';

/** One member of a registered client: as it stands, and as it is asked for. Left out: undefined. */
export type UpdateRow = {
  id: string;
  label: string;
  now: Json | undefined;
  asked: Json | undefined;
  /** Both in words. */
  says: { now: string; asked: string };
  isChanged: boolean;
  /** The changes name it, so that it can be made as it stands again. */
  isNamed: boolean;
  /** The step that asks for it. Where that step can be gone to, the line leads there. */
  step?: StepId;
};

/** What an update comes to; `update` is left out where it cannot be made. */
export type UpdateWords = { update?: ClientUpdate; rows: UpdateRow[]; findings: Finding[]; notes: Note[] };

/** The update that stands to be sent, in words: what changes first, in the order in which it goes out. */
export function updateWords(answers: Answers): UpdateWords {
  const asked = updateOf(answers);
  const update = asked !== undefined && 'update' in asked ? asked.update : undefined;
  const rows = rowsOf(answers, update);
  return {
    ...(update && { update }),
    rows: [...rows.filter(({ isChanged }) => isChanged), ...rows.filter(({ isChanged }) => !isChanged)],
    findings: update ? updateFindings(update, answers) : [],
    notes: [
      ...(asked !== undefined && 'problem' in asked
        ? [{ severity: 'cannot-send' as const, message: asked.problem }]
        : []),
      ...notesOn(answers),
    ],
  };
}

function rowsOf({ reading, changes = NO_CHANGES }: Answers, update: ClientUpdate | undefined): UpdateRow[] {
  const standing = reading?.now ?? {};
  const wanted = update?.asked ?? standing;
  const named = membersIn(changes);
  const members = new Set([...Object.keys(standing), ...Object.keys(wanted), ...named]);
  return [...members].map((member): UpdateRow => {
    const [now, asked] = [valueIn(standing, member), valueIn(wanted, member)];
    return {
      id: member,
      label: plainText(member, 80),
      now,
      asked,
      says: { now: inWords(member, now), asked: inWords(member, asked) },
      isChanged: update?.changed.includes(member) ?? false,
      isNamed: named.includes(member),
      ...(member === 'jwks' && changes.keys === 'add' && { step: 'keys' as const }),
    };
  });
}

const NO_CHANGES: ClientChanges = { members: [] };

function valueIn(metadata: ClientMetadata, member: string): Json | undefined {
  return Object.hasOwn(metadata, member) ? (metadata[member] ?? undefined) : undefined;
}

function inWords(member: string, value: Json | undefined): string {
  return value === undefined ? 'nothing' : valueText(member, value);
}

const FROM_RECORD: Note = {
  severity: 'hint',
  message: 'this is what the record has: reading at this server would replace the credentials of the client',
};

function notesOn({ reading, changes = NO_CHANGES }: Answers): Note[] {
  if (reading === undefined) return [];
  const settled = (reading.settled ?? []).map(settledWords);
  const hints = [...settled, ...absentWords(reading.now, changes), ...reading.deviations];
  return [
    ...(reading.from === 'record' ? [FROM_RECORD] : []),
    ...hints.map((message): Note => ({ severity: 'hint', message })),
  ];
}

/** The metadata that the client would have after the update; as it stands, where that cannot be made. */
export function wantedMetadata(answers: Answers): ClientMetadata {
  const asked = updateOf(answers);
  return asked !== undefined && 'update' in asked ? asked.update.asked : (answers.reading?.now ?? {});
}

/** Why a member cannot be given; undefined: it can. */
export function updateObjection(member: string): string | undefined {
  return isServerMember(member) ? `${member} ${SERVER_SETS_IT}` : undefined;
}
