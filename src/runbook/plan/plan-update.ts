import {
  type ClientChanges,
  isServerMember,
  KEY_CHANGES,
  REDIRECT_URI_CHANGES,
  SERVER_SETS_IT,
} from '../../domain/management/client-changes.ts';
import { withPreset } from '../../domain/management/managed-client.ts';
import { type ClientMetadata, strings } from '../../domain/metadata/client-metadata.ts';
import type { MemberChange } from '../../domain/metadata/member-change.ts';
import { plainText } from '../../domain/plain-text.ts';
import type { Known } from '../../flow/answers.ts';
import { type StepId, UPDATE_STEP_IDS } from '../../flow/step.ts';
import { readMember } from '../file/set-member.ts';
import type { Problem } from '../problem.ts';
import { question } from '../questions.ts';
import { answerTo, blameOf, type Gathering, noted } from './gathering.ts';
import { plannedHandOver } from './plan-hand-over.ts';
import { plannedKeys } from './plan-keys.ts';
import { plannedPreset, plannedServer } from './plan-server.ts';
import { stepBounds } from './plan-steps.ts';
import { readChoice, readLine } from './read-answer.ts';

const REDIRECT_URIS = 'redirect_uris';

export type PlannedUpdate = { steps: StepId[]; silent: StepId[]; known: Known };

/** A plan that changes a registered client. What the server has, and so what changes, is known once it was read. */
export function plannedUpdate(gathering: Gathering): PlannedUpdate {
  const { input, problems } = gathering;
  problems.push(...misplaced(gathering));
  const preset = plannedPreset(gathering);
  const server = plannedServer(gathering, preset);
  const client = answerTo(gathering, 'update.client', readLine, input.runbook?.update?.client);
  if (client === undefined) problems.push(lacking(question('update.client').prompt, '--client CLIENT'));
  const changes = plannedChanges(gathering);
  const adds = changes.keys === 'add';
  const keys = plannedKeys(gathering, input.target?.client.metadata ?? {});
  const asked = input.target?.client.metadata ?? {};
  const handOver = plannedHandOver(gathering, { registers: true, asked, keys, keyChange: changes.keys });
  const bounds = stepBounds(input.until, input.from, UPDATE_STEP_IDS);
  if ('problems' in bounds) problems.push(...bounds.problems);
  const last = 'until' in bounds && bounds.until ? UPDATE_STEP_IDS.indexOf(bounds.until) : UPDATE_STEP_IDS.length;
  const steps = UPDATE_STEP_IDS.filter(
    (id, index) => index <= last && (id !== 'keys' || adds) && (id !== 'hand-over' || handOver.length > 0),
  );
  const known: Known = {
    ...(server && { server }),
    registers: false,
    allowedOrigins: input.allowedOrigins ?? [],
    openRegistration: false,
    mint: {},
    template: 'own',
    metadata: {},
    ...(adds && { keys }),
    handOver,
    ...(client && { wantedClient: client.value }),
    ...(input.target && { target: withPreset(input.target, preset?.value) }),
    changes,
    sendAnyway: input.sendAnyway ?? false,
    confirmed: input.yes ?? false,
  };
  return { steps, silent: ['read-client'], known };
}

function plannedChanges(gathering: Gathering): ClientChanges {
  const { runbook, flags } = gathering.input;
  const { [REDIRECT_URIS]: inRunbook, ...members } = runbook?.client?.metadata ?? {};
  const how = answerTo(
    gathering,
    'update.redirect_uri_mode',
    readChoice(REDIRECT_URI_CHANGES),
    runbook?.update?.redirect_uri_mode,
  );
  const before = gathering.problems.length;
  const keys = answerTo(gathering, 'update.keys', readChoice(KEY_CHANGES), runbook?.update?.keys);
  const uris = redirectUris(gathering, inRunbook);
  const changes: ClientChanges = {
    ...(uris && { redirectUris: { uris, how: how?.value ?? 'replace' } }),
    members: [...inFile(gathering, members), ...unset(gathering), ...set(gathering, flags?.['client.metadata'])],
    ...(keys && { keys: keys.value }),
  };
  // A change that cannot be is no change that lacks.
  if (!uris && changes.members.length === 0 && !keys && gathering.problems.length === before) {
    const needs = '--redirect-uri URI, --set MEMBER=VALUE, --unset MEMBER or --rotate-keys add|drop-old';
    gathering.problems.push(lacking('what is to change', needs));
  }
  return changes;
}

function redirectUris(gathering: Gathering, inRunbook: ClientMetadata[string] | undefined): string[] | undefined {
  const name = `client.metadata.${REDIRECT_URIS}` as const;
  const given = gathering.input.flags?.[name];
  if (given === undefined && inRunbook === undefined) return undefined;
  const value = given === undefined ? strings(inRunbook) : [given].flat();
  const source = given === undefined ? 'runbook' : 'flag';
  return noted(gathering, name, { value, source, blame: { path: name } }).value;
}

function inFile(gathering: Gathering, members: ClientMetadata): MemberChange[] {
  return Object.entries(members).flatMap(([member, value]) => {
    const blame = blameOf(gathering.input, ['client', 'metadata', member]);
    gathering.sources[`client.metadata.${member}`] = 'runbook';
    return allowed(gathering, { member, appends: false, value }, blame);
  });
}

/** Flags win over what the runbook takes out. */
function unset(gathering: Gathering): MemberChange[] {
  const { runbook, flags } = gathering.input;
  const given = flags?.['update.unset'];
  const names = given === undefined ? (runbook?.update?.unset ?? []) : [given].flat();
  if (names.length > 0) gathering.sources['update.unset'] = given === undefined ? 'runbook' : 'flag';
  const path = given === undefined ? 'update.unset' : (question('update.unset').flag ?? '');
  return names.flatMap(member => allowed(gathering, { member, appends: false, value: null }, { path }));
}

function set(gathering: Gathering, texts: string | string[] | undefined): MemberChange[] {
  const path = question('client.metadata').flag ?? '';
  return [texts ?? []].flat().flatMap(text => {
    const change = readMember(text);
    if ('message' in change) {
      gathering.problems.push({ path, ...change });
      return [];
    }
    gathering.sources[`client.metadata.${change.member}`] = 'flag';
    return allowed(gathering, change, { path });
  });
}

function allowed(gathering: Gathering, change: MemberChange, blame: Omit<Problem, 'message'>): MemberChange[] {
  if (!isServerMember(change.member)) return [change];
  gathering.problems.push({ ...blame, message: `${plainText(change.member, 60)} ${SERVER_SETS_IT}` });
  return [];
}

/** What only a registration has a use for. Flags for tokens are passed over: scripts give them to every run. */
function misplaced({ input }: Gathering): Problem[] {
  const { runbook, flags = {} } = input;
  const useless = [
    ...(runbook?.initial_access_token === undefined ? [] : [['initial_access_token']]),
    ...(runbook?.client?.template === undefined ? [] : [['client', 'template']]),
    ...(runbook?.steps === undefined ? [] : [['steps']]),
  ].map(path => blameOf(input, path));
  const template = flags['client.template'] === undefined ? [] : [{ path: question('client.template').flag ?? '' }];
  return [...useless, ...template].map(blame => ({
    ...blame,
    message: 'has no use where a registered client is changed',
  }));
}

function lacking(what: string, needs: string): Problem {
  return { path: 'update', message: `${what} is missing`, missing: { question: what, needs } };
}
