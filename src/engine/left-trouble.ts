import type { Failure } from '../domain/failure.ts';
import type { Exchange } from '../domain/server/request.ts';
import type { Answers } from '../flow/answers.ts';
import type { Happening } from '../flow/event.ts';

/** A failure that somebody went on from: what was known then, and by what, as often as it came back unchanged. */
export type LeftTrouble = { failure: Failure; answers: Answers; by: readonly Happening[] };

type Troubled = { failure?: Failure; answers: Answers; left?: LeftTrouble };

/** What is to be remembered of a failure once this happening leads away from it. */
export function leftTrouble({ failure, answers, left }: Troubled, by: Happening): LeftTrouble | undefined {
  if (failure === undefined) return left;
  const before = left && isSame(left, { failure, answers }) ? left.by : [];
  return { failure, answers, by: [...before, by] };
}

/** What was tried against the failure that stands: empty where it is a new one, so where something has changed. */
export function triedBefore({ failure, answers, left }: Troubled): readonly Happening[] {
  return failure !== undefined && left && isSame(left, { failure, answers }) ? left.by : [];
}

/** The same request, by the same admin token, met the same answer or the same silence. Nothing of the kind is local. */
function isSame(before: LeftTrouble, now: { failure: Failure; answers: Answers }): boolean {
  return (
    'stage' in before.failure &&
    before.answers.adminToken === now.answers.adminToken &&
    signature(before.failure) === signature(now.failure)
  );
}

function signature(failure: Failure): string {
  const { kind } = failure;
  const answer = ['status', 'error', 'code', 'url', 'says', 'problem'].map(name =>
    Object.entries(failure).find(([member]) => member === name),
  );
  return JSON.stringify([kind, answer, 'exchange' in failure ? requestOf(failure.exchange) : undefined]);
}

/** A key pair that was made afresh is no other request. */
function requestOf(exchange: Exchange | undefined): unknown {
  const { method, url, body } = exchange?.request ?? {};
  return { method, url, body: body && { ...body, ...('jwks' in body && { jwks: true }) } };
}
