import { expiredSince } from '../domain/mint/access-token.ts';
import type { Step } from '../flow/step.ts';

/** The admin access token authorizes a mint. It stays in memory. */
export const adminToken: Step = {
  makes: 'admin-token',
  standing: ({ adminToken: given }, at) =>
    given === undefined || expiredSince(given, at) !== undefined ? 'open' : 'done',
  suggest: known =>
    known.adminToken === undefined
      ? {
          missing: {
            question: 'the admin access token',
            needs: '--admin-token-file PATH (- reads standard input), or DCR_RUNBOOK_ADMIN_TOKEN_FILE',
          },
        }
      : { happening: { type: 'admin-token-given', adminToken: known.adminToken } },
  hear: (answers, happening, at) => {
    if (happening.type !== 'admin-token-given') return { do: 'stay' };
    const expiredAt = expiredSince(happening.adminToken, at);
    return expiredAt === undefined
      ? { do: 'next', answers: { ...answers, adminToken: happening.adminToken } }
      : { do: 'fail', failure: { kind: 'admin-token-expired', expiredAt } };
  },
};
