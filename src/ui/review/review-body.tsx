import type { Json } from '../../domain/json.ts';
import type { Desk } from '../../engine/desk.ts';
import type { Answers } from '../../flow/answers.ts';
import type { MemberRow } from '../../guidance/drafts/member-rows.ts';
import type { Note } from '../../guidance/note.ts';
import type { RequestInSight } from '../../guidance/review/registration-view.ts';
import type { Definition } from '../components/definition-list.tsx';
import { ScrollView } from '../components/scroll-view.tsx';
import { useRoom } from '../hooks/use-room.ts';
import { MemberAdder } from './member-adder.tsx';
import { MemberEditor } from './member-editor.tsx';
import { RequestPanel } from './request-panel.tsx';
import type { Mode } from './review-hints.ts';
import { ReviewList } from './review-list.tsx';

/** A finding as far as a line needs it. */
type MemberNote = Note & { member?: string };

export type ReviewBodyProps = {
  mode: Mode;
  answers: Answers;
  /** What the plan has for members, for those that were left out. */
  known: Readonly<Record<string, Json>>;
  rows: readonly MemberRow[];
  findings: readonly MemberNote[];
  /** Said before the findings. */
  notes: readonly Note[];
  isBlocked: boolean;
  focus: string;
  request: RequestInSight | undefined;
  desk: Desk;
  onFocus(id: string): void;
  onOpen(id: string): void;
  onTake(member: string, value: Json): void;
};

/** What the body of the review shows: its lines, or one thing in their place. */
export function ReviewBody(props: ReviewBodyProps) {
  const { mode, answers, rows, findings, notes, isBlocked, focus, request, desk, onFocus, onOpen, onTake } = props;
  switch (mode.at) {
    case 'list':
      return (
        <ReviewList
          server={answers.server?.url ?? ''}
          items={rows.map(row => definition(row, findings))}
          notes={[...notes, ...findings]}
          isBlocked={isBlocked}
          focus={focus}
          onFocus={onFocus}
          onOpen={onOpen}
        />
      );
    case 'edit':
      return (
        <MemberEditor
          key={mode.member}
          member={mode.member}
          value={valueBefore(mode.member, props)}
          answers={answers}
          onTake={value => onTake(mode.member, value)}
        />
      );
    case 'add':
      return <MemberAdder present={rows.filter(row => row.value !== undefined).map(row => row.id)} onName={onOpen} />;
    case 'request':
      return request && <RequestPanel view={request} desk={desk} />;
    case 'findings':
      return <AllFindings findings={findings} />;
  }
}

/** What the field begins with: what is asked now, else what the plan had for it. */
function valueBefore(member: string, { rows, known }: ReviewBodyProps): Json | undefined {
  const row = rows.find(({ id }) => id === member);
  return row?.value ?? (Object.hasOwn(known, member) ? known[member] : undefined);
}

const TONES = { 'cannot-send': 'trouble', 'refusal-likely': 'care', hint: 'plain', done: 'plain' } as const;

function definition({ id, label, text, source, value }: MemberRow, findings: readonly MemberNote[]) {
  const worst = findings.find(finding => finding.member === id)?.severity ?? 'hint';
  const tone = value === undefined ? 'dim' : TONES[worst];
  return { id, label, value: text, note: source, tone } satisfies Definition;
}

function AllFindings({ findings }: { findings: readonly Note[] }) {
  const { rows, columns } = useRoom();
  const text = findings.map(({ message, source }) => (source ? `${message}\n    ${source}` : message)).join('\n\n');
  return <ScrollView text={text} rows={rows} width={columns} />;
}
