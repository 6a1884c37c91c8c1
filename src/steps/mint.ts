import type { Failure } from '../domain/failure.ts';
import type { Instant } from '../domain/instant.ts';
import { expiredSince } from '../domain/mint/access-token.ts';
import { standingOf } from '../domain/mint/initial-access-token.ts';
import type { MintParameters } from '../domain/mint/mint-request.ts';
import type { Answers } from '../flow/answers.ts';
import type { Step } from '../flow/step.ts';

/** Trades the admin access token for a short-lived, limited-use initial access token. */
export const mint: Step = {
  makes: 'iat',
  standing: ({ iat }, at) => (iat !== undefined && standingOf(iat, at) === 'usable' ? 'sealed' : 'open'),
  needs: (answers, at) => {
    const otherwise = adminTokenLack(answers, at);
    return otherwise && { product: 'admin-token', otherwise };
  },
  suggest: (known, answers) => ({ happening: { type: 'mint-confirmed', parameters: answers.mint ?? known.mint } }),
  hear: (answers, happening) => {
    if (happening.type !== 'mint-confirmed' && happening.type !== 'retried') return { do: 'stay' };
    const parameters = happening.type === 'mint-confirmed' ? happening.parameters : (answers.mint ?? {});
    const problem = problemOf(parameters);
    if (problem !== undefined) return { do: 'fail', failure: { kind: 'not-valid', problem } };
    const heard = { ...answers, mint: parameters };
    if (answers.server === undefined || answers.adminToken === undefined) return { do: 'stay', answers: heard };
    const adminToken = answers.adminToken.token;
    return { do: 'ask', answers: heard, effect: { type: 'mint-iat', server: answers.server, adminToken, parameters } };
  },
  settle: (answers, reply, at) => {
    if (reply.type === 'failed') return { do: 'fail', failure: reply.failure };
    if (reply.type !== 'iat-minted') return { do: 'stay' };
    const standing = standingOf(reply.iat, at);
    // Going on would only come back here and mint again, for ever.
    return standing === 'usable'
      ? { do: 'next', answers: { ...answers, iat: reply.iat } }
      : { do: 'fail', failure: { kind: 'iat-unusable', standing, deadOnArrival: true } };
  },
};

function adminTokenLack({ adminToken }: Answers, at: Instant): Failure | undefined {
  if (adminToken === undefined) {
    return { kind: 'missing-answer', question: 'the admin access token', needs: '--admin-token-file PATH' };
  }
  const expiredAt = expiredSince(adminToken, at);
  return expiredAt === undefined ? undefined : { kind: 'admin-token-expired', expiredAt };
}

function problemOf({ expires_in, max_uses }: MintParameters): string | undefined {
  if (expires_in !== undefined && !isCount(expires_in))
    return 'expires_in has to be a whole number of seconds, 1 or more';
  if (max_uses !== undefined && !isCount(max_uses)) return 'max_uses has to be a whole number, 1 or more';
  return undefined;
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 1;
}
