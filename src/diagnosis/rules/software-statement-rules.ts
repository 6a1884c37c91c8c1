import type { Rule } from '../rule.ts';
import { opaque } from './refusals.ts';

/** The signed statement about the client software, and who stands behind it. */
export const softwareStatementRules = [
  {
    id: 'software-statement-unapproved',
    cause: 'software_statement.unapproved',
    when: { stage: ['register'], code: ['unapproved_software_statement'] },
    confidence: 0.93,
    shift: [{ when: { says: /limit|quota|too many/, not: { about: ['software-statement'] } }, by: -0.4 }],
  },
  {
    id: 'software-statement-said-unapproved',
    cause: 'software_statement.unapproved',
    when: {
      stage: ['register'],
      about: ['software-statement'],
      clause: [
        /not (?:be )?(?:approved|trusted|accepted|recogni[sz]ed|allowed|permitted|active)|untrusted/,
        /unapproved|unknown issuer|inactive/,
      ],
    },
    confidence: 0.86,
  },
  {
    id: 'software-statement-invalid',
    cause: 'software_statement.invalid',
    when: { stage: ['register'], code: ['invalid_software_statement'] },
    confidence: 0.93,
    shift: [{ when: { complains: ['duplicate'] }, by: -0.3 }],
  },
  {
    id: 'software-statement-sent-and-opaque',
    cause: 'software_statement.invalid',
    when: { all: [opaque], stage: ['register'], facts: ['software-statement-sent'] },
    confidence: 0.4,
  },
  {
    id: 'software-statement-said-invalid',
    cause: 'software_statement.invalid',
    when: {
      stage: ['register'],
      about: ['software-statement'],
      complains: ['invalid', 'expired', 'mismatch', 'missing', 'unreachable', 'unsupported', 'not-allowed'],
      not: { code: ['unapproved_software_statement'] },
    },
    confidence: 0.8,
    shift: [{ when: { clause: /trusted|approved/ }, by: -0.3 }],
  },
] as const satisfies readonly Rule[];
