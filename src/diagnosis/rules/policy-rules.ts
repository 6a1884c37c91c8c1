import type { Rule } from '../rule.ts';

/** Whether this caller may register, and how many clients there may be. */
export const policyRules = [
  {
    id: 'caller-said-denied',
    cause: 'policy.denied',
    when: {
      stage: ['mint', 'register', 'update'],
      status: [400, 401, 403],
      says: [
        /access (?:is )?(?:denied|forbidden)|not (?:on|in) (?:the|our) (?:list|allow ?list)/,
        /(?:user|tenant|organi[sz]ation|account|application|client software|caller|subject|app)[^\n]{0,60}(?:not (?:been )?(?:approved|allowed|authori[sz]ed|permitted|whitelisted|enabled|entitled)|denied|blocked)/,
        /not (?:approved|authori[sz]ed|permitted|allowed|entitled) (?:to register|for registration)/,
        /(?:denied|rejected|forbidden|blocked) by (?:the )?(?:\w+ )?policy/,
        /policy[^\n]{0,60}(?:reject|den|forbid|violat)/,
        /(?:user|tenant|organi[sz]ation|account|workspace|project|subscription)s?\b[^\n]{0,30}(?:suspended|deactivated|disabled|locked|frozen|banned)/,
        /multi-?factor|\b[m2]fa\b[^\n]{0,24}(?:required|needed|must)|second factor/,
        /no api ?product|not subscribed|subscription (?:is )?(?:inactive|blocked|not found|validation)|cannot consume/,
      ],
      not: {
        any: [
          { facts: ['markup'] },
          {
            about: ['redirect', 'scope', 'grant', 'auth-method', 'jwks', 'jwks-uri', 'software-statement', 'client-id'],
          },
          { says: [/registration is disabled|trusted|csrf|security policy|\bip\b/, /(?:subscription|api)[ -]?key/] },
        ],
      },
    },
    confidence: 0.74,
    shift: [
      { when: { code: ['access_denied', 'unauthorized_client', 'insufficient_scope'] }, by: 0.08 },
      // OAuth speaks JSON; XML is of what stands in front, or of something else.
      { when: { facts: ['xml'] }, by: -0.3 },
      { when: { stage: ['mint'], says: /resource|action|operation/ }, by: -0.2 },
    ],
  },
  {
    id: 'client-software-said-not-listed',
    cause: 'policy.denied',
    when: {
      stage: ['register'],
      about: ['client', 'client-name', 'other-member'],
      clause: [
        /\b(?:client|software|application|app)(?:[_ ](?:name|id|software))?\b[^\n]{0,60}not (?:be )?(?:on|in) (?:[\w']+ ){0,3}list/,
        /\b(?:client|software|application|app)(?:[_ ](?:name|software))?\b[^\n]{0,60}not (?:be )?(?:approved|allow-?listed|white-?listed|recogni[sz]ed)/,
      ],
      not: { about: ['redirect', 'scope', 'grant', 'auth-method', 'jwks', 'jwks-uri', 'software-statement', 'iat'] },
    },
    confidence: 0.78,
  },
  {
    // A directory, or the server's owner, withdrew the standing of whoever asks.
    id: 'standing-said-lost',
    cause: 'policy.denied',
    when: {
      status: [400, 401, 403],
      clause:
        /(?:software product|participant|organi[sz]ation|\badr\b|\btpp\b|data recipient|brand|publisher|developer|vendor)[\w ]{0,24}status[^\n]{0,24}(?:not active|inactive|suspended|removed|revoked|withdrawn)/,
      not: { about: ['software-statement'] },
    },
    confidence: 0.7,
  },
  {
    // What the organization has not bought or switched on, said by the management API of a cloud.
    id: 'api-said-not-enabled',
    cause: 'policy.denied',
    when: {
      stage: ['mint'],
      status: [401, 403],
      says: /\b(?:api|feature|service|product|add-?on|licen[sc]e)\b[^\n]{0,50}(?:not (?:been )?(?:enabled|activated|licensed|used|available)|disabled|you are requesting)/,
    },
    confidence: 0.6,
  },
  {
    id: 'caller-denied-by-code',
    cause: 'policy.denied',
    when: {
      stage: ['mint', 'register', 'update'],
      code: ['access_denied', 'unauthorized_client'],
      not: { any: [{ facts: ['markup'] }, { says: /disabled|not enabled/ }] },
    },
    confidence: 0.6,
    shift: [{ when: { stage: ['update'] }, by: -0.2 }],
  },
  {
    id: 'registration-forbidden',
    cause: 'policy.denied',
    when: { stage: ['register'], status: [403], facts: ['unspecific'], not: { facts: ['markup'] } },
    confidence: 0.4,
    shift: [{ when: { code: ['invalid_token'] }, by: -0.3 }],
    try: [
      'The answer does not say what is forbidden: ask the server’s administrator for the log line of this request.',
    ],
  },
  {
    id: 'registration-forbidden-whatever-it-says',
    cause: 'policy.denied',
    when: { stage: ['register'], status: [403], not: { facts: ['markup'] } },
    confidence: 0.26,
  },
  {
    id: 'registration-forbidden-may-be-scope',
    cause: 'token.insufficient_scope',
    when: { stage: ['register'], status: [403], facts: ['no-words'], not: { anyFact: ['markup', 'no-token-sent'] } },
    confidence: 0.24,
    shift: [{ when: { requested: /(?<!initial )access token|scope/ }, by: 0.18 }],
  },
  {
    id: 'registration-forbidden-may-be-role',
    cause: 'token.insufficient_role',
    when: {
      stage: ['register'],
      status: [403],
      facts: ['unspecific'],
      not: { any: [{ facts: ['markup'] }, { facts: ['no-token-sent'] }] },
    },
    confidence: 0.3,
  },
  {
    id: 'keycloak-policy-rejected',
    cause: 'policy.denied',
    when: {
      stage: ['register', 'update'],
      says: /policy '[^'\n]{1,80}' rejected|rejected request to client-registration|client_registration_policy=/,
    },
    confidence: 0.6,
    shift: [{ when: { says: /trusted|clientscope|client scope|max clients|it's allowed to have max/ }, by: -0.3 }],
  },
  {
    id: 'host-said-not-trusted',
    cause: 'policy.host_not_trusted',
    when: {
      stage: ['register'],
      says: [
        /\bhost\b[^\n]{0,20}not (?:be )?(?:trusted|allowed|permitted)/,
        /untrusted (?:host|ip|network|address)|trusted (?:networks?|hosts?|ips?|addresses)/,
        /(?:ip|remote|source|client)[ -]address[^\n]{0,40}not (?:be )?(?:allowed|trusted|permitted|in)/,
        /\bip\b[^\n]{0,30}(?:not (?:allowed|trusted|permitted)|is not in)/,
      ],
      not: {
        any: [
          { says: /\bur[il]s?\b[^\n]{0,40}(?:does ?n.t|not) match/ },
          { facts: ['markup'] },
          { clause: /redirect/ },
        ],
      },
    },
    confidence: 0.88,
    shift: [
      {
        // A gateway's list of addresses knows no OAuth; the server's own rule is one for requests without a token.
        when: {
          facts: ['token-shown'],
          says: /\bip\b/,
          not: {
            any: [{ code: ['access_denied', 'insufficient_scope', 'invalid_request'] }, { says: /trusted|policy/ }],
          },
        },
        by: -0.3,
      },
    ],
  },
  {
    id: 'quota-said',
    cause: 'policy.quota',
    when: {
      stage: ['register'],
      says: [
        /max(?:imum)?\b[^\n]{0,50}\b(?:clients|applications|apps|registrations|entities)/,
        /(?:limit|quota)\b[^\n]{0,50}\b(?:clients?|applications?|apps|entities|registered)/,
        /\b(?:clients?|applications?|apps)\b[^\n]{0,40}(?:limit|quota|\bcap\b)/,
        /too many (?:\w+ )?(?:clients|applications|apps|entities|registered)|too_many_entities/,
        /quota (?:exceeded|reached)|registered all (?:the )?(?:clients|applications)/,
        /no (?:more|further) (?:clients|applications|registrations) (?:can|may|will|are|is)\b/,
        /(?:clients?|registrations?|applications?|apps) (?:capacity|store|slots?)\b[^\n]{0,30}(?:reached|full|exceed|exhaust)/,
      ],
      not: { any: [{ status: [429] }, { about: ['iat', 'redirect'] }, { says: /rate limit|requests|uses?\b|usage/ }] },
    },
    confidence: 0.89,
    // A quota of nothing named may be one of requests.
    shift: [
      { when: { says: /quota/, not: { says: /clients?\b|applications?|apps\b|registrations|entities/ } }, by: -0.35 },
    ],
  },
] as const satisfies readonly Rule[];
