import type { Evidence, TokenLook } from '../domain/evidence/evidence.ts';
import type { Failure } from '../domain/failure.ts';
import type { Instant } from '../domain/instant.ts';
import { ledgerOf } from '../domain/mint/initial-access-token.ts';
import type { RegisteredClient } from '../domain/registration/registered-client.ts';
import type { Exchange, Stage } from '../domain/server/request.ts';
import type { State } from './state.ts';

/** Everything this run has at hand about a failure at the server; undefined where the failure never got that far. */
export function evidenceOf({ answers }: Pick<State, 'answers'>, failure: Failure, at: Instant): Evidence | undefined {
  if (!('stage' in failure)) return undefined;
  const exchange = failure.exchange;
  const { iat, adminToken, server, target, reading } = answers;
  const looks: Partial<Record<Stage, TokenLook | undefined>> = { mint: adminToken?.look, register: iat?.look };
  const token = looks[failure.stage];
  const known = server?.preset ?? target?.server.preset;
  const silence = 'code' in failure && failure.code !== undefined ? { errorCode: failure.code } : {};
  const message = 'message' in failure ? { errorMessage: failure.message } : {};
  return {
    stage: failure.stage === 'discover' ? 'network' : failure.stage,
    at: at.wall,
    headers: {},
    ...(exchange && seen(exchange)),
    ...silence,
    ...message,
    sent: failure.kind !== 'unreachable',
    ...(failure.stage === 'register' && iat && { ledger: ledgerOf(iat, at) }),
    ...(token && { token }),
    ...(known !== undefined && { preset: known }),
    ...(failure.stage === 'update' && reading?.from === 'server' && { wasRead: true as const }),
  };
}

function seen({
  request,
  sentAt,
  status,
  headers = {},
  body,
  bodyBytes,
}: Exchange): Partial<Evidence> & { headers: Record<string, string> } {
  const serverTime = Date.parse(headers['date'] ?? '');
  return {
    request: {
      method: request.method,
      url: request.url,
      headers: { authorization: request.bearer === undefined ? '' : 'Bearer [secret]' },
      ...(request.body && { body: request.body }),
    },
    headers,
    ...(status !== undefined && { status }),
    ...(body !== undefined && { body }),
    ...(bodyBytes !== undefined && { bodyBytes }),
    // A Date header has whole seconds, and the answer took a moment: smaller differences mean nothing.
    ...(Number.isFinite(serverTime) && { clockDifferenceSeconds: Math.round((serverTime - sentAt) / 1000) }),
  };
}

/** The same for a registration that went through, where the server changed or strayed from something. */
export function evidenceOfResult({ asked, client, deviations }: RegisteredClient): Evidence {
  const status = deviations.some(deviation => deviation.includes('200 instead of 201')) ? 200 : 201;
  const { metadata, ...credentials } = client;
  // Sealed secrets print as a mark: that they were given is evidence, what they are is not.
  const granted = JSON.stringify({ ...credentials, ...metadata });
  return {
    stage: 'register',
    request: { method: 'POST', body: asked },
    status,
    headers: {},
    body: granted,
  };
}
