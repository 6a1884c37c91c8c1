import type { Evidence } from '../../domain/evidence/evidence.ts';
import type { Rule } from '../rule.ts';

const withClient: readonly Evidence['stage'][] = ['register', 'read', 'update'];

/** What a client says of a method that it was granted. */
const methodUnusable =
  /token_endpoint_auth_method[^"]{0,40}(?:input should be|literal_error|unsupported)|unsupported token_endpoint_auth_method/;

/** Successes that need a look, and what shows only after one. */
export const resultRules = [
  {
    id: 'granted-otherwise',
    cause: 'result.silently_changed',
    when: { stage: ['register', 'update'], status: ['2xx', 'none'], facts: ['client-granted', 'granted-otherwise'] },
    confidence: 0.9,
  },
  {
    id: 'members-odd',
    cause: 'result.deviation_members',
    when: { stage: withClient, status: ['2xx', 'none'], facts: ['client-granted', 'odd-members'] },
    confidence: 0.86,
  },
  {
    id: 'ok-instead-of-created',
    cause: 'result.deviation_200_instead_of_201',
    when: { stage: ['register'], status: [200, 202], facts: ['client-granted'] },
    confidence: 0.84,
  },
  {
    id: 'created-said-to-be-expected',
    cause: 'result.deviation_200_instead_of_201',
    when: {
      stage: ['register'],
      status: [200, 202, 'none'],
      says: /is not a conform[^\n]{0,80}unexpected http status|(?:expected|instead of|not|wanted) (?:a )?(?:http )?(?:status )?(?:code )?201|201 (?:created )?(?:was )?expected/,
    },
    confidence: 0.86,
  },
  {
    id: 'management-said-missing',
    cause: 'result.no_management_uri',
    when: {
      status: ['2xx', 'none'],
      says: /(?:no|without|lacks?|missing) (?:a )?registration_(?:client_uri|access_token)|registration_(?:client_uri|access_token)[^\n]{0,30}(?:missing|absent|undefined|not (?:given|returned|present))/,
    },
    confidence: 0.8,
  },
  {
    id: 'no-management',
    cause: 'result.no_management_uri',
    when: { stage: ['register'], status: ['2xx'], facts: ['client-granted', 'no-management'] },
    confidence: 0.8,
  },
  {
    id: 'no-client-id',
    cause: 'response.no_client_id',
    when: { stage: withClient, status: ['2xx'], facts: ['no-client-id'] },
    confidence: 0.9,
    // A server that says no under a success has made no client, as a rule.
    shift: [{ when: { facts: ['error-in-success'] }, by: -0.3 }],
  },
  {
    id: 'success-without-a-body',
    cause: 'response.no_client_id',
    when: { stage: withClient, status: ['2xx'], facts: ['empty'] },
    confidence: 0.86,
  },
  {
    id: 'no-client-id-said',
    cause: 'response.no_client_id',
    when: {
      stage: withClient,
      status: ['2xx', 'none'],
      says: [
        /(?:response|answer)[^\n]{0,40}(?:no|without|lacks?|missing)[^\n]{0,20}client_?id/,
        /client_?id[^\n]{0,30}(?:missing|undefined|not (?:found|present))[^\n]{0,20}(?:in|from) (?:the )?(?:response|answer)/,
        /"response" body "client_id"/,
      ],
    },
    confidence: 0.86,
  },
  {
    id: 'answer-said-unreadable-by-a-client',
    cause: 'result.deviation_members',
    when: {
      stage: withClient,
      status: ['2xx'],
      says: [
        /(?:validation errors?|pars(?:e|ing)|deserializ\w+|decod(?:e|ing)|unexpected)[^\n]{0,60}response/,
        /response[^\n]{0,60}(?:validation|invalid|unexpected)|literal_error|zoderror/,
        /expected (?:number|string|array|boolean)|must be an? (?:number|string|array|integer|url)/,
        /(?:int|string|bool|list|url|float)_type|input should be a valid|"response" body/,
        /(?:omitted|lacks?|missing|did not return|without) [^\n]{0,20}(?:client_secret|registration|expires_at|issued_at)/,
      ],
    },
    confidence: 0.66,
  },
  {
    // A client that wants what RFC 7591 does not promise, or gets what it did not ask for.
    id: 'answer-said-invalid-by-a-client',
    cause: 'result.deviation_members',
    when: {
      stage: ['register'],
      status: ['2xx', 'none'],
      says: /invalid (?:\w+ ){0,4}registration response|oauthclientinformation|pars(?:e|ing) (?:the )?(?:client )?registration response/,
    },
    confidence: 0.86,
    shift: [{ when: { says: methodUnusable }, by: -0.3 }],
  },
  {
    id: 'method-granted-that-a-client-cannot-use',
    cause: 'result.silently_changed',
    when: {
      stage: ['register'],
      status: ['2xx', 'none'],
      says: /oauthclientinformation|registration response|registered the client/,
      all: [{ says: methodUnusable }],
    },
    confidence: 0.84,
    member: 'token_endpoint_auth_method',
  },
  {
    id: 'answer-said-to-have-another-value',
    cause: 'result.silently_changed',
    when: {
      stage: withClient,
      status: ['2xx'],
      says: [
        /literal_error|instead of (?!201|a |an )|different from (?:what|the)/,
        /(?:was|has) (?:changed|replaced|dropped|ignored)|changed the (?:requested )?/,
      ],
    },
    confidence: 0.8,
  },
  {
    id: 'client-authenticates-otherwise',
    cause: 'result.auth_method_mismatch',
    when: {
      any: [
        { code: ['invalid_client'], not: { code: ['invalid_client_metadata'] } },
        {
          says: /client[_ ]assertion|client authentication (?:failed|method|required)|client secret auth/,
          not: { code: ['invalid_client_metadata', 'invalid_redirect_uri'] },
        },
        { requested: /\/token\b|token endpoint/, about: ['client', 'auth-method', 'jwks', 'client-secret'] },
      ],
      not: {
        any: [
          { says: /timestamp check|not yet valid|future|\bnbf\b|wrong client protocol/ },
          { status: ['2xx'] },
          { about: ['iat'] },
          { code: ['invalid_scope'] },
          { stage: ['read', 'update', 'delete'], about: ['client'], complains: ['unknown'] },
        ],
      },
    },
    confidence: 0.66,
    shift: [
      { when: { requested: /\/token\b|token endpoint|after (?:a |the )?(?:successful )?registration/ }, by: 0.22 },
      { when: { says: /assertion|secret|\bkid\b|method|key/ }, by: 0.08 },
    ],
  },
] as const satisfies readonly Rule[];
