import type { Transmission } from '../domain/server/request.ts';
import { proxyFor } from '../servers/proxy.ts';
import { clockCheck } from './clock.ts';
import { lookUp } from './dns.ts';
import { answerCheck, ask, clientCertificateCheck } from './http.ts';
import { hostOf, type Probed, portOf, skipped, type Tools } from './probed.ts';
import { tryProxy } from './proxy.ts';
import { connectToEach } from './tcp.ts';
import { shakeHands } from './tls.ts';

/** A way to a server, layer by layer. Each promise is kept as soon as its layer is known; `open` where HTTP can be tried. */
export type Reach = {
  dns: Promise<Probed[]>;
  tcp: Promise<Probed[]>;
  proxy: Promise<Probed[]>;
  tls: Promise<Probed[]>;
  http: Promise<Probed[]>;
  clock: Promise<Probed[]>;
  open: Promise<boolean>;
};

/** Begins all probes of the way to `url`; one that stands on another waits for it, or is skipped where that failed. */
export function reach(url: URL, tools: Tools): Reach {
  const proxy = proxyFor(url, tools.proxies);
  const below = proxy === undefined ? direct(url, tools) : proxied(url, proxy, tools);
  const isEncrypted = url.protocol === 'https:';
  const tls = below.way.then(async way => {
    if (way === undefined) return { checks: [skipped('tls', 'handshake', 'no connection was made')], isTrusted: false };
    if (!isEncrypted) return { checks: [skipped('tls', 'handshake', 'the address is http')], isTrusted: true };
    return shakeHands(url, way, tools);
  });
  const sent = tls.then(async ({ isTrusted }) => (isTrusted ? ask(url.href, tools) : undefined));
  return {
    ...below,
    tls: Promise.all([tls, sent]).then(([{ checks }, transmission]) => [
      ...checks,
      ...(isEncrypted && transmission !== undefined
        ? [clientCertificateCheck(transmission, tools.tls.cert !== undefined)]
        : []),
    ]),
    http: sent.then(transmission => [httpCheck(transmission, url)]),
    clock: sent.then(transmission => [
      transmission?.kind === 'answered'
        ? clockCheck(transmission.answer)
        : skipped('clock', 'difference', 'the server did not answer'),
    ]),
    open: sent.then(transmission => transmission?.kind === 'answered'),
  };
}

type Way = { address: string } | { proxy: URL };
type Below = Pick<Reach, 'dns' | 'tcp' | 'proxy'> & { way: Promise<Way | undefined> };

function direct(url: URL, tools: Tools): Below {
  const dns = lookUp(hostOf(url), tools);
  const tcp = dns.then(async ({ addresses }) =>
    addresses.length === 0
      ? { check: skipped('tcp', 'connection', 'the name does not resolve') }
      : connectToEach(addresses, portOf(url), tools),
  );
  return {
    dns: dns.then(({ check }) => [check]),
    tcp: tcp.then(({ check }) => [check]),
    proxy: Promise.resolve([skipped('proxy', 'connect', 'no proxy is used')]),
    way: tcp.then(found =>
      'address' in found && found.address !== undefined ? { address: found.address } : undefined,
    ),
  };
}

function proxied(url: URL, proxy: URL, tools: Tools): Below {
  const tunnel = tryProxy(proxy, url, tools);
  const because = `the proxy ${proxy.host} does that`;
  return {
    dns: Promise.resolve([skipped('dns', 'addresses', because)]),
    tcp: Promise.resolve([skipped('tcp', 'connection', because)]),
    proxy: tunnel.then(({ checks }) => checks),
    way: tunnel.then(({ isOpen }) => (isOpen ? { proxy } : undefined)),
  };
}

function httpCheck(transmission: Transmission | undefined, url: URL): Probed {
  if (transmission === undefined) return skipped('http', 'answer', 'no connection that can be trusted was made');
  return answerCheck(transmission, url.href);
}
