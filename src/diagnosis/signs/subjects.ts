/** What a clause of an answer can speak of. The order matters nowhere: a clause may speak of several. */
export const SUBJECTS = {
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

/** Subjects that point at a place; a clause about none of them leaves the reader guessing. */
export const SPECIFIC: readonly Subject[] = (Object.keys(SUBJECTS) as Subject[]).filter(
  subject => !['client', 'metadata', 'body', 'token'].includes(subject),
);
