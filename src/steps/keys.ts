import { needsKeys } from '../domain/metadata/client-metadata.ts';
import type { KeyChoice, KeyMaterial } from '../domain/metadata/key-material.ts';
import { askedMetadata } from '../domain/registration/registration-request.ts';
import type { Answers } from '../flow/answers.ts';
import type { Step } from '../flow/step.ts';

const DEFAULT_CHOICE: KeyChoice = { from: 'generate', alg: 'RS256' };

/** How the server will know the client's key; asked only where the authentication method needs one. */
export const keys: Step = {
  applies: answers =>
    answers.target === undefined
      ? needsKeys(askedMetadata(answers)) && !bringsKeys(answers)
      : answers.changes?.keys === 'add',
  standing: answers => (isThere(answers.keys) ? 'done' : 'open'),
  suggest: (known, { keys: given }) => ({
    happening: { type: 'keys-chosen', choice: given?.choice ?? known.keys ?? DEFAULT_CHOICE },
  }),
  hear: (answers, happening) =>
    happening.type === 'keys-chosen'
      ? {
          do: 'ask',
          effect: { type: 'obtain-keys', choice: happening.choice },
          // A choice that comes to nothing must not cost the keys that are there.
          answers: isThere(answers.keys) ? answers : { ...answers, keys: { choice: happening.choice } },
        }
      : { do: 'stay' },
  settle: (answers, reply) => {
    if (reply.type === 'keys-obtained') return { do: 'next', answers: { ...answers, keys: reply.keys } };
    return reply.type === 'failed' ? { do: 'fail', failure: reply.failure } : { do: 'stay' };
  },
};

/** Not only chosen: a pair may still be in the making, or its file could not be read. */
function isThere(keys: KeyMaterial | undefined): boolean {
  return keys !== undefined && (keys.choice.from === 'none' || keys.jwks !== undefined || keys.jwks_uri !== undefined);
}

/** The runbook's own metadata has the keys already. */
function bringsKeys({ metadata }: Answers): boolean {
  return (metadata['jwks'] ?? metadata['jwks_uri'] ?? null) !== null;
}
