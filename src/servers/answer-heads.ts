import type { Socket } from 'node:net';
import { ContradictoryLength, mendedLength } from './content-length.ts';

const ANSWER = 'HTTP/1.';
const INTERIM = 'HTTP/1.1 100';
const END_OF_HEAD = /\r?\n\r?\n/;
/** A head longer than that is left to the parser, which refuses it. */
const LONGEST_HEAD = 16_384;

/**
 * Looks at the head of what a server says first on a new connection, before undici does, which breaks off at two things
 * that HTTP lets a client read: a «100 Continue» that nobody asked for is passed over (RFC 9110 section 15.2; some
 * servers greet every POST with one), and a length that is told twice is told once. Where the two contradict each other
 * the body is still handed on as far as either goes, and then the connection breaks with {@link ContradictoryLength}.
 */
export function readHeadsLeniently(socket: Socket): void {
  const read = socket.read.bind(socket);
  let held: Buffer = Buffer.alloc(0);
  let isPast = false;
  let untilBreak = Number.POSITIVE_INFINITY;
  const passOn = (bytes: Buffer): Buffer => {
    untilBreak -= bytes.length;
    // After undici has had these bytes.
    if (untilBreak <= 0) setImmediate(() => socket.destroy(new ContradictoryLength()));
    return bytes;
  };
  socket.read = (size?: number) => {
    const chunk: Buffer | null = read(size);
    if (chunk === null) return null;
    if (isPast) return passOn(chunk);
    const rest = afterContinue(Buffer.concat([held, chunk]));
    isPast = !mayLackItsEnd(rest);
    held = isPast ? Buffer.alloc(0) : rest;
    if (!isPast) return null;
    const { bytes, breaksAfter } = mended(rest);
    untilBreak = breaksAfter;
    return passOn(bytes);
  };
}

function afterContinue(bytes: Buffer): Buffer {
  const end = endOfHead(bytes);
  return end === undefined || !beginsWith(bytes, INTERIM) ? bytes : afterContinue(bytes.subarray(end));
}

/** Too short to tell, or a head whose end is still to come. What does not begin like an answer is not waited for. */
function mayLackItsEnd(bytes: Buffer): boolean {
  if (bytes.length >= LONGEST_HEAD) return false;
  return beginsWith(bytes, ANSWER) && endOfHead(bytes) === undefined;
}

/** `breaksAfter`: so many bytes are handed on before the connection breaks. */
function mended(bytes: Buffer): { bytes: Buffer; breaksAfter: number } {
  const end = endOfHead(bytes) ?? 0;
  const { head, least = Number.POSITIVE_INFINITY } = mendedLength(bytes.subarray(0, end).toString('latin1'));
  const begin = Buffer.from(head, 'latin1');
  return { bytes: Buffer.concat([begin, bytes.subarray(end)]), breaksAfter: begin.length + least };
}

function endOfHead(bytes: Buffer): number | undefined {
  const found = END_OF_HEAD.exec(bytes.subarray(0, LONGEST_HEAD).toString('latin1'));
  return found ? found.index + found[0].length : undefined;
}

/** Or may come to: so far it is as long as the bytes are. */
function beginsWith(bytes: Buffer, text: string): boolean {
  const length = Math.min(bytes.length, text.length);
  return bytes.subarray(0, length).toString('latin1') === text.slice(0, length);
}
