import { clientName } from '../../domain/metadata/client-metadata.ts';
import { askedMetadata } from '../../domain/registration/registration-request.ts';
import { parseRunbook } from '../../runbook/file/parse-runbook.ts';
import { readMember } from '../../runbook/file/set-member.ts';
import type { KeptPlan } from '../../runbook/kept/kept-plan.ts';
import { readKeptAnswers, readKeptPlan } from '../../runbook/kept/read-kept.ts';
import { plan } from '../../runbook/plan/plan.ts';
import type { RunStory } from '../../store/runs/run-story.ts';
import { now } from '../clock.ts';
import type { AnswerFlags } from '../command.ts';

/** The client_name of the client that a run is about: as it was sent, else as it was answered or planned. */
export function clientNameOfRun({ clients, said, began }: RunStory): string | undefined {
  const sent = clients.at(-1)?.at(-1)?.clientName;
  if (sent !== undefined) return sent;
  const kept = began?.plan && readKeptPlan(began.plan);
  const known = kept && plannedRun(kept);
  if (known?.registers === false) return undefined;
  const { template = known?.template, metadata = known?.metadata ?? {} } = readKeptAnswers(said);
  return clientName(askedMetadata({ template, metadata }));
}

/** The client_name that `--set` gives; undefined where the runbook has it. */
export function clientNameOfFlags(flags: AnswerFlags): string | undefined {
  const changes = [flags['client.metadata'] ?? []].flat().map(readMember);
  const last = changes.findLast(change => 'member' in change && change.member === 'client_name');
  return last && 'value' in last && typeof last.value === 'string' ? last.value : undefined;
}

function plannedRun({ runbook, flags, environment, allow_http: allowHttp, allow_origin: allowedOrigins }: KeptPlan) {
  const parsed = parseRunbook(runbook.text, runbook.file);
  if ('problems' in parsed) return undefined;
  const planned = plan({ ...parsed, flags, environment, allowHttp, allowedOrigins, now: now() });
  return 'problems' in planned ? undefined : planned.plan.known;
}
