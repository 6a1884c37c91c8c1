import type { CauseId } from '../catalogue.ts';
import type { Rule } from '../rule.ts';
import type { Subject } from '../signs/subjects.ts';
import { aboutForm, changes, opaque } from './refusals.ts';

/** What a subject is mostly blamed for, where a refusal names it and then says something that no rule understands. */
const usualBlame: readonly [Subject, CauseId][] = [
  ['redirect', 'redirect.not_approved'],
  ['post-logout', 'redirect.post_logout_mismatch'],
  ['scope', 'scope.not_allowed'],
  ['grant', 'metadata.grant_unsupported'],
  ['response-type', 'metadata.grant_unsupported'],
  ['auth-method', 'metadata.auth_method_unsupported'],
  ['jwks', 'keys.invalid'],
  ['jwks-uri', 'keys.jwks_uri_refused'],
  ['alg', 'keys.alg'],
  ['software-statement', 'software_statement.invalid'],
  ['client-id', 'metadata.admin_only_field'],
  ['client-secret', 'metadata.admin_only_field'],
  ['client-name', 'metadata.field_invalid'],
  ['application-type', 'metadata.field_invalid'],
  ['other-member', 'metadata.field_invalid'],
];

/** What is left to say where a refusal says little. */
export const opaqueRules: readonly Rule[] = [
  ...usualBlame.map(
    ([subject, cause]): Rule => ({
      id: `${subject}-named-in-a-refusal`,
      cause,
      when: { stage: changes, status: [400, 403, 409, 422], about: [subject] },
      confidence: 0.34,
    }),
  ),
  {
    id: 'something-refused',
    cause: 'metadata.opaque',
    when: { stage: changes, status: [400, 409, 422], not: { facts: ['markup'] } },
    confidence: 0.16,
    shift: [{ when: { facts: ['unspecific'] }, by: 0.12 }],
  },
  {
    id: 'something-said-too-long-or-too-many',
    cause: 'metadata.field_invalid',
    when: {
      all: [opaque],
      says: /exceeds?[^\n]{0,30}(?:length|limit|maximum|number)|too (?:many|long)\b/,
      not: { says: /requests|registrations|clients|try again|body/ },
    },
    confidence: 0.56,
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
];
