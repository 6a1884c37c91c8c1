import { once } from 'node:events';
import { createServer as createPlainServer, type Server } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import { makeAuthority } from './certificate-authority.ts';
import type { DrilledCertificate, ServerTrouble } from './drill.ts';

export const HOST = '127.0.0.1';
const DAY_MS = 86_400_000;

/** A server that listens, where it is reached, and whom to trust for that. */
export type Listener = {
  server: Server;
  /** Where clients are told to go: its own origin, unless the drill says otherwise. */
  origin: string;
  /** PEM of the authority that signed its certificate; undefined where there is none, or a client must not know it. */
  authority?: string;
};

/** Listens on a loopback port (0: a free one). Throws where the port can't be had. */
export async function listen(port: number, { certificate, toldAs = {} }: ServerTrouble): Promise<Listener> {
  const { options, authority } = certificate ? secured(certificate) : {};
  const limits = { requestTimeout: 30_000 };
  const server = options ? createTlsServer({ ...limits, ...options }) : createPlainServer(limits);
  // A connection that could not be accepted is its client's trouble, not the end of the process.
  server.on('tlsClientError', () => undefined);
  const bound = await bind(server, port);
  server.on('error', () => undefined);
  const scheme = toldAs.scheme ?? (options ? 'https' : 'http');
  const toldPort = toldAs.closedPort ? await closedPort() : bound;
  return {
    server,
    origin: `${scheme}://${toldAs.host ?? HOST}:${toldPort}`,
    ...(authority !== undefined && { authority }),
  };
}

export async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}

function secured(wish: DrilledCertificate): { options: ServerOptions; authority?: string } {
  const authority = makeAuthority('Practice Authority');
  const now = Date.now();
  const { certificate, key } = authority.issue({
    ...(wish.host === undefined ? { ips: [HOST] } : { names: [wish.host] }),
    ...(wish.lapsed && { notBefore: new Date(now - 90 * DAY_MS), notAfter: new Date(now - DAY_MS) }),
  });
  const wanted = { ca: authority.certificate, requestCert: true, rejectUnauthorized: true };
  return {
    options: { cert: certificate, key, ...(wish.wantsClientCertificate && wanted) },
    ...(!wish.untrusted && { authority: authority.certificate }),
  };
}

async function bind(server: Server, port: number): Promise<number> {
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new Error(`${port} is not a port: it has to be between 0 and 65535.`);
  }
  try {
    server.listen(port, HOST);
    await once(server, 'listening');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    const because = code === 'EADDRINUSE' ? 'it is already in use' : `${code ?? cause}`;
    throw new Error(`The practice server can't listen on ${HOST}:${port}: ${because}.`, { cause });
  }
  const address = server.address();
  return typeof address === 'object' && address ? address.port : port;
}

/** A port that was free a moment ago, so nobody listens there. */
async function closedPort(): Promise<number> {
  const server = createPlainServer();
  const port = await bind(server, 0);
  await close(server);
  return port;
}
