import { X509Certificate } from 'node:crypto';
import { open } from 'node:fs/promises';
import { createSecureContext, getCACertificates, type SecureContextOptions } from 'node:tls';
import { plainText } from '../domain/plain-text.ts';
import { failed, type Result, success } from '../domain/result.ts';
import { redact, Secret } from '../domain/secrets/secret.ts';

/** What TLS is told beyond Node's defaults: PEM texts, read and checked. */
export type TlsMaterial = {
  /** Authorities to trust besides Node's own. */
  ca?: string[];
  /** The client's certificate with its chain. */
  cert?: string;
  key?: Secret;
};

/** Paths as the flags `--cacert`, `--cert` and `--key` gave them. */
export type TlsFiles = { cacert?: string; cert?: string; key?: string };

const MOST_BYTES = 1_048_576;
const CERTIFICATES = /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----[^-]+-----END (?:TRUSTED |X509 )?CERTIFICATE-----/g;

class Unusable extends Error {}

/** Reads and checks the files, so that one that cannot be used is found before anything is sent. */
export async function readTlsFiles(files: TlsFiles): Promise<Result<TlsMaterial>> {
  try {
    const material: TlsMaterial = {};
    if (files.cacert !== undefined) material.ca = certificatesIn(await bytesOf('--cacert', files.cacert), files.cacert);
    if (files.cert === undefined && files.key !== undefined) {
      throw new Unusable('--key is the key of a client certificate: give that with --cert');
    }
    if (files.cert !== undefined) Object.assign(material, await clientCertificate(files.cert, files.key));
    return success(material);
  } catch (error) {
    if (error instanceof Unusable) return failed({ kind: 'not-valid', problem: plainText(redact(error.message)) });
    throw error;
  }
}

/** The options for `tls.connect`. Roots that are passed replace Node's own, so these come along. */
export function secureContextOptions({ ca, cert, key }: TlsMaterial): SecureContextOptions {
  return {
    ...(ca === undefined ? {} : { ca: [...getCACertificates('default'), ...ca] }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key: key.reveal() }),
  };
}

function certificatesIn(bytes: Buffer, path: string): string[] {
  const blocks = bytes.toString('latin1').match(CERTIFICATES) ?? [];
  // Not PEM: perhaps DER, as browsers and Windows export it.
  const candidates = blocks.length > 0 ? blocks : [bytes];
  return candidates.map((candidate, index) => {
    try {
      return new X509Certificate(candidate).toString();
    } catch {
      const which = blocks.length > 1 ? `certificate ${index + 1} of ${blocks.length} in it` : 'it';
      throw new Unusable(`--cacert ${path}: ${which} is no certificate that can be read (PEM is wanted)`);
    }
  });
}

async function clientCertificate(certPath: string, keyPath: string | undefined): Promise<TlsMaterial> {
  const cert = (await bytesOf('--cert', certPath)).toString('latin1');
  if (!cert.includes('-----BEGIN CERTIFICATE-----')) {
    throw new Unusable(`--cert ${certPath}: it has no certificate (PEM is wanted)`);
  }
  const keyInside = cert.includes('PRIVATE KEY-----');
  if (keyPath === undefined && !keyInside) {
    throw new Unusable(`--cert ${certPath}: its private key is missing: give it with --key`);
  }
  const key = new Secret(keyPath === undefined ? cert : (await bytesOf('--key', keyPath)).toString('latin1'));
  const keyFrom = keyPath === undefined ? `--cert ${certPath}` : `--key ${keyPath}`;
  checkKey(key, keyFrom);
  checkPair(cert, key, certPath, keyFrom);
  return { cert, key };
}

function checkKey(key: Secret, from: string): void {
  const text = key.reveal();
  if (/-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m.test(text)) {
    throw new Unusable(`${from}: the private key is encrypted; one without a passphrase is wanted`);
  }
  try {
    createSecureContext({ key: text });
  } catch (error) {
    throw new Unusable(`${from}: no private key that can be read (PEM is wanted): ${wordsOf(error)}`);
  }
}

function checkPair(cert: string, key: Secret, certPath: string, keyFrom: string): void {
  try {
    createSecureContext({ cert });
  } catch (error) {
    throw new Unusable(`--cert ${certPath}: no certificate that can be read (PEM is wanted): ${wordsOf(error)}`);
  }
  try {
    createSecureContext({ cert, key: key.reveal() });
  } catch (error) {
    throw new Unusable(
      `${keyFrom}: the key does not belong to the certificate in --cert ${certPath}: ${wordsOf(error)}`,
    );
  }
}

async function bytesOf(flag: string, path: string): Promise<Buffer> {
  try {
    await using file = await open(path, 'r');
    const chunks: Buffer[] = [];
    for await (const chunk of file.createReadStream({ end: MOST_BYTES })) chunks.push(chunk);
    const bytes = Buffer.concat(chunks);
    if (bytes.length > MOST_BYTES) throw new Unusable(`${flag} ${path}: it is longer than 1 MiB`);
    if (bytes.length === 0) throw new Unusable(`${flag} ${path}: it is empty`);
    return bytes;
  } catch (error) {
    if (error instanceof Unusable) throw error;
    throw new Unusable(`${flag} ${path}: it cannot be read: ${wordsOf(error)}`);
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
