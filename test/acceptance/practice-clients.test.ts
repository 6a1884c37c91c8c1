import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Served, serve } from '../support/served.ts';

type Listed = { client_id: string; practice?: true };

describe('clients that were registered in practice', () => {
  let served: Served;
  let clients: Listed[];
  beforeAll(async () => {
    served = await serve();
    await served.tool.run(['practice', 'bff-server']);
    await served.tool.run(['practice', 'bff-redirect-uris']);
    await served.tool.run(['run', 'bff-server', '--yes', ...served.flags]);
    clients = (await served.tool.json(['client', 'list'])).document['clients'] as Listed[];
  });
  afterAll(() => served.stop());

  it('stand behind the others in the list, and say what they are', async () => {
    expect(clients.map(({ practice }) => practice)).toEqual([undefined, true, true]);
    const { stdout } = await served.tool.run(['client', 'list']);
    expect(stdout.split('\n').map(line => line.endsWith('  practice'))).toEqual([false, true, true, false]);
  });

  it('take no name from a client that is there', async () => {
    const { exitCode, document, stderr } = await served.tool.json(['client', 'verify', 'bff-server']);
    expect(exitCode, stderr).toBe(0);
    expect(document.client?.client_id).toBe(clients[0]?.client_id);
  });

  it.each([
    ['verify', ['client', 'verify', '2']],
    ['updated', ['client', 'update', '2', '--set', 'client_uri=https://a.acme.io', '--yes']],
    ['updated by a runbook', ['run', 'bff-redirect-uris', '--client', '2', '--yes']],
    ['deleted', ['client', 'delete', '2', '--yes', '--confirm', 'bff-server']],
  ])('cannot be %s: their server is gone, which is said without looking for it', async (_, args) => {
    const { exitCode, document, stderr } = await served.tool.json(args);
    expect(exitCode).toBe(2);
    expect(document).toMatchObject({ outcome: 'not-valid' });
    expect(stderr).toContain('was registered in practice');
    expect(stderr).toContain(`client forget ${clients[1]?.client_id}`);
  });

  it('can be forgotten', async () => {
    const { exitCode } = await served.tool.json(['client', 'forget', '2', '--yes']);
    expect(exitCode).toBe(0);
    expect((await served.tool.json(['client', 'list'])).document['clients']).toHaveLength(2);
  });
});
