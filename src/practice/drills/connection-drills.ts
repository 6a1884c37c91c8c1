import type { Drill } from '../drill.ts';

const nginxPage = (title: string) =>
  `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`;
const nginx = { 'content-type': 'text/html', server: 'nginx' };

/** Between the client and the server. */
export const connectionDrills: readonly Drill[] = [
  {
    name: 'unknown-host',
    trouble: 'the server’s name is not known to DNS',
    cause: 'network.dns',
    exitCode: 7,
    // RFC 6761 section 6.4: no name below it ever resolves.
    server: { toldAs: { scheme: 'https', host: 'idp.practice.invalid' } },
  },
  {
    name: 'connection-refused',
    trouble: 'nobody listens at the server’s port',
    cause: 'network.refused',
    exitCode: 7,
    server: { toldAs: { closedPort: true } },
  },
  {
    name: 'slow',
    trouble: 'the registration takes its time, and works',
    cause: null,
    exitCode: 0,
    server: { answerDelayMs: 3000 },
  },
  {
    name: 'timeout',
    trouble: 'the client is registered, and the answer takes longer than anybody waits',
    cause: 'network.timeout',
    exitCode: 8,
    timeoutMs: 2000,
    server: { answerDelayMs: 60_000 },
  },
  {
    name: 'cut-after-send',
    trouble: 'the client is registered and the connection is reset before the answer',
    cause: 'network.reset_before_answer',
    exitCode: 8,
    server: { cutAnswer: 'before' },
  },
  {
    name: 'half-answer',
    trouble: 'the client is registered and the connection is reset within the answer',
    cause: 'response.truncated',
    exitCode: 8,
    server: { cutAnswer: 'half-way' },
  },
  {
    name: 'bad-gateway',
    trouble: 'a gateway cannot reach the server that mints',
    cause: 'server.gateway',
    exitCode: 9,
    server: {
      mintTroublePasses: true,
      mintAnswer: { status: 502, headers: nginx, body: nginxPage('502 Bad Gateway') },
    },
  },
  {
    name: 'gateway-timeout',
    trouble: 'a gateway waited too long for the server that registers',
    cause: 'server.gateway',
    exitCode: 8,
    server: { registrationAnswer: { status: 504, headers: nginx, body: nginxPage('504 Gateway Time-out') } },
  },
  {
    name: 'unavailable',
    trouble: 'a gateway finds no server behind it',
    cause: 'server.gateway',
    exitCode: 8,
    server: {
      registrationAnswer: {
        status: 503,
        headers: { 'content-type': 'text/plain' },
        body: 'no healthy upstream',
      },
    },
  },
  {
    name: 'server-error',
    trouble: 'the server fails over the registration',
    cause: 'server.internal_error',
    exitCode: 8,
    server: {
      registrationAnswer: {
        status: 500,
        body: { error: 'server_error', error_description: 'oops! something went wrong' },
      },
    },
  },
  {
    name: 'rate-limited',
    trouble: 'too many registrations came from here',
    cause: 'rate.limited',
    exitCode: 9,
    server: {
      registrationAnswer: {
        status: 429,
        headers: { 'retry-after': '60' },
        body: {
          error: 'too_many_requests',
          error_description: 'You have exceeded the rate limit for client registration requests',
        },
      },
    },
  },
];
