import type { Rule } from '../rule.ts';

const aboutLimits: readonly RegExp[] = [
  /grants?(?:\b|_)|scopes?|auth(?:entication)?[ _]method|redirect|client type|web clients?|native/,
  /application[_ ]type|metadata|public clients?|confidential/,
];

/** Initial access tokens that are good, but not for this registration. */
export const iatLimitRules = [
  {
    id: 'iat-said-limited',
    cause: 'iat.constraint',
    when: {
      stage: ['register'],
      about: ['iat', 'token'],
      clause: [
        /tokens?\b[^\n]{0,60}(?:(?:does|do)(?: not|n't) (?:permit|allow|authori[sz]e|cover|include)|(?:may|can) only|only (?:permits?|allows?|be used|valid|usable)|is (?:limited|restricted|bound) to|not (?:permit|allow|authori[sz]e))/,
        /(?:exceeds?|beyond|outside|not (?:be )?(?:permitted|allowed|authori[sz]ed|covered|granted))[^\n]{0,70}\btokens?\b/,
        /(?:bound|restricted|limited) (?:to|by) (?:the |this )?(?:initial )?(?:access )?token/,
        /\b(?:iat|initial access token)(?:'s)? (?:allow-?list|white-?list|scopes?|limits?)\b/,
        /policy of (?:the|this) (?:initial )?(?:access )?token/,
        /token(?:'s)? (?:policy|policies|constraints?|restrictions?)/,
      ],
      says: aboutLimits,
      not: { says: /may only be used once|not (?:allowed|permitted) to register|registration access token/ },
    },
    confidence: 0.89,
  },
] as const satisfies readonly Rule[];
