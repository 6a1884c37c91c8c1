import { createPrivateKey, createPublicKey, type JsonWebKey, type KeyObject, X509Certificate } from 'node:crypto';
import { isJsonObject, type JsonObject, parseJson } from '../../domain/json.ts';
import { privateMembers } from '../../domain/metadata/key-material.ts';

/** One key of a file: its public half, and what the file says beside it. */
export type FoundKey = {
  publicKey: KeyObject;
  isPrivate: boolean;
  /** Public members that a JWK brought (kid, alg, use), and a certificate's own x5c. */
  members: JsonObject;
};

/** `problem` follows «the key file PATH». */
export type KeyFileReading = { keys: FoundKey[] } | { problem: string; hint?: string };

const WANTED = 'Wanted: a PEM file (private key, public key or certificate), a JWK or a JWKS.';
// RFC 7517 section 4; key_ops is left out: those of a private key are wrong for its public half.
const MEMBERS_BESIDE = ['kid', 'alg', 'use', 'x5c', 'x5t', 'x5t#S256', 'x5u'];
const PRIVATE_LABELS = ['PRIVATE KEY', 'RSA PRIVATE KEY', 'EC PRIVATE KEY'];
const PUBLIC_LABELS = ['PUBLIC KEY', 'RSA PUBLIC KEY'];

/** Reads the text of a key file in any of its forms. Never quotes it. */
export function readKeys(text: string): KeyFileReading {
  const plain = text.replace(/^\ufeff/, '').trim();
  if (plain === '') return { problem: 'is empty', hint: WANTED };
  if (plain.startsWith('{') || plain.startsWith('[')) return readJwks(plain);
  if (plain.includes('-----BEGIN ')) return readPem(plain);
  if (/^(ssh|ecdsa)-/.test(plain)) {
    return { problem: 'is an SSH public key', hint: 'Convert it: ssh-keygen -e -m PKCS8 -f FILE' };
  }
  return { problem: 'is neither PEM nor JSON', hint: `${WANTED} A DER file becomes PEM by: openssl pkey -inform DER` };
}

function readPem(text: string): KeyFileReading {
  const blocks = [...text.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----[\s\S]*?-----END \1-----/g)].map(([pem, label]) => ({
    pem,
    label: label ?? '',
  }));
  const labelled = (labels: string[]) => blocks.filter(({ label }) => labels.includes(label));
  if (blocks.some(({ pem, label }) => label === 'ENCRYPTED PRIVATE KEY' || /^Proc-Type:.*ENCRYPTED/m.test(pem))) {
    return {
      problem: 'is encrypted with a passphrase, which is not asked for here',
      hint: 'Decrypt it into a file of mode 600 (openssl pkey -in FILE -out NEW), or give its public key or certificate.',
    };
  }
  if (labelled(['OPENSSH PRIVATE KEY']).length > 0) {
    return { problem: 'is an OpenSSH private key', hint: 'Convert a copy of it: ssh-keygen -p -m PKCS8 -f COPY' };
  }
  const privates = labelled(PRIVATE_LABELS);
  if (privates.length > 1) return { problem: `holds ${privates.length} private keys`, hint: 'Give a file with one.' };
  // Behind its own certificate a file often has the chain; behind a private key, its certificate.
  const block = privates[0] ?? labelled(PUBLIC_LABELS)[0] ?? labelled(['CERTIFICATE'])[0];
  if (block) return keyOfPem(block);
  const label = blocks[0]?.label;
  return label === undefined
    ? { problem: 'is PEM that breaks off: the line -----END …----- is missing', hint: WANTED }
    : { problem: `holds PEM of the kind «${label}»`, hint: WANTED };
}

function keyOfPem({ pem, label }: { pem: string; label: string }): KeyFileReading {
  return attempt(`holds a damaged ${label}`, () => {
    if (PRIVATE_LABELS.includes(label)) {
      return { keys: [{ publicKey: createPublicKey(createPrivateKey(pem)), isPrivate: true, members: {} }] };
    }
    if (PUBLIC_LABELS.includes(label)) {
      return { keys: [{ publicKey: createPublicKey(pem), isPrivate: false, members: {} }] };
    }
    const certificate = new X509Certificate(pem);
    // RFC 8705 section 2.2.2: with self_signed_tls_client_auth the JWK has to carry the certificate.
    const members = { x5c: [certificate.raw.toString('base64')] };
    return { keys: [{ publicKey: certificate.publicKey, isPrivate: false, members }] };
  });
}

function readJwks(text: string): KeyFileReading {
  const file = parseJson(text);
  if (file === undefined) return { problem: 'is not valid JSON', hint: WANTED };
  const list = isJsonObject(file) ? (file['keys'] ?? [file]) : file;
  if (!Array.isArray(list) || !isJsonObject(file)) {
    return { problem: 'is JSON, but no JWK and no JWKS', hint: 'A JWKS is {"keys": [ … ]} (RFC 7517 section 5).' };
  }
  if (list.length === 0) return { problem: 'is a JWKS without a key', hint: 'Put at least one key into "keys".' };
  const keys: FoundKey[] = [];
  for (const [index, jwk] of list.entries()) {
    const which = list.length === 1 ? '' : ` (key ${index + 1})`;
    const reading = isJsonObject(jwk) ? keyOfJwk(jwk, which) : { problem: `holds something that is no JWK${which}` };
    if ('problem' in reading) return reading;
    keys.push(...reading.keys);
  }
  return { keys };
}

function keyOfJwk(jwk: JsonObject, which: string): KeyFileReading {
  if (jwk['kty'] === 'oct') {
    return {
      problem: `holds a symmetric key (kty oct), which would be a shared secret${which}`,
      hint: 'A client is registered with the public half of an RSA or EC key.',
    };
  }
  const what = typeof jwk['kty'] === 'string' ? `a damaged ${jwk['kty']} key` : 'a JWK without kty';
  return attempt(`holds ${what}${which}`, () => {
    const publicMembers = Object.entries(jwk).filter(([member]) => !privateMembers(jwk).includes(member));
    const publicKey = createPublicKey({ key: Object.fromEntries(publicMembers) as JsonWebKey, format: 'jwk' });
    const members = Object.fromEntries(publicMembers.filter(([member]) => MEMBERS_BESIDE.includes(member)));
    return { keys: [{ publicKey, isPrivate: privateMembers(jwk).length > 0, members }] };
  });
}

// OpenSSL and Node refuse a damaged key by an exception, whose text can be about its inside.
function attempt(problem: string, read: () => { keys: FoundKey[] }): KeyFileReading {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && 'code' in error) return { problem, hint: WANTED };
    throw error;
  }
}
