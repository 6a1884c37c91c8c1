import type { Socket } from 'node:net';
import type { SecureContextOptions } from 'node:tls';
import { Agent, buildConnector, type Dispatcher, EnvHttpProxyAgent, Pool } from 'undici';
import { readHeadsLeniently } from './answer-heads.ts';
import type { ProxySettings } from './proxy.ts';

export type Way = 'direct' | 'proxied';

export type DispatcherOptions = {
  way: Way;
  tls: SecureContextOptions;
  proxies: ProxySettings;
  /** 0: no keep-alive. */
  pipelining: 0 | 1;
};

/** Longer than that no connection is waited for, whatever the time limit of the request. */
const CONNECT_TIMEOUT_MS = 10_000;

export function createDispatcher({ way, tls, proxies, pipelining }: DispatcherOptions): Dispatcher {
  const { httpProxy, httpsProxy } = proxies;
  const transport = { ...tls, allowH2: false, timeout: CONNECT_TIMEOUT_MS };
  const options = {
    connect: buildConnector(transport),
    factory: (origin: string | URL, { connect, ...each }: Pool.Options) =>
      new Pool(origin, typeof connect === 'function' ? { ...each, connect: mended(connect) } : each),
    allowH2: false,
    pipelining,
    // The caller's clock bounds headers and body together, so undici's own two limits are off.
    headersTimeout: 0,
    bodyTimeout: 0,
  };
  if (way === 'direct') return new Agent(options);
  return new EnvHttpProxyAgent({
    ...options,
    requestTls: transport,
    proxyTls: transport,
    httpProxy,
    httpsProxy,
    // Whom NO_PROXY exempts was decided before (`proxyFor`).
    noProxy: '',
  });
}

function mended(connect: buildConnector.connector): buildConnector.connector {
  return (options, callback) =>
    connect(options, (...result) => {
      const [, socket] = result;
      if (socket) {
        keepFirstError(socket);
        readHeadsLeniently(socket);
      }
      callback(...result);
    });
}

/**
 * A server that does not take our certificate says so in an alert and closes; undici then reports only the closing.
 * Here the first error of a connection becomes the cause of what follows.
 */
function keepFirstError(socket: Socket): void {
  let first: Error | undefined;
  socket.on('error', error => {
    if (first !== undefined && error !== first) error.cause ??= first;
    first ??= error;
  });
}
