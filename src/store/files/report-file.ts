import { gunzipSync } from 'node:zlib';
import { grouped } from '../../domain/plain-text.ts';
import { failed, type Result, success } from '../../domain/result.ts';
import { codeOf } from './disk-failure.ts';
import { readGivenFile } from './given-file.ts';
import { readStandardInput } from './standard-input.ts';

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
  const bytes = await readStandardInput('the report', standardInput, MOST_BYTES);
  return bytes.ok ? unpacked(bytes.value, 'the report on standard input') : bytes;
}

function unpacked(bytes: Buffer, what: string): Result<Uint8Array> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return success(bytes);
  try {
    return success(gunzipSync(bytes, { maxOutputLength: MOST_BYTES }));
  } catch (error) {
    const isLarge = codeOf(error) === 'ERR_BUFFER_TOO_LARGE';
    const why = isLarge
      ? `unpacks to more than ${grouped(MOST_BYTES)} bytes`
      : 'begins as gzip and cannot be unpacked: was it cut?';
    return failed({ kind: 'not-valid', problem: `${what} ${why}` });
  }
}
