import { stringify } from 'yaml';
import type { ManagedClient } from '../../domain/management/managed-client.ts';
import { updateOf } from '../../domain/management/update-request.ts';
import { openMembers } from '../../domain/secrets/secret-members.ts';
import type { Answers, Known } from '../../flow/answers.ts';
import type { Runbook } from './schema.ts';

/** The answers of a run as a runbook that replays them. A runbook has no place for a secret, so none gets in. */
export function runbookOf(title: string, answers: Answers, known: Known): Runbook {
  const { server, mint, openRegistration, template, keys, redirectUris } = answers;
  const choice = keys?.choice;
  return {
    version: 1,
    title,
    ...(server && { server: serverOf(server) }),
    ...(openRegistration
      ? { initial_access_token: 'none' as const }
      : { initial_access_token: { ...(mint ?? known.mint), ...wireOf(server) } }),
    client: {
      ...(template !== undefined && { template: template as NonNullable<NonNullable<Runbook['client']>['template']> }),
      ...(choice && { keys: keysOf(choice) }),
      metadata: { ...openMembers(answers.metadata), ...(redirectUris && { redirect_uris: redirectUris }) },
    },
    ...(known.handOver.length > 0 && { hand_over: known.handOver }),
  };
}

/**
 * The changes of a run as a runbook that makes them again; undefined where there are none. What was added to a member
 * stands in it as the whole that it comes to: a runbook sets members.
 */
export function updateRunbookOf(title: string, answers: Answers, known: Known): Runbook | undefined {
  const { target, keys, changes } = answers;
  const asked = updateOf(answers);
  if (target === undefined || changes === undefined || asked === undefined || 'problem' in asked) return undefined;
  const { members, redirectUris } = changes;
  const { asked: whole, changed } = asked.update;
  const named = [...new Set(members.map(({ member }) => member))].filter(member => changed.includes(member));
  const set = Object.fromEntries(named.flatMap(member => (member in whole ? [[member, whole[member] ?? null]] : [])));
  const unset = named.filter(member => !(member in whole));
  return {
    version: 1,
    title,
    server: present({ url: target.server.url, preset: target.server.preset }),
    update: {
      client: clientOf(target, known),
      ...(redirectUris?.how === 'merge' && { redirect_uri_mode: redirectUris.how }),
      ...(unset.length > 0 && { unset }),
      ...(changes.keys && { keys: changes.keys }),
    },
    client: {
      ...(changes.keys === 'add' && keys && { keys: keysOf(keys.choice) }),
      metadata: { ...openMembers(set), ...(redirectUris && { redirect_uris: redirectUris.uris }) },
    },
    ...(known.handOver.length > 0 && { hand_over: known.handOver }),
  };
}

/** As the operator calls it; a number of the list means another client once one is forgotten. */
function clientOf({ client }: ManagedClient, { wantedClient }: Known): string {
  return wantedClient === undefined || /^\d+$/.test(wantedClient) ? client.client_id : wantedClient;
}

/** The runbook as its file: the line that tells editors the schema comes first. */
export function runbookText(runbook: Runbook): string {
  return `# yaml-language-server: $schema=./runbook.schema.json\n${stringify(runbook, { lineWidth: 120 })}`;
}

type Server = NonNullable<Answers['server']>;

function serverOf({
  url,
  issuer,
  initial_access_token_endpoint,
  registration_endpoint,
  preset,
}: Server): NonNullable<Runbook['server']> {
  return present({ url, issuer, initial_access_token_endpoint, registration_endpoint, preset });
}

function present(members: { [K in keyof Server]?: Server[K] | undefined }): NonNullable<Runbook['server']> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

function wireOf(server: Server | undefined): { wire?: NonNullable<Server['wire']> } {
  if (server === undefined) return {};
  const { request, answer } = server.wire;
  const isDefault = Object.keys(request).length === 0 && JSON.stringify(answer) === '{"token":"/token"}';
  return isDefault ? {} : { wire: server.wire };
}

function keysOf(choice: NonNullable<Answers['keys']>['choice']): NonNullable<NonNullable<Runbook['client']>['keys']> {
  switch (choice.from) {
    case 'generate':
      // A kid that was named stays with its key: the next run makes another key, and names it anew.
      return { generate: choice.alg };
    case 'file':
      return { file: choice.path, ...(choice.alg && { alg: choice.alg }), ...(choice.kid && { kid: choice.kid }) };
    case 'jwks_uri':
      return { jwks_uri: choice.url };
    case 'none':
      return 'none';
  }
}
