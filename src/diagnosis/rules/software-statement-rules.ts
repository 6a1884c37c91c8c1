import type { Rule } from '../rule.ts';
import { opaque } from './refusals.ts';

const issuerRefused =
  /issuer\b[^\n]{0,80}(?:not (?:be )?(?:supported|trusted|known|recogni[sz]ed|allowed|approved|accepted)|unknown|untrusted)/;

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
    shift: [
      { when: { complains: ['duplicate'] }, by: -0.3 },
      { when: { says: issuerRefused }, by: -0.3 },
      { when: { says: /\b(?:m?tls|transport) (?:\w+ )?cert/ }, by: -0.3 },
    ],
  },
  {
    // A sound statement of somebody that this server does not know, under the code for unsound ones.
    id: 'issuer-of-the-statement-said-refused',
    cause: 'software_statement.unapproved',
    when: {
      stage: ['register'],
      any: [{ code: ['invalid_software_statement'] }, { about: ['software-statement'] }],
      says: issuerRefused,
    },
    confidence: 0.84,
  },
  {
    id: 'software-statement-named-and-left-out',
    cause: 'software_statement.invalid',
    when: {
      stage: ['register'],
      status: [400, 401, 422],
      about: ['software-statement'],
      facts: ['named-member-left-out'],
    },
    confidence: 0.78,
    member: 'software_statement',
    try: ['This server registers only clients that a directory vouches for: get a software statement (SSA) from it.'],
  },
  {
    id: 'software-statement-sent-and-something-lapsed',
    cause: 'software_statement.invalid',
    when: {
      stage: ['register'],
      status: [400, 422],
      facts: ['software-statement-sent'],
      complains: ['expired'],
      not: { about: ['iat', 'token'] },
    },
    confidence: 0.62,
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
    shift: [
      { when: { clause: /trusted|approved|\b(?:m?tls|transport) (?:\w+ )?cert/ }, by: -0.3 },
      // What is held against the statement is at fault, not the statement.
      { when: { code: ['invalid_redirect_uri'] }, by: -0.35 },
    ],
  },
] as const satisfies readonly Rule[];
