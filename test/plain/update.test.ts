import { describe, expect, it } from 'vitest';
import type { HttpRequest } from '../../src/domain/server/request.ts';
import { TELLTALE } from '../support/flow.ts';
import { enterUpTo, KEEP, type Listening, type ListeningOptions, listenTo, NUMBER } from '../support/listener.ts';
import { ADDED_URI, GRANTED, updateItinerary } from '../support/managed.ts';
import { answered, unanswered } from '../support/scripted-ports.ts';

const STANDING = GRANTED['redirect_uris'] as string[];

/** Somebody who hears what will change about a client. */
async function atReview(
  known: Parameters<typeof updateItinerary>[0] = {},
  options: ListeningOptions = {},
): Promise<Listening> {
  const listening = listenTo({ plan: updateItinerary(known), replay: true, ...options });
  await enterUpTo(listening, 'read once more what will change');
  return listening;
}

/** Chooses the line that says so. */
async function choose(listening: Listening, label: RegExp): Promise<void> {
  const list = await listening.hears(NUMBER);
  const number = new RegExp(`(\\d+)\\. ${label.source}`).exec(list)?.[1];
  expect(number, `${label} is not offered in\n${list}`).toBeDefined();
  listening.types(`${number}\n`);
}

const changes = (listening: Listening) => listening.session.state().answers.changes;
const changed = (listening: Listening) => listening.session.state().answers.updated?.changed;

describe('the changes of a client', () => {
  it('are heard, changed member by member, and sent', async () => {
    const listening = await atReview();
    await listening.hears('redirect_uris: now https://app.example.com');
    await choose(listening, /change, add/);
    await choose(listening, /scope: openid profile/);
    await listening.answers('Its value, - for none [openid profile]: ', 'openid email');
    await listening.hears('scope: now openid profile; asked openid email.');
    await choose(listening, /update this client/);
    await listening.hears(/Step \d of \d: /);
    expect(changed(listening)).toEqual(['scope', 'redirect_uris']);
    expect(listening.everything()).not.toContain(TELLTALE);
  });

  it('have a list of redirect URIs that is edited line by line', async () => {
    const listening = await atReview();
    await choose(listening, /change, add/);
    await choose(listening, /redirect_uris/);
    await listening.answers(KEEP, 'd 1');
    await listening.answers(KEEP, 'http://shop.example/cb https://shop.example/cb');
    await listening.hears('Take care: ');
    await listening.answers(KEEP, 'u');
    await listening.answers(KEEP, 'https://shop.example/cb');
    await listening.answers(KEEP, '');
    await listening.hears('1. update this client');
    expect(changes(listening)?.redirectUris).toEqual({ uris: [ADDED_URI, 'https://shop.example/cb'], how: 'replace' });
  });

  it('take a member out, and one more in, but none that only the server sets', async () => {
    const listening = await atReview();
    await choose(listening, /change, add/);
    await choose(listening, /scope/);
    await listening.answers('Its value, - for none [openid profile]: ', '-');
    await listening.hears('scope: now openid profile; asked nothing.');
    await choose(listening, /change, add/);
    await choose(listening, /add another/);
    await listening.answers('Name of the member: ', 'client_secret');
    await listening.hears('client_secret is set by the server only');
    await listening.answers('Name of the member: ', 'client_uri');
    await listening.answers('Its value: ', 'https://shop.example');
    await listening.hears('client_uri: now nothing; asked https://shop.example.');
    expect(changes(listening)?.members).toEqual([
      { member: 'scope', appends: false, value: null },
      { member: 'client_uri', appends: false, value: 'https://shop.example' },
    ]);
  });

  it('that come to nothing any more are said to, and not sent', async () => {
    const listening = await atReview();
    await choose(listening, /change, add/);
    await choose(listening, /redirect_uris/);
    await listening.answers(KEEP, `d ${STANDING.length + 1}`);
    await listening.answers(KEEP, '');
    await listening.hears('It is all as it should be: nothing will be sent.');
    await choose(listening, /finish/);
    await listening.hears(/Step \d of \d: /);
    expect(changed(listening)).toEqual([]);
    expect(listening.calls()).not.toContain('updateClient');
  });

  it('are quoted as a request, saved as a runbook, and warn of a member that is not there', async () => {
    const members = [{ member: 'scop', appends: false, value: null }];
    const listening = await atReview({ changes: { members, redirectUris: { uris: [ADDED_URI], how: 'merge' } } });
    await listening.hears('Worth knowing: the client has no member scop to take out (did you mean scope?).');
    await choose(listening, /the exact request/);
    await choose(listening, /cURL/);
    await listening.hears('Authorization: Bearer $REGISTRATION_ACCESS_TOKEN');
    await choose(listening, /back to the review/);
    await choose(listening, /save this as a runbook/);
    await listening.hears('Saved as mine.yaml');
    expect(listening.everything()).not.toContain(TELLTALE);
  });
});

describe('a registration that is taken back', () => {
  it('is said to be there and perhaps gone where the deletion was never answered', async () => {
    const deleteClient = async (request: HttpRequest) => unanswered(request, true);
    const registerClient = async (request: HttpRequest) =>
      answered(request, 201, { client_id: 'client-1', registration_access_token: `rat-${TELLTALE}`, ...request.body });
    const listening = listenTo({ script: { registerClient, deleteClient } });
    await enterUpTo(listening, 'registered');
    await choose(listening, /take it back/);
    await listening.answers('Type bff-server to delete it', 'bff-server');
    await listening.hears('The client may be gone, or not.');
    await listening.hears('To see what stands: dcr-runbook client verify client-1');
    await listening.answers(NUMBER, 'b');
    await listening.hears('Take care: its deletion was sent at');
    await choose(listening, /hand it over/);
    expect(listening.calls().filter(call => call === 'deleteClient')).toHaveLength(1);
    expect(listening.calls()).toContain('journal change-unknown');
  });
});
