import type { Failure } from '../domain/failure.ts';
import type { AccessToken } from '../domain/mint/access-token.ts';
import type { Exchange } from '../domain/server/request.ts';
import type { Answers } from '../flow/answers.ts';
import type { Happening } from '../flow/event.ts';

/** A failure that somebody went on from: what was known then, and by what, as often as it came back unchanged. */
export type LeftTrouble = {
  failure: Failure;
  answers: Answers;
  by: readonly Happening[];
  /** The admin tokens that the server has refused in this run. */
  refused: readonly AccessToken[];
};

type Troubled = { failure?: Failure; answers: Answers; left?: LeftTrouble };

/** What is to be remembered of a failure once this happening leads away from it. */
export function leftTrouble({ failure, answers, left }: Troubled, by: Happening): LeftTrouble | undefined {
  if (failure === undefined) return left;
  const before = left && isSame(left, { failure, answers }) ? left.by : [];
  const refused = left?.refused ?? [];
  const token = isTokenRefusal(failure) ? answers.adminToken : undefined;
  const isNew = token !== undefined && !refused.includes(token);
  return { failure, answers, by: [...before, by], refused: isNew ? [...refused, token] : refused };
}

/** Whoever goes for another admin token puts the refused one down: no way leads to a mint with it but giving it again. */
export function puttingDown<S extends Troubled>(state: S, made: string | undefined): S {
  if (made !== 'admin-token' || !state.failure || !isTokenRefusal(state.failure)) return state;
  const { adminToken: _, ...answers } = state.answers;
  return { ...state, answers };
}

function isTokenRefusal(failure: Failure): boolean {
  return (
    (failure.kind === 'oauth-error' || failure.kind === 'refused') &&
    failure.stage === 'mint' &&
    (failure.status === 401 || failure.status === 403)
  );
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

/** Not its words: servers put times and ids of their own into them. */
function signature(failure: Failure): string {
  const members = new Map<string, unknown>(Object.entries(failure));
  const steady = ['kind', 'stage', 'status', 'error', 'code', 'url'].map(name => members.get(name) ?? null);
  return JSON.stringify([...steady, 'exchange' in failure ? requestOf(failure.exchange) : null]);
}

/** A key pair that was made afresh is no other request. */
function requestOf(exchange: Exchange | undefined): unknown {
  const { method, url, body } = exchange?.request ?? {};
  return { method, url, body: body && { ...body, ...('jwks' in body && { jwks: true }) } };
}
