/** What a step is, what can go wrong at it, and where that is written. */
export type StepHelp = {
  title: string;
  /** A few short paragraphs, true on a screen and in plain lines alike. */
  about: readonly string[];
  /** Paragraphs about the screen and its keys. */
  onScreen?: readonly string[];
  goesWrong: readonly string[];
  /** RFC sections. */
  sources: readonly string[];
};

export const SERVER_HELP: StepHelp = {
  title: 'Server',
  about: [
    'Three addresses: the server itself, where it mints initial access tokens (no standard has that, so each server has its own), and where it registers clients (RFC 7591).',
    'A path is completed by the server’s address. An endpoint left empty is looked up at the server.',
    'A token is sent to the origins that are listed and to no other. An endpoint on another origin is asked about first.',
  ],
  onScreen: [
    'F4 looks at everything between here and that server, layer by layer: name, connection, proxy, certificate, clock, metadata, endpoints. No token is sent for that.',
  ],
  goesWrong: [
    'A path that is there twice (/api/oidc/api/oidc): the server answers 404.',
    'http to another machine is refused here, since a token could be read on the way.',
    'The server has no metadata to look the endpoints up in: fill them in.',
  ],
  sources: ['RFC 7591 section 3', 'RFC 8414 section 3', 'RFC 3986 section 5.2'],
};

export const ADMIN_TOKEN_HELP: StepHelp = {
  title: 'Admin token',
  about: [
    'The token that lets you administer the server. It is needed once, to mint the initial access token; the client never sees it.',
    'Paste it as it is: a leading "Bearer ", quotes, line ends and invisible characters are taken away, and you are told.',
    'A JWT is looked into here, without asking anybody and without verifying it: when it lapses, whom it is for, what it may do.',
    'It stays in memory until you leave, and is never written.',
  ],
  onScreen: ['The field shows eight dots, whatever the length of the token.'],
  goesWrong: [
    'It has lapsed: admin tokens often live for minutes. Get a fresh one.',
    'It is for another audience, or lacks the scope of the admin API: the mint answers 401 or 403.',
    'It is an ID token or a refresh token, which open nothing here.',
  ],
  sources: ['RFC 6750 section 2.1', 'RFC 7519 section 4.1'],
};

export const MINT_HELP: StepHelp = {
  title: 'Mint',
  about: [
    'An initial access token (IAT) opens the registration endpoint and nothing else. It is worth little when it leaks: it lives for a short time and is good for a few registrations.',
    'How a server mints one is its own affair; the request that you are shown is what is sent, spelled the way this server wants it.',
    'From then on you are told its time and uses at every step. When it lapses while you type, another one is minted in place, and nothing you typed is lost.',
  ],
  goesWrong: [
    '401 or 403: the admin token is not accepted. 404: the endpoint has another address.',
    'The server grants less than was asked: what it answers counts.',
    'A lifetime shorter than you need to type: ask for more.',
  ],
  sources: ['RFC 7591 section 1.2 (initial access token)'],
};

export const TEMPLATE_HELP: StepHelp = {
  title: 'Template',
  about: [
    'What kind of client it is decides how it signs in at the server: with a key, with a secret, or, for an app that runs at its user’s, with neither.',
    'A template is a starting point. What the runbook says wins over it, and the review can change each member.',
  ],
  goesWrong: [
    'A browser app or a native app with a secret: everybody who has the app has the secret.',
    'A method or grant that the server does not offer: it refuses with invalid_client_metadata.',
  ],
  sources: ['RFC 7591 section 2', 'RFC 6749 section 2.1', 'RFC 8252 section 8.5'],
};

export const KEYS_HELP: StepHelp = {
  title: 'Keys',
  about: [
    'With private_key_jwt the client proves who it is by a signature. The server needs the public half of its key: in the request (jwks), or at an address that it fetches (jwks_uri).',
    'A pair made here has its private half written to a 0600 file before anything is sent. A private half is never sent.',
    'Algorithm and key ID have to be the ones that your client signs with.',
  ],
  goesWrong: [
    'No key at all: most servers refuse with invalid_client_metadata.',
    'A jwks_uri that the server cannot reach (a loopback address, a private network).',
    'Both jwks and jwks_uri: only one of them may be there.',
  ],
  sources: ['RFC 7591 section 2 (jwks, jwks_uri)', 'RFC 7523 section 2.2', 'RFC 7517 section 9'],
};

export const IN_FLIGHT_HELP: StepHelp = {
  title: 'A request is out',
  about: [
    'A registration is sent once and never repeated by itself: a second one would make a second client.',
    'Its answer is on disk before it is shown. An answer that comes late is kept too.',
  ],
  goesWrong: [
    'No answer comes: the outcome is unknown then, and you are told what to check.',
    'You leave while it is out: the same. The journal of this run remembers that it was sent.',
  ],
  sources: ['RFC 7591 section 3'],
};
