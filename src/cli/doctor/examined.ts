import { randomUUID } from 'node:crypto';
import { failureWords } from '../../diagnosis/failure-words.ts';
import { type Check, LAYERS, NOT_LOOKED_AT } from '../../domain/evidence/check.ts';
import type { Failure } from '../../domain/failure.ts';
import type { ClientMetadata } from '../../domain/metadata/client-metadata.ts';
import type { AuthorizationServer } from '../../domain/server/authorization-server.ts';
import { createHttp } from '../../servers/http.ts';
import { proxySettings } from '../../servers/proxy.ts';
import { readTlsFiles, secureContextOptions } from '../../servers/tls.ts';
import type { Folders } from '../../store/files/folders.ts';
import { now } from '../clock.ts';
import type { RunOptions } from '../options.ts';
import { VERSION } from '../world.ts';
import { explained } from './explained.ts';

export type ToExamine = {
  server: AuthorizationServer;
  /** What is to be registered; left out: nothing is asked of the server. */
  asked?: ClientMetadata;
  /** Endpoints to try where neither the operator nor the server names one. */
  guesses?: Partial<Pick<AuthorizationServer, 'initial_access_token_endpoint' | 'registration_endpoint'>>;
};

export type Connecting = Pick<RunOptions, 'timeoutMs' | 'cacert' | 'cert' | 'key' | 'proxy' | 'allowHttp'>;

/** All checks, in the order of their layers, each as soon as it is known. */
export async function* examined(what: ToExamine, options: Connecting, folders: Folders): AsyncGenerator<Check> {
  const tls = await readTlsFiles(options);
  if (!tls.ok) return yield* stopped('connection', tls.failure);
  const proxies = proxySettings(options.proxy, process.env);
  if (!proxies.ok) return yield* stopped('proxy', proxies.failure);
  const http = createHttp({
    version: VERSION,
    now,
    tls: tls.value,
    environment: process.env,
    allowHttp: options.allowHttp,
    ...(options.proxy !== undefined && { proxy: options.proxy }),
  });
  if (!http.ok) return yield* stopped('proxy', http.failure);
  const { BOUNDS, examine } = await import('../../doctor/examine.ts');
  const { timeoutMs: probeMs } = options;
  const checks = examine({
    ...what,
    http: http.value,
    tls: secureContextOptions(tls.value),
    proxies: proxies.value,
    environment: process.env,
    folders: [folders.data, folders.state],
    now,
    newRequestId: randomUUID,
    // Who is patient with one probe is so with all: a slow way is slow at more than one of its layers.
    ...(probeMs !== undefined && { bounds: { probeMs, totalMs: Math.max(BOUNDS.totalMs, 2.25 * probeMs) } }),
  });
  try {
    for await (const probed of checks) yield explained(probed);
  } finally {
    await http.value.close();
  }
}

/** The configuration cannot be used, so nothing else was looked at. */
export function* stopped(check: string, failure: Failure): Generator<Check> {
  const { headline, next } = failureWords(failure);
  yield explained({ layer: 'configuration', check, status: 'failed', seen: headline, try: next });
  const because = 'the configuration is not valid';
  for (const layer of LAYERS.slice(1)) {
    yield { layer, check: 'everything', status: 'skipped', seen: NOT_LOOKED_AT, because };
  }
}
