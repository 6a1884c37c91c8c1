import type { Cause } from './cause.ts';

export const registrationTokenCauses = [
  {
    id: 'iat.constraint',
    stages: ['register'],
    headline: 'The initial access token does not allow what the metadata asks for.',
    try: [
      'Change the metadata to what the token allows (grant types, auth method, scopes, redirect URIs).',
      'Or mint a token that allows it.',
    ],
    source: 'RFC 7591 sections 1.2 and 3 (what an initial access token conveys is left to the server)',
    goTo: 'review',
    acts: 'operator',
  },
  {
    id: 'iat.exhausted',
    stages: ['register'],
    headline: 'The initial access token has no uses left.',
    try: [
      'Mint a new one, with as many uses as registrations are planned; some servers charge refused attempts too.',
      'Where the answer does not say why, the server’s list of tokens tells used up from expired: its administrator can look.',
    ],
    source: 'RFC 7591 section 3 (how often a token may be used is left to the server)',
    goTo: 'mint',
    acts: 'operator',
  },
  {
    id: 'iat.expired',
    stages: ['register'],
    headline: 'The initial access token’s lifetime is over.',
    try: ['Mint a new one and register while it lives; a longer expires_in helps where people type in between.'],
    source: 'RFC 6750 section 3.1 (invalid_token); RFC 7591 section 3',
    goTo: 'mint',
    acts: 'operator',
  },
  {
    id: 'iat.revoked_or_unknown',
    stages: ['register', 'delete'],
    headline: 'The server does not know this initial access token, or no longer.',
    try: [
      'Check that it was minted at this very server and realm, and that it is whole: a cut or mistyped token looks unknown too.',
      'Mint a new one.',
    ],
    source: 'RFC 6750 section 3.1 (invalid_token)',
    goTo: 'mint',
    acts: 'operator',
  },
  {
    id: 'rat.rotated_on_read',
    stages: ['read', 'update'],
    headline: 'This call gave the client a new registration access token; the saved one no longer works.',
    try: [
      'Save the new registration access token at once; a new client_secret has to reach the running application.',
      'Read only when necessary.',
    ],
    source: 'RFC 7592 sections 2.1 and 3',
    acts: 'operator',
  },
  {
    id: 'rat.stale_or_mismatch',
    stages: ['read', 'update', 'delete'],
    headline:
      'The registration access token is refused: replaced by an earlier call, of another client, or its client is gone.',
    try: [
      'Use the newest token of this very client: some servers give a new one with every update, some with every read.',
      'Else have the administrator issue one.',
      'Try no other client ids with it: some servers then destroy it.',
    ],
    source: 'RFC 7592 sections 2.1 and 3',
    acts: 'operator',
  },
  {
    id: 'client.purged',
    stages: ['read', 'update', 'delete'],
    headline: 'The server no longer knows this client: deleted, expired or cleaned up.',
    try: [
      'Ask the server’s administrator whether the client still exists and why it went.',
      'Then register again and replace the saved client_id.',
    ],
    source: 'RFC 7592 section 2.1 (which wants 401 for a client that is gone, so a read cannot prove it)',
    acts: 'server-administrator',
  },
  {
    id: 'mint.defaults',
    stages: ['mint'],
    headline: 'The token was minted with another lifetime or number of uses than intended.',
    try: [
      'Send both limits in the server’s own spelling (initial_access_token.wire.request) and compare them with the answer.',
      'Revoke a token that lives longer than wanted.',
    ],
    source: 'no RFC covers minting; the server’s own documentation does',
    goTo: 'mint',
    acts: 'operator',
  },
  {
    id: 'mint.invalid_limit',
    stages: ['mint'],
    headline: 'The lifetime or the number of uses is outside what the server allows.',
    try: [
      'Send whole numbers of at least 1 and at most what the server allows.',
      'Leave the member out where that means the server’s default.',
    ],
    source: 'no RFC covers minting; the server’s own documentation does',
    goTo: 'mint',
    acts: 'operator',
  },
  {
    id: 'mint.token_member_missing',
    stages: ['mint'],
    headline: 'Minting succeeded, but the token is not where it is looked for.',
    try: [
      'Set initial_access_token.wire.answer.token to the JSON Pointer of the token, from the members that came.',
      'A token that is shown only once and was not kept has to be minted again.',
    ],
    source: 'no RFC covers minting; RFC 6901 says how a pointer is written',
    goTo: 'mint',
    acts: 'operator',
  },
] as const satisfies readonly Cause[];
