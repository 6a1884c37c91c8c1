import { type AccessToken, readAccessToken } from '../../domain/mint/access-token.ts';
import { failed, type Result, success } from '../../domain/result.ts';
import { readGivenFile } from './given-file.ts';
import { readStandardInput } from './standard-input.ts';

/** A token with what has to be said about its file (open to other users). */
export type TokenFile = { token: AccessToken; warnings: string[] };

const MOST_BYTES = 1_048_576;

/**
 * Reads a token from a file, or from `standardInput` where the path is `-`; sealed before it leaves this function.
 * @param what how to call it in a failure, for example `the admin token file`.
 */
export async function readTokenFile(
  what: string,
  path: string,
  standardInput: AsyncIterable<Uint8Array | string>,
): Promise<Result<TokenFile>> {
  if (path === '-') {
    const bytes = await readStandardInput(what, standardInput, MOST_BYTES);
    return bytes.ok ? tokenIn(bytes.value, `${what} on standard input`, []) : bytes;
  }
  const file = await readGivenFile(what, path, MOST_BYTES);
  if (!file.ok) return file;
  const { bytes, openToOthers } = file.value;
  return tokenIn(bytes, `${what} ${path}`, openToOthers === undefined ? [] : [openToOthers]);
}

function tokenIn(bytes: Buffer, where: string, warnings: string[]): Result<TokenFile> {
  const text = decoded(bytes);
  if (text.trim() === '') {
    return failed({ kind: 'not-valid', problem: `${where} is empty: it has to hold the token and nothing else` });
  }
  const token = readAccessToken(text);
  if ('problem' in token) return failed({ kind: 'not-valid', problem: `${where} cannot be used: ${token.problem}` });
  return success({ token, warnings });
}

// `>` in Windows PowerShell writes UTF-16 with a byte order mark.
function decoded(bytes: Buffer): string {
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return utf16 ? bytes.subarray(2).toString('utf16le') : bytes.toString('utf8');
}
