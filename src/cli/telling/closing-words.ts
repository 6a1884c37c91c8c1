import type { Diagnosis } from '../../domain/evidence/evidence.ts';
import { nameOf } from '../../domain/management/managed-client.ts';
import type { UpdatedClient } from '../../domain/management/management.ts';
import { clientName } from '../../domain/metadata/client-metadata.ts';
import { plainText } from '../../domain/plain-text.ts';
import type { RegisteredClient } from '../../domain/registration/registered-client.ts';
import type { State } from '../../engine/state.ts';
import type { Drill } from '../../practice/drill.ts';
import type { Plan } from '../../runbook/plan/plan.ts';
import type { Practice } from '../runs/practice-run.ts';

export type Closing = {
  state: State;
  plan: Plan;
  practice: Practice | undefined;
  diagnosis: readonly Diagnosis[];
  reveal: boolean;
};

/** The last words of a run: what came of it and where that is, what to do next, and which drill it was. */
export function closingWords({ practice, diagnosis, ...closing }: Closing): string[] {
  const drill = practice?.server.drill;
  return [...outcomeWords({ ...closing, practice }), ...(drill ? drillWords(drill, diagnosis) : [])];
}

function outcomeWords({ state, plan, practice, reveal }: Omit<Closing, 'diagnosis'>): string[] {
  const { registered, updated, deleted, iat, handedOver = [] } = state.answers;
  if (updated) return ['', ...updatedWords(updated), ...checklist(plan)];
  if (deleted && !registered) return ['', `"${plainText(nameOf(deleted), 80)}" was registered and deleted again.`];
  if (registered) return ['', ...registeredWords(registered, state), ...checklist(plan), ...next(practice, plan)];
  if (!iat || state.failure || plan.known.registers) return [];
  const isHandedOver = handedOver.some(({ problem }) => problem === undefined);
  const shown =
    reveal || isHandedOver ? [] : ['The token is not shown: --reveal prints it, --save-to dotenv:PATH hands it over.'];
  return [
    '',
    `An initial access token was minted. It is kept nowhere${isHandedOver ? ' but where it was handed over' : ''}.`,
    ...shown,
    ...checklist(plan),
  ];
}

function registeredWords({ client, asked, record, keys }: RegisteredClient, { answers }: State): string[] {
  const name = clientName(client.metadata) ?? clientName(asked) ?? 'The client';
  const once = [
    client.client_secret && 'the client secret',
    client.registration_access_token && 'the registration access token',
  ];
  const given = once.filter(word => word !== undefined).join(' and ');
  return [
    `"${plainText(name, 80)}" is registered at ${answers.server?.url ?? 'the server'}.`,
    ...(record === undefined
      ? []
      : [`  record       ${record}${given === '' ? '' : `  (with ${given}, which no one can ask for again)`}`]),
    ...(keys?.privateKeyFile === undefined ? [] : [`  private key  ${keys.privateKeyFile}`]),
  ];
}

function updatedWords({ changed, record, keys, target, rotated }: UpdatedClient): string[] {
  const what = changed.length === 0 ? 'is as it should be; nothing was sent' : `is changed at ${target.server.url}`;
  const fresh = rotated.map(credential => credential.replaceAll('_', ' ')).join(' and ');
  return [
    `"${plainText(nameOf(target), 80)}" ${what}.`,
    ...(record === undefined ? [] : [`  record       ${record}${fresh === '' ? '' : `  (with a new ${fresh})`}`]),
    ...(keys?.privateKeyFile === undefined ? [] : [`  private key  ${keys.privateKeyFile}`]),
  ];
}

function checklist({ checklist: items }: Plan): string[] {
  return items.length === 0 ? [] : ['Still to do:', ...items.map((item, index) => `  ${index + 1}. ${item}`)];
}

function next(practice: Practice | undefined, { runbookName }: Plan): string[] {
  const tool = invocation(process.env);
  if (!practice) return [`See it again: ${tool} client list`];
  if (practice.server.drill) return [];
  return [
    'That was practice: the server was inside this tool and is gone now. Try next:',
    `  ${tool} practice --drill scope-narrowed    the same, with trouble (--drill list shows all)`,
    `  ${tool} runbook show ${(runbookName ?? 'bff-server').padEnd(21)} the runbook that was just replayed, as a page`,
    `  ${tool} runbook init mine.yaml             one of your own, for your server`,
    `  ${tool} client list                        what was registered from here`,
  ];
}

const MOST_EVIDENCE = 5;

function drillWords({ name, trouble, cause }: Drill, diagnosis: readonly Diagnosis[]): string[] {
  const told = ['', `The drill was ${name}: ${trouble}.`];
  const evidence = diagnosis.find(each => each.cause === cause)?.evidence ?? [];
  if (evidence.length === 0) return told;
  const signs = evidence.slice(0, MOST_EVIDENCE).map(sentence => `  - ${plainText(sentence)}`);
  return [...told, `What gave ${cause} away:`, ...signs];
}

/** How the tool was called, so that a command to copy works: in a checkout the system's Node may be too old for it. */
function invocation({ npm_lifecycle_event: script }: NodeJS.ProcessEnv): string {
  return script === undefined ? 'dcr-runbook' : 'npm run -s dcr-runbook --';
}
