import { grouped } from '../../domain/plain-text.ts';
import { failed, type Result, success } from '../../domain/result.ts';
import { codeOf } from './disk-failure.ts';

/** Everything that comes on standard input. `what`: how to call it, for example `the admin token file`. */
export async function readStandardInput(
  what: string,
  stream: AsyncIterable<Uint8Array | string>,
  atMost: number,
): Promise<Result<Buffer>> {
  const refused = (why: string) => failed({ kind: 'not-valid', problem: `${what} on standard input ${why}` });
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of stream) {
      const bytes = Buffer.from(chunk);
      length += bytes.length;
      if (length > atMost) return refused(`is larger than ${grouped(atMost)} bytes: is it the right file?`);
      chunks.push(bytes);
    }
  } catch (error) {
    return refused(`cannot be read (${codeOf(error)})`);
  }
  return success(Buffer.concat(chunks));
}
