import type { JsonObject } from '../../domain/json.ts';
import { plainText } from '../../domain/plain-text.ts';
import { unsettledOf } from '../../store/runs/run-story.ts';
import type { Command } from '../command.ts';
import { listOpenEnds, type OpenEnd } from '../runs/held-run.ts';
import { openRunStore } from '../runs/run-store.ts';
import { serverOf } from '../runs/unsettled.ts';
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
  for (const { run, standing, runbook, server, began_at, step } of runs) {
    const where =
      standing === 'unknown' ? 'outcome unknown' : `interrupted${step === undefined ? '' : ` after ${step}`}`;
    const what = [runbook, server].map(text => plainText(String(text ?? '-'), 120)).join('  ');
    process.stdout.write(`${run}  ${where}  ${what}  ${began_at}\n`);
  }
  return 0;
}

function listed({ run, story, standing }: OpenEnd): JsonObject {
  const { began, step } = story;
  // The disk was looked at when the standing was found; here only the journal's words on it are wanted.
  const sent = standing === 'unknown' ? unsettledOf(story, []) : undefined;
  const server = sent ? serverOf(story, sent) : began?.server;
  return {
    run,
    standing,
    ...(began?.runbook !== undefined && { runbook: began.runbook }),
    ...(server !== undefined && { server }),
    ...(began && { began_at: began.at }),
    ...(step !== undefined && { step }),
    ...(sent?.clientName !== undefined && { client_name: sent.clientName }),
    ...(sent && { request_id: sent.requestId, sent_at: new Date(sent.sentAt).toISOString() }),
  };
}
