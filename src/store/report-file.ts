import { gunzipSync } from 'node:zlib';
import { grouped } from '../domain/plain-text.ts';
import { failed, type Result, success } from '../domain/result.ts';
import { codeOf } from './disk-failure.ts';
import { readGivenFile } from './given-file.ts';

/** More than any answer, and enough for a night of logs. */
const MOST_BYTES = 64 * 1_048_576;

/**
 * The bytes of a report that somebody was sent: a file, or `standardInput` where the path is `-`. What was compressed
 * with gzip (a browser's HAR, a rotated log) is unpacked, to no more than a report may have.
 */
export async function readReportFile(
  path: string,
  standardInput: AsyncIterable<Uint8Array | string>,
): Promise<Result<Uint8Array>> {
  if (path !== '-') {
    const file = await readGivenFile('the report', path, MOST_BYTES);
    return file.ok ? unpacked(file.value.bytes, `the report ${path}`) : file;
  }
  const bytes = await readStream(standardInput);
  return bytes.ok ? unpacked(bytes.value, 'the report on standard input') : bytes;
}

async function readStream(stream: AsyncIterable<Uint8Array | string>): Promise<Result<Buffer>> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of stream) {
      const bytes = Buffer.from(chunk);
      length += bytes.length;
      if (length > MOST_BYTES) return failed({ kind: 'not-valid', problem: tooLarge('the report on standard input') });
      chunks.push(bytes);
    }
  } catch (error) {
    const problem = `the report on standard input cannot be read (${codeOf(error)})`;
    return failed({ kind: 'not-valid', problem });
  }
  return success(Buffer.concat(chunks));
}

function unpacked(bytes: Buffer, what: string): Result<Uint8Array> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return success(bytes);
  try {
    return success(gunzipSync(bytes, { maxOutputLength: MOST_BYTES }));
  } catch (error) {
    const isLarge = codeOf(error) === 'ERR_BUFFER_TOO_LARGE';
    const problem = isLarge ? tooLarge(what) : `${what} begins as gzip and cannot be unpacked: was it cut?`;
    return failed({ kind: 'not-valid', problem });
  }
}

function tooLarge(what: string): string {
  return `${what} is larger than ${grouped(MOST_BYTES)} bytes: cut it down to the part that tells`;
}
