import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import { createServer as createRawServer, type Server, type Socket } from 'node:net';

/** One request as it arrived. */
export type Arrived = { method: string; url: string; headers: IncomingHttpHeaders; body: string };

/** A server on 127.0.0.1 with a free port; it ends, with all its connections, when the test's block ends. */
export type LocalServer = AsyncDisposable & {
  url: string;
  port: number;
  /** All requests so far, in order. Stays empty for raw servers. */
  arrived: Arrived[];
  /** Connections that were made so far. */
  connections(): number;
};

/** `answer` is called once the request is whole; left out, the server never answers. */
export function httpServer(answer?: RequestListener): Promise<LocalServer> {
  const arrived: Arrived[] = [];
  return listening(createServer(recorder(arrived, answer)), arrived, 'http');
}

export function httpsServer(options: ServerOptions, answer?: RequestListener): Promise<LocalServer> {
  const arrived: Arrived[] = [];
  const server = createTlsServer(options, recorder(arrived, answer));
  return listening(server, arrived, 'https');
}

/** Bytes in, bytes out. `speak` gets each connection as it is made. */
export function rawServer(speak: (socket: Socket) => void): Promise<LocalServer> {
  return listening(createRawServer(speak), [], 'http');
}

/** Answers each connection with these bytes once the request has begun to come, then `then`. */
export function saying(bytes: string | Buffer, then: (socket: Socket) => void = socket => socket.end()) {
  return rawServer(socket => socket.once('data', () => socket.write(bytes, () => then(socket))));
}

function recorder(arrived: Arrived[], answer: RequestListener | undefined): RequestListener {
  return async (request, response) => {
    const chunks: Buffer[] = [];
    // A client that goes away in the middle of its request is for the test to see.
    request.on('error', () => response.destroy());
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      arrived.push({ method, url, headers, body: Buffer.concat(chunks).toString('utf8') });
      answer?.(request, response);
    });
  };
}

async function listening(server: Server, arrived: Arrived[], scheme: 'http' | 'https'): Promise<LocalServer> {
  const sockets = new Set<Socket>();
  let connections = 0;
  server.on('connection', socket => {
    connections++;
    sockets.add(socket);
    // The other side may break off at any moment.
    socket.on('error', () => sockets.delete(socket));
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `${scheme}://127.0.0.1:${port}`,
    port,
    arrived,
    connections: () => connections,
    [Symbol.asyncDispose]: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
