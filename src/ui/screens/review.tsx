import { useMemo, useState } from 'react';
import type { Json } from '../../domain/json.ts';
import { REVIEW_HELP } from '../../guidance/client-help.ts';
import { KEYS_ROW, memberRows, TEMPLATE_ROW } from '../../guidance/drafts/member-rows.ts';
import { mayJump } from '../../guidance/may-jump.ts';
import type { Note } from '../../guidance/note.ts';
import { deletedNotes } from '../../guidance/result/result-words.ts';
import { registrationView } from '../../guidance/review/registration-view.ts';
import {
  blockingNotes,
  earlierNote,
  iatNoteWords,
  reviewFindings,
  savedNote,
} from '../../guidance/review/review-notes.ts';
import { useAsOf } from '../hooks/use-now.ts';
import { useRun } from '../hooks/use-run.ts';
import { useFocusWanter, useWantedFocus } from '../hooks/use-wanted-focus.ts';
import { type LetterKeys, pressLetter } from '../letter-keys.ts';
import { ReviewBody } from '../review/review-body.tsx';
import { type Mode, reviewHints } from '../review/review-hints.ts';
import { ADD_LINE, REGISTER_LINE } from '../review/review-list.tsx';
import { useEarlierClient } from '../review/use-earlier-client.ts';
import type { ScreenProps } from '../screen.ts';
import { StepFrame } from '../step-frame.tsx';

/** The last look. Register has the focus; every line below can still be changed. */
export function ReviewScreen({ state, clock, tell, desk }: ScreenProps) {
  const { plan, steps, timeoutMs } = useRun();
  const { answers, itinerary } = state;
  const iatNote = useAsOf(clock, at => iatNoteWords(state, at, timeoutMs.registration), {
    isActive: answers.iat !== undefined && Number.isFinite(answers.iat.lifetimeSeconds),
  });
  const earlier = useEarlierClient(desk, answers);
  const wanted = useWantedFocus('review');
  const want = useFocusWanter();
  const [focus, setFocus] = useState(wanted?.member ?? REGISTER_LINE);
  const [mode, setMode] = useState<Mode>({ at: 'list' });
  const [said, setSaid] = useState<Note>();

  const rows = memberRows(state, plan.sources);
  const findings = useMemo(() => reviewFindings(answers), [answers]);
  const blocked = blockingNotes(findings, itinerary.known.sendAnyway);
  const request = useMemo(() => registrationView(answers, plan.title), [answers, plan.title]);
  // What has a question of its own is answered there, and «left out» is no answer to it.
  const canLeaveOut = rows.some(row => row.id === focus && row.value !== undefined && row.step === undefined);

  const register = (sendAnyway: boolean) => {
    if (blocked.count === 0 || (sendAnyway && blocked.passable)) {
      tell({ type: 'review-confirmed', sendAnyway: sendAnyway || itinerary.known.sendAnyway });
    } else setSaid(notSent(blocked.passable));
  };
  const open = (id: string) => {
    setSaid(undefined);
    if (id === REGISTER_LINE) return register(false);
    if (id === ADD_LINE) return setMode({ at: 'add' });
    const to = rows.find(row => row.id === id)?.step;
    if (to !== undefined && mayJump(steps, state, to, clock.now())) {
      want({ step: 'review', member: id });
      return tell({ type: 'jumped', to });
    }
    return id === TEMPLATE_ROW || id === KEYS_ROW ? undefined : setMode({ at: 'edit', member: id });
  };
  const take = (member: string, value: Json) => {
    // The list has a place of its own among the answers, where only another list replaces it.
    tell({ type: 'member-set', member, value: member === 'redirect_uris' && value === null ? [] : value });
    // Who came here to change it wants to send it next.
    setFocus(member === wanted?.member && wanted.cause !== undefined ? REGISTER_LINE : member);
    setMode({ at: 'list' });
  };
  const save = async () => setSaid(savedNote(await desk.saveRunbook(state)));
  const toggleRequest = () => setMode({ at: mode.at === 'request' ? 'list' : 'request' });
  const keys: LetterKeys = {
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
      functionKeys={{ f2: request && (mode.at === 'list' || mode.at === 'request') ? toggleRequest : undefined }}
      onKey={(input, key) => {
        if (key.escape) return mode.at === 'list' ? tell({ type: 'went-back' }) : setMode({ at: 'list' });
        if (mode.at !== 'list') return undefined;
        return key.ctrl && input === 'd' && canLeaveOut ? take(focus, null) : pressLetter(keys, input, key);
      }}
    >
      <ReviewBody
        mode={mode}
        answers={answers}
        known={itinerary.known.metadata}
        rows={rows}
        findings={findings}
        notes={[
          ...(said ? [said] : []),
          ...deletedNotes(answers),
          ...earlierNote(earlier),
          ...(iatNote ? [{ severity: 'refusal-likely' as const, message: iatNote }] : []),
        ]}
        isBlocked={blocked.count > 0}
        focus={focus}
        request={request}
        desk={desk}
        onFocus={id => {
          setFocus(id);
          setSaid(undefined);
        }}
        onOpen={open}
        onTake={take}
      />
    </StepFrame>
  );
}

function notSent(passable: boolean): Note {
  const message = passable
    ? 'not sent: most servers refuse what is marked; a sends it anyway'
    : 'not sent: what is marked cannot go out as it is';
  return { severity: 'cannot-send', message };
}
