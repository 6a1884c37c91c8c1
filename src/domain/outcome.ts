import type { Failure } from './failure.ts';
import type { Stage } from './server/request.ts';

type OutcomeName =
  | 'registered'
  | 'minted'
  | 'updated'
  | 'deleted'
  | 'verified'
  | 'checked'
  | 'adopted'
  | 'forgotten'
  | 'dry-run'
  | 'refused'
  | 'not-taken'
  | 'unknown'
  | 'unreachable'
  | 'missing-answer'
  | 'not-valid'
  | 'already-registered'
  | 'nothing-to-resume'
  | 'closed'
  | 'cancelled'
  | 'bug';

/** How a run ended, in the word and the number that scripts build against. */
export type Outcome = { outcome: OutcomeName; exitCode: number };

export const EXIT = {
  done: 0,
  bug: 1,
  notValid: 2,
  missingAnswer: 3,
  adminTokenRefused: 4,
  tokenRefused: 5,
  refused: 6,
  unreachable: 7,
  unknown: 8,
  notTaken: 9,
  needsALook: 10,
  alreadyRegistered: 11,
  deadline: 124,
} as const;

/** The operator said what became of an unknown outcome. */
export const CLOSED: Outcome = { outcome: 'closed', exitCode: EXIT.done };
export const NOTHING_TO_RESUME: Outcome = { outcome: 'nothing-to-resume', exitCode: EXIT.done };

const SIGNAL_EXIT = { SIGINT: 130, SIGHUP: 129, SIGTERM: 143 } as const;

/** The one map from what went wrong to how the process ends. */
export function outcomeOf(failure: Failure): Outcome {
  switch (failure.kind) {
    case 'unreachable':
      return { outcome: 'unreachable', exitCode: EXIT.unreachable };
    case 'no-answer':
    case 'unexpected-answer':
      return { outcome: 'not-taken', exitCode: EXIT.notTaken };
    case 'oauth-error':
      return refusal(failure.stage, failure.status, failure.error);
    case 'refused':
      return refusal(failure.stage, failure.status, failure.challenge?.error);
    case 'outcome-unknown':
      return { outcome: 'unknown', exitCode: EXIT.unknown };
    case 'iat-unusable':
      return { outcome: 'refused', exitCode: EXIT.tokenRefused };
    case 'admin-token-expired':
      return { outcome: 'refused', exitCode: EXIT.adminTokenRefused };
    case 'missing-answer':
    case 'origin-not-allowed':
      return { outcome: 'missing-answer', exitCode: EXIT.missingAnswer };
    case 'not-valid':
    case 'blocked':
    case 'not-written':
      return { outcome: 'not-valid', exitCode: EXIT.notValid };
    case 'already-registered':
      return { outcome: 'already-registered', exitCode: EXIT.alreadyRegistered };
    case 'deadline':
      return { outcome: 'cancelled', exitCode: EXIT.deadline };
    case 'cancelled':
      return { outcome: 'cancelled', exitCode: SIGNAL_EXIT[failure.signal] };
  }
}

/** RFC 6749 section 5.2 and RFC 6750 section 3.1: codes that speak of the token, whatever the status. */
const TOKEN_ERRORS = ['invalid_token', 'invalid_grant', 'invalid_client', 'unauthorized_client'];

function refusal(stage: Stage, status: number, error: string | undefined): Outcome {
  const token = stage === 'mint' ? EXIT.adminTokenRefused : EXIT.tokenRefused;
  const asked = { outcome: 'refused', exitCode: EXIT.refused } as const;
  if (status === 401) return { outcome: 'refused', exitCode: token };
  if (status === 403) {
    const aboutToken = error === undefined || error === 'invalid_token' || error === 'insufficient_scope';
    return stage === 'mint' || stage === 'read' || aboutToken ? { outcome: 'refused', exitCode: token } : asked;
  }
  if (status === 400 || status === 409 || status === 422) {
    const changes = stage === 'register' || stage === 'update' || stage === 'delete';
    return changes && error !== undefined && TOKEN_ERRORS.includes(error)
      ? { outcome: 'refused', exitCode: token }
      : asked;
  }
  return { outcome: 'not-taken', exitCode: EXIT.notTaken };
}
