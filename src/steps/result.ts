import type { Answers } from '../flow/answers.ts';
import type { Step } from '../flow/step.ts';

/** What was granted, to be read; and the way to the next client with the same initial access token. */
export const result: Step = {
  standing: answers => (answers.resultRead ? 'done' : 'open'),
  suggest: () => ({ happening: { type: 'result-read' } }),
  hear: (answers, happening) => {
    if (happening.type === 'result-read') return { do: 'next', answers: { ...answers, resultRead: true } };
    return happening.type === 'another-client-wanted'
      ? { do: 'restart', answers: forAnother(answers) }
      : { do: 'stay' };
  },
};

/** What was said about the server and the token stays; what was said about the client is asked anew. */
function forAnother({
  server,
  allowedOrigins,
  adminToken,
  mint,
  iat,
  openRegistration,
  registered,
  earlier,
}: Answers): Answers {
  return {
    ...(server && { server }),
    allowedOrigins,
    ...(adminToken && { adminToken }),
    ...(mint && { mint }),
    ...(iat && { iat }),
    ...(openRegistration && { openRegistration }),
    metadata: {},
    earlier: registered ? [...earlier, registered] : earlier,
  };
}
