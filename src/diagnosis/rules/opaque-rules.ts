import type { Rule } from '../rule.ts';
import { aboutForm, changes, opaque } from './refusals.ts';

/** What is left to say where a refusal says little. */
export const opaqueRules = [
  {
    id: 'something-refused',
    cause: 'metadata.opaque',
    when: { stage: changes, status: [400, 422], not: { facts: ['markup'] } },
    confidence: 0.16,
  },
  {
    id: 'metadata-opaque',
    cause: 'metadata.opaque',
    when: {
      all: [opaque],
      any: [
        {
          code: [
            'invalid_client_metadata',
            'invalid_request',
            'registration_failed',
            'invalid_payload',
            'validation_error',
            'bad_request',
          ],
        },
        { facts: ['no-words'] },
        { says: /metadata|bad request/ },
      ],
    },
    confidence: 0.5,
    shift: [
      { when: { says: aboutForm }, by: -0.25 },
      { when: { complains: ['missing', 'duplicate'] }, by: -0.1 },
      { when: { facts: ['markup'] }, by: -0.3 },
    ],
  },
] as const satisfies readonly Rule[];
