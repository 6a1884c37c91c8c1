import type { LookupAddress } from 'node:dns';
import { connect } from 'node:net';
import { connectionTrouble } from '../domain/server/connection-words.ts';
import { type NetworkError, networkError } from '../servers/network-error.ts';
import { inSeconds, within } from './patience.ts';
import type { Probed, Tools } from './probed.ts';

/** Beyond that many addresses more of them tell nothing new. */
const MOST_ADDRESSES = 8;
/** Here the machine itself has no way for such an address: connections take another one and lose no time. */
const NO_WAY_OUT = ['ENETUNREACH', 'EADDRNOTAVAIL', 'EAFNOSUPPORT'];
const CONNECTION = { layer: 'tcp', check: 'connection' } as const;

type Tried = { address: string; tookMs: number; error?: NetworkError };

/** Opens a connection to each address and closes it; `address` is one that took it, undefined where none did. */
export async function connectToEach(
  addresses: LookupAddress[],
  port: number,
  tools: Tools,
  named: Pick<Probed, 'layer' | 'check'> = CONNECTION,
): Promise<{ check: Probed; address?: string }> {
  const ms = tools.patience.leftMs();
  const tried = await Promise.all(
    addresses.slice(0, MOST_ADDRESSES).map(({ address }) => connectTo(address, port, ms, tools)),
  );
  const open = tried.filter(({ error }) => error === undefined);
  const closed = tried.flatMap(({ error }) => (error ? [error] : []));
  const isHarmless = closed.every(({ code }) => NO_WAY_OUT.includes(code));
  const seen = tried.map(each => wordsOf(each, port, tried.length > 1)).join('; ');
  const [first] = open;
  if (first === undefined) {
    const [trouble] = closed;
    return { check: { ...named, status: 'failed', seen, ...(trouble && { trouble }), tookMs: longest(tried) } };
  }
  const check: Probed = { ...named, status: isHarmless ? 'ok' : 'warning', seen, tookMs: longest(tried) };
  if (!isHarmless) check.try = [HALF_OPEN];
  return { check, address: first.address };
}

const HALF_OPEN =
  'Some addresses of the name do not answer. Connections try the others, but may be slow: tell the name’s administrator, or the firewall’s.';

async function connectTo(address: string, port: number, ms: number, { now }: Tools): Promise<Tried> {
  const began = now().mono;
  const ended = await within<{ error?: NetworkError }>(ms, done => {
    const socket = connect({ host: address, port });
    socket.once('connect', () => done({}));
    socket.on('error', error => done({ error: networkError(error) }));
    return () => socket.destroy();
  });
  const tookMs = Math.round(now().mono - began);
  const late = { code: 'ETIMEDOUT', message: `no connection within ${inSeconds(ms)}` };
  return { address, tookMs, ...(ended ?? { error: late }) };
}

function wordsOf({ address, tookMs, error }: Tried, port: number, isOneOfMany: boolean): string {
  const place = address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
  if (error === undefined) return `${place} takes connections${isOneOfMany ? ` (${tookMs} ms)` : ''}`;
  return error.code === 'ETIMEDOUT' ? `${place} did not answer` : `${place}: ${connectionTrouble(error)}`;
}

function longest(tried: Tried[]): number {
  return Math.max(0, ...tried.map(({ tookMs }) => tookMs));
}
