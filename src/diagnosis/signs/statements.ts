/** What a clause of an answer can speak of. The order matters nowhere: a clause may speak of several. */
const SUBJECTS = {
  redirect: [
    /\bredirect(?:ion)?[-_ ]?ur[il]s?\b|\bcall ?back[-_ ]?ur[il]s?\b|\breply[-_ ]?ur[il]s?\b/i,
    /\bcallbacks?\b|\bredirects?\b|\bredirection endpoint/i,
  ],
  'post-logout': [/post[-_ ]?logout[-_ ]?redirect/i],
  scope: [/\b(?:client)?[-_ ]?scopes?\b/i],
  grant: [
    /\bgrant[-_ ]?types?\b|\bgrants?\b(?! access)/i,
    /\b(?:authorization_code|client_credentials|refresh_token)\b|\boauth flows?\b/i,
    /\bauthorization code\b(?! challenge)/i,
  ],
  'response-type': [/\bresponse[-_ ]?types?\b/i],
  'auth-method': [
    /\btoken[-_ ]?endpoint[-_ ]?auth(?:entication)?[-_ ]?methods?\b/i,
    /\b(?:client )?auth(?:entication)? methods?\b/i,
    /\bclient auth(?:entication)?\b(?! (?:failed|failure|required))|\btoken endpoint auth\w*/i,
    /\bclient_secret_(?:basic|post|jwt)\b/i,
    /\b(?:private_key_jwt|tls_client_auth|self_signed_tls_client_auth)\b/i,
  ],
  jwks: [/\bjwks?\b(?![-_ ]?ur[il])|\bjson web key|\bkey ?set\b|\bpublic keys?\b/i],
  'jwks-uri': [/\bjwks?[-_ ]?ur[il]\b|\bjwks?set[-_ ]?ur[il]\b/i],
  alg: [/\bsigning[-_ ]?alg(?:orithm)?s?\b|\balgorithms?\b|_alg\b|\balg\b/i],
  'application-type': [/\bapplication[-_ ]?type\b/i],
  'software-statement': [/\bsoftware[-_ ]?statements?\b|\bssa\b/i],
  'client-id': [/\bclient[-_ ]?id(?:entifier)?\b/i],
  'client-secret': [/\bclient[-_ ]?secret\b/i],
  'client-name': [/\bclient[-_ ]?name\b/i],
  'other-member': [
    /\b(?:contacts|(?:logo|client|policy|tos|sector[_ ]identifier|sector|initiate[_ ]login|backchannel[_ ]logout|frontchannel[_ ]logout)[_ ]ur[il]|subject[_ ]type|default_max_age|require_auth_time|default_acr_values|request_uris|software_id|software_version|dpop_bound_access_tokens|tls_client_auth_\w+|authorization_details_types|claims_redirect_uris?|response_modes?|require_\w+_requests?|use_mtls_endpoint_aliases|backchannel_\w+|frontchannel_\w+|client_registration_types)\b/i,
  ],
  iat: [/\binitial[-_ ]?access[-_ ]?tokens?\b|\biats?\b|\bregistration tokens?\b/i],
  rat: [/\bregistration[-_ ]?access[-_ ]?tokens?\b|\brats?\b/i],
  token: [/\btokens?\b|\bjwt\b|\bbearer\b|\bcredentials?\b|\bsession\b/i],
  client: [/\bclients?\b/i],
  metadata: [/\bmeta ?data\b/i],
  body: [/\bbody\b|\bpayload\b|\bjson\b(?! web)|\bobject\b/i],
} as const satisfies Record<string, readonly RegExp[]>;

export type Subject = keyof typeof SUBJECTS;

