import type { Json } from '../../domain/json.ts';
import { clientTemplate } from '../../domain/metadata/client-templates.ts';
import { plainText } from '../../domain/plain-text.ts';
import { SECRET_MARK } from '../../domain/secrets/secret.ts';
import type { Plan } from '../plan/plan.ts';
import { type QuestionName, questions } from '../questions.ts';

/** One line of `--explain`: an answer, and who gave it. */
export type Explained = { name: string; value: string; from: string };

/** Where each value of a plan came from, in the order of the questions. */
export function explain(plan: Plan): Explained[] {
  const { known, sources } = plan;
  const answered = questions.flatMap(({ name }) => {
    const value = answerText(name, plan);
    return value === undefined ? [] : [{ name, value, from: originOf(plan, name, name) }];
  });
  const base = clientTemplate(known.template)?.metadata ?? {};
  const members = Object.entries({ ...base, ...known.metadata })
    .filter(([member]) => member !== 'redirect_uris' && sources[`client.metadata.${member}`] !== undefined)
    .map(([member, value]) => {
      const name = `client.metadata.${plainText(member, 80)}`;
      return { name, value: shown(value), from: originOf(plan, `client.metadata.${member}`, 'client.metadata') };
    });
  return [...answered, ...(known.registers ? members : changedMembers(plan))];
}

function changedMembers(plan: Plan): Explained[] {
  const { members = [] } = plan.known.changes ?? {};
  return members
    .filter(({ value }) => value !== null)
    .map(({ member, appends, value }) => ({
      name: `client.metadata.${plainText(member, 80)}`,
      value: `${appends ? '+ ' : ''}${shown(value)}`,
      from: originOf(plan, `client.metadata.${member}`, 'client.metadata'),
    }));
}

function unset({ changes }: Plan['known']): string {
  const names = (changes?.members ?? []).filter(({ value }) => value === null).map(({ member }) => member);
  return plainText(names.join(', '), 200);
}

function answerText(name: QuestionName, { known }: Plan): string | undefined {
  const { server, mint, keys, redirectUris } = known;
  switch (name) {
    case 'server.url':
      return server?.url;
    case 'server.issuer':
      return server?.issuer;
    case 'server.initial_access_token_endpoint':
      return server?.initial_access_token_endpoint;
    case 'server.registration_endpoint':
      return server?.registration_endpoint;
    case 'server.preset':
      return server?.preset;
    case 'admin-token':
      return known.adminToken && SECRET_MARK;
    case 'iat':
      return known.iat && SECRET_MARK;
    case 'initial_access_token':
      return known.openRegistration ? 'none' : undefined;
    case 'initial_access_token.label':
      return mint.label;
    case 'initial_access_token.expires_in':
      return mint.expires_in?.toString();
    case 'initial_access_token.max_uses':
      return mint.max_uses?.toString();
    case 'client.template':
      return known.template;
    case 'client.keys':
      return keys && (keys.from === 'file' ? keys.path : keys.from === 'jwks_uri' ? keys.url : keys.from);
    case 'client.keys.generate':
      return keys && 'alg' in keys ? keys.alg : undefined;
    case 'client.keys.kid':
      return keys && 'kid' in keys ? keys.kid : undefined;
    case 'client.metadata.redirect_uris':
      return urisText(known.changes?.redirectUris?.uris ?? redirectUris);
    // Its members have a line each.
    case 'client.metadata':
      return undefined;
    case 'update.client':
      return known.wantedClient && plainText(known.wantedClient, 80);
    case 'update.redirect_uri_mode':
      return known.changes?.redirectUris?.how;
    case 'update.unset':
      return unset(known) || undefined;
    case 'update.keys':
      return known.changes?.keys;
    case 'hand_over':
      return (
        known.handOver.flatMap(target => ('file' in target ? [`${target.to}:${target.file}`] : [])).join(', ') ||
        undefined
      );
  }
}

function originOf({ known, sources, runbookName }: Plan, key: string, name: QuestionName): string {
  const row = questions.find(question => question.name === name);
  switch (sources[key]) {
    case 'flag':
      return row?.flag ?? 'flag';
    case 'environment':
      return row?.env ?? 'environment';
    case 'runbook':
      return runbookName === undefined ? 'runbook' : `runbook ${plainText(runbookName, 80)}`;
    case 'preset':
      return `preset ${known.server?.preset ?? ''}`;
    case 'template':
      return `template ${known.template}`;
    case 'drill':
      return 'the drill';
    default:
      return 'default';
  }
}

function urisText(uris: string[] | undefined): string | undefined {
  return uris && shown(uris);
}

function shown(value: Json): string {
  return plainText(typeof value === 'string' ? value : JSON.stringify(value), 200);
}
