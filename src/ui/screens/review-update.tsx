import { useMemo } from 'react';
import type { Json } from '../../domain/json.ts';
import { strings } from '../../domain/metadata/client-metadata.ts';
import { REDIRECT_URIS_HELP, REVIEW_UPDATE_HELP } from '../../guidance/client-help.ts';
import { createRedirectNotes } from '../../guidance/drafts/redirect-notes.ts';
import { mayJump } from '../../guidance/may-jump.ts';
import { blockingNotes, memberNotes, notSentNote, savedNote } from '../../guidance/review/review-notes.ts';
import { updateView } from '../../guidance/review/update-view.ts';
import { updateObjection, updateWords, wantedMetadata } from '../../guidance/review/update-words.ts';
import { useRun } from '../hooks/use-run.ts';
import { useFocusWanter, useWantedFocus } from '../hooks/use-wanted-focus.ts';
import { type LetterKeys, pressLetter } from '../letter-keys.ts';
import { REDIRECT_URIS_HINTS, RedirectUrisEditor } from '../review/redirect-uris-editor.tsx';
import { ReviewBody } from '../review/review-body.tsx';
import { reviewHints } from '../review/review-hints.ts';
import { ADD_LINE, SEND_LINE } from '../review/review-list.tsx';
import { UpdateList } from '../review/update-list.tsx';
import { useReviewing } from '../review/use-reviewing.ts';
import type { ScreenProps } from '../screen.ts';
import { StepFrame } from '../step-frame.tsx';

const REDIRECT_URIS = 'redirect_uris';

/** The last look before a registered client is changed: what stands now and what is asked for; each line can be changed. */
export function ReviewUpdateScreen({ state, clock, tell, desk }: ScreenProps) {
  const { plan, steps } = useRun();
  const { answers, itinerary } = state;
  const { sendAnyway } = itinerary.known;
  const wanted = useWantedFocus('review-update');
  const want = useFocusWanter();
  const begin = wanted?.index === undefined ? undefined : ({ at: 'edit', member: REDIRECT_URIS } as const);
  const reviewing = useReviewing({ focus: wanted?.member, mode: begin });
  const { focus, mode, said } = reviewing;

  const { update, rows, findings, notes } = useMemo(() => updateWords(answers), [answers]);
  const blocked = blockingNotes([...notes, ...findings], sendAnyway);
  const request = useMemo(() => updateView(answers, plan.title), [answers, plan.title]);
  const redirectNotes = useMemo(() => createRedirectNotes(wantedMetadata(answers), answers.server?.preset), [answers]);
  const mayLeaveOut = (id: string) => rows.some(row => row.id === id && row.asked !== undefined);
  const mayReset = (id: string) => rows.some(row => row.id === id && row.isNamed);
  const isNothing = update !== undefined && update.changed.length === 0;
  const isListing = mode.at === 'edit' && mode.member === REDIRECT_URIS;

  const send = (anyway: boolean) => {
    if (blocked.count === 0 || (anyway && blocked.passable)) {
      tell({ type: 'update-confirmed', sendAnyway: anyway || sendAnyway });
    } else reviewing.say(notSentNote(blocked.passable));
  };
  const open = (id: string) => {
    reviewing.say(undefined);
    if (id === SEND_LINE) return send(false);
    if (id === ADD_LINE) return reviewing.setMode({ at: 'add' });
    const to = rows.find(row => row.id === id)?.step;
    if (to === undefined || !mayJump(steps, state, to, clock.now())) {
      return reviewing.setMode({ at: 'edit', member: id });
    }
    want({ step: 'review-update', member: id });
    return tell({ type: 'jumped', to });
  };
  const take = (member: string, value: Json) => {
    tell({ type: 'member-set', member, value });
    reviewing.close(member);
  };
  const control = (letter: string, at: string) => {
    if (letter === 'd' && mayLeaveOut(at)) take(at, null);
    if (letter === 'z' && mayReset(at)) take(at, rows.find(({ id }) => id === at)?.now ?? null);
  };
  const keys: LetterKeys = {
    a: blocked.passable && blocked.count > 0 ? () => send(true) : undefined,
    f: findings.length > 0 ? () => reviewing.setMode({ at: 'findings' }) : undefined,
    s: request && (() => void desk.saveRunbook(state).then(saved => reviewing.sayAbove(savedNote(saved)))),
  };
  return (
    <StepFrame
      state={state}
      clock={clock}
      hints={
        isListing
          ? REDIRECT_URIS_HINTS
          : reviewHints(mode, {
              focus,
              sends: isNothing ? { does: 'finish' } : { does: 'update the client', short: 'update' },
              canLeaveOut: mayLeaveOut(focus),
              canReset: mayReset(focus),
              hasRequest: request !== undefined,
              ...blocked,
              hasFindings: findings.length > 0,
            })
      }
      help={isListing ? REDIRECT_URIS_HELP : REVIEW_UPDATE_HELP}
      isTyping={mode.at === 'edit' || mode.at === 'add'}
      functionKeys={{ f2: request && reviewing.toggleRequest }}
      onKey={(input, key) => {
        if (key.escape) return mode.at === 'list' ? tell({ type: 'went-back' }) : reviewing.setMode({ at: 'list' });
        if (mode.at !== 'list') return undefined;
        return key.ctrl ? control(input, reviewing.at()) : pressLetter(keys, input, key);
      }}
    >
      {isListing ? (
        <RedirectUrisEditor
          name={`update ${REDIRECT_URIS}`}
          before={strings(wantedMetadata(answers)[REDIRECT_URIS])}
          notes={redirectNotes}
          start={wanted?.index}
          onKeep={redirectUris => take(REDIRECT_URIS, redirectUris)}
        />
      ) : (
        <ReviewBody
          mode={mode}
          list={
            <UpdateList
              key={reviewing.begun}
              server={answers.target?.server.url ?? ''}
              rows={rows}
              findings={findings}
              notes={said ? [said, ...notes] : notes}
              isBlocked={blocked.count > 0}
              isNothing={isNothing}
              focus={focus}
              onFocus={reviewing.goTo}
              onOpen={open}
            />
          }
          present={rows.filter(row => row.asked !== undefined).map(row => row.id)}
          valueOf={member => {
            const row = rows.find(({ id }) => id === member);
            return row?.asked ?? row?.now;
          }}
          notesOn={(member, value) => memberNotes(wantedMetadata(answers), answers, { member, value })}
          objectionTo={updateObjection}
          findings={findings}
          request={request}
          desk={desk}
          onOpen={open}
          onTake={take}
        />
      )}
    </StepFrame>
  );
}
