import type { Rule } from '../rule.ts';
import { afterRegistration } from './refusals.ts';

/** Scopes that a client asks for, at registration and later. */
export const scopeRules = [
  {
    id: 'scope-refused-by-code',
    cause: 'scope.not_allowed',
    when: { stage: ['register', 'update'], code: ['invalid_scope'] },
    confidence: 0.88,
    shift: [
      {
        when: { any: [afterRegistration, { requested: /\/token\b/ }, { says: /\/authori[sz]e/ }, { status: ['2xx'] }] },
        by: -0.5,
      },
      { when: { aboutAll: ['scope', 'iat'] }, by: -0.3 },
    ],
  },
  {
    id: 'scope-refused-in-words',
    cause: 'scope.not_allowed',
    when: {
      stage: ['register', 'update'],
      about: ['scope'],
      complains: ['invalid', 'not-allowed', 'unsupported', 'unknown'],
      not: {
        any: [
          { aboutAll: ['scope', 'iat'] },
          { status: [401] },
          { status: [403], not: { says: /policy|client ?scope|request/ } },
          { code: ['insufficient_scope'], not: { says: /policy|client ?scope/ } },
          { says: /higher privileges|full ?scope|claim\.?type|requirements? [^\n]{0,20}not met/ },
        ],
      },
    },
    confidence: 0.87,
    shift: [
      { when: { any: [afterRegistration, { requested: /\/token\b/ }, { says: /\/authori[sz]e/ }] }, by: -0.45 },
      { when: { aboutAll: ['scope', 'token'] }, by: -0.1 },
    ],
  },
  {
    id: 'scope-asked-and-refused-without-a-word',
    cause: 'scope.not_allowed',
    when: { stage: ['register'], code: ['invalid_client_metadata'], facts: ['scope-asked', 'unspecific'] },
    confidence: 0.25,
  },
  {
    id: 'scope-refused-later',
    cause: 'scope.default_too_small',
    when: {
      about: ['scope'],
      any: [
        { requested: /\bauthori[sz]e\b|authori[sz]ation (?:request|endpoint)|at login|sign-?in|\/token\b/ },
        {
          says: /\/authori[sz]e|at login|for this client|registered with|client was registered/,
          not: { facts: ['scope-asked'] },
        },
      ],
      not: { says: /dynamic|cannot request scope/ },
    },
    confidence: 0.84,
    shift: [{ when: { facts: ['scope-left-out'] }, by: 0.05 }],
  },
  {
    id: 'scope-refused-later-by-code',
    cause: 'scope.default_too_small',
    when: {
      code: ['invalid_scope'],
      any: [afterRegistration, { requested: /\/token\b/ }, { says: /\/authori[sz]e/ }],
    },
    confidence: 0.84,
  },
] as const satisfies readonly Rule[];
