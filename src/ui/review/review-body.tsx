import type { ReactNode } from 'react';
import type { Json } from '../../domain/json.ts';
import type { Desk } from '../../engine/desk.ts';
import type { Note } from '../../guidance/note.ts';
import type { RequestInSight } from '../../guidance/review/registration-view.ts';
import { ScrollView } from '../components/scroll-view.tsx';
import { useRoom } from '../hooks/use-room.ts';
import { MemberAdder } from './member-adder.tsx';
import { MemberEditor } from './member-editor.tsx';
import { RequestPanel } from './request-panel.tsx';
import type { Mode } from './review-hints.ts';

export type ReviewBodyProps = {
  mode: Mode;
  list: ReactNode;
  /** Members that the request has already. */
  present: readonly string[];
  /** What the field of a member begins with: what is asked for now, else what it was before it was left out. */
  valueOf(member: string): Json | undefined;
  notesOn(member: string, value: Json): readonly Note[];
  objectionTo?: ((member: string) => string | undefined) | undefined;
  findings: readonly Note[];
  request: RequestInSight | undefined;
  desk: Desk;
  onOpen(id: string): void;
  onTake(member: string, value: Json): void;
};

/** What the body of a review shows: its lines, or one thing in their place. */
export function ReviewBody(props: ReviewBodyProps) {
  const { mode, list, findings, request, desk, onTake } = props;
  switch (mode.at) {
    case 'list':
      return list;
    case 'edit': {
      const { member } = mode;
      return (
        <MemberEditor
          key={member}
          member={member}
          value={props.valueOf(member)}
          notesOn={value => props.notesOn(member, value)}
          onTake={value => onTake(member, value)}
        />
      );
    }
    case 'add':
      return <MemberAdder present={props.present} objectionTo={props.objectionTo} onName={props.onOpen} />;
    case 'request':
      return request && <RequestPanel view={request} desk={desk} />;
    case 'findings':
      return <AllFindings findings={findings} />;
  }
}

function AllFindings({ findings }: { findings: readonly Note[] }) {
  const { rows, columns } = useRoom();
  const text = findings.map(({ message, source }) => (source ? `${message}\n    ${source}` : message)).join('\n\n');
  return <ScrollView text={text} rows={rows} width={columns} />;
}
