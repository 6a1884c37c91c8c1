import type { Rule } from '../rule.ts';
import { changes, opaque, publicWords } from './refusals.ts';

/** A value that is refused only because of another that was sent beside it. */
const onlyInCompany =
  /\b(?:when|if|together with|in combination|combined with)\b[^\n]{0,60}\b(?:used|provided|present|set|requested|included|specified|is|are)\b/;

/** Grants and response types. */
export const grantRules = [
  {
    id: 'grant-and-response-said-at-odds',
    cause: 'metadata.grant_response_mismatch',
    when: {
      stage: changes,
      aboutAll: ['grant', 'response-type'],
      not: {
        any: [
          { aboutAll: ['grant', 'response-type', 'redirect'] },
          { status: [401] },
          { clause: /unsupported|grant (?:type )?or response/ },
        ],
      },
    },
    confidence: 0.88,
  },
  {
    id: 'response-said-unfit-for-code',
    cause: 'metadata.grant_response_mismatch',
    when: {
      stage: changes,
      about: ['response-type', 'grant'],
      complains: ['mismatch', 'exclusive'],
      not: { about: ['redirect'] },
    },
    confidence: 0.78,
  },
  {
    id: 'refresh-said-to-need-another-grant',
    cause: 'metadata.grant_response_mismatch',
    when: {
      stage: changes,
      clause: [
        /refresh[_ ]tokens?[^\n]{0,60}(?:requires?|without|only|alone|must be|together|combin)/,
        /(?:does not|not) (?:support|allow|permit|use) refresh[_ ]tokens?|offline_access[^\n]{0,50}refresh/,
      ],
      not: { status: [401] },
    },
    confidence: 0.8,
  },
  {
    id: 'value-said-unfit-beside-another',
    cause: 'metadata.grant_response_mismatch',
    when: {
      stage: changes,
      about: ['grant', 'response-type'],
      clause: onlyInCompany,
      complains: ['not-allowed', 'missing', 'invalid', 'mismatch'],
      not: { any: [{ status: [401] }, { about: ['redirect', 'iat', 'jwks', 'jwks-uri', 'scope', 'auth-method'] }] },
    },
    confidence: 0.8,
  },
  {
    id: 'grants-at-odds-and-blamed',
    cause: 'metadata.grant_response_mismatch',
    when: { stage: changes, facts: ['grants-at-odds'], about: ['grant', 'response-type'] },
    confidence: 0.84,
    shift: [{ when: { complains: ['unsupported', 'not-allowed'] }, by: -0.2 }],
  },
  {
    id: 'offline-without-refresh-and-opaque',
    cause: 'metadata.grant_response_mismatch',
    when: { all: [opaque], facts: ['offline-without-refresh'] },
    confidence: 0.3,
  },
  {
    id: 'grants-at-odds-and-opaque',
    cause: 'metadata.grant_response_mismatch',
    when: { all: [opaque], facts: ['grants-at-odds'] },
    confidence: 0.6,
  },
  {
    id: 'list-said-empty',
    cause: 'metadata.grant_response_mismatch',
    when: { stage: changes, about: ['response-type'], clause: /must contain members/ },
    confidence: 0.72,
  },
  {
    id: 'grant-said-unsupported',
    cause: 'metadata.grant_unsupported',
    when: {
      stage: changes,
      about: ['grant', 'response-type'],
      complains: ['unsupported', 'not-allowed', 'invalid', 'unknown'],
      not: {
        any: [
          { aboutAll: ['grant', 'response-type'], not: { clause: /unsupported|grant (?:type )?or response/ } },
          { clause: /at least one|an array|only contain strings|a string|a list|must contain members/ },
          { about: ['redirect', 'iat', 'jwks', 'jwks-uri', 'scope'] },
          { says: publicWords },
          { status: [401] },
          { clause: /does not support refresh/ },
          { code: ['insufficient_scope'], not: { about: ['grant'] } },
        ],
      },
    },
    confidence: 0.87,
    shift: [
      { when: { facts: ['grant-unusual'] }, by: 0.05 },
      { when: { clause: onlyInCompany, about: ['grant', 'response-type'] }, by: -0.3 },
    ],
  },
  {
    id: 'grant-unsupported-by-code',
    cause: 'metadata.grant_unsupported',
    when: { stage: changes, code: ['unsupported_grant_type', 'unsupported_response_type'] },
    confidence: 0.85,
  },
  {
    id: 'grant-unusual-and-opaque',
    cause: 'metadata.grant_unsupported',
    when: { all: [opaque], facts: ['grant-unusual'] },
    confidence: 0.42,
  },
] as const satisfies readonly Rule[];
