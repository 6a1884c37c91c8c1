import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { connectionTrouble } from '../domain/server/connection-words.ts';
import { type NetworkError, networkError } from '../servers/network-error.ts';
import { inSeconds, within } from './patience.ts';
import type { Probed, Tools } from './probed.ts';

const ADDRESSES = { layer: 'dns', check: 'addresses' } as const;

/** All addresses of a host, by the system's own resolver, as every connection asks it; none where it has none. */
export async function lookUp(
  host: string,
  { patience, now }: Tools,
  named: Pick<Probed, 'layer' | 'check'> = ADDRESSES,
): Promise<{ check: Probed; addresses: LookupAddress[] }> {
  if (isIP(host) !== 0) {
    const check = { ...named, status: 'ok', seen: `${host} is an address: no name to look up` } as const;
    return { check, addresses: [{ address: host, family: isIP(host) }] };
  }
  const ms = patience.leftMs();
  const began = now().mono;
  const answer = await within<{ addresses: LookupAddress[] } | NetworkError>(ms, done => {
    lookup(host, { all: true }).then(
      addresses => done({ addresses }),
      error => done(networkError(error)),
    );
    return () => undefined; // the system cannot be told to stop looking
  });
  const tookMs = Math.round(now().mono - began);
  if (answer === undefined) {
    const seen = `no answer about ${host} within ${inSeconds(ms)}`;
    return { check: { ...named, status: 'failed', seen, cause: 'network.dns', tookMs }, addresses: [] };
  }
  if ('code' in answer) {
    return {
      check: { ...named, status: 'failed', seen: `${host}: ${connectionTrouble(answer)}`, trouble: answer, tookMs },
      addresses: [],
    };
  }
  const addresses = [...new Map(answer.addresses.map(each => [each.address, each])).values()];
  return { check: { ...named, status: 'ok', seen: `${host} is ${listed(addresses)}`, tookMs }, addresses };
}

function listed(addresses: LookupAddress[]): string {
  const of = (wanted: number) => addresses.filter(({ family }) => family === wanted).map(({ address }) => address);
  const parts = [
    of(4).length > 0 ? `${of(4).join(', ')} (IPv4)` : undefined,
    of(6).length > 0 ? `${of(6).join(', ')} (IPv6)` : undefined,
  ];
  return parts.filter(part => part !== undefined).join(' and ');
}
