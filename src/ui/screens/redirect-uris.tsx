import { useMemo } from 'react';
import { askedMetadata } from '../../domain/registration/registration-request.ts';
import { REDIRECT_URIS_HELP } from '../../guidance/client-help.ts';
import { createRedirectNotes } from '../../guidance/drafts/redirect-notes.ts';
import { useWantedFocus } from '../hooks/use-wanted-focus.ts';
import { REDIRECT_URIS_HINTS, RedirectUrisEditor } from '../review/redirect-uris-editor.tsx';
import type { ScreenProps } from '../screen.ts';
import { StepFrame } from '../step-frame.tsx';

/** Where the server may send users back to, as a step of a registration. */
export function RedirectUrisScreen({ state, clock, tell }: ScreenProps) {
  const { answers, itinerary } = state;
  const notes = useMemo(() => createRedirectNotes(askedMetadata(answers), answers.server?.preset), [answers]);
  const wanted = useWantedFocus('redirect-uris');
  return (
    <StepFrame
      state={state}
      clock={clock}
      hints={REDIRECT_URIS_HINTS}
      help={REDIRECT_URIS_HELP}
      isTyping
      onKey={(_, key) => {
        if (key.escape) tell({ type: 'went-back' });
      }}
    >
      <RedirectUrisEditor
        name={`redirect-uris ${answers.earlier.length}`}
        before={answers.redirectUris ?? itinerary.known.redirectUris ?? []}
        notes={notes}
        start={wanted?.index}
        onKeep={redirectUris => tell({ type: 'redirect-uris-kept', redirectUris })}
      />
    </StepFrame>
  );
}
