import type { JsonObject } from '../../domain/json.ts';
import { plainText } from '../../domain/plain-text.ts';
import type { Command } from '../command.ts';
import { listOpenEnds, type OpenEnd } from '../runs/held-run.ts';
import { openRunStore } from '../runs/run-store.ts';
import { endWithFailure, printJson } from '../telling/report.ts';

/** `resume --list`: the runs that can be gone on with, the newest first. */
export async function listInterrupted({ json }: Extract<Command, { name: 'resume-list' }>): Promise<number> {
  const store = openRunStore();
  if (!store.ok) return endWithFailure(store.failure, json);
  const list = await listOpenEnds(store.value.folders.state, store.value.records);
  if (!list.ok) return endWithFailure(list.failure, json);
  const { openEnds, problems } = list.value;
  for (const problem of problems) process.stderr.write(`${plainText(problem)}\n`);
  const runs = openEnds.map(listed);
  if (json) return printJson({ schema_version: 1, runs });
  if (runs.length === 0) process.stderr.write('No run was interrupted.\n');
  for (const { run, standing, stage, runbook, server, began_at, step } of runs) {
    const what = typeof stage === 'string' ? ` of ${SENT[stage]}` : '';
    const where =
      standing === 'unknown' ? `outcome${what} unknown` : `interrupted${step === undefined ? '' : ` after ${step}`}`;
    const about = [runbook, server].map(text => plainText(String(text ?? '-'), 120)).join('  ');
    process.stdout.write(`${run}  ${where}  ${about}  ${began_at}\n`);
  }
  return 0;
}

/** What was sent where that is no registration. */
const SENT: Readonly<Record<string, string>> = { update: 'an update', delete: 'a deletion' };

function listed({ run, story, standing, unknown }: OpenEnd): JsonObject {
  const { began, step } = story;
  const { failure } = unknown ?? {};
  const server = unknown?.server ?? began?.server;
  const clientName = failure?.exchange.request.body?.['client_name'];
  return {
    run,
    standing,
    ...(began?.runbook !== undefined && { runbook: began.runbook }),
    ...(server !== undefined && { server }),
    ...(began && { began_at: began.at }),
    ...(step !== undefined && { step }),
    ...(failure && failure.stage !== 'register' && { stage: failure.stage }),
    ...(clientName !== undefined && { client_name: clientName }),
    ...(failure?.client_id !== undefined && { client_id: failure.client_id }),
    ...(failure && { request_id: failure.exchange.requestId, sent_at: new Date(failure.sentAt).toISOString() }),
  };
}
