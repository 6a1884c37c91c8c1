import type { ReactNode } from 'react';
import type { FailureOf } from '../../../src/domain/failure.ts';
import type { State } from '../../../src/engine/state.ts';
import type { Answers } from '../../../src/flow/answers.ts';
import type { StepId } from '../../../src/flow/step.ts';
import { createRedirectNotes } from '../../../src/guidance/drafts/redirect-notes.ts';
import { updateView } from '../../../src/guidance/review/update-view.ts';
import { UndoQuestion } from '../../../src/ui/result/undo-question.tsx';
import { REDIRECT_URIS_HINTS, RedirectUrisEditor } from '../../../src/ui/review/redirect-uris-editor.tsx';
import { RequestPanel } from '../../../src/ui/review/request-panel.tsx';
import { REQUEST_HINTS } from '../../../src/ui/review/review-hints.ts';
import { GoOnScreen } from '../../../src/ui/screens/go-on.tsx';
import { InFlightScreen } from '../../../src/ui/screens/in-flight.tsx';
import { KeysScreen } from '../../../src/ui/screens/keys.tsx';
import { OutcomeUnknown } from '../../../src/ui/screens/outcome-unknown.tsx';
import { ResultScreen, UNDO_HINTS } from '../../../src/ui/screens/result.tsx';
import { ReviewScreen } from '../../../src/ui/screens/review.tsx';
import { ReviewUpdateScreen } from '../../../src/ui/screens/review-update.tsx';
import { StepFrame } from '../../../src/ui/step-frame.tsx';
import { begun, later } from '../../support/flow.ts';
import { ADDED_URI, GRANTED, managed, updateItinerary } from '../../support/managed.ts';
import type { Exhibit } from './exhibit.ts';
import { at, clock, DESK, InRun, staged } from './frame.tsx';
import { BFF, done, sent, trouble } from './review.tsx';

const target = managed();

/** The run that changes a client, at this step. */
function updating(here: StepId, answers: Partial<Answers> = {}, changes: Partial<State> = {}): State {
  const state = begun(updateItinerary());
  const reading = {
    from: 'server' as const,
    target,
    now: GRANTED,
    asked: GRANTED,
    differences: [],
    deviations: [],
    rotated: [],
  };
  return {
    ...state,
    here,
    ...changes,
    answers: {
      ...state.answers,
      allowedOrigins: [],
      target,
      reading,
      changes: { members: [], redirectUris: { uris: [ADDED_URI], how: 'merge' } },
      ...answers,
    },
  };
}

const UNKNOWN_DELETION: FailureOf<'outcome-unknown'> = {
  kind: 'outcome-unknown',
  stage: 'delete',
  sentAt: later(340).wall,
  because: 'the connection was reset after 2.1 s',
  code: 'ECONNRESET',
  client_id: BFF.client.client_id,
  exchange: sent(undefined, ''),
};

const UNKNOWN_UPDATE: FailureOf<'outcome-unknown'> = {
  kind: 'outcome-unknown',
  stage: 'update',
  sentAt: later(340).wall,
  because: 'the connection was reset after 2.1 s',
  code: 'ECONNRESET',
  exchange: sent(undefined, ''),
};

function within(state: State, hints: Parameters<typeof StepFrame>[0]['hints'], part: ReactNode): ReactNode {
  return (
    <InRun>
      <StepFrame state={state} clock={clock} hints={hints}>
        {part}
      </StepFrame>
    </InRun>
  );
}

const undoing = done('result', BFF);
const inSight = updateView(updating('review-update').answers, 'Change the redirect URIs');

export const exhibits: readonly Exhibit[] = [
  {
    name: 'undo',
    isPart: true,
    element: within(undoing, UNDO_HINTS, <UndoQuestion registered={BFF} onConfirm={() => {}} />),
  },
  {
    name: 'undo-in-flight',
    element: staged(InFlightScreen, {
      ...undoing,
      inFlight: {
        attempt: 1,
        step: 'result',
        effect: { type: 'delete-client', target, allowedOrigins: [] },
        since: later(346.6),
      },
    }),
  },
  {
    name: 'undo-refused',
    element: trouble({
      ...undoing,
      failure: { kind: 'oauth-error', stage: 'delete', status: 401, error: 'invalid_token', exchange: sent(401, '') },
    }),
  },
  {
    name: 'undo-foreign-origin',
    element: trouble({
      ...undoing,
      failure: {
        kind: 'origin-not-allowed',
        origin: 'https://clients.empowernow.ai',
        url: 'https://clients.empowernow.ai/register/k3Jr0',
        role: 'the client configuration endpoint',
      },
    }),
  },
  {
    name: 'undone',
    element: staged(ReviewScreen, at('review', {}, { deleted: { ...BFF, notes: ['its private key is still there'] } })),
  },
  {
    name: 'undo-unknown',
    element: staged(props => <OutcomeUnknown {...props} failure={UNKNOWN_DELETION} />, undoing),
  },
  {
    name: 'result-deletion-unknown',
    element: staged(ResultScreen, { ...undoing, answers: { ...undoing.answers, deletionUnknown: UNKNOWN_DELETION } }),
  },
  {
    name: 'go-on-change-unknown',
    element: (
      <GoOnScreen
        title="Change the redirect URIs"
        interrupted={{
          run: '20261124-101500000-k7f2q9',
          runbook: 'bff-redirect-uris',
          server: target.server.url,
          beganAt: new Date(later(0).wall).toISOString(),
          unknown: { ...UNKNOWN_UPDATE, client_id: target.client.client_id },
        }}
        onAnswer={() => {}}
      />
    ),
  },
  { name: 'review-update', element: staged(ReviewUpdateScreen, updating('review-update')) },
  {
    name: 'review-update-nothing',
    element: staged(ReviewUpdateScreen, updating('review-update', { changes: { members: [] } })),
  },
  {
    name: 'review-update-doubtful',
    element: staged(
      ReviewUpdateScreen,
      updating('review-update', {
        changes: { members: [], redirectUris: { uris: ['http://authz.example.com/cb'], how: 'replace' } },
      }),
    ),
  },
  {
    name: 'review-update-edited',
    element: staged(
      ReviewUpdateScreen,
      updating('review-update', {
        changes: {
          members: [
            { member: 'scope', appends: false, value: null },
            { member: 'contacts', appends: false, value: ['ada@example.com'] },
            { member: 'scop', appends: false, value: null },
          ],
        },
      }),
    ),
  },
  {
    name: 'review-update-list',
    isPart: true,
    element: within(
      updating('review-update'),
      REDIRECT_URIS_HINTS,
      <RedirectUrisEditor
        name="update redirect_uris"
        before={['https://app.example.com/auth/callback', 'http://authz.example.com/cb']}
        notes={createRedirectNotes(GRANTED, undefined)}
        start={1}
        onKeep={() => {}}
      />,
    ),
  },
  {
    name: 'review-update-request',
    isPart: true,
    element: within(updating('review-update'), REQUEST_HINTS, inSight && <RequestPanel view={inSight} desk={DESK} />),
  },
  { name: 'keys-update', element: staged(KeysScreen, updating('keys', { changes: { members: [], keys: 'add' } })) },
  {
    name: 'update-unknown',
    element: staged(
      props => <OutcomeUnknown {...props} failure={UNKNOWN_UPDATE} />,
      updating('update', { unsettled: { failure: UNKNOWN_UPDATE } }),
    ),
  },
];
