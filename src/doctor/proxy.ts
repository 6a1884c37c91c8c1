import type { IncomingMessage } from 'node:http';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';
import { shown } from '../domain/server/answer-text.ts';
import { type NetworkError, networkError } from '../servers/network-error.ts';
import { lookUp } from './dns.ts';
import { inSeconds, within } from './patience.ts';
import { hostOf, type Probed, portOf, type Tools } from './probed.ts';
import { connectToEach } from './tcp.ts';

/** How a proxy answered CONNECT; `socket` is the tunnel, which the caller ends. */
type Tunnel = { status: number; reason: string; headers: IncomingMessage['headers']; socket: Socket };

const CONNECT = { layer: 'proxy', check: 'connect' } as const;

/**
 * The proxy's own name, its port, and what it answers to CONNECT. undici says of a refused tunnel only that the request
 * was cancelled, so this asks by itself. `isOpen`: a tunnel to the target can be had.
 */
export async function tryProxy(proxy: URL, target: URL, tools: Tools): Promise<{ checks: Probed[]; isOpen: boolean }> {
  const name = await lookUp(hostOf(proxy), tools, { layer: 'proxy', check: 'proxy-addresses' });
  if (name.addresses.length === 0) return { checks: [name.check], isOpen: false };
  const port = await connectToEach(name.addresses, portOf(proxy), tools, {
    layer: 'proxy',
    check: 'proxy-connection',
  });
  const checks = [name.check, port.check];
  if (port.address === undefined) return { checks, isOpen: false };
  // Plain http is handed to a proxy whole, without a tunnel.
  if (target.protocol === 'http:') return { checks, isOpen: true };
  const began = tools.now().mono;
  const ms = tools.patience.leftMs();
  const answer = await openTunnel(proxy, target, tools, ms);
  const check = judged(answer, proxy, target, ms);
  if (answer !== undefined && 'socket' in answer) answer.socket.destroy();
  const tookMs = Math.round(tools.now().mono - began);
  return { checks: [...checks, { ...CONNECT, ...check, tookMs }], isOpen: check.status === 'ok' };
}

export function openTunnel(
  proxy: URL,
  target: URL,
  { tls }: Pick<Tools, 'tls'>,
  ms: number,
): Promise<Tunnel | NetworkError | undefined> {
  const place = `${target.hostname}:${portOf(target)}`;
  const credentials = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
  const options = {
    method: 'CONNECT',
    host: hostOf(proxy),
    port: portOf(proxy),
    path: place,
    agent: false,
    headers: {
      host: place,
      ...(credentials !== ':' && {
        'proxy-authorization': `Basic ${Buffer.from(credentials).toString('base64')}`,
      }),
    },
  };
  return within(ms, done => {
    const request = proxy.protocol === 'https:' ? httpsRequest({ ...options, ...tls }) : httpRequest(options);
    let isTunnel = false;
    request.on('connect', ({ statusCode = 0, statusMessage = '', headers }, socket: Socket) => {
      isTunnel = true;
      // The other side may break off at any moment; who reads the tunnel hears of it by `close`.
      socket.on('error', () => undefined);
      done({ status: statusCode, reason: statusMessage, headers, socket });
    });
    request.on('error', error => done(networkError(error)));
    request.end();
    return () => {
      if (!isTunnel) request.destroy();
    };
  });
}

function judged(
  answer: Tunnel | NetworkError | undefined,
  proxy: URL,
  target: URL,
  ms: number,
): Pick<Probed, 'status' | 'seen' | 'trouble' | 'cause' | 'try'> {
  const from = `CONNECT ${target.host} to ${proxy.host}`;
  if (answer === undefined) {
    return { status: 'failed', seen: `${from}: no answer within ${inSeconds(ms)}`, cause: 'network.unreachable' };
  }
  if ('code' in answer) return { status: 'failed', seen: `${from}: ${answer.code}`, trouble: answer };
  const { status, reason, headers } = answer;
  const seen = `${from}: ${[status, shown(reason, 100)].filter(part => part !== '').join(' ')}`;
  if (status >= 200 && status < 300) return { status: 'ok', seen };
  if (status === 407) {
    const wants = shown(headers['proxy-authenticate']?.toString() ?? '', 100);
    const asked = proxy.username === '' ? 'none were given' : 'those that were given are not taken';
    return {
      status: 'failed',
      seen: `${seen}; it wants credentials${wants === '' ? '' : ` (${wants})`}, ${asked}`,
      cause: 'network.proxy_auth',
    };
  }
  return {
    status: 'failed',
    seen,
    cause: 'network.unreachable',
    try: [
      status === 403 || status === 405
        ? `The proxy does not let connections to ${target.host} through: its administrator has to allow it, or NO_PROXY exempts the host.`
        : `The proxy could not connect to ${target.host}: check the name and port, or exempt the host with NO_PROXY where the proxy is not needed.`,
    ],
  };
}
