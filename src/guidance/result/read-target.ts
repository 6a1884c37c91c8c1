import type { FileTarget, HandOverFormat } from '../../domain/hand-over.ts';
import type { Instant } from '../../domain/instant.ts';
import { plainText } from '../../domain/plain-text.ts';
import { askedMetadata } from '../../domain/registration/registration-request.ts';
import type { Desk } from '../../engine/desk.ts';
import type { State } from '../../engine/state.ts';
import { composeWithoutService, plannedHandOver } from '../../runbook/plan/plan-hand-over.ts';
import type { Problem } from '../../runbook/problem.ts';

/** The file that a path means; or of a compose file that was named alone the services, the likeliest first. */
export type ReadTarget = { target: FileTarget } | { problem: string } | { services: string[] };
type Reading = { state: State; now: Instant; desk: Pick<Desk, 'composeServices'> };

/** What to write for somebody who types a path: read as `--save-to` is, so that both mean the same. */
export async function readTarget(format: HandOverFormat, path: string, reading: Reading): Promise<ReadTarget> {
  const text = `${format}:${path.trim()}`;
  const file = composeWithoutService(text);
  if (file === undefined) return targetIn(text, reading);
  const services = await reading.desk.composeServices(file);
  if ('problem' in services) return { problem: services.problem };
  const [only, second] = services;
  if (only !== undefined && second === undefined) return targetIn(`${text}#${only}`, reading);
  return only === undefined ? { problem: 'it has no services' } : { services: likeliestFirst(services, text, reading) };
}

/** The path with the service that was chosen, as it could have been typed. */
export function withService(path: string, service: string): string {
  return `${path.trim()}#${service}`;
}

export function serviceChoices(services: readonly string[]): { value: string; label: string }[] {
  return services.map(service => ({ value: service, label: plainText(service, 60) }));
}

function targetIn(text: string, { state: { answers, itinerary }, now }: Reading): ReadTarget {
  const { known } = itinerary;
  const problems: Problem[] = [];
  const [target] = plannedHandOver(
    {
      input: { now, runbook: { version: 1, hand_over: known.handOver }, flags: { hand_over: text } },
      sources: {},
      findings: [],
      problems,
    },
    {
      registers: known.registers,
      asked: answers.registered?.asked ?? askedMetadata(answers),
      keys: answers.keys?.choice ?? known.keys ?? { from: 'none' },
    },
  );
  const [problem] = problems;
  if (problem) return { problem: problem.hint === undefined ? problem.message : `${problem.message}: ${problem.hint}` };
  return target === undefined || target.to === 'checklist' ? { problem: 'names no file' } : { target };
}

/** The runbook's own service first, where the file has it. */
function likeliestFirst(services: string[], text: string, reading: Reading): string[] {
  const read = targetIn(text, reading);
  const usual = 'target' in read && read.target.to === 'compose' ? read.target.service : undefined;
  return [...services].sort((a, b) => Number(b === usual) - Number(a === usual));
}
