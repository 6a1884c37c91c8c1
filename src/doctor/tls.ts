import { isIP } from 'node:net';
import { connect, type DetailedPeerCertificate, type TLSSocket } from 'node:tls';
import { connectionTrouble } from '../domain/server/connection-words.ts';
import { isCertificateAlert, type NetworkError, networkError } from '../servers/network-error.ts';
import { certificateChecks, type Served } from './certificates.ts';
import { inSeconds, within } from './patience.ts';
import { hostOf, type Probed, portOf, type Tools } from './probed.ts';
import { openTunnel } from './proxy.ts';

type Broken = NetworkError & { cause?: string };
type Handshake = { version: string; cipher: string; served: Served };

/** The handshake and the certificate. `isTrusted`: a run would go on with this connection. */
export async function shakeHands(
  target: URL,
  way: { address: string } | { proxy: URL },
  tools: Tools,
): Promise<{ checks: Probed[]; isTrusted: boolean }> {
  const named = { layer: 'tls', check: 'handshake' } as const;
  const began = tools.now().mono;
  const ms = tools.patience.leftMs();
  const ended = await handshake(target, way, tools, ms);
  const tookMs = Math.round(tools.now().mono - began);
  if (ended === undefined) {
    const seen = `the handshake was not over within ${inSeconds(ms)}`;
    const advice = ['Something takes the connection and does not speak: check the port, and what stands in between.'];
    return { checks: [{ ...named, status: 'failed', seen, try: advice, tookMs }], isTrusted: false };
  }
  if ('code' in ended) {
    const { cause, ...trouble } = ended;
    const seen = connectionTrouble(trouble);
    return {
      checks: [{ ...named, status: 'failed', seen, trouble, ...(cause !== undefined && { cause }), tookMs }],
      isTrusted: false,
    };
  }
  const { version, cipher, served } = ended;
  const certificate = certificateChecks(served, hostOf(target), tools.now().wall);
  return {
    checks: [{ ...named, status: 'ok', seen: `${version}, ${cipher}`, tookMs }, ...certificate],
    isTrusted: certificate.every(({ status }) => status !== 'failed'),
  };
}

async function handshake(
  target: URL,
  way: { address: string } | { proxy: URL },
  tools: Tools,
  ms: number,
): Promise<Handshake | Broken | undefined> {
  const tunnel = 'proxy' in way ? await openTunnel(way.proxy, target, tools, ms) : undefined;
  if ('proxy' in way && (tunnel === undefined || 'code' in tunnel)) return tunnel;
  const host = hostOf(target);
  const ended = await within<Handshake | Broken>(ms, done => {
    const socket: TLSSocket = connect({
      ...tools.tls,
      ...(tunnel !== undefined && 'socket' in tunnel
        ? { socket: tunnel.socket }
        : { host: 'address' in way ? way.address : host, port: portOf(target) }),
      ...(isIP(host) === 0 && { servername: host }),
      ALPNProtocols: ['http/1.1'],
      // What is wrong with the certificate is for the checks to say; nothing is sent over this connection.
      rejectUnauthorized: false,
    });
    let hasKeys = false;
    socket.once('keylog', () => {
      hasKeys = true;
    });
    socket.once('secureConnect', () => done(handshakeOf(socket)));
    socket.on('error', error => done(broken(networkError(error), hasKeys)));
    socket.once('close', () => done({ code: 'ECONNRESET', message: 'closed during the TLS handshake' }));
    return () => socket.destroy();
  });
  if (tunnel !== undefined && 'socket' in tunnel) tunnel.socket.destroy();
  return ended;
}

/**
 * By TLS 1.2 a server says «handshake failure» both where nothing is in common and where it misses the client's
 * certificate. Once keys are agreed on, version and cipher were in common, so it was the certificate.
 */
function broken(error: NetworkError, hasKeys: boolean): Broken {
  return hasKeys && isCertificateAlert(error.code) ? { ...error, cause: 'tls.client_cert_required' } : error;
}

function handshakeOf(socket: TLSSocket): Handshake {
  // A code where OpenSSL or Node named one; typed as Error, and it is a string.
  const error: unknown = socket.authorizationError;
  return {
    version: socket.getProtocol() ?? 'TLS',
    cipher: socket.getCipher().name,
    served: { chain: chainOf(socket.getPeerCertificate(true)), ...(error != null && { error: String(error) }) },
  };
}

/** The server's certificate first, each followed by the one that issued it, as far as any is known. */
function chainOf(leaf: DetailedPeerCertificate): DetailedPeerCertificate[] {
  const chain: DetailedPeerCertificate[] = [];
  let next: DetailedPeerCertificate | undefined = leaf;
  while (next?.fingerprint256 !== undefined && !chain.includes(next)) {
    chain.push(next);
    next = next.issuerCertificate;
  }
  return chain;
}
