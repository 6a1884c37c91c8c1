import type { KeyObject } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { JWK } from 'jose';
import type { JsonObject } from '../../domain/json.ts';
import type { KeyChoice, KeyMaterial } from '../../domain/metadata/key-material.ts';
import { failed, type Result, success } from '../../domain/result.ts';
import { Secret } from '../../domain/secrets/secret.ts';
import type { Ports } from '../../engine/ports.ts';
import { readGivenFile } from '../files/given-file.ts';
import { createNumberedFile, ensurePrivateFolder } from '../files/private-file.ts';
import { type FoundKey, readKeys } from './key-file.ts';

type Chosen<F extends KeyChoice['from']> = Extract<KeyChoice, { from: F }>;
type PublicJwk = { jwk: JsonObject; kid: string; alg: string; signs: boolean; isPrivate: boolean };

const MOST_BYTES = 262_144;
const LEAST_RSA_BITS = 2048;

/** Most runs need no key. */
const jose = () => import('jose');

/** The keys of clients; pairs that are made here go to `keys/` of the data folder. */
export function createKeys(dataFolder: string): Pick<Ports, 'obtainKeys' | 'keepPrivateKey'> {
  return { obtainKeys, keepPrivateKey: keys => keepPrivateKey(join(dataFolder, 'keys'), keys) };
}

async function obtainKeys(choice: KeyChoice): Promise<Result<KeyMaterial>> {
  switch (choice.from) {
    case 'none':
      return success({ choice });
    case 'jwks_uri':
      return URL.canParse(choice.url)
        ? success({ choice, jwks_uri: choice.url })
        : failed({ kind: 'not-valid', problem: `jwks_uri ${choice.url} is not an absolute URL` });
    case 'generate':
      return success(await madePair(choice));
    case 'file':
      return keysOfFile(choice);
  }
}

async function madePair(choice: Chosen<'generate'>): Promise<KeyMaterial> {
  const { calculateJwkThumbprint, exportJWK, exportPKCS8, generateKeyPair } = await jose();
  const pair = await generateKeyPair(choice.alg, { extractable: true, modulusLength: LEAST_RSA_BITS });
  const jwk = await exportJWK(pair.publicKey);
  // The thumbprint (RFC 7638): the same file read later by `--keys FILE` comes to the same kid.
  const kid = choice.kid ?? (await calculateJwkThumbprint(jwk));
  return {
    choice,
    jwks: { keys: [{ ...members(jwk), kid, alg: choice.alg, use: 'sig' }] },
    kid,
    alg: choice.alg,
    privateKey: new Secret(await exportPKCS8(pair.privateKey)),
  };
}

async function keysOfFile(choice: Chosen<'file'>): Promise<Result<KeyMaterial>> {
  const refused = (problem: string, hint?: string) =>
    failed({ kind: 'not-valid', problem: `the key file ${choice.path} ${problem}`, ...(hint && { hint }) });
  const file = await readGivenFile('the key file', choice.path, MOST_BYTES);
  if (!file.ok) return file;
  const reading = readKeys(file.value.bytes.toString('utf8'));
  if ('problem' in reading) return refused(reading.problem, reading.hint);

  const keys: PublicJwk[] = [];
  for (const found of reading.keys) {
    const key = await publicJwk(found, reading.keys.length === 1 ? choice : undefined);
    if ('problem' in key) return refused(key.problem, key.hint);
    keys.push(key);
  }
  const signing = keys.filter(key => key.signs);
  const fitting = signing.filter(key => isWanted(key, choice));
  const used = fitting.find(key => key.isPrivate) ?? fitting[0];
  if (!used) {
    const has = signing.map(key => `${key.kid} (${key.alg})`).join(', ');
    return refused(
      signing.length === 0 ? 'has no key for signatures (use sig)' : `has no key that was asked for; it has ${has}`,
      choice.alg || choice.kid ? `Asked for: ${[choice.alg, choice.kid].filter(Boolean).join(', kid ')}.` : undefined,
    );
  }
  return success({
    choice,
    jwks: { keys: keys.map(key => key.jwk) },
    kid: used.kid,
    alg: used.alg,
    ...(used.isPrivate && { privateKeyFile: resolve(choice.path) }),
    ...(used.isPrivate && file.value.openToOthers && { notes: [file.value.openToOthers] }),
  });
}

