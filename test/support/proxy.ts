import { createServer, request as httpRequest } from 'node:http';
import { connect } from 'node:net';

/** A forward proxy on 127.0.0.1; `asked` and `credentials` are what came to it, in order. */
export type Proxy = AsyncDisposable & { url: string; asked: string[]; credentials: (string | undefined)[] };

/** Leads every host to `port` on this machine; with `refusal` it answers that instead. */
export async function proxyTo(port: number, refusal?: number): Promise<Proxy> {
  const asked: string[] = [];
  const credentials: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    if (refusal !== undefined) return response.writeHead(refusal).end('the proxy says no');
    const { pathname } = new URL(request.url ?? '');
    const onward = httpRequest({ port, path: pathname, method: request.method, headers: request.headers }, answer =>
      answer.pipe(response.writeHead(answer.statusCode ?? 500)),
    );
    request.pipe(onward);
  });
  server.on('connect', (request, socket) => {
    asked.push(`CONNECT ${request.url}`);
    credentials.push(request.headers['proxy-authorization']);
    if (refusal !== undefined) return socket.end(`HTTP/1.1 ${refusal} No\r\ncontent-length: 0\r\n\r\n`);
    const onward = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      socket.pipe(onward).pipe(socket);
    });
    // Either side may break off.
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    asked,
    credentials,
    [Symbol.asyncDispose]: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
