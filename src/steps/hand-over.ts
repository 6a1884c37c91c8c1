import { strings } from '../domain/client-metadata.ts';
import type { HandOverValues } from '../domain/hand-over.ts';
import type { Answers } from '../flow/answers.ts';
import type { Step } from '../flow/step.ts';

/** Puts what was granted where the application will look for it. */
export const handOver: Step = {
  standing: answers => (answers.handedOver === undefined ? 'open' : 'done'),
  suggest: known => ({ happening: { type: 'hand-over-confirmed', targets: known.handOver } }),
  hear: (answers, happening) => {
    if (happening.type !== 'hand-over-confirmed') return { do: 'stay' };
    const { targets } = happening;
    return targets.length === 0
      ? { do: 'next', answers: { ...answers, handedOver: [] } }
      : { do: 'ask', effect: { type: 'hand-over', targets, values: valuesOf(answers) } };
  },
  settle: (answers, reply) => {
    if (reply.type === 'handed-over') return { do: 'next', answers: { ...answers, handedOver: reply.handedOver } };
    return reply.type === 'failed' ? { do: 'fail', failure: reply.failure } : { do: 'stay' };
  },
};

function valuesOf({ server, iat, registered }: Answers): HandOverValues {
  const client = registered?.client;
  const values: { [K in keyof HandOverValues]: HandOverValues[K] | undefined } = {
    client_id: client?.client_id,
    client_secret: client?.client_secret,
    registration_access_token: client?.registration_access_token,
    registration_client_uri: client?.registration_client_uri,
    initial_access_token: iat?.token,
    issuer: server?.issuer,
    server_url: server?.url,
    private_key_file: registered?.keys?.privateKeyFile,
    kid: registered?.keys?.kid,
    redirect_uris: redirectUris(registered?.client.metadata ?? {}),
  };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function redirectUris(metadata: Answers['metadata']): string | undefined {
  const uris = strings(metadata['redirect_uris']);
  return uris.length === 0 ? undefined : uris.join(' ');
}
