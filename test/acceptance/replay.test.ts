import { readdirSync } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Served, serve } from '../support/served.ts';

const RUNBOOKS = readdirSync(new URL('../../runbooks', import.meta.url))
  .filter(file => file.endsWith('.yaml'))
  .map(file => file.replace('.yaml', ''));

const CHANGING = ['bff-redirect-uris', 'bff-rotate-keys'];
const REGISTERING = RUNBOOKS.filter(name => ![...CHANGING, 'bff-startup-dcr-iat'].includes(name));

describe('every runbook that comes along', () => {
  let served: Served;
  beforeAll(async () => {
    served = await serve();
  });
  afterAll(() => served.stop());

  it.each(RUNBOOKS)('%s replays in practice, without a question', async runbook => {
    const { exitCode, document } = await served.tool.json(['practice', runbook]);
    expect(exitCode, JSON.stringify(document)).toBe(0);
    const outcome = CHANGING.includes(runbook) ? 'updated' : 'registered';
    expect(document.outcome).toBe(runbook === 'bff-startup-dcr-iat' ? 'minted' : outcome);
    expect(document.exit_code).toBe(0);
  });

  it.each(REGISTERING)(
    '%s replays headless against a server, and leaves a record with what the server gave once',
    async runbook => {
      const { exitCode, document, stderr } = await served.tool.json(['run', runbook, '--yes', ...served.flags]);
      expect(exitCode, stderr).toBe(0);
      const { client } = document;
      expect(client?.['registration_access_token']).toBe('[secret]');
      const record = JSON.parse(await readFile(client?.record ?? '', 'utf8'));
      expect(record.client.client_id).toBe(client?.client_id);
      expect(record.client.registration_access_token).toMatch(/^[\w-]{20,}$/);
      expect((await stat(client?.record ?? '')).mode & 0o777).toBe(0o600);
      expect((await stat(join(served.tool.data, 'clients'))).mode & 0o777).toBe(0o700);
      expect(document.differences).toEqual([]);
    },
  );

  it.each(CHANGING)('%s replays headless against a server that has the client of bff-server', async runbook => {
    const { exitCode, document, stderr } = await served.tool.json(['run', runbook, '--yes', ...served.flags]);
    expect(exitCode, stderr).toBe(0);
    expect(document).toMatchObject({ outcome: 'updated', rotated: ['registration_access_token'], differences: [] });
    expect(document['changed']).toEqual([runbook === 'bff-rotate-keys' ? 'jwks' : 'redirect_uris']);
    const again = await served.tool.json(['client', 'verify', document.client?.client_id ?? '']);
    expect(again.exitCode, again.stderr).toBe(0);
  });

  it('bff-server hands over client_id, private key and kid, and the key file is there', async () => {
    const env = parseEnv(await readFile(join(served.tool.home, 'work', '.env'), 'utf8'));
    expect(env['OIDC_CLIENT_ID']).toMatch(/^[\w-]{20,}$/);
    const key = env['OIDC_PRIVATE_KEY_FILE'] ?? '';
    expect(await readFile(key, 'utf8')).toContain('BEGIN PRIVATE KEY');
    expect((await stat(key)).mode & 0o777).toBe(0o600);
    expect(env['OIDC_KID']).toBeTruthy();
  });

  it('bff-startup-dcr-iat mints one use and hands DCR_IAT over into the compose file', async () => {
    const compose = join(served.tool.home, 'work', 'docker-compose.yml');
    await writeFile(compose, 'services:\n  bff:\n    image: bff # keep me\n    environment:\n      A: b\n');
    const { exitCode, document, stderr } = await served.tool.json([
      'run',
      'bff-startup-dcr-iat',
      '--yes',
      ...served.flags,
    ]);
    expect(exitCode, stderr).toBe(0);
    expect(document.initial_access_token).toMatchObject({ max_uses: 1, uses_left_at_most: 1 });
    const text = await readFile(compose, 'utf8');
    expect(text).toContain('# keep me');
    expect(text).toMatch(/DCR_IAT: ["']?[\w-]{20,}/);
  });

  it('the seed is granted whole: all three redirect URIs, the scope, one inline key', async () => {
    const { document } = await served.tool.json(['run', 'bff-server', '--yes', '--again', ...served.flags]);
    const record = JSON.parse(await readFile(document.client?.record ?? '', 'utf8'));
    expect(record.client).toMatchObject({
      client_name: 'bff-server',
      token_endpoint_auth_method: 'private_key_jwt',
      grant_types: ['authorization_code'],
      response_types: ['code'],
      scope: 'openid profile email offline_access admin.api application.all dcr.register',
      redirect_uris: ['automate', 'authn', 'authz'].map(host => `https://${host}.ocg.labs.empowernow.ai/auth/callback`),
    });
    expect(record.client.jwks.keys).toHaveLength(1);
    expect(record.client.jwks.keys[0]).not.toHaveProperty('d');
  });
});
