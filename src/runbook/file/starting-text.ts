import { parseDocument, visit } from 'yaml';
import { isExampleAddress, withReservedName } from '../../domain/findings/example-addresses.ts';

/** Stands behind every example that is left, for the eye and for a search. */
export const FILL_IN = '# FILL IN: an example';

type Piece = { from: number; to: number; text: string };

/**
 * A runbook's text to begin one's own with. `server` takes the place of its server, in every address there; what is still
 * an example is marked as one. Comments and layout stay. A text that is no YAML is left as it is.
 */
export function startingText(source: string, server?: string): string {
  const document = parseDocument(source, { logLevel: 'error' });
  if (document.errors.length > 0) return source;
  const before = document.getIn(['server', 'url']);
  const ofServer = document.get('server', true);
  const pieces: Piece[] = [];
  const marked = new Set<number>();
  visit(document, {
    Scalar(key, { value, range }, path) {
      if (key === 'key' || typeof value !== 'string' || !range) return;
      const isMoved = server !== undefined && path.some(node => node === ofServer);
      const address = isMoved ? moved(value, before, server) : value;
      const isExample = isExampleAddress(address);
      const text = isExample ? withReservedName(address) : address;
      if (text !== value) pieces.push({ from: range[0], to: range[1], text });
      if (isExample) marked.add(endOfLine(source, range[1]));
    },
  });
  pieces.push(...[...marked].map(at => ({ from: at, to: at, text: `  ${FILL_IN}` })));
  return pieces
    .sort((a, b) => b.from - a.from)
    .reduce((text, { from, to, text: piece }) => text.slice(0, from) + piece + text.slice(to), source);
}

/** The server's own address becomes the new one; another address on its host keeps its path. */
function moved(address: string, before: unknown, server: string): string {
  if (address === before) return server;
  const [old, own] = [typeof before === 'string' ? URL.parse(before) : null, URL.parse(address)];
  const isOnHost = old !== null && own !== null && own.origin === old.origin;
  return isOnHost ? address.replace(own.origin, new URL(server).origin) : address;
}

function endOfLine(source: string, after: number): number {
  const end = source.slice(after).search(/\r?\n/);
  return end === -1 ? source.length : after + end;
}