function isWanted(key: PublicJwk, { alg, kid }: Chosen<'file'>): boolean {
  return (alg === undefined || key.alg === alg) && (kid === undefined || key.kid === kid);
}

/** `named`: the operator's choice, where it can only mean this key; its kid then wins over the file's. */
async function publicJwk(
  { publicKey, isPrivate, members: beside }: FoundKey,
  named: Chosen<'file'> | undefined,
): Promise<PublicJwk | { problem: string; hint: string }> {
  const algs = algorithmsOf(publicKey);
  if ('problem' in algs) return algs;
  const { calculateJwkThumbprint, exportJWK } = await jose();
  const jwk = await exportJWK(publicKey);
  const use = typeof beside['use'] === 'string' ? beside['use'] : 'sig';
  const own = typeof beside['alg'] === 'string' ? beside['alg'] : undefined;
  const wanted = own ?? named?.alg;
  const alg = use !== 'sig' ? (own ?? '') : wanted === undefined ? algs[0] : algs.find(name => name === wanted);
  if (alg === undefined) {
    return {
      problem: `holds a key for ${algs.join(', ')}, not for ${wanted}`,
      hint: 'Give another key, or change --key-alg.',
    };
  }
  const kid = named?.kid ?? (typeof beside['kid'] === 'string' ? beside['kid'] : await calculateJwkThumbprint(jwk));
  const described = { ...members(jwk), ...beside, kid, ...(alg && { alg }), use };
  return { jwk: described, kid, alg, signs: use === 'sig', isPrivate };
}

/** The signature algorithms of RFC 7518 that a key is for, the one that servers expect first. */
function algorithmsOf(key: KeyObject): [string, ...string[]] | { problem: string; hint: string } {
  const { modulusLength = 0, namedCurve = '' } = key.asymmetricKeyDetails ?? {};
  const hint = `Wanted: RSA of ${LEAST_RSA_BITS} bits or more (RS256), or EC on P-256 (ES256).`;
  switch (key.asymmetricKeyType) {
    case 'rsa':
      if (modulusLength >= LEAST_RSA_BITS) return ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'];
      return { problem: `holds an RSA key of ${modulusLength} bits, which is too small`, hint };
    case 'ec':
      if (namedCurve === 'prime256v1') return ['ES256'];
      if (namedCurve === 'secp384r1') return ['ES384'];
      if (namedCurve === 'secp521r1') return ['ES512'];
      return { problem: `holds an EC key on ${namedCurve}, a curve that is not supported`, hint };
    case 'ed25519':
      return ['EdDSA', 'Ed25519'];
    default:
      return { problem: `holds a key of the kind ${key.asymmetricKeyType}, which cannot sign for a client`, hint };
  }
}

/** The key's own public members; exportJWK gives nothing else of a public key. */
function members(jwk: JWK): JsonObject {
  const named = { kty: jwk.kty, crv: jwk.crv, x: jwk.x, y: jwk.y, n: jwk.n, e: jwk.e };
  return Object.fromEntries(
    Object.entries(named).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

async function keepPrivateKey(folder: string, keys: KeyMaterial): Promise<Result<KeyMaterial>> {
  const { privateKey, ...rest } = keys;
  if (!privateKey || keys.privateKeyFile !== undefined) return success(keys);
  const made = await ensurePrivateFolder(folder);
  if (!made.ok) return made;
  const file = await createNumberedFile(folder, stemOf(keys.kid ?? ''), '.pem', privateKey.reveal());
  return file.ok ? success({ ...rest, privateKeyFile: file.value }) : file;
}

/** A file name out of a kid, which can be the operator's own words. */
function stemOf(kid: string): string {
  const safe = kid.replaceAll(/[^A-Za-z0-9._-]/g, '_').replace(/^[.-]+/, '');
  return safe.slice(0, 100) || 'key';
}
