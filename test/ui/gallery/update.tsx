import type { ReactNode } from 'react';
import type { FailureOf } from '../../../src/domain/failure.ts';
import type { State } from '../../../src/engine/state.ts';
import type { Answers } from '../../../src/flow/answers.ts';
import type { StepId } from '../../../src/flow/step.ts';
import { updateView } from '../../../src/guidance/review/update-view.ts';
import { UndoQuestion } from '../../../src/ui/result/undo-question.tsx';
import { RequestPanel } from '../../../src/ui/review/request-panel.tsx';
import { REQUEST_HINTS } from '../../../src/ui/review/review-hints.ts';
import { InFlightScreen } from '../../../src/ui/screens/in-flight.tsx';
import { KeysScreen } from '../../../src/ui/screens/keys.tsx';
import { OutcomeUnknown } from '../../../src/ui/screens/outcome-unknown.tsx';
import { UNDO_HINTS } from '../../../src/ui/screens/result.tsx';
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
