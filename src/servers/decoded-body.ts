import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { RawAnswer } from '../domain/server/request.ts';
import { MOST_BODY_BYTES } from './receive.ts';

type Decoded = Pick<RawAnswer, 'body' | 'incomplete'>;

const DECODERS = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
} as const;

/**
 * Takes the content coding off. Nothing but identity is asked for, yet some gateways compress all the same.
 * What cannot be decoded stays as it came; a decoded body is at most 1 MiB, however small it came.
 */
export async function decodedBody(bytes: Buffer, contentEncoding: string | undefined): Promise<Decoded> {
  const codings = (contentEncoding ?? '')
    .toLowerCase()
    .split(',')
    .map(coding => coding.trim())
    .filter(coding => coding !== '' && coding !== 'identity');
  if (codings.length === 0 || bytes.length === 0) return { body: bytes };
  const [coding, ...others] = codings;
  if (coding === undefined || others.length > 0 || !isKnown(coding)) return { body: bytes, incomplete: 'undecodable' };
  return decode(bytes, coding);
}

function isKnown(coding: string): coding is keyof typeof DECODERS {
  return Object.hasOwn(DECODERS, coding);
}

function decode(bytes: Buffer, coding: keyof typeof DECODERS): Promise<Decoded> {
  return new Promise(resolve => {
    const decoder = DECODERS[coding]();
    const chunks: Buffer[] = [];
    let size = 0;
    const result = () => Buffer.concat(chunks).subarray(0, MOST_BODY_BYTES);
    decoder.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size <= MOST_BODY_BYTES) return;
      decoder.destroy();
      resolve({ body: result(), incomplete: 'too-large' });
    });
    decoder.on('end', () => resolve({ body: result() }));
    decoder.on('error', (error: NodeJS.ErrnoException) => {
      // The compressed bytes simply stop: what was decoded so far is right.
      if (error.code === 'Z_BUF_ERROR') resolve({ body: result(), incomplete: 'cut' });
      else resolve({ body: bytes, incomplete: 'undecodable' });
    });
    // Written before it is ended, so that all that can be decoded is out before the decoder misses the rest.
    decoder.write(bytes, () => decoder.end());
  });
}
