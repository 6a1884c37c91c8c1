import type { SecureContextOptions } from 'node:tls';
import type { Dispatcher } from 'undici';
import type { Way } from './dispatcher.ts';
import { type ProxySettings, proxyFor } from './proxy.ts';

/** Gives connections to servers: one kept open for reads, a fresh one for what must not meet a dying connection. */
export type Connections = {
  /** Kept open between requests. */
  shared(url: URL): Promise<Dispatcher>;
  /** For one request; the caller destroys it. */
  fresh(url: URL): Promise<Dispatcher>;
  close(): Promise<void>;
};

export function createConnections(tls: SecureContextOptions, proxies: ProxySettings): Connections {
  const kept = new Map<Way, Promise<Dispatcher>>();
  // Lazily: undici takes a while to load, and the first screen does not need it.
  const made = async (way: Way, pipelining: 0 | 1) =>
    (await import('./dispatcher.ts')).createDispatcher({ way, tls, proxies, pipelining });
  return {
    shared(url) {
      const way = wayTo(url, proxies);
      const dispatcher = kept.get(way) ?? made(way, 1);
      kept.set(way, dispatcher);
      return dispatcher;
    },
    fresh: url => made(wayTo(url, proxies), 0),
    async close() {
      const dispatchers = await Promise.all(kept.values());
      kept.clear();
      await Promise.all(dispatchers.map(dispatcher => dispatcher.destroy()));
    },
  };
}

function wayTo(url: URL, proxies: ProxySettings): Way {
  return proxyFor(url, proxies) === undefined ? 'direct' : 'proxied';
}
