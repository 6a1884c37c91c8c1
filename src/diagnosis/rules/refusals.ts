import type { Condition } from '../rule.ts';

export const changes = ['register', 'update'] as const;

/** The answer refuses the metadata and blames nothing in particular. */
export const opaque: Condition = {
  stage: changes,
  // RFC 7591 section 3.2.2 gives its codes with 400; some servers give them with 401 or 403.
  any: [{ status: [400, 409, 422] }, { status: [401, 403], code: ['invalid_client_metadata'] }],
  facts: ['unspecific'],
  not: {
    code: [
      'invalid_redirect_uri',
      'invalid_scope',
      'invalid_token',
      'invalid_client',
      'unapproved_software_statement',
      'invalid_software_statement',
    ],
  },
};

/** The answer blames the redirect URIs, with or without saying what is wrong with them. */
export const blamedRedirects: Condition = {
  stage: changes,
  any: [{ code: ['invalid_redirect_uri'] }, { about: ['redirect'], complains: ['invalid', 'not-allowed'] }],
};

/** The client was registered; it is a later request that failed. */
export const afterRegistration: Condition = {
  any: [
    {
      requested: [
        /\bauthori[sz]e\b|authori[sz]ation (?:request|endpoint)|at login|sign-?in|\/oauth2?\/auth\b/,
        /registered without|then (?:get|post) \//,
      ],
    },
    { says: /authori[sz]ation endpoint/ },
  ],
};

/** Words about the form of a request rather than its content. */
export const aboutForm: readonly RegExp[] = [
  /json|parse|syntax|content[- ]?type|media type|decode|unexpected (?:token|end|character)/,
  /malformed|authori[sz]ation header|query|too large/,
];

export const reservedWords: readonly RegExp[] = [
  /choose your own|cannot be set|can not be set|may not be set|must not be set/,
  /not (?:be )?(?:settable|set by)|reserved(?! (?:ip|address|range|host|network|domain|scheme))|read[- ]?only|only (?:an? )?(?:admin|server)/,
  /(?:assigned|issued|generated|set) by the (?:authorization )?server|\bincluded\b/,
  /must not be (?:provided|present|supplied|specified|sent|included)/,
  /not allowed to (?:set|choose|provide|specify)/,
];

export const onlyPublic: readonly RegExp[] = [
  /only public|public (?:pkce )?clients? only|(?:restricted|limited) to public/,
  /only (?:supports?|registers?|accepts?|allows?) public/,
  /confidential clients?(?: registrations?)?(?: are| is)? (?:not|cannot|disabled)/,
  /(?:use|must (?:be|use)|should (?:be|use)|register(?: as)?|required to be) an? public (?:pkce )?client/,
];

/** A member that keeps the value of the registration. */
export const unchangeable =
  /(?:can ?not|can't|must not|may not|not) be (?:changed|modified|updated|altered|edited)|immutable|unchangeable|not (?:modifiable|changeable|updat(?:e)?able|editable)/;

/** Words about public and confidential clients. */
export const publicWords: readonly RegExp[] = [
  /public clients?|confidential client|must be confidential|clients? without (?:a )?secret/,
  /client[_ ]secret is required|client credentials[^\n]{0,24}\bpublic\b/,
];

export const namesPublic: readonly RegExp[] = [/public clients?|confidential client/];

/** Words that say what is wrong with a redirect URI. */
export const redirectReason: readonly RegExp[] = [
  /https|\bhttp\b|fragment|userinfo|credential|native|web (?:client|app|uri)/,
  /application[_ ]type|scheme|loopback|localhost|absolute|parse|list|approved|pattern|required/,
  /mandatory|missing|must contain members|array|empty|client[_ ]credentials|grant/,
];

/** JWT libraries say «Signature has expired» of a token whose exp is past: its signature is sound. */
export const lapsedSignature: readonly RegExp[] = [/signature (?:has |is )?expired|jwt ?expired|expiredsignature/];

/** Words of a server to which a token is another's. */
export const foreignToken: readonly RegExp[] = [
  /tokens?\b[^\n]{0,24}\bnot (?:one )?(?:of|from|by|for|issued (?:by|for|at)|known (?:to|at)|valid (?:for|at)) (?:this|our|the present) (?:server|realm|tenant|issuer|service|instance|provider|host)/,
  /tokens?\b[^\n]{0,24}\b(?:issued|minted|made|signed) (?:by|for|at) (?:an?other|some other|a different|an untrusted|an unknown)/,
];

/** Words of a server that wants each request signed, not a bearer token. */
export const signedRequest: readonly RegExp[] = [/header requires '(?:credential|signature)|incomplete ?signature/];

/** An API gateway that asks for its own key: a bearer token does not help. */
export const gatewayKey: readonly RegExp[] = [
  /(?:missing|no|invalid|without)(?: an?| valid)? (?:subscription|api)[ -]?keys?\b/,
  /(?:subscription|api)[ -]?key (?:is )?(?:missing|required|invalid|not found)|resolve api key/,
  /(?:subscription|api)[ -]?key (?:\w+ ){0,3}(?:does not exist|is not known)|client[ _-]id (?:is )?(?:not registered|missing)/,
  /(?:invalid|missing) client[ _-]?id (?:or|and) (?:client )?secret/,
];

/** A gateway that blames what stands behind it, under whatever status. */
export const unreachedBehind =
  /\bproxying\b|upstream (?:host|lookup|service)|could ?n[o']t connect to (?:the )?(?:endpoint|backend|upstream|target|origin)|backend (?:does not exist|timeout|connection|is (?:down|unavailable))|(?:endpoint|tunnel|application|site|app) [^\n]{0,40}is (?:offline|asleep|suspended|paused)/;

/** API gateways that read what passes, and refuse it by a policy of their own. */
export const gatewayPolicy = /policy falsified|assertion falsified|threat ?protection|threat detected/;

/** Words of a server that takes the registration itself as a signed JWT. */
export const registrationJwt: readonly RegExp[] = [
  /no registration jwt|registration (?:request )?(?:object )?(?:is )?not a (?:valid )?jwt|application\/jwt/,
  /registration (?:request )?must be (?:an? )?(?:signed )?(?:jwt|jws)/,
];
