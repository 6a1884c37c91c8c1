import { useMemo } from 'react';
import type { Json } from '../../domain/json.ts';
import { askedMetadata } from '../../domain/registration/registration-request.ts';
import type { Known } from '../../flow/answers.ts';
import { REVIEW_HELP } from '../../guidance/client-help.ts';
import { KEYS_ROW, memberRows, TEMPLATE_ROW } from '../../guidance/drafts/member-rows.ts';
import { mayJump } from '../../guidance/may-jump.ts';
import { deletedNotes } from '../../guidance/result/result-words.ts';
import { registrationView } from '../../guidance/review/registration-view.ts';
import {
  blockingNotes,
  earlierNote,
  iatNoteWords,
  memberNotes,
  notSentNote,
  reviewFindings,
  savedNote,
} from '../../guidance/review/review-notes.ts';
import { useAsOf } from '../hooks/use-now.ts';
import { useRun } from '../hooks/use-run.ts';
import { useFocusWanter, useWantedFocus } from '../hooks/use-wanted-focus.ts';
import { type LetterKeys, pressLetter } from '../letter-keys.ts';
import { ReviewBody } from '../review/review-body.tsx';
import { reviewHints } from '../review/review-hints.ts';
import { ADD_LINE, ReviewList, SEND_LINE } from '../review/review-list.tsx';
import { useEarlierClient } from '../review/use-earlier-client.ts';
import { useReviewing } from '../review/use-reviewing.ts';
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
  const reviewing = useReviewing({ focus: wanted?.member });
  const { focus, mode, said } = reviewing;

  const rows = memberRows(state, plan.sources);
  const findings = useMemo(() => reviewFindings(answers), [answers]);
  const blocked = blockingNotes(findings, itinerary.known.sendAnyway);
  const request = useMemo(() => registrationView(answers, plan.title), [answers, plan.title]);
  // What has a question of its own is answered there, and «left out» is no answer to it.
  const mayLeaveOut = (id: string) =>
    rows.some(row => row.id === id && row.value !== undefined && row.step === undefined);

  const register = (sendAnyway: boolean) => {
    if (blocked.count === 0 || (sendAnyway && blocked.passable)) {
      tell({ type: 'review-confirmed', sendAnyway: sendAnyway || itinerary.known.sendAnyway });
    } else reviewing.say(notSentNote(blocked.passable));
  };
  const open = (id: string) => {
    reviewing.say(undefined);
    if (id === SEND_LINE) return register(false);
    if (id === ADD_LINE) return reviewing.setMode({ at: 'add' });
    const to = rows.find(row => row.id === id)?.step;
    if (to !== undefined && mayJump(steps, state, to, clock.now())) {
      want({ step: 'review', member: id });
      return tell({ type: 'jumped', to });
    }
    return id === TEMPLATE_ROW || id === KEYS_ROW ? undefined : reviewing.setMode({ at: 'edit', member: id });
  };
  const take = (member: string, value: Json) => {
    // The list has a place of its own among the answers, where only another list replaces it.
    tell({ type: 'member-set', member, value: member === 'redirect_uris' && value === null ? [] : value });
    // Who came here to change it wants to send it next.
    reviewing.close(member === wanted?.member && wanted.cause !== undefined ? SEND_LINE : member);
  };
  const keys: LetterKeys = {
    a: blocked.passable && blocked.count > 0 ? () => register(true) : undefined,
    f: findings.length > 0 ? () => reviewing.setMode({ at: 'findings' }) : undefined,
    s: () => void desk.saveRunbook(state).then(saved => reviewing.say(savedNote(saved))),
  };
  return (
    <StepFrame
      state={state}
      clock={clock}
      hints={reviewHints(mode, {
        focus,
        sends: { does: 'register' },
        canLeaveOut: mayLeaveOut(focus),
        ...blocked,
        hasFindings: findings.length > 0,
      })}
      help={REVIEW_HELP}
      isTyping={mode.at === 'edit' || mode.at === 'add'}
      functionKeys={{ f2: request && reviewing.toggleRequest }}
      onKey={(input, key) => {
        if (key.escape) return mode.at === 'list' ? tell({ type: 'went-back' }) : reviewing.setMode({ at: 'list' });
        if (mode.at !== 'list') return undefined;
        if (!key.ctrl || input !== 'd') return pressLetter(keys, input, key);
        const at = reviewing.at();
        return mayLeaveOut(at) ? take(at, null) : undefined;
      }}
    >
      <ReviewBody
        mode={mode}
        list={
          <ReviewList
            server={answers.server?.url ?? ''}
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
            onFocus={reviewing.goTo}
            onOpen={open}
          />
        }
        present={rows.filter(row => row.value !== undefined).map(row => row.id)}
        valueOf={member => rows.find(({ id }) => id === member)?.value ?? plannedValue(itinerary.known, member)}
        notesOn={(member, value) => memberNotes(askedMetadata(answers), answers, { member, value })}
        findings={findings}
        request={request}
        desk={desk}
        onOpen={open}
        onTake={take}
      />
    </StepFrame>
  );
}

function plannedValue({ metadata }: Known, member: string): Json | undefined {
  return Object.hasOwn(metadata, member) ? metadata[member] : undefined;
}
