import { createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

/** Both as PEM. */
export type Issued = { certificate: string; key: string };

export type CertificateWish = {
  /** DNS names; the first is the common name too. */
  names?: string[];
  /** IPv4 addresses. */
  ips?: string[];
  notBefore?: Date;
  notAfter?: Date;
  /** For a client that authenticates by TLS, not for a server. */
  client?: boolean;
};

export type Authority = {
  /** The root certificate, PEM. */
  certificate: string;
  issue(wish?: CertificateWish): Issued;
  /** An authority that this one vouches for. */
  subordinate(name: string): Authority;
};

const HOUR_MS = 3_600_000;

/** A certificate authority of its own, made on the spot (P-256): Node signs, but writes no certificates, and openssl may not be there. */
export function makeAuthority(name: string): Authority {
  return authorityBelow(name);
}

function authorityBelow(name: string, above?: { name: Buffer; key: KeyObject }): Authority {
  const authority = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const ownName = distinguishedName(name);
  const certificate = pem(
    certificateOf({
      subject: ownName,
      issuer: above?.name ?? ownName,
      publicKey: authority.publicKey,
      signer: above?.key ?? authority.privateKey,
      extensions: [
        extension('2.5.29.19', sequence(BOOLEAN_TRUE), true),
        // keyCertSign and cRLSign.
        extension('2.5.29.15', tlv(0x03, Buffer.from([0x01, 0x06])), true),
      ],
    }),
  );
  return {
    certificate,
    subordinate: below => authorityBelow(below, { name: ownName, key: authority.privateKey }),
    issue({ names = [], ips = [], notBefore, notAfter, client = false } = {}) {
      const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const alternatives = [
        ...names.map(each => tlv(0x82, Buffer.from(each, 'latin1'))),
        ...ips.map(each => tlv(0x87, Buffer.from(each.split('.').map(Number)))),
      ];
      const issued = certificateOf({
        subject: distinguishedName(names[0] ?? ips[0] ?? 'nobody'),
        issuer: ownName,
        publicKey,
        signer: authority.privateKey,
        ...(notBefore === undefined ? {} : { notBefore }),
        ...(notAfter === undefined ? {} : { notAfter }),
        extensions: [
          extension('2.5.29.37', sequence(objectId(client ? '1.3.6.1.5.5.7.3.2' : '1.3.6.1.5.5.7.3.1'))),
          ...(alternatives.length === 0 ? [] : [extension('2.5.29.17', sequence(...alternatives))]),
        ],
      });
      return { certificate: pem(issued), key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
    },
  };
}

type Content = {
  subject: Buffer;
  issuer: Buffer;
  publicKey: KeyObject;
  signer: KeyObject;
  notBefore?: Date;
  notAfter?: Date;
  extensions: Buffer[];
};

/** RFC 5280 section 4.1, in DER. */
function certificateOf({ subject, issuer, publicKey, signer, notBefore, notAfter, extensions }: Content): Buffer {
  const algorithm = sequence(objectId('1.2.840.10045.4.3.2'));
  const toBeSigned = sequence(
    tlv(0xa0, tlv(0x02, Buffer.from([2]))),
    tlv(0x02, Buffer.concat([Buffer.from([0x01]), randomBytes(8)])),
    algorithm,
    issuer,
    sequence(time(notBefore ?? new Date(Date.now() - HOUR_MS)), time(notAfter ?? new Date(Date.now() + 24 * HOUR_MS))),
    subject,
    createPublicKey(publicKey.export({ type: 'spki', format: 'pem' })).export({ type: 'spki', format: 'der' }),
    tlv(0xa3, sequence(...extensions)),
  );
  const signature = sign('sha256', toBeSigned, signer);
  return sequence(toBeSigned, algorithm, tlv(0x03, Buffer.from([0]), signature));
}

const BOOLEAN_TRUE = tlv(0x01, Buffer.from([0xff]));

function tlv(tag: number, ...contents: Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  const { length } = content;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, Math.floor(length / 0x100), length % 0x100];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function sequence(...items: Buffer[]): Buffer {
  return tlv(0x30, ...items);
}

function objectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = rest.flatMap(arc => {
    const septets = [arc & 0x7f];
    for (let left = arc >>> 7; left > 0; left >>>= 7) septets.unshift((left & 0x7f) | 0x80);
    return septets;
  });
  return tlv(0x06, Buffer.from([first * 40 + second, ...bytes]));
}

function distinguishedName(commonName: string): Buffer {
  return sequence(tlv(0x31, sequence(objectId('2.5.4.3'), tlv(0x0c, Buffer.from(commonName)))));
}

function time(date: Date): Buffer {
  const digits = date.toISOString().replace(/[-:T]/g, '').slice(0, 14);
  return tlv(0x18, Buffer.from(`${digits}Z`, 'latin1'));
}

function extension(id: string, value: Buffer, critical = false): Buffer {
  return sequence(objectId(id), ...(critical ? [BOOLEAN_TRUE] : []), tlv(0x04, value));
}

function pem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
