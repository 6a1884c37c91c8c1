import type { JsonObject } from '../json.ts';

/** How a server spells minting, which no RFC does. */
export type MintWire = {
  /** Our member to the server's; null leaves one out: `{max_uses: 'count', label: null}`. */
  request: { label?: string | null; expires_in?: string | null; max_uses?: string | null };
  /** RFC 6901 JSON Pointers into the answer, for example `{token: '/data/initialAccessToken'}`. */
  answer: { token: string; expires_in?: string; expires_at?: string; max_uses?: string };
};

export const DEFAULT_WIRE: MintWire = { request: {}, answer: { token: '/token' } };

/** The server of a run: where its endpoints are, and its habits. All addresses absolute. */
export type AuthorizationServer = {
  url: string;
  issuer?: string;
  initial_access_token_endpoint?: string;
  /** Left out: to be discovered (RFC 8414, OpenID Connect Discovery). */
  registration_endpoint?: string;
  preset?: string;
  wire: MintWire;
  /** The server's metadata where discovery was made. */
  metadata?: JsonObject;
};

/** Whether an endpoint is on the server's own origin (scheme, host and port). */
export function isSameOrigin(server: AuthorizationServer, url: string): boolean {
  return new URL(server.url).origin === new URL(url).origin;
}

/** 127.0.0.0/8, ::1 and localhost: where http is as good as https. */
export function isLoopback(host: string): boolean {
  return (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    host === '[::1]' ||
    host === '::1' ||
    /^127(\.\d{1,3}){3}$/.test(host)
  );
}
