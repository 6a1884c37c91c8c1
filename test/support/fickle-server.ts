import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** How an answer to a registration comes: the client is registered before the first byte of it leaves, every time. */
export type Manner = 'whole' | 'in drops' | 'cut' | 'cut late' | 'reset';

export type Registration = { requestId: string; clientId: string };

/** Stands before a practice server, answers in its own manner, and keeps the book on what was really registered. */
export type FickleServer = {
  url: string;
  /** All that was registered under that client_name. */
  registered(clientName: string): Registration[];
  /** Resolves once a registration of that client_name has come in whole, a good while before its answer. */
  whenSent(clientName: string): Promise<void>;
  /** From now on registrations of that client_name are answered so. */
  answers(clientName: string, manner: Manner): void;
  stop(): Promise<void>;
};

const DROP_MS = 20;
const DROPS = 5;

export async function startFickleServer(target: string): Promise<FickleServer> {
  const book = new Map<string, Registration[]>();
  const manners = new Map<string, Manner>();
  const waiting = new Map<string, () => void>();

  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const body = await whole(incoming);
    const isRegistration = incoming.url?.endsWith('/register') === true;
    const name = isRegistration ? String(JSON.parse(body.toString()).client_name) : '';
    waiting.get(name)?.();
    const onward = await sentOn(target, incoming, body);
    const text = await whole(onward);
    const head = { 'content-type': 'application/json', 'content-length': String(text.length) };
    const status = onward.statusCode ?? 502;
    if (!isRegistration || status !== 201) {
      outgoing.writeHead(status, head).end(text);
      return;
    }
    const requestId = String(incoming.headers['x-request-id']);
    const clientId = String(JSON.parse(text.toString()).client_id);
    book.set(name, [...(book.get(name) ?? []), { requestId, clientId }]);
    await deliver(outgoing, manners.get(name) ?? 'whole', () => outgoing.writeHead(status, head), text);
  };
  const server = createServer((incoming, outgoing) => {
    // Whoever was killed leaves broken connections behind.
    outgoing.on('error', () => undefined);
    answer(incoming, outgoing).catch(() => incoming.socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    whenSent: name => new Promise(resolve => waiting.set(name, resolve)),
    registered: name => book.get(name) ?? [],
    answers: (name, manner) => void manners.set(name, manner),
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function whole(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function sentOn(
  target: string,
  { method, url, headers }: IncomingMessage,
  body: Buffer,
): Promise<IncomingMessage> {
  const onward = request(new URL(url ?? '/', target), { method, headers }).end(body);
  const [answer] = await once(onward, 'response');
  return answer as IncomingMessage;
}

async function deliver(outgoing: ServerResponse, manner: Manner, begin: () => void, text: Buffer): Promise<void> {
  await pause(DROP_MS * DROPS);
  if (manner === 'reset') {
    outgoing.socket?.resetAndDestroy();
    return;
  }
  begin();
  if (manner === 'whole') {
    outgoing.end(text);
    return;
  }
  const ends = { cut: Math.ceil(text.length / 2), 'cut late': text.length - 2, 'in drops': text.length };
  const until = ends[manner];
  for (let at = 0; at < until; at += Math.ceil(until / DROPS)) {
    outgoing.write(text.subarray(at, Math.min(at + Math.ceil(until / DROPS), until)));
    await pause(DROP_MS);
  }
  if (manner !== 'in drops') outgoing.destroy();
  else outgoing.end();
}
