import { type FileHandle, open } from 'node:fs/promises';

/** Opens, works, closes, whatever happens in between. */
export async function withFile<T>(
  path: string,
  flags: string | number,
  work: (file: FileHandle) => Promise<T>,
): Promise<T> {
  const file = await open(path, flags);
  try {
    return await work(file);
  } finally {
    await file.close();
  }
}

/** Everything in the file, or undefined where that is more than `atMost` bytes. Reads no further than that. */
export async function readBounded(file: FileHandle, atMost: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for (;;) {
    const chunk = Buffer.alloc(Math.min(65_536, atMost + 1 - length));
    const { bytesRead } = await file.read(chunk, 0, chunk.length, null);
    if (bytesRead === 0) return Buffer.concat(chunks);
    length += bytesRead;
    if (length > atMost) return undefined;
    chunks.push(chunk.subarray(0, bytesRead));
  }
}
