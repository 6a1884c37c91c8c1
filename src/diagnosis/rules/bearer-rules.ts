import type { Rule } from '../rule.ts';
import { signedRequest } from './refusals.ts';

const headerIsOff: readonly RegExp[] = [
  /authori[sz]ation header[^\n]{0,50}(?:format|malformed|invalid|bad|must|expected|incorrect)/,
  /(?:bad|malformed|invalid|incorrect)[^\n]{0,50}authori[sz]ation header/,
  /authori[sz]ation header value|bearer [<[{](?:jwt|token)|format is authori[sz]ation/,
  /(?:malformed|invalid|bad)[^\n]{0,24}(?:token |authentication )header|header format|token string should/,
];

/** How the token was put into the request: doubled, mangled, in the wrong place. */
export const bearerRules = [
  {
    id: 'bearer-twice',
    cause: 'input.bearer_prefix',
    when: { facts: ['bearer-twice'] },
    confidence: 0.93,
  },
  {
    id: 'authorization-header-said-off',
    cause: 'input.bearer_prefix',
    when: { says: headerIsOff, not: { facts: ['other-scheme'] } },
    confidence: 0.62,
    shift: [{ when: { facts: ['bearer-twice'] }, by: 0.2 }],
    try: ['Look at the header as it was sent: once «Bearer», one blank, then the token.'],
  },
  {
    id: 'bearer-said-malformed',
    cause: 'input.bearer_prefix',
    when: { says: /bearer token (?:is )?malformed|malformed bearer/, not: { code: ['invalid_token'] } },
    confidence: 0.55,
  },
  {
    id: 'authorization-header-said-off-may-be-scheme',
    cause: 'input.wrong_scheme',
    when: { says: headerIsOff, not: { facts: ['bearer-twice'] } },
    confidence: 0.4,
    shift: [{ when: { facts: ['other-scheme'] }, by: 0.45 }],
  },
  {
    id: 'other-scheme-refused',
    cause: 'input.wrong_scheme',
    when: { status: [400, 401, 403], facts: ['other-scheme'] },
    confidence: 0.82,
    // A server that reads the token and finds fault with it has taken the scheme.
    shift: [{ when: { about: ['token'], complains: ['invalid', 'expired', 'revoked'] }, by: -0.4 }],
  },
  {
    id: 'scheme-said-wrong',
    cause: 'input.wrong_scheme',
    when: {
      says: [
        /(?:auth(?:entication|ori[sz]ation)?(?: header)? )scheme|scheme must be/,
        /(?:unsupported|invalid|wrong|unknown) (?:auth\w* )?scheme/,
        /unsupported auth(?:ori[sz]ation (?:type|method)|entication type)/,
        /must (?:use|start with|begin with)[^\n]{0,12}bearer|not a bearer|missing 'bearer' type/,
      ],
    },
    confidence: 0.86,
  },
  {
    id: 'signed-request-demanded',
    cause: 'input.wrong_scheme',
    when: { status: [400, 401, 403], says: signedRequest },
    confidence: 0.84,
  },
  {
    id: 'other-scheme-demanded',
    cause: 'input.wrong_scheme',
    when: {
      status: [401],
      facts: ['challenge-other-scheme'],
      not: { any: [{ facts: ['no-token-sent'] }, { status: [407] }] },
    },
    confidence: 0.5,
  },
  {
    // RFC 9449 section 7: the scheme DPoP, with a proof beside the token.
    id: 'proof-of-possession-demanded',
    cause: 'input.wrong_scheme',
    when: {
      status: [400, 401],
      any: [{ code: ['use_dpop_nonce', 'invalid_dpop_proof'] }, { header: { 'www-authenticate': /^\s*dpop\b/i } }],
      not: { header: { 'www-authenticate': /\bbearer\s/i } },
    },
    confidence: 0.7,
    shift: [{ when: { code: ['use_dpop_nonce', 'invalid_dpop_proof'] }, by: 0.16 }],
    try: [
      'The server takes this token only with a proof of possession (DPoP, RFC 9449); a bearer token is not enough.',
    ],
  },
  {
    id: 'token-characters-said',
    cause: 'input.token_characters',
    when: {
      says: [
        /invalid (?:http )?header (?:field )?value|is an invalid header value/,
        /invalid character in header|invalid_char|bytestring|invalid leading whitespace/,
        /return character\(s\) in header|reserved character\(s\)|illegal header value/,
        /header value[^\n]{0,40}(?:invalid|illegal|contain)|the format of value '/,
        /'(?:latin-1|ascii)' codec can't encode/,
        /(?:newline|line ?feed|line break|carriage return|control character|non-ascii)[^\n]{0,40}(?:header|token)/,
        /(?:header|token)[^\n]{0,60}(?:newline|line ?break|carriage return|control character|non-ascii|whitespace)/,
        /new-?line characters/,
      ],
    },
    confidence: 0.93,
  },
  {
    id: 'token-characters-coded',
    cause: 'input.token_characters',
    when: { fails: ['ERR_INVALID_CHAR', 'ERR_HTTP_INVALID_HEADER_VALUE', 'HPE_INVALID_HEADER_TOKEN'] },
    confidence: 0.88,
  },
  {
    id: 'token-characters-seen',
    cause: 'input.token_characters',
    when: { status: [400, 401], facts: ['token-odd-characters'] },
    confidence: 0.6,
  },
  {
    id: 'token-location-said',
    cause: 'input.token_location',
    when: {
      says: [
        /(?:access )?tokens?[^\n]{0,50}(?:query|form body|one mechanism|more than one|multiple (?:ways|methods|locations|places))/,
        /(?:multiple|more than one|two) (?:bearer |access )?(?:tokens|authentication (?:methods|mechanisms)|methods)/,
        /query (?:string|parameter)[^\n]{0,40}token|must be sent in the authori[sz]ation header/,
      ],
    },
    confidence: 0.9,
  },
  {
    id: 'token-in-the-address',
    cause: 'input.token_location',
    when: { status: [400, 401, 403], facts: ['token-in-address'] },
    confidence: 0.66,
  },
] as const satisfies readonly Rule[];
