import type { Cause } from './cause.ts';

export const inputCauses = [
  {
    id: 'input.bearer_prefix',
    stages: ['mint', 'register', 'read', 'update', 'delete', 'network'],
    headline:
      'The Authorization header is not one «Bearer» and one token; the pasted token probably began with «Bearer».',
    try: ['Paste the token alone, without the word Bearer and without blanks.'],
    source: 'RFC 6750 section 2.1',
    goTo: 'admin-token',
    acts: 'operator',
  },
  {
    id: 'input.token_characters',
    stages: ['mint', 'register', 'read', 'update', 'delete', 'network'],
    headline: 'The token holds a character that no bearer token and no header can hold.',
    try: [
      'Clean the token, or the file it comes from, of everything but A-Z a-z 0-9 - . _ ~ + / =: line ends, quotes, invisible characters.',
      'Do not pass the error text on: it may repeat the token.',
    ],
    source: 'RFC 6750 section 2.1 (b64token); RFC 9110 section 5.5',
    goTo: 'admin-token',
    acts: 'operator',
  },
  {
    id: 'input.token_location',
    stages: ['mint', 'register', 'read', 'update', 'delete'],
    headline: 'The token was sent in the address or the body, or in two places at once.',
    try: ['Send it once, in the Authorization header.'],
    source: 'RFC 6750 sections 2 and 3.1',
    goTo: 'server',
    acts: 'operator',
  },
  {
    id: 'input.wrong_scheme',
    stages: ['mint', 'register', 'read', 'update', 'delete'],
    headline: 'The Authorization header uses another scheme than the server takes.',
    try: ['Use the scheme that the server documents or names in WWW-Authenticate; as a rule that is Bearer.'],
    source: 'RFC 6750 section 2.1; RFC 9110 section 11.6.1',
    goTo: 'admin-token',
    acts: 'operator',
  },
  {
    id: 'input.bad_url',
    stages: ['network'],
    headline: 'The address cannot be called at all.',
    try: ['Write the base URL with https:// (or http:// on this machine) and a usable port.'],
    source: 'RFC 3986 section 3; WHATWG Fetch, port blocking',
    goTo: 'server',
    acts: 'operator',
  },
  {
    id: 'request.body_malformed',
    stages: ['mint', 'register', 'update'],
    headline: 'The body is not the JSON object that is expected.',
    try: ['Send one valid JSON object; look for what the shell made of the quotes.'],
    source: 'RFC 7591 section 3.1; RFC 8259',
    goTo: 'review',
    acts: 'operator',
  },
  {
    id: 'request.content_type',
    stages: ['mint', 'register', 'update'],
    headline: 'The body was sent with another media type than application/json.',
    try: ['Send Content-Type: application/json.'],
    source: 'RFC 7591 section 3.1; RFC 9110 section 15.5.16 (415)',
    acts: 'operator',
  },
  {
    id: 'request.method',
    stages: ['mint', 'register', 'read', 'update', 'delete'],
    headline: 'The address exists but does not take this HTTP method.',
    try: [
      'Use a method of the Allow header or of the server’s documentation: POST to register, PUT (or PATCH) to update.',
      'Else the address is the wrong one.',
    ],
    at: {
      mint: {
        try: [
          'Minting is a POST at most servers: look at the Allow header and at the server’s documentation.',
          'Else this is not the address to mint at: take it from that documentation; no standard has one.',
        ],
      },
      register: {
        try: [
          'Registering is a POST (RFC 7591 section 3.1): an address that takes none is not the registration endpoint.',
          'Take registration_endpoint from discovery, or the path from the server’s documentation.',
        ],
      },
      read: { try: ['Reading a client is a GET of its registration_client_uri; a server need not offer it.'] },
      update: {
        try: [
          'An update is a PUT (RFC 7592 section 2.2), at some servers a PATCH: --preset NAME says whose habits it has.',
          'A server need not offer it: then its administrator changes the client.',
        ],
      },
      delete: { try: ['A server need not offer DELETE: then its administrator deletes the client.'] },
    },
    showsAddress: true,
    source: 'RFC 9110 section 15.5.6 (405); RFC 7592 section 2',
    goTo: 'server',
    acts: 'operator',
  },
  {
    id: 'request.too_large',
    stages: ['register', 'update'],
    headline: 'The body is larger than the server accepts.',
    try: ['Shorten the metadata; publish keys and logo by URL.'],
    source: 'RFC 9110 section 15.5.14 (413)',
    goTo: 'review',
    acts: 'operator',
  },
] as const satisfies readonly Cause[];
