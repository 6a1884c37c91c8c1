import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AuthorizationServer, DEFAULT_WIRE } from '../../../src/domain/server/authorization-server.ts';
import {
  originToAllow,
  readServerDraft,
  type ServerDraft,
  type ServerField,
  serverDraft,
  tokenOrigins,
} from '../../../src/guidance/drafts/server-draft.ts';
import { later, SERVER } from '../../support/flow.ts';

const PRACTICE: AuthorizationServer = {
  url: 'http://127.0.0.1:35277',
  initial_access_token_endpoint: 'http://127.0.0.1:35277/api/admin/dcr/initial-access-tokens',
  registration_endpoint: 'http://127.0.0.1:35277/api/oidc/dcr/register',
  wire: DEFAULT_WIRE,
};
const FIELDS: readonly ServerField[] = ['url', 'mint', 'registration'];

function readAs(draft: ServerDraft, before = PRACTICE) {
  return readServerDraft(draft, { before, now: later(0), mints: true });
}

function messages(change: Partial<ServerDraft>): string[] {
  return readAs({ ...serverDraft(PRACTICE), ...change }).notes.map(({ message }) => message);
}

describe('an address on its way to being one', () => {
  const pieces = fc.constantFrom(
    'http',
    'https',
    ':',
    '/',
    '//',
    '[',
    ']',
    '@',
    '?',
    '#',
    '\\',
    '%',
    '.',
    ':99999',
    'x',
  );
  const typed = fc.oneof(
    fc.string(),
    fc.array(pieces, { maxLength: 8 }).map(parts => parts.join('')),
  );

  it('is never a bug of ours, whatever is typed and wherever the server is', () => {
    fc.assert(
      fc.property(fc.constantFrom(...FIELDS), typed, fc.constantFrom(PRACTICE, SERVER), (field, text, before) => {
        const { server, notes } = readAs({ ...serverDraft(before), [field]: text }, before);
        if (server === undefined) expect(notes).not.toEqual([]);
        else originToAllow(server, tokenOrigins(server));
      }),
      { numRuns: 2000 },
    );
  });

  it.each(['https:', 'https://', 'https://x:99999'])('%s at the practice server is said to be no endpoint', address => {
    for (const field of ['mint', 'registration'] as const) {
      for (let length = 1; length <= address.length; length += 1) messages({ [field]: address.slice(0, length) });
      expect(messages({ [field]: address })).toEqual([
        `The ${field} endpoint is no URL, absolute or relative to the server`,
      ]);
    }
  });
});

describe('what is wrong with the address of a server is said', () => {
  it.each([
    ['http://127.0.0.1:35277q', 'The server has a port that is no number up to 65535'],
    ['https://x:99999', 'The server has a port that is no number up to 65535'],
    ['https://', 'The server names no host'],
    ['https:///path', 'The server names no host'],
    ['http://[', 'The server has a host that is no host name and no IP address'],
    ['https://a b', 'The server has a space in it'],
    ['idp.example.com', 'The server is no absolute http or https URL: does https:// lack in front?'],
  ])('%s', (url, said) => {
    expect(messages({ url })).toEqual([said]);
  });
});
