import type { Condition, Rule } from '../rule.ts';

const changes = ['register', 'update'] as const;
const opaque: Condition = {
  stage: changes,
  status: [400, 422],
  facts: ['unspecific'],
  not: { code: ['invalid_redirect_uri', 'invalid_scope'] },
};
const publicWords =
  /public clients?|confidential client|must be confidential|clients? without (?:a )?secret|client[_ ]secret is required/;

/** Grants, response types and the client's authentication method. */
export const grantRules = [
  {
    id: 'grant-and-response-said-at-odds',
    cause: 'metadata.grant_response_mismatch',
    when: {
      stage: changes,
      aboutAll: ['grant', 'response-type'],
      not: { any: [{ aboutAll: ['grant', 'response-type', 'redirect'] }, { status: [401] }] },
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
      clause:
        /refresh[_ ]tokens?[^\n]{0,60}(?:requires?|without|only|alone|must be|together|combin)|(?:does not|not) (?:support|allow|permit|use) refresh[_ ]tokens?/,
      not: { status: [401] },
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
    id: 'grants-at-odds-and-opaque',
    cause: 'metadata.grant_response_mismatch',
    when: { ...opaque, facts: ['grants-at-odds', 'unspecific'] },
    confidence: 0.6,
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
          { aboutAll: ['grant', 'response-type'] },
          { about: ['redirect', 'iat', 'jwks', 'jwks-uri', 'scope'] },
          { says: publicWords },
          { status: [401] },
          { clause: /does not support refresh/ },
          { code: ['insufficient_scope'], not: { about: ['grant'] } },
        ],
      },
    },
    confidence: 0.87,
    shift: [{ when: { facts: ['grant-unusual'] }, by: 0.05 }],
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
    when: { ...opaque, facts: ['grant-unusual', 'unspecific'] },
    confidence: 0.42,
  },
  {
    id: 'method-said-unsupported',
    cause: 'metadata.auth_method_unsupported',
    when: {
      stage: changes,
      about: ['auth-method'],
      complains: ['unsupported', 'not-allowed', 'invalid', 'unknown'],
      not: {
        any: [
          { clause: /\bjwks?|_alg\b|algorithm|client assertion|keys?\b/ },
          { says: publicWords },
          { status: [401] },
          { aboutAll: ['auth-method', 'iat'] },
          { requested: /\/token\b/ },
        ],
      },
    },
    confidence: 0.88,
  },
  {
    id: 'method-left-out-and-opaque',
    cause: 'metadata.auth_method_unsupported',
    when: { ...opaque, anyFact: ['auth-method-left-out'] },
    confidence: 0.2,
  },
  {
    id: 'method-asked-and-opaque',
    cause: 'metadata.auth_method_unsupported',
    when: { ...opaque, facts: ['auth-method-asked', 'unspecific'] },
    confidence: 0.24,
  },
  {
    id: 'public-said-refused',
    cause: 'metadata.public_client_refused',
    when: { stage: changes, says: publicWords, not: { status: [401] } },
    confidence: 0.9,
  },
  {
    id: 'none-said-refused',
    cause: 'metadata.public_client_refused',
    when: {
      stage: changes,
      facts: ['public-client'],
      about: ['auth-method', 'client-secret'],
      complains: ['unsupported', 'not-allowed', 'invalid', 'missing'],
    },
    confidence: 0.89,
  },
  {
    id: 'public-service-refused',
    cause: 'metadata.public_client_refused',
    when: {
      stage: changes,
      status: [400, 422],
      facts: ['public-service'],
      any: [{ facts: ['unspecific'] }, { about: ['grant', 'auth-method'] }],
    },
    confidence: 0.62,
  },
] as const satisfies readonly Rule[];
