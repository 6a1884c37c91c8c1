import type { Socket } from 'node:net';

const INTERIM = 'HTTP/1.1 100';
const END_OF_HEAD = '\r\n\r\n';
/** A head longer than that is left to the parser, which refuses it. */
const LONGEST_HEAD = 16_384;

/**
 * Takes a «100 Continue» off the beginning of what a server says on a new connection. RFC 9110 section 15.2 wants it
 * passed over also by a client that did not ask for it (some servers greet every POST with one), and undici breaks the
 * connection off there: the answer behind it would be lost.
 */
export function passOverContinue(socket: Socket): void {
  const read = socket.read.bind(socket);
  let held: Buffer = Buffer.alloc(0);
  let isPast = false;
  socket.read = (size?: number) => {
    const chunk: Buffer | null = read(size);
    if (isPast || chunk === null) return chunk;
    const rest = afterContinue(Buffer.concat([held, chunk]));
    isPast = !mayBeContinue(rest);
    held = isPast ? Buffer.alloc(0) : rest;
    return isPast ? rest : null;
  };
}

function afterContinue(bytes: Buffer): Buffer {
  const end = bytes.indexOf(END_OF_HEAD);
  if (end < 0 || !isContinue(bytes)) return bytes;
  return afterContinue(bytes.subarray(end + END_OF_HEAD.length));
}

function isContinue(bytes: Buffer): boolean {
  return bytes.subarray(0, INTERIM.length).toString('latin1') === INTERIM;
}

/** Too short to tell, or a 100 whose end is still to come. */
function mayBeContinue(bytes: Buffer): boolean {
  if (bytes.length >= LONGEST_HEAD) return false;
  return bytes.length < INTERIM.length ? INTERIM.startsWith(bytes.toString('latin1')) : isContinue(bytes);
}
