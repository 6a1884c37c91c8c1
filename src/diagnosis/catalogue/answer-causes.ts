import type { Cause } from './cause.ts';

const SEGMENTS = 'Look for a missing or doubled segment.';
const NO_CLIENT_THERE = {
  source: 'RFC 7592 sections 2 and 3 (registration_client_uri)',
  headline: 'No registered client lives at this address.',
  try: [
    'Take the address whole from registration_client_uri of the registration’s answer: some servers put the client_id into the path, some into the query.',
    SEGMENTS,
  ],
};

const ITS_OPERATORS =
  'Wait until the server behind the gateway is back: its operators have to act, the request is not the reason.';
const ITS_LOG = 'Give the time and the request id to the server’s administrator: the reason is in its log.';
const PAST_THE_GATEWAY =
  'Call the issuer’s real endpoint, past the login gateway; sign in to the network where it is a captive portal.';
const MINT_ANEW = 'Then mint again: a token that was made unseen lapses by itself.';
const CHANGED_NOTHING = 'Then try again: asking has changed nothing.';
const READ_AGAIN = 'Try again: asking has changed nothing.';
const KEEP_CAME = 'Keep what came: a new registration access token may stand in it.';
const BROKE_OFF = 'The answer began and broke off.';
const CUT_CHANGE = 'The answer began and broke off: whether the change was made is not certain.';
const NOT_SURE =
  'The status says success, but the answer has no client_id: whether the change was made is not certain.';
const VERIFY = 'Read the client before repeating: client verify tells what stands.';