/** What can be said against a subject. */
const COMPLAINTS = {
  missing: [
    /\bmissing\b|\brequired\b|\bmandatory\b|\brequires?\b/i,
    /\bmust (?:be (?:provided|present|set|supplied|specified|given|non[- ]?empty)|have|include|provide|specify|supply|contain (?:members|at least|one|an?\b|(?:the )?(?:field|member|parameter|property|claim)))/i,
    /\b(?:is|are|was|were) (?:empty|null|blank|absent|undefined)\b|\bfalta\b|\brequerid[oa]/i,
    /\bobligatori[oa]|\bobrigat[óo]ri|\bmanquant|\brequise?\b|\bfehlt\b|\berforderlich|必須|必填|缺少/i,
    /обязател|отсутств|\bnot (?:be )?(?:empty|null|blank)\b/i,
    /\bnot (?:be )?(?:provided|present|supplied|specified|given|included|sent|set|found in (?:the )?request)\b/i,
    /\bat least one\b/i,
    /\bno [\w -]{0,40}(?:provided|present|supplied|specified|given|included|sent|found)\b/i,
    /\bnone (?:was |were )?(?:provided|given)\b|\bneeds? (?:to (?:have|be)|at least|an?)\b/i,
    /\bwithout\b|\black(?:s|ing)\b|\bomitted\b/i,
  ],
  invalid: [
    /\binvalid\b|\bnot (?:a )?valid\b|\bmalformed\b|\bbad\b|\bincorrect\b|\bwrong\b|\billegal\b/i,
    /\binv[áa]lid[oa]\b|\binvalide\b|\bung[üu]ltig|無効|无效|不是合法|不合法|非法|невер|некоррект|недопустим/i,
    /\bmust (?:use|start|end)\b|\bunacceptable\b|\bfail(?:s|ed)? (?:to )?validat(?:e|ed|ion)\b/i,
    /\bnot well[- ]formed\b|\bcould not be (?:parsed|read|understood|decoded)\b/i,
    /\b(?:unable|failed) to (?:parse|decode|read)\b|\bmust be (?:an?|one|valid)\b/i,
    /\bcan(?:'t|not| not)? only (?:contain|be)\b|\bmust (?:only )?(?:match|contain(?! (?:the )?(?:field|member|parameter|property|claim))|be)\b/i,
    /\bmust (?:share|have the same|belong|equal|resolve|point)\b|\bshould (?:be|match)\b|\bdoes(?:n't| not) match\b/i,
  ],
  'not-allowed': [
    /\bnot (?:be )?(?:allowed|permitted|approved|authori[sz]ed|accepted|enabled|registered|white ?listed|trusted|configured)\b/i,
    /\b(?:disallowed|forbidden|prohibited|denied|rejected|unauthori[sz]ed|disabled|restricted|blocked|refused|reserved)\b/i,
    /\b(?:may|must|can|should)(?: ?not|n't)\b|\bno permitid|\bnon autoris/i,
    /\bnicht (?:erlaubt|zul[äa]ssig)|\bn[ãa]o permitid|許可されていません|不允许|запрещ|не разреш/i,
    /\bnot (?:on|in) (?:[\w']+ ){0,3}(?:allow)?list\b|\bnot on the (?:list|allow)\b/i,
    /\bnot in the (?:list|allow|set)\b/i,
  ],
  unsupported: [
    /\bunsupported\b|\bnot (?:be )?(?:supported|available|implemented|offered|recogni[sz]ed)\b/i,
    /\bs[óo]lo se (?:soporta|admite|permite)|\bno soportad|\bnicht unterst[üu]tzt/i,
    /\bnon (?:pris|support)|サポートされていません|不支持|не поддерж|поддерживаются только/i,
    /\bdoes(?:n't| not) support\b|\bunknown\b|\bunrecogni[sz]ed\b/i,
    /\bmust (?:only contain|be one of|be any of|have one of)\b|\b(?:can|may) (?:only )?(?:contain|be)\b(?! (?:used|empty))/i,
    /(?<!at least |requires |only |provide |include )\bone of\b/i,
    /\bonly [^.\n]{0,80} (?:is|are) (?:supported|allowed|permitted)\b/i,
    /\bsupported (?:methods|values|types|algorithms)\b|\bno (?:values? )?supported\b|\bnot a known\b|\bnot exist\b/i,
  ],
  expired: [
    /\bexpirad[oa]|\bcaducad|\bvencid[oa]\b|\bexpir[ée]e?\b|\babgelaufen|期限切れ|过期|истек|просроч/i,
    /\bexpir(?:ed|y|es|ation)\b|\blapsed\b|\bno longer valid\b|\btoo old\b|\bstale\b|\bpast its\b/i,
  ],
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

/** Subjects that point at a place; a clause about none of them leaves the reader guessing. */
export const SPECIFIC: readonly Subject[] = (Object.keys(SUBJECTS) as Subject[]).filter(
  subject => !['client', 'metadata', 'body', 'token'].includes(subject),
);

/** One clause, in lower case, with what it speaks of and how it complains. */
export type Statement = { clause: string; about: ReadonlySet<Subject>; complains: ReadonlySet<Complaint> };

/** What RFC 7591 section 3.2.2 says of its codes; servers repeat it before, or instead of, the reason. */
const OF_THE_RFC =
  /value of one (?:of the client metadata fields|or more redirect(?:ion)?[-_ ]ur[il]s?) is invalid|authorization server may choose to substitute|software statement presented is (?:invalid|not approved)|oauth 2\.0 parameter:|requested (?:resource|action) (?:could not|was)|request (?:was|is) (?:malformed or|missing a required parameter)|client registration error:\s*$/i;
const MOST_CLAUSES = 60;
const LONGEST_CLAUSE = 400;

/** A text without what the RFCs themselves say of their codes. */
export function withoutBoilerplate(text: string): string {
  return clausesOf(text)
    .filter(clause => !OF_THE_RFC.test(clause))
    .join('. ');
}

function clausesOf(text: string): string[] {
  return text
    .split(/[.;!?]\s+|\n+|\s\|\s/)
    .map(clause => clause.trim().slice(0, LONGEST_CLAUSE))
    .filter(clause => clause !== '');
}

/**
 * Reads each clause by itself: «redirect_uris is fine. scope is not allowed» says nothing against redirect_uris.
 * `sent`: names of the request's members, in lower case.
 */
export function readStatements(texts: readonly string[], sent: readonly string[]): Statement[] {
  const names = sent.length === 0 ? undefined : new RegExp(`(?<![\\w.])(?:${sent.join('|')})(?![\\w.])`);
  return texts
    .flatMap(clausesOf)
    .filter(clause => !OF_THE_RFC.test(clause))
    .slice(0, MOST_CLAUSES)
    .map(clause => readClause(clause, names));
}

function readClause(clause: string, sent: RegExp | undefined): Statement {
  const lower = clause.toLowerCase();
  const about: Set<Subject> = new Set(namesThatMatch(SUBJECTS, clause));
  // Servers know members that no list here does: one that the request has and the answer names is a subject too.
  const complains = namesThatMatch(COMPLAINTS, clause);
  const named = complains.size > 0 && sent !== undefined && sent.test(lower);
  if (named && !SPECIFIC.some(subject => about.has(subject))) about.add('other-member');
  return { clause: lower, about, complains };
}

function namesThatMatch<Name extends string>(
  patterns: Record<Name, readonly RegExp[]>,
  text: string,
): ReadonlySet<Name> {
  const names = Object.keys(patterns) as Name[];
  return new Set(names.filter(name => patterns[name].some(pattern => pattern.test(text))));
}
