import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTool, type Tool } from '../support/tool.ts';

const SERVER = ['--server', 'https://idp.acme.test', '--registration-endpoint', '/reg'];
const answered = (status: string, body: object) => `*   Trying 192.0.2.7:443...
* Connected to idp.acme.test (192.0.2.7) port 443 (#0)
> POST /reg HTTP/1.1
> Host: idp.acme.test
> Content-Type: application/json
>
} [64 bytes data]
< HTTP/1.1 ${status}
< content-type: application/json
<
{ [311 bytes data]
* Connection #0 to host idp.acme.test left intact
${JSON.stringify(body)}
`;
const client = (id: string) =>
  answered('201 Created', { client_id: id, client_name: 'bff', client_secret: 'tops3cret' });
const REFUSED = answered('400 Bad Request', { error: 'invalid_redirect_uri' });

describe('client adopt reads what an operator saved of a terminal', () => {
  let tool: Tool;
  beforeAll(async () => {
    tool = await createTool();
  });
  afterAll(() => tool.remove());

  it.each([
    ['what curl -v printed', client('c-1')],
    ['a refusal, and then the client', REFUSED + client('c-2')],
    ['the client, and then a refusal', client('c-3') + REFUSED],
  ])('%s', async (_, input) => {
    const { exitCode, stdout, stderr } = await tool.run(['client', 'adopt', '-', ...SERVER], { input });
    expect(exitCode, stderr).toBe(0);
    expect(stdout.trim()).toMatch(/^c-\d$/);
    expect(stdout + stderr).not.toContain('tops3cret');
  });

  it('two clients are not one', async () => {
    const input = client('c-4') + client('c-5');
    const { exitCode, stderr } = await tool.run(['client', 'adopt', '-', ...SERVER], { input });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('there are 2 clients in that file: c-4, c-5');
  });
});
