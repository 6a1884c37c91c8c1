import { useMemo, useState } from 'react';
import { failureWords } from '../../diagnosis/failure-words.ts';
import type { Json } from '../../domain/json.ts';
import { REVIEW_HELP } from '../client-help.ts';
import type { Definition } from '../components/definition-list.tsx';
import type { Note } from '../components/findings.tsx';
import { ScrollView } from '../components/scroll-view.tsx';
import { useNow } from '../hooks/use-now.ts';
import { useRoom } from '../hooks/use-room.ts';
import { useRun } from '../hooks/use-run.ts';
import { useFocusWanter, useWantedFocus } from '../hooks/use-wanted-focus.ts';
import { mayJump } from '../may-jump.ts';
import { MemberAdder } from '../review/member-adder.tsx';
import { MemberEditor } from '../review/member-editor.tsx';
import { KEYS_ROW, type MemberRow, memberRows, TEMPLATE_ROW } from '../review/member-rows.ts';
import { registrationView } from '../review/registration-view.ts';
import { RequestPanel } from '../review/request-panel.tsx';
import { type Mode, reviewHints } from '../review/review-hints.ts';
import { ADD_LINE, REGISTER_LINE, ReviewList } from '../review/review-list.tsx';
import { blockingNotes, iatNotes, reviewFindings } from '../review/review-notes.ts';
import type { ScreenProps } from '../screen.ts';
import { StepFrame } from '../step-frame.tsx';

/** The last look. Register has the focus; every line below can still be changed. */
export function ReviewScreen({ state, clock, tell, desk }: ScreenProps) {
  const { plan, steps, timeoutMs } = useRun();
  const { answers, itinerary } = state;
  const now = useNow(clock, { isActive: answers.iat !== undefined && Number.isFinite(answers.iat.lifetimeSeconds) });
  const wanted = useWantedFocus('review');
  const want = useFocusWanter();
  const [focus, setFocus] = useState(wanted?.member ?? REGISTER_LINE);
  const [mode, setMode] = useState<Mode>({ at: 'list' });
  const [said, setSaid] = useState<Note>();

  const rows = memberRows(state, plan.sources);
  const findings = useMemo(() => reviewFindings(answers), [answers]);
  const blocked = blockingNotes(findings, itinerary.known.sendAnyway);
  const request = useMemo(() => registrationView(answers, plan.title), [answers, plan.title]);
  const focusedRow = rows.find(row => row.id === focus);
  const canLeaveOut = focusedRow !== undefined && isMember(focusedRow) && leadsTo(focusedRow) === undefined;

  function leadsTo({ step }: MemberRow) {
    return step !== undefined && mayJump(steps, state, step, clock.now()) ? step : undefined;
  }
  const register = (sendAnyway: boolean) => {
    if (blocked.count === 0 || (sendAnyway && blocked.passable)) {
      tell({ type: 'review-confirmed', sendAnyway: sendAnyway || itinerary.known.sendAnyway });
    } else setSaid(notSent(blocked.passable));
  };
  const open = (id: string) => {
    setSaid(undefined);
    if (id === REGISTER_LINE) return register(false);
    if (id === ADD_LINE) return setMode({ at: 'add' });
    const row = rows.find(candidate => candidate.id === id);
    const to = row && leadsTo(row);
    if (to !== undefined) {
      want({ step: 'review', member: id });
      return tell({ type: 'jumped', to });
    }
    return id === TEMPLATE_ROW || id === KEYS_ROW ? undefined : setMode({ at: 'edit', member: id });
  };
  const take = (member: string, value: Json) => {
    tell({ type: 'member-set', member, value });
    setFocus(member);
    setMode({ at: 'list' });
  };
  const save = async () => {
    const saved = await desk.saveRunbook(state);
    setSaid(
      saved.ok
        ? { severity: 'done', message: `saved as ${saved.value}: dcr-runbook ${saved.value} begins from it` }
        : { severity: 'refusal-likely', message: `not saved: ${failureWords(saved.failure).headline}` },
    );
  };
  const keys: Record<string, (() => void) | undefined> = {
    a: blocked.passable && blocked.count > 0 ? () => register(true) : undefined,
    f: findings.length > 0 ? () => setMode({ at: 'findings' }) : undefined,
    s: () => void save(),
  };

  return (
    <StepFrame
      state={state}
      clock={clock}
      hints={reviewHints(mode, { focus, canLeaveOut, ...blocked, hasFindings: findings.length > 0 })}
      help={REVIEW_HELP}
      isTyping={mode.at === 'edit' || mode.at === 'add'}
      functionKeys={{ f2: request && (() => setMode({ at: mode.at === 'request' ? 'list' : 'request' })) }}
      onKey={(input, key) => {
        if (key.escape) return mode.at === 'list' ? tell({ type: 'went-back' }) : setMode({ at: 'list' });
        if (mode.at !== 'list') return undefined;
        if (key.ctrl && input === 'd' && canLeaveOut) return take(focus, null);
        return key.ctrl || key.meta ? undefined : keys[input]?.();
      }}
    >
      {mode.at === 'list' && (
        <ReviewList
          server={answers.server?.url ?? ''}
          items={rows.map(row => definition(row, findings))}
          notes={[...(said ? [said] : []), ...iatNotes(state, now, timeoutMs.registration), ...findings]}
          isBlocked={blocked.count > 0}
          focus={focus}
          isActive
          onFocus={id => {
            setFocus(id);
            setSaid(undefined);
          }}
          onOpen={open}
        />
      )}
      {mode.at === 'edit' && (
        <MemberEditor
          key={mode.member}
          member={mode.member}
          value={valueBefore(mode.member, rows, itinerary.known.metadata)}
          answers={answers}
          onTake={value => take(mode.member, value)}
        />
      )}
      {mode.at === 'add' && (
        <MemberAdder present={rows.filter(row => row.value !== undefined).map(row => row.id)} onName={open} />
      )}
      {mode.at === 'request' && request && <RequestPanel view={request} desk={desk} />}
      {mode.at === 'findings' && <AllFindings findings={findings} />}
    </StepFrame>
  );
}

function isMember({ id, value }: MemberRow): boolean {
  return id !== TEMPLATE_ROW && id !== KEYS_ROW && value !== undefined;
}

function notSent(passable: boolean): Note {
  const message = passable
    ? 'not sent: most servers refuse what is marked; a sends it anyway'
    : 'not sent: what is marked cannot go out as it is';
  return { severity: 'cannot-send', message };
}

/** What the field begins with: what is asked now, else what the plan had for it. */
function valueBefore(
  member: string,
  rows: readonly MemberRow[],
  known: Readonly<Record<string, Json>>,
): Json | undefined {
  const row = rows.find(({ id }) => id === member);
  return row?.value ?? (Object.hasOwn(known, member) ? known[member] : undefined);
}

function definition({ id, label, text, source, value }: MemberRow, findings: readonly (Note & { member?: string })[]) {
  const worst = findings.find(finding => finding.member === id)?.severity;
  const tone =
    worst === 'cannot-send' ? 'trouble' : worst === 'refusal-likely' ? 'care' : value === undefined ? 'dim' : 'plain';
  return { id, label, value: text, note: source, tone } satisfies Definition;
}

function AllFindings({ findings }: { findings: readonly Note[] }) {
  const { rows, columns } = useRoom();
  const text = findings.map(({ message, source }) => (source ? `${message}\n    ${source}` : message)).join('\n\n');
  return <ScrollView text={text} rows={rows} width={columns} />;
}
