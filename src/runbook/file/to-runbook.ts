import { stringify } from 'yaml';
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
  const members = { url, issuer, initial_access_token_endpoint, registration_endpoint, preset };
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
