/** What can be said against a subject. */
export const COMPLAINTS = {
  missing: [
    /\bmissing\b|\brequired\b|\bmandatory\b|\brequires?\b/i,
    /\bmust (?:be (?:provided|present|set|supplied|specified|given|non[- ]?empty)|have|include|provide|specify|supply|contain (?:members|at least|one|an?\b|(?:the )?(?:field|member|parameter|property|claim)))/i,
    /\b(?:is|are|was|were) (?:empty|null|blank|undefined)\b|\babsent\b/i,
    /\bnot (?:be )?(?:empty|null|blank)\b/i,
    /\bnot (?:be )?(?:provided|present|supplied|specified|given|included|sent|set|found in (?:the )?request)\b/i,
    /\bat least one\b/i,
    /\bno [\w -]{0,40}(?:provided|present|supplied|specified|given|included|sent|found)\b/i,
    /\bnone (?:was |were )?(?:provided|given)\b|\bneeds? (?:to (?:have|be)|at least|an?)\b/i,
    /\bwithout\b|\black(?:s|ing)\b|\bomitted\b/i,
  ],
  invalid: [
    /\binvalid\b|\bnot (?:a )?valid\b|\bmalformed\b|\bbad\b|\bincorrect\b|\bwrong\b|\billegal\b/i,
    /\bmust (?:use|start|end)\b|\bunacceptable\b|\bfail(?:s|ed)? (?:to )?validat(?:e|ed|ion)\b/i,
    /\bnot well[- ]formed\b|\bcould not be (?:parsed|read|understood|decoded)\b/i,
    /\b(?:unable|failed) to (?:parse|decode|read)\b|\bmust be (?:an?|one|valid)\b/i,
    /\bcan(?:'t|not| not)? only (?:contain|be)\b|\bmust (?:only )?(?:match|contain(?! (?:the )?(?:field|member|parameter|property|claim))|be)\b/i,
    /\bmust (?:share|have the same|belong|equal|resolve|point)\b|\bshould (?:be|match)\b|\bdoes(?:n't| not) match\b/i,
  ],
  'not-allowed': [
    /\bnot (?:be )?(?:allowed|permitted|approved|authori[sz]ed|accepted|enabled|registered|white ?listed|trusted|configured)\b/i,
    /\b(?:disallowed|forbidden|prohibited|denied|rejected|unauthori[sz]ed|disabled|restricted|blocked|refused|reserved)\b/i,
    /\b(?:may|must|can|should)(?: ?not|n't)\b(?! be (?:empty|null|blank|missing|omitted))/i,
    /\bnot (?:on|in) (?:[\w']+ ){0,3}(?:allow)?list\b|\bnot on the (?:list|allow)\b/i,
    /\bnot in the (?:list|allow|set)\b/i,
  ],
  unsupported: [
    /\bunsupported\b|\bnot (?:be )?(?:supported|available|implemented|offered|recogni[sz]ed)\b/i,
    /\bdoes(?:n't| not) support\b|\bunknown\b|\bunrecogni[sz]ed\b/i,
    /\bmust (?:only contain|be one of|be any of|have one of)\b|\b(?:can|may) (?:only )?(?:contain|be)\b(?! (?:used|empty))/i,
    /(?<!at least |requires |only |provide |include )\bone of\b/i,
    /\bonly [^.\n]{0,80} (?:is|are) (?:supported|allowed|permitted)\b/i,
    /\bsupported (?:methods|values|types|algorithms)\b|\bno (?:values? )?supported\b|\bnot a known\b|\bnot exist\b/i,
  ],
  expired: [/\bexpir(?:ed|y|es|ation)\b|\blapsed\b|\bno longer valid\b|\btoo old\b|\bstale\b|\bpast its\b/i],
  'used-up': [
    /\balready (?:been )?(?:used|consumed|redeemed|spent)\b|\bused up\b|\bexhausted\b/i,
    /\bconsumed\b|\bno (?:more |remaining )?(?:uses|registrations|count|usages?)\b/i,
    /\bno remaining\b/i,
    /\b(?:uses?|usages?|count|registrations)\b[\w ]{0,30}\b(?:exceeded|reached|left|exhausted|depleted)\b/i,
    /\b(?:max(?:imum)?|limit)[\w ]{0,24}\b(?:uses?|usages?|registrations|times)\b/i,
    /\bas many [\w ]{0,30}as (?:it|you|allowed)|\bone[- ]time\b|\bsingle[- ]use\b/i,
  ],
  revoked: [/\brevoked\b|\bdeleted\b|\bremoved\b|\bwithdrawn\b|\bdeactivated\b|\binvalidated\b/i],
  unknown: [
    /\bnot (?:be )?found\b|\bunknown\b|\bdoes(?:n't| not) exist\b|\bno such\b|\bunrecogni[sz]ed\b/i,
    /\bnot recogni[sz]ed\b|\bnot exist\b/i,
  ],
  duplicate: [
    /\balready (?:exists?|registered|in use|taken|been registered)\b|\bduplicates?\b/i,
    /\bnot unique\b|\bmust be unique\b|\bconflicts?\b|\bexists already\b/i,
  ],
  mismatch: [
    /\bmismatch|\b(?:does|do|did)(?:n't| not) (?:match|correspond|agree|equal)\b/i,
    /\bdiffer(?:s|ent)?\b|\bnot equal\b|\bmodified\b|\bnot the same\b|\binconsistent\b/i,
    /\bincompatible\b/i,
  ],
  exclusive: [
    /\bmutually exclusive\b/i,
    /\b(?:can(?:'t|not| not)|must not|may not|should not) (?:co-?exist|both|be (?:both|used together|combined|present together|specified together))\b/i,
    /\bboth\b|\bonly one of\b|\btogether\b|\bat the same time\b|\bsimultaneous/i,
  ],
  unreachable: [
    /\b(?:could|can|did|was|is)(?: ?not|n't)(?: be)? (?:fetch|retriev|load|reach|resolv|download|read|access|connect|get|obtain|deref)\w*/i,
    /\b(?:unable|fail(?:ed|ure|s)?|error|timed out)\b[\w ]{0,20}\b(?:fetch|retriev|load|reach|resolv|download|read|access|connect|get|obtain|deref)\w*/i,
    /\bunreachable\b|\bnot reachable\b|\btimed? ?out\b/i,
  ],
} as const satisfies Record<string, readonly RegExp[]>;

export type Complaint = keyof typeof COMPLAINTS;