export const answerCauses = [
  {
    id: 'discovery.origin_mismatch',
    stages: ['network', 'discover'],
    headline: 'The discovery document names another scheme, host or port than it was read from.',
    try: [
      'Send no token there before it is explained.',
      'The server’s administrator sets the public base URL, or makes the server trust its proxy’s forwarded headers.',
    ],
    source: 'RFC 8414 section 3.3; OpenID Connect Discovery 1.0 section 4.3',
    goTo: 'server',
    acts: 'server-administrator',
  },
  {
    id: 'discovery.wrong_url',
    stages: ['network', 'discover'],
    headline: 'No metadata was found at the well-known address.',
    try: [
      'Try both places: RFC 8414 puts the well-known segment between host and path, OpenID Connect Discovery after the path.',
      'Or put the registration endpoint into the runbook.',
    ],
    showsAddress: true,
    source: 'RFC 8414 section 3.1; OpenID Connect Discovery 1.0 section 4.1',
    goTo: 'server',
    acts: 'operator',
  },
  {
    id: 'endpoint.wrong_path',
    stages: ['mint', 'register', 'read', 'update', 'delete'],
    headline: 'Nothing that mints or registers lives at this address.',
    try: ['Take registration_endpoint from discovery, or the path from the server’s documentation.', SEGMENTS],
    at: {
      mint: {
        headline: 'Nothing that mints lives at this address.',
        try: [
          'Take the address to mint at from the server’s own documentation: no standard has one, and discovery does not tell it.',
          SEGMENTS,
        ],
        source: 'no RFC covers minting; the server’s own documentation does',
      },
      register: { headline: 'Nothing that registers clients lives at this address.' },
      read: NO_CLIENT_THERE,
      update: NO_CLIENT_THERE,
      delete: NO_CLIENT_THERE,
    },
    showsAddress: true,
    source: 'RFC 7591 section 3; RFC 8414 section 2 (registration_endpoint)',
    goTo: 'server',
    acts: 'operator',
  },
  {
    id: 'proxy.blocked',
    stages: ['mint', 'register', 'read', 'update', 'delete', 'network'],
    headline: 'A firewall or bot protection in front of the server stopped the request; the server never saw it.',
    try: [
      'Whoever runs the firewall has to act: give them the time, this machine’s address and the id in the answer, and ask for the rule that matched.',
      'The same request from another network tells whether the address or the content was the reason.',
    ],
    source: 'RFC 9110 section 15.5.4 (403); Cloudflare documentation, 1xxx errors and challenges',
    acts: 'network-administrator',
  },
  {
    id: 'proxy.waf_user_agent',
    stages: ['mint', 'register', 'read', 'update', 'delete', 'network'],
    headline: 'A firewall in front of the server refuses the request for its User-Agent.',
    try: ['Send a descriptive User-Agent.', 'Else ask whoever runs the firewall for an exception.'],
    source: 'Cloudflare documentation, error 1010',
    acts: 'network-administrator',
  },
  {
    id: 'rate.limited',
    stages: ['mint', 'register', 'read', 'update', 'delete', 'network'],
    headline: 'Too many requests came from here in too short a time.',
    try: [
      'Wait as long as Retry-After or the reset time says, and do not repeat automatically: each try may start the time anew.',
    ],
    source: 'RFC 6585 section 4 (429); RFC 9110 section 10.2.3 (Retry-After)',
    acts: 'operator',
  },
  {
    id: 'response.login_page',
    stages: ['mint', 'register', 'read', 'update', 'delete', 'network'],
    headline: 'A sign-in page answered instead of the endpoint.',
    try: [
      PAST_THE_GATEWAY,
      'Do not follow the redirect with a token. A redirect means that nothing was registered; a page with 200 does not prove it.',
    ],
    at: {
      mint: { try: [PAST_THE_GATEWAY, 'Do not follow the redirect with a token.'] },
      read: { try: [PAST_THE_GATEWAY, 'Do not follow the redirect with a token.'] },
    },
    showsAddress: true,
    source: 'RFC 9110 section 15.4',
    goTo: 'server',
    acts: 'operator',
  },
  {
    id: 'response.no_client_id',
    stages: ['register', 'read', 'update'],
    headline: 'The status says success, but the answer has no client_id: whether a client exists is not certain.',
    try: ['Keep the raw answer, and look on the server for the client before registering again.'],
    at: {
      read: { headline: 'The status says success, but the answer has no client_id.', try: [READ_AGAIN] },
      update: { headline: NOT_SURE, try: [KEEP_CAME, VERIFY] },
    },
    source: 'RFC 7591 section 3.2.1',
    acts: 'operator',
  },
  {
    id: 'response.not_json',
    stages: ['mint', 'register', 'read', 'update', 'delete', 'network'],
    headline: 'The answer is a page or other text where JSON is due.',
    try: [
      'Read the status and the page’s title; check the address and what stands in front of the server.',
      'The server’s administrator finds the real reason in the log, by the time and the request id.',
    ],
    source: 'RFC 7591 sections 3.2.1 and 3.2.2',
    goTo: 'server',
    acts: 'operator',
  },
  {
    id: 'response.redirect',
    stages: ['mint', 'register', 'read', 'update', 'delete', 'network'],
    headline: 'The server redirects the request; a redirect is not followed with a bearer token.',
    try: [
      'Check where Location leads, then put the final address into the runbook (often https, or a slash at the end).',
    ],
    source: 'RFC 9110 section 15.4',
    goTo: 'server',
    acts: 'operator',
  },
  {
    id: 'response.too_large',
    stages: ['mint', 'register', 'read', 'update', 'delete', 'network'],
    headline: 'The answer is larger than what is read from a server; the outcome is not known.',
    try: ['Check that the address is the registration endpoint, and look on the server for the client.'],
    at: {
      mint: { try: ['Check that the address is the one to mint at.'] },
      read: { try: ['Check that the address is the client’s own (registration_client_uri).'] },
      update: { try: ['Check that the address is the client’s own (registration_client_uri).', VERIFY] },
      delete: { try: ['Check that the address is the client’s own (registration_client_uri).', VERIFY] },
    },
    showsAddress: true,
    source: 'a limit of this tool: it reads 1 MiB of an answer',
    goTo: 'server',
    acts: 'operator',
  },
  {
    id: 'response.truncated',
    stages: ['mint', 'register', 'read', 'update', 'delete', 'network'],
    headline: 'The answer began and broke off: a client or token may exist whose secrets did not arrive whole.',
    try: ['Keep what came; look on the server for the client, and delete it before registering again.'],
    at: {
      discover: { headline: BROKE_OFF, try: [READ_AGAIN] },
      mint: {
        headline: 'The answer began and broke off: a token may exist that did not arrive whole.',
        try: [MINT_ANEW],
      },
      read: { headline: BROKE_OFF, try: [READ_AGAIN] },
      update: { headline: CUT_CHANGE, try: [KEEP_CAME, VERIFY] },
      delete: { headline: CUT_CHANGE, try: [VERIFY] },
    },
    source: 'RFC 9112 section 8',
    acts: 'operator',
  },
  {
    id: 'server.csrf',
    stages: ['mint', 'register', 'update', 'delete'],
    headline: 'A protection meant for browser forms (CSRF, Referer or Origin) refused the request.',
    try: [
      'The server’s administrator updates the server, or exempts the endpoint from the check.',
      'Meanwhile a Referer or Origin header with the server’s own address can help.',
    ],
    source: 'Django documentation, Cross Site Request Forgery protection (others do alike)',
    acts: 'server-administrator',
  },
  {
    id: 'server.gateway',
    stages: ['mint', 'register', 'read', 'update', 'delete', 'network'],
    headline: 'A gateway could not get an answer from the server.',
    try: [ITS_OPERATORS, 'After a registration was sent, look for the client before registering again.'],
    at: {
      discover: { try: [ITS_OPERATORS, CHANGED_NOTHING] },
      mint: { try: [ITS_OPERATORS, MINT_ANEW] },
      read: { try: [ITS_OPERATORS, CHANGED_NOTHING] },
      update: { try: [ITS_OPERATORS, VERIFY] },
      delete: { try: [ITS_OPERATORS, VERIFY] },
    },
    source: 'RFC 9110 sections 15.6.3 to 15.6.5 (502, 503, 504)',
    acts: 'server-administrator',
  },
  {
    id: 'server.internal_error',
    stages: ['mint', 'register', 'read', 'update', 'delete', 'network'],
    headline: 'The server itself failed on the request.',
    try: [ITS_LOG, 'Look whether a client was made before repeating.'],
    at: {
      discover: { try: [ITS_LOG, CHANGED_NOTHING] },
      mint: { try: [ITS_LOG, MINT_ANEW] },
      read: { try: [ITS_LOG, CHANGED_NOTHING] },
      update: { try: [ITS_LOG, VERIFY] },
      delete: { try: [ITS_LOG, VERIFY] },
    },
    source: 'RFC 9110 section 15.6.1 (500)',
    acts: 'server-administrator',
  },
] as const satisfies readonly Cause[];
