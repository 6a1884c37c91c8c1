import type { KeptRecord } from '../../domain/management/client-record.ts';
import type { KeyChoice, KeyMaterial } from '../../domain/metadata/key-material.ts';
import { type RegisteredClient, registeredClient } from '../../domain/registration/registered-client.ts';
import { askedMetadata } from '../../domain/registration/registration-request.ts';
import type { Ports } from '../../engine/ports.ts';
import type { Answers } from '../../flow/answers.ts';
import { readKeptAnswers } from '../../runbook/kept/read-kept.ts';
import { type KeptKey, recordOf, unsettledOf } from '../../store/runs/run-story.ts';
import type { HeldRun } from './held-run.ts';
import { unsettledFailure } from './unsettled.ts';

/** The answers that an earlier process of this run left: from its journal, its records and its key. No token is among them. */
export async function restoredAnswers(
  { run, story, records }: Pick<HeldRun, 'run' | 'story' | 'records'>,
  ports: Pick<Ports, 'obtainKeys'>,
): Promise<Partial<Answers>> {
  const { keys: choice, ...said } = readKeptAnswers(story.said);
  const clients = story.clients.map(sent => {
    const kept = recordOf(sent, records);
    return kept && asRegistered(kept, choice);
  });
  const registered = clients.at(-1);
  const keys = registered ? registered.keys : await keysAgain(choice, story.keptKey, ports);
  const answers: Partial<Answers> = {
    ...said,
    earlier: clients.slice(0, -1).filter(client => client !== undefined),
    ...(registered && { registered }),
    ...(keys && { keys }),
  };
  const sent = unsettledOf(story, records);
  if (sent === undefined) return answers;
  const named = sent.clientName === undefined ? {} : { client_name: sent.clientName };
  const asked = { ...askedMetadata({ metadata: {}, ...answers }), ...named };
  return { ...answers, unsettled: { ...named, failure: unsettledFailure(run, sent, asked) } };
}

function asRegistered({ path, record }: KeptRecord, choice: KeyChoice = { from: 'none' }): RegisteredClient {
  const { client, asked, deviations, private_key_file: privateKeyFile, kid } = record;
  const keys: KeyMaterial = {
    choice,
    ...(privateKeyFile !== undefined && { privateKeyFile }),
    ...(kid !== undefined && { kid }),
  };
  return registeredClient({ client, asked, deviations, record: path, ...(kid !== undefined && { keys }) });
}

/** The pair that was made and lies on disk, else what was chosen. What cannot be had any more is asked again. */
async function keysAgain(
  choice: KeyChoice | undefined,
  kept: KeptKey | undefined,
  { obtainKeys }: Pick<Ports, 'obtainKeys'>,
): Promise<KeyMaterial | undefined> {
  if (choice === undefined) return undefined;
  if (kept && choice.from === 'generate') {
    const { path, kid } = kept;
    const read = await obtainKeys({ from: 'file', path, alg: choice.alg, ...(kid !== undefined && { kid }) });
    if (read.ok) return { ...read.value, choice };
  }
  const obtained = await obtainKeys(choice);
  return obtained.ok ? obtained.value : { choice };
}
