import { describe, expect, it } from 'vitest';
import { managed } from '../../support/managed.ts';
import { planned, planProblems } from '../planned.ts';

const MERGE = `version: 1
update: {client: bff-server, redirect_uri_mode: merge, unset: [tos_uri]}
client: {metadata: {redirect_uris: [https://a.example/cb], logo_uri: https://a.example/l.png}}
`;

describe('a runbook that changes a client', () => {
  it('plans to read, to show, to send, and says who it is about', () => {
    const { steps, silent, known } = planned(MERGE);
    expect(steps).toEqual(['read-client', 'review-update', 'update']);
    expect(silent).toEqual(['read-client']);
    expect(known).toMatchObject({
      registers: false,
      wantedClient: 'bff-server',
      changes: {
        redirectUris: { uris: ['https://a.example/cb'], how: 'merge' },
        members: [
          { member: 'logo_uri', value: 'https://a.example/l.png' },
          { member: 'tos_uri', value: null },
        ],
      },
    });
  });

  it('asks for keys only where one is added, and hands over only where something is to be', () => {
    const text =
      'version: 1\nupdate: {client: x, keys: add}\nclient: {keys: {generate: ES256}}\nhand_over: [{to: dotenv, file: .env, set: {K: kid}}]\n';
    const adds = planned(text);
    expect(adds.steps).toEqual(['read-client', 'keys', 'review-update', 'update', 'hand-over']);
    expect(adds.known.keys).toEqual({ from: 'generate', alg: 'ES256' });
    const drops = planned(text, { flags: { 'update.keys': 'drop-old' } });
    expect(drops.steps).toEqual(['read-client', 'review-update', 'update', 'hand-over']);
    expect(drops.known.keys).toBeUndefined();
    expect(planned(text, { until: 'review-update' }).steps).toEqual(['read-client', 'keys', 'review-update']);
  });

  it('says what is left to do by hand after the change of keys that it makes, and nothing of the other one', () => {
    const text =
      'version: 1\nupdate: {client: x, keys: add}\nhand_over: [{to: checklist, keys: add, items: [drop the old]}, {to: checklist, items: [sign in]}]\n';
    expect(planned(text).checklist).toEqual(['drop the old', 'sign in']);
    expect(planned(text, { flags: { 'update.keys': 'drop-old' } }).checklist).toEqual(['sign in']);
  });

  it('lets flags win: another list, other members, and the preset of the runbook over what the record knows', () => {
    const flags = {
      'update.client': '3',
      'client.metadata.redirect_uris': ['https://b.example/cb'],
      'client.metadata': ['scope+=email'],
      'server.preset': 'empowernow',
      'server.url': 'https://idp.example.com',
    };
    const { known } = planned(MERGE, { flags, target: managed() });
    expect(known.wantedClient).toBe('3');
    expect(known.changes?.redirectUris?.uris).toEqual(['https://b.example/cb']);
    expect(known.changes?.members.at(-1)).toEqual({ member: 'scope', appends: true, value: 'email' });
    expect(known.target?.server.preset).toBe('empowernow');
  });

  it.each([
    ['version: 1\nupdate: {keys: add}', 'Client is missing'],
    ['version: 1\nupdate: {client: x}', 'what is to change is missing'],
    [`${MERGE}steps: [review]`, 'steps: has no use where a registered client is changed'],
    ['version: 1\nupdate: {client: x, keys: add}\nclient: {template: native}', 'client.template: has no use'],
    ['version: 1\nupdate: {client: x, unset: [client_id]}', 'client_id is set by the server only'],
    [
      'version: 1\nupdate: {client: x}\nclient: {metadata: {registration_access_token: null}}',
      'is set by the server only',
    ],
  ])('says what is wrong with %j', (text, problem) => {
    expect(planProblems(text).join('\n')).toContain(problem);
  });

  it('is no registration, whose runbooks take none of its flags', () => {
    const problems = planProblems('version: 1\ntitle: x', { flags: { 'update.unset': ['scope'] } });
    expect(problems.join('\n')).toContain('--unset: is for changing a registered client');
  });
});
