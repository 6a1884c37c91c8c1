import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands between the tool and a server, passes everything on, and notes what no one else may know. */
export type Eavesdropper = {
  url: string;
  /** Every bearer token, and every secret member of an answer, that went over the wire. */
  secrets(): string[];
  /** Method and path of every request. */
  requests: string[];
  stop(): Promise<void>;
};

const SECRET_MEMBERS = /"(?:token|client_secret|registration_access_token)"\s*:\s*"([^"]+)"/g;

export async function eavesdrop(target: string, whileItRuns: () => void = () => undefined): Promise<Eavesdropper> {
  const secrets = new Set<string>();
  const requests: string[] = [];
  const server = createServer((incoming, outgoing) => {
    requests.push(`${incoming.method} ${incoming.url}`);
    const bearer = /^Bearer (.+)$/.exec(incoming.headers.authorization ?? '')?.[1];
    if (bearer) secrets.add(bearer);
    whileItRuns();
    const { method, headers, url } = incoming;
    const onward = request(new URL(url ?? '/', target), { method, headers }, answer => {
      const chunks: Buffer[] = [];
      answer.on('data', chunk => chunks.push(chunk));
      answer.on('end', () => {
        const body = Buffer.concat(chunks);
        for (const [, secret = ''] of body.toString().matchAll(SECRET_MEMBERS)) secrets.add(secret);
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers).end(body);
      });
    });
    onward.on('error', () => incoming.socket.destroy());
    incoming.pipe(onward);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    secrets: () => [...secrets],
    requests,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
