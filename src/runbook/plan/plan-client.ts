import type { Json } from '../../domain/json.ts';
import type { ClientMetadata } from '../../domain/metadata/client-metadata.ts';
import { clientTemplate, clientTemplates } from '../../domain/metadata/client-templates.ts';
import { withChange } from '../../domain/metadata/member-change.ts';
import { readMember } from '../file/set-member.ts';
import { question } from '../questions.ts';
import { answerTo, type Gathering, noted, type Source } from './gathering.ts';
import { readChoice } from './read-answer.ts';

export type PlannedClient = {
  template: string;
  /** Members besides the redirect URIs; they win over the template. */
  metadata: ClientMetadata;
  redirectUris?: string[];
  /** Template and members together, as far as they are known now. */
  asked: ClientMetadata;
};

const REDIRECT_URIS = 'redirect_uris';

/** What the client is to be: template, members of the runbook, then `--redirect-uri` and `--set`. */
export function plannedClient(gathering: Gathering): PlannedClient {
  const client = gathering.input.runbook?.client;
  const inRunbook: ClientMetadata = { ...client?.metadata };
  const template = templateOf(gathering, inRunbook);
  const base = clientTemplate(template)?.metadata ?? {};
  for (const member of Object.keys(base)) note(gathering, member, 'template');
  for (const member of Object.keys(inRunbook)) note(gathering, member, 'runbook');

  const listed = texts(gathering.input.flags?.[`client.metadata.${REDIRECT_URIS}`]);
  if (listed !== undefined) {
    inRunbook[REDIRECT_URIS] = listed;
    note(gathering, REDIRECT_URIS, 'flag');
  }
  const { [REDIRECT_URIS]: uris, ...metadata } = changed(gathering, base, inRunbook);
  const whole: ClientMetadata = { ...base, ...metadata };
  const wanted = uris ?? (uris === null ? undefined : base[REDIRECT_URIS]);
  return {
    template,
    // Kept here too: a client that never redirects is not asked for them, and some servers want a list all the same.
    metadata:
      uris === undefined || (uris !== null && redirects(whole)) ? metadata : { ...metadata, [REDIRECT_URIS]: uris },
    ...(isTexts(wanted) && { redirectUris: wanted }),
    asked: Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== null)),
  };
}

/** RFC 7591 section 2: an omitted grant_types is authorization_code. */
function redirects({ grant_types = ['authorization_code'] }: ClientMetadata): boolean {
  return (
    Array.isArray(grant_types) && grant_types.some(grant => grant === 'authorization_code' || grant === 'implicit')
  );
}

function templateOf(gathering: Gathering, inRunbook: ClientMetadata): string {
  const names = clientTemplates.map(({ name }) => name);
  const said = answerTo(gathering, 'client.template', readChoice(names), gathering.input.runbook?.client?.template);
  if (said) return said.value;
  // A runbook that spells its client out means that, and nothing beside it.
  const isSpelledOut = Object.keys(inRunbook).some(member => member !== REDIRECT_URIS);
  const value = isSpelledOut ? 'own' : 'bff-server';
  return noted(gathering, 'client.template', { value, source: 'default', blame: { path: 'client.template' } }).value;
}

function changed(gathering: Gathering, base: ClientMetadata, inRunbook: ClientMetadata): ClientMetadata {
  const path = question('client.metadata').flag ?? '';
  let metadata = inRunbook;
  for (const text of texts(gathering.input.flags?.['client.metadata']) ?? []) {
    const change = readMember(text);
    if ('message' in change) {
      gathering.problems.push({ path, ...change });
      continue;
    }
    const { member } = change;
    // What is appended to may be the template's.
    const before = { ...(Object.hasOwn(base, member) && { [member]: base[member] ?? null }), ...metadata };
    const after = withChange(change.appends ? before : metadata, change);
    if ('message' in after) gathering.problems.push({ path, ...after });
    else if (member === REDIRECT_URIS && !isListOrNull(after.metadata[member])) {
      gathering.problems.push({
        path,
        message: 'redirect_uris has to be a list of texts',
        hint: 'use --redirect-uri URI',
      });
    } else {
      metadata = after.metadata;
      note(gathering, member, 'flag');
    }
  }
  return metadata;
}

function isListOrNull(value: Json | undefined): boolean {
  return value === null || isTexts(value);
}

function note(gathering: Gathering, member: string, source: Source): void {
  gathering.sources[`client.metadata.${member}`] = source;
}

function texts(given: string | string[] | undefined): string[] | undefined {
  return typeof given === 'string' ? [given] : given;
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(item => typeof item === 'string');
}
