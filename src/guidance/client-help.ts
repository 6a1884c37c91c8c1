import type { StepHelp } from './step-help.ts';

export const REDIRECT_URIS_HELP: StepHelp = {
  title: 'Redirect URIs',
  about: [
    'After signing in, the server sends the user’s browser back to one of these addresses, with a code in it. To any other it refuses, so nobody can have codes sent elsewhere.',
    'They are compared character by character: scheme, host, port, path, a slash at the end. Write each one as your application will send it.',
    'Paste many at once: one a line, with spaces or commas between, or a JSON list.',
  ],
  goesWrong: [
    'http to another machine: most servers want https.',
    'A wildcard, or a fragment (#…): neither may be in a redirect URI.',
    'Registered with a slash at the end and sent without it: sign-in fails later, not now.',
  ],
  sources: ['RFC 7591 section 2', 'RFC 6749 section 3.1.2', 'RFC 9700 section 2.1', 'RFC 8252 section 7'],
};

export const REVIEW_HELP: StepHelp = {
  title: 'Review',
  about: [
    'Everything that will be sent, each line with where it came from. Nothing has been registered yet.',
    'Each can be changed: a member with a question of its own leads to that question and back here, any other is changed in place. A value is text or a JSON literal.',
    'In the request as JSON, for curl and for PowerShell, the tokens stand as $ADMIN_TOKEN and $DCR_IAT.',
    'What will most likely be refused can be sent all the same; what cannot be sent has to be changed first.',
  ],
  onScreen: [
    'Enter on a line changes it, Ctrl+D leaves it out. F2 shows the exact request.',
    'A mark at a line: ✖ cannot be sent, ▲ will most likely be refused; a sends what has only the second.',
  ],
  goesWrong: [
    'grant_types and response_types do not go together: authorization_code goes with code.',
    'A scope that the server does not allow: it refuses, or grants less and says nothing.',
    'private_key_jwt without a key.',
  ],
  sources: ['RFC 7591 sections 2 and 3.1'],
};

export const REVIEW_UPDATE_HELP: StepHelp = {
  title: 'Review of the update',
  about: [
    'The client was read just now. Each member that will be different is listed first, with what stands at the server and what is asked for; below are those that stay.',
    'Each can be changed, taken out or added to, but for what only the server sets: client_id, secrets, and where and with what the client is managed.',
    'An update replaces the whole of a client’s metadata, so all that was granted is sent again with the changes in it. To a server that takes changes alone (PATCH), only those go.',
    'The server may give a new registration access token with its answer; it is on disk before anything is shown.',
  ],
  onScreen: [
    'Enter on a line changes it and comes back, Ctrl+D takes it out, Ctrl+Z makes it as it stands again.',
    'F2 shows the exact request; the registration access token stands as $REGISTRATION_ACCESS_TOKEN in it.',
  ],
  goesWrong: [
    'Somebody else changed the client in between: what they changed and this run did not is kept, since it was read just now.',
    'No answer comes: the outcome is unknown then. Read the client again to see what stands.',
  ],
  sources: ['RFC 7592 sections 2.1 and 2.2'],
};

export const RESULT_HELP: StepHelp = {
  title: 'Result',
  about: [
    'The client stands at the server now. What the server answered lies in the record, readable by you alone (0600), with the secret it gave: it gives that only once.',
    'A server may grant less, or other, than was asked. Each member that differs is listed.',
  ],
  onScreen: [
    'v shows the secret until you press it again or leave this screen; C copies it without showing it.',
    'u deletes the client at the server again, once its name is typed. Every answer is kept, and the review comes back.',
  ],
  goesWrong: [
    'The server left members out without a word: sign-in will fail for what they were needed for.',
    'The secret expires: note the day.',
  ],
  sources: ['RFC 7591 section 3.2.1', 'RFC 7592 section 3'],
};

export const TROUBLE_HELP: StepHelp = {
  title: 'What went wrong',
  about: [
    'The likeliest causes first, each with what speaks for it: the server’s own words, what you sent, what is known of your token.',
    'Nothing that you typed is lost.',
  ],
  onScreen: [
    'Enter does what helps against the cause with the pointer. Esc goes back to what you typed.',
    'd shows the request and its answer, without the tokens. b saves a support bundle: one file with all of this run and no secret, for whoever helps you.',
  ],
  goesWrong: [
    'Several causes are equally likely: a server need not say why it refuses.',
    'A refusal may have cost the token a use: servers differ in that.',
  ],
  sources: ['RFC 7591 section 3.2.2', 'RFC 6750 section 3.1'],
};

export const OUTCOME_UNKNOWN_HELP: StepHelp = {
  title: 'Outcome unknown',
  about: [
    'The registration left this machine and no usable answer came back. The server may have made the client, or not; nobody here can tell.',
    'So it is not sent again by itself: that could make a second client, with nobody holding the secret of the first.',
    'Somebody who can look into the server can tell: by the client’s name and the time, or by the request id in the log.',
    'An update or a deletion is not repeated by itself either. Reading the client tells what stands: here, or later with client verify.',
  ],
  onScreen: ['b saves a support bundle: one file with all of this run and no secret, for whoever helps you.'],
  goesWrong: [
    'The client exists: have it deleted, or have its secret renewed, before you register again.',
    'It does not: register again. The initial access token may have lost a use.',
  ],
  sources: ['RFC 9110 section 9.2.2', 'RFC 7591 section 3'],
};

export const HAND_OVER_HELP: StepHelp = {
  title: 'Hand over',
  about: [
    'Puts what was granted where your application looks for it: a .env file, a compose file, JSON, a Kubernetes Secret. Everything else in a file stays as it is.',
    'A file that gets a secret is readable by you alone afterwards (0600).',
    'What cannot be written is said. Of a registered client nothing is lost: its record has it all.',
  ],
  goesWrong: ['The file is under version control: a secret would be in your next commit.'],
  sources: [],
};
