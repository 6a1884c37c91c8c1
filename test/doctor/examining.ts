import { type Examination, examine } from '../../src/doctor/examine.ts';
import type { Probed } from '../../src/doctor/probed.ts';
import type { Layer } from '../../src/domain/evidence/check.ts';
import { type AuthorizationServer, DEFAULT_WIRE } from '../../src/domain/server/authorization-server.ts';
import { createHttp } from '../../src/servers/http.ts';
import { proxySettings } from '../../src/servers/proxy.ts';
import { secureContextOptions, type TlsMaterial } from '../../src/servers/tls.ts';

export type Wish = Partial<Pick<Examination, 'asked' | 'guesses' | 'environment' | 'folders' | 'bounds'>> & {
  server: Partial<AuthorizationServer> & { url: string };
  tls?: TlsMaterial;
  proxy?: string;
};

const now = () => ({ wall: Date.now(), mono: performance.now() });

/** Every check of an examination, in the order they came. */
export async function examined({ server, tls = {}, proxy, ...wish }: Wish): Promise<Probed[]> {
  const { environment = {} } = wish;
  const http = createHttp({ version: '1.2.3', now, tls, environment, ...(proxy !== undefined && { proxy }) });
  const proxies = proxySettings(proxy, environment);
  if (!http.ok || !proxies.ok) throw new Error('the connection settings cannot be used');
  let requests = 0;
  const checks: Probed[] = [];
  const examination: Examination = {
    folders: [],
    ...wish,
    environment,
    server: { wire: DEFAULT_WIRE, ...server },
    http: http.value,
    tls: secureContextOptions(tls),
    proxies: proxies.value,
    now,
    newRequestId: () => `req-${++requests}`,
  };
  for await (const check of examine(examination)) checks.push(check);
  await http.value.close();
  return checks;
}

/** The one check of that layer and name. */
export function only(checks: readonly Probed[], layer: Layer, check: string): Probed {
  const found = checks.filter(each => each.layer === layer && each.check === check);
  const [one] = found;
  if (one === undefined || found.length > 1)
    throw new Error(`${found.length} of ${layer} ${check}: ${inWords(checks)}`);
  return one;
}

/** `tls chain failed` of each, to be read at a glance. */
export function inWords(checks: readonly Probed[]): string[] {
  return checks.map(({ layer, check, status }) => `${layer} ${check} ${status}`);
}

/** Those that are neither well nor passed over. */
export function troubles(checks: readonly Probed[]): string[] {
  return inWords(checks.filter(({ status }) => status === 'warning' || status === 'failed'));
}
