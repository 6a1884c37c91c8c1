import type { SecureContextOptions } from 'node:tls';
import { type Check, type Layer, NOT_LOOKED_AT } from '../domain/evidence/check.ts';
import type { Instant } from '../domain/instant.ts';
import type { Http } from '../servers/http.ts';
import type { ProxySettings } from '../servers/proxy.ts';
import type { Patience } from './patience.ts';

/** What broke: Node's or OpenSSL's code and message, or the status of an answer. Its cause is for others to name. */
type Trouble = { code?: string; message?: string; status?: number };

export type Probed = Check & { trouble?: Trouble };

/** The ways to the network that a run would take, and how long they may be tried. */
export type Tools = {
  http: Http;
  tls: SecureContextOptions;
  proxies: ProxySettings;
  patience: Patience;
  now(): Instant;
  newRequestId(): string;
};

/** What was not looked at. */
export function skipped(layer: Layer, check: string, because: string): Probed {
  return { layer, check, status: 'skipped', seen: NOT_LOOKED_AT, because };
}

/** A host as sockets want it: an IPv6 address without brackets. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.+)\]$/, '$1');
}

export function portOf({ port, protocol }: URL): number {
  return port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
}
