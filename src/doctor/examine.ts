import type { Layer } from '../domain/evidence/check.ts';
import type { Instant } from '../domain/instant.ts';
import type { ClientMetadata } from '../domain/metadata/client-metadata.ts';
import type { AuthorizationServer } from '../domain/server/authorization-server.ts';
import { readMetadata } from './discovery.ts';
import { endpointsToCheck } from './endpoint-choice.ts';
import { endpointCheck } from './endpoints.ts';
import { environmentChecks, wayCheck } from './environment.ts';
import { foldersCheck } from './folders.ts';
import { type Bounds, createPatience } from './patience.ts';
import { type Probed, skipped, type Tools } from './probed.ts';
import { type Reach, reach } from './reach.ts';

export type Examination = Omit<Tools, 'patience'> & {
  server: AuthorizationServer;
  /** What the runbook asks to be registered; left out: no runbook was named. */
  asked?: ClientMetadata;
  /** Endpoints that nobody named, worth trying where the server's metadata names none. */
  guesses?: { initial_access_token_endpoint?: string; registration_endpoint?: string };
  environment: Record<string, string | undefined>;
  /** Where this tool writes. */
  folders: readonly string[];
  bounds?: Bounds;
  now(): Instant;
};

export const BOUNDS: Bounds = { probeMs: 4000, totalMs: 9000 };
const NO_ANSWER = 'the server did not answer';
const REACHED = ['dns', 'tcp', 'proxy', 'tls', 'http', 'clock'] as const satisfies readonly Layer[];

/**
 * Everything between here and a registration, layer by layer. All probes run side by side as far as none needs another;
 * what they saw comes in the order of the layers, each as soon as it is known. No token is sent, and nothing but GET,
 * OPTIONS and CONNECT.
 */
export async function* examine(examination: Examination): AsyncGenerator<Probed> {
  const { server, proxies, now, bounds = BOUNDS } = examination;
  const tools: Tools = { ...examination, patience: createPatience(bounds, now) };
  const origins = originsOf(server);
  const ways = origins.map(url => ({ origin: url.origin, reach: reach(url, tools) }));
  const discovery = discovered(examination, ways, tools);
  const groups = [
    environmentChecks(examination.environment),
    Promise.resolve([wayCheck(origins, proxies)]),
    foldersCheck(examination.folders).then(check => [check]),
    ...REACHED.flatMap(layer => ways.map(way => ofOrigin(way.origin, way.reach[layer]))),
    discovery.then(({ checks }) => checks),
    discovery.then(({ metadata }) => endpoints(examination, metadata, ways, tools)),
  ];
  // One that fails before its turn is a bug of ours, thrown when its turn comes.
  for (const group of groups) group.catch(() => undefined);
  for (const group of groups) yield* await group;
}

type WayTo = { origin: string; reach: Reach };

/** The server's own address, then the root of each other origin that a run would talk to. */
function originsOf(server: AuthorizationServer): URL[] {
  const { url, issuer, initial_access_token_endpoint: mint, registration_endpoint: registration } = server;
  const others = [issuer, mint, registration].flatMap(each => (each === undefined ? [] : [new URL(each).origin]));
  const home = new URL(url);
  return [home, ...[...new Set(others)].filter(origin => origin !== home.origin).map(origin => new URL(origin))];
}

async function ofOrigin(origin: string, checks: Promise<Probed[]>): Promise<Probed[]> {
  return (await checks).map(check => ({ ...check, origin }));
}

async function discovered(examination: Examination, ways: readonly WayTo[], tools: Tools) {
  const { server, asked } = examination;
  if (await isClosed(server.issuer ?? server.url, ways)) {
    return { checks: [skipped('discovery', 'metadata', NO_ANSWER)] };
  }
  return readMetadata(server, asked, tools);
}

async function endpoints(
  examination: Examination,
  metadata: Awaited<ReturnType<typeof readMetadata>>['metadata'],
  ways: readonly WayTo[],
  tools: Tools,
): Promise<Probed[]> {
  const { server } = examination;
  // It might have named what is missing.
  const isUnasked = await isClosed(server.issuer ?? server.url, ways);
  return Promise.all(
    endpointsToCheck(server, metadata, examination.guesses).map(async endpoint => {
      if ('status' in endpoint) return isUnasked ? skipped('endpoints', endpoint.check, NO_ANSWER) : endpoint;
      if (await isClosed(endpoint.url, ways)) return skipped('endpoints', endpoint.check, NO_ANSWER);
      return endpointCheck(endpoint, tools);
    }),
  );
}

/** The way there was tried, and HTTP got no answer. An origin that only the metadata names was not tried before. */
async function isClosed(url: string, ways: readonly WayTo[]): Promise<boolean> {
  const way = ways.find(({ origin }) => origin === new URL(url).origin);
  return way !== undefined && !(await way.reach.open);
}
