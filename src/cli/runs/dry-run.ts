import type { Failure } from '../../domain/failure.ts';
import type { JsonObject } from '../../domain/json.ts';
import { clientConfigurationEndpoint } from '../../domain/management/managed-client.ts';
import { EXIT } from '../../domain/outcome.ts';
import { type Result, success } from '../../domain/result.ts';
import type { HttpRequest } from '../../domain/server/request.ts';
import { foresee } from '../../engine/foresee.ts';
import { initialState } from '../../engine/state.ts';
import type { StepId } from '../../flow/step.ts';
import type { Plan } from '../../runbook/plan/plan.ts';
import { planRequests } from '../../runbook/plan/plan-requests.ts';
import { BEARER_VARIABLES } from '../../runbook/render/request-words.ts';
import { steps } from '../../steps/steps.ts';
import { now } from '../clock.ts';
import type { RunOptions } from '../options.ts';
import { explanationRows } from '../telling/explanation.ts';
import { endWithFailure, printEnding } from '../telling/report.ts';
import type { Talk } from '../telling/talk.ts';
import type { World } from '../world.ts';
import type { OpenRun } from './open-run.ts';

export const DRY_RUN = { outcome: 'dry-run', exitCode: EXIT.done } as const;

/** Prints the requests of a plan exactly as they would be sent, tokens as variables. No network at all. */
export async function dryRun(run: OpenRun, talk: Talk, options: RunOptions): Promise<number> {
  const { plan, world, warnings } = run;
  const told = { ...planned(plan), ...(options.explain && { explanation: explanationRows(plan) }), warnings };
  const lack = obstacle(plan);
  if (lack) return endWithFailure(lack, options.json, told);
  const exact = await withKeysOfFile(plan, world);
  if (!exact.ok) return endWithFailure(exact.failure, options.json, told);
  const requests = planRequests(exact.value).map(printable);
  if (options.json) {
    printEnding({ outcome: DRY_RUN, requests, ...told }, false);
    return DRY_RUN.exitCode;
  }
  for (const { method, url, headers, body } of requests) {
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    const sent = body === undefined ? [] : [JSON.stringify(body, null, 2), ''];
    talk.result([`${method} ${url}`, ...lines, '', ...sent].join('\n'));
  }
  talk.say('Nothing was sent. A key pair that would be made stands as $DCR_JWKS.');
  return DRY_RUN.exitCode;
}

/** What a document has of a run that sends nothing. */
export function planned({ runbookName, known }: Plan): { runbook?: string; server?: string } {
  const server = known.server?.url ?? known.target?.server.url;
  return { ...(runbookName !== undefined && { runbook: runbookName }), ...(server !== undefined && { server }) };
}

/** Tokens and consent are for sending; without them a request can still be shown. */
const NOT_NEEDED: readonly StepId[] = ['admin-token', 'review', 'register', 'review-update'];

function obstacle(plan: Plan): Failure | undefined {
  const { target, allowedOrigins } = plan.known;
  const endpoint = target && clientConfigurationEndpoint(target, allowedOrigins);
  if (endpoint?.ok === false) return endpoint.failure;
  const { missing, failure } = foresee(steps, initialState(plan), now());
  if (failure?.kind === 'blocked' || failure?.kind === 'not-valid') return failure;
  const lacks = missing.filter(({ step }) => !NOT_NEEDED.includes(step));
  if (plan.known.registers && plan.known.server && plan.known.server.registration_endpoint === undefined) {
    const needs = '--registration-endpoint URL (a dry run asks no server)';
    lacks.push({ step: 'server', question: 'the registration endpoint', needs });
  }
  if (lacks.length === 0) return undefined;
  const listed = (member: 'question' | 'needs') => [...new Set(lacks.map(lack => lack[member]))].join('; ');
  return { kind: 'missing-answer', question: listed('question'), needs: listed('needs') };
}

async function withKeysOfFile(plan: Plan, world: World): Promise<Result<Plan>> {
  const { known } = plan;
  if (known.keys?.from !== 'file') return success(plan);
  const keys = await world.ports.obtainKeys(known.keys);
  if (!keys.ok) return keys;
  const jwks = keys.value.jwks;
  return success(jwks ? { ...plan, known: { ...known, metadata: { ...known.metadata, jwks } } } : plan);
}

function printable({ method, url, bearer, body }: HttpRequest): JsonObject & { headers: { [name: string]: string } } {
  return {
    method,
    url,
    headers: {
      ...(bearer && { authorization: `Bearer $${BEARER_VARIABLES[bearer]}` }),
      accept: 'application/json',
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body }),
  };
}
