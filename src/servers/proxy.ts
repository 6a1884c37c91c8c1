import { failed, type Result, success } from '../domain/result.ts';
import { Secret } from '../domain/secrets/secret.ts';
import { isLoopback } from '../domain/server/authorization-server.ts';

/** Where requests go through. Empty: directly. */
export type ProxySettings = { httpProxy: string; httpsProxy: string; noProxy: string };

export type Environment = Record<string, string | undefined>;

/**
 * `--proxy` wins over HTTPS_PROXY, HTTP_PROXY and NO_PROXY; of these the lower-case name is looked at first, as by curl.
 * Without HTTPS_PROXY, HTTP_PROXY is used for https too.
 */
export function proxySettings(flag: string | undefined, environment: Environment): Result<ProxySettings> {
  if (flag !== undefined) {
    const proxy = readProxy('--proxy', flag);
    return proxy.ok ? success({ httpProxy: proxy.value, httpsProxy: proxy.value, noProxy: '' }) : proxy;
  }
  const httpProxy = fromEnvironment('HTTP_PROXY', environment);
  if (!httpProxy.ok) return httpProxy;
  const httpsProxy = fromEnvironment('HTTPS_PROXY', environment);
  if (!httpsProxy.ok) return httpsProxy;
  return success({
    httpProxy: httpProxy.value,
    httpsProxy: httpsProxy.value,
    noProxy: environment['no_proxy'] ?? environment['NO_PROXY'] ?? '',
  });
}

/**
 * The proxy that leads to an address, or undefined where the way is direct. A proxy's loopback is another machine's:
 * there a token would leave this one in clear text.
 */
export function proxyFor(url: URL, { httpProxy, httpsProxy, noProxy }: ProxySettings): URL | undefined {
  // Without HTTPS_PROXY, HTTP_PROXY is used for https too; not the other way round.
  const proxy = (url.protocol === 'https:' && httpsProxy) || httpProxy;
  if (proxy === '' || isLoopback(url.hostname) || isExempt(url, noProxy)) return undefined;
  return new URL(proxy);
}

/** NO_PROXY: names with all below them, `*.name` for those below it alone, `*` for all, each with a port or without. */
function isExempt(url: URL, noProxy: string): boolean {
  const host = plainHost(url.hostname);
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return noProxy
    .toLowerCase()
    .split(/[,\s]+/)
    .filter(entry => entry !== '')
    .some(entry => {
      const [, bracketed, name = entry, ofPort] = /^(?:\[(.+)\]|([^:]+))(?::(\d+))?$/.exec(entry) ?? [];
      if (ofPort !== undefined && ofPort !== port) return false;
      const exempt = plainHost(bracketed ?? name);
      if (exempt === '*') return true;
      const below = exempt.replace(/^\*?\./, '');
      return host.endsWith(`.${below}`) || (!exempt.startsWith('*') && host === below);
    });
}

/** Without the brackets of an IPv6 address and the dot of a name that is written in full. */
function plainHost(host: string): string {
  return host
    .replace(/^\[(.+)\]$/, '$1')
    .replace(/(.)\.$/, '$1')
    .toLowerCase();
}

function fromEnvironment(name: string, environment: Environment): Result<string> {
  const lower = name.toLowerCase();
  return environment[lower] === undefined
    ? readProxy(name, environment[name] ?? '')
    : readProxy(lower, environment[lower]);
}

function readProxy(from: string, text: string): Result<string> {
  if (text.trim() === '') return success('');
  // host:port without a scheme is common, and new URL() would read the host as the scheme.
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(text.trim()) ? text.trim() : `http://${text.trim()}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined) return failed({ kind: 'not-valid', problem: `${from} is no URL of a proxy` });
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return failed({
      kind: 'not-valid',
      problem: `${from}: a proxy of http:// or https:// is wanted, not ${url.protocol}//`,
    });
  }
  try {
    // Sealed for its effect: from here on it is cut out of every message.
    if (url.password !== '') new Secret(decodeURIComponent(url.password));
    decodeURIComponent(url.username);
  } catch {
    return failed({
      kind: 'not-valid',
      problem: `${from}: the user name or password is not percent-encoded as a URL wants it`,
    });
  }
  return success(url.href);
}
