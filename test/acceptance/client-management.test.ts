import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Eavesdropper, eavesdrop } from '../support/eavesdropper.ts';
import { flagsFor, type Served, serve } from '../support/served.ts';

const ADDED = 'https://added.example.com/cb';

describe('a client that was registered from here', () => {
  let served: Served;
  let name: string;
  let clientId: string;
  let record: string;
  let count = 0;
  beforeAll(async () => {
    served = await serve();
  });
  afterAll(() => served.stop());
  beforeEach(async () => {
    count += 1;
    name = `app-${count}`;
    const args = ['run', 'web-confidential', '--yes', '--set', `client_name=${name}`, ...served.flags];
    const { document, stderr } = await served.tool.json(args);
    expect(document.outcome, stderr).toBe('registered');
    clientId = document.client?.client_id ?? '';
    record = document.client?.record ?? '';
  });

  const client = (...args: string[]) => served.tool.json(['client', ...args]);
  const kept = async (path = record) => JSON.parse(await readFile(path, 'utf8'));

  it('is verified by its name, its client_id and its number', async () => {
    for (const called of [name, clientId, String(count)]) {
      const { exitCode, document, stderr } = await client('verify', called);
      expect(exitCode, stderr).toBe(0);
      expect(document).toMatchObject({ outcome: 'verified', exit_code: 0, differences: [] });
      expect(document.client?.client_id).toBe(clientId);
    }
  });

  it('differs once somebody else changed it: asked, granted and now stand side by side, exit 10', async () => {
    const { client: before } = await kept();
    const { client_id, client_secret, registration_access_token, registration_client_uri, ...metadata } = before;
    for (const member of ['client_id_issued_at', 'client_secret_expires_at']) delete metadata[member];
    const answer = await fetch(registration_client_uri, {
      method: 'PUT',
      headers: { authorization: `Bearer ${registration_access_token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ ...metadata, client_id, redirect_uris: [ADDED] }),
    });
    // The practice server rotates with every update, so the record has to learn the new token.
    const pasted = join(served.tool.home, 'pasted.json');
    await writeFile(pasted, await answer.text());
    const adopted = await client('adopt', pasted, '--server', served.server.url);
    expect(adopted.exitCode, adopted.stderr).toBe(0);

    const { exitCode, document } = await client('verify', name);
    expect(exitCode).toBe(10);
    const [difference] = document.differences ?? [];
    expect(difference).toMatchObject({ member: 'redirect_uris', now: [ADDED], granted: before.redirect_uris });
    const { stdout, exitCode: plain } = await served.tool.run(['client', 'verify', name]);
    expect(plain).toBe(10);
    for (const row of ['redirect_uris', 'asked', 'granted', `now      ["${ADDED}"]`]) expect(stdout).toContain(row);
  });

  it('is updated: merged, set and unset; everything else stays, and the rotated token is in the record', async () => {
    const before = await kept();
    const { exitCode, document, stderr } = await client(
      ...['update', name, '--redirect-uri', ADDED, '--merge', '--set', 'logo_uri=https://a.example/l.png'],
      ...['--set', 'contacts=["a@example.com"]', '--yes'],
    );
    expect(exitCode, stderr).toBe(0);
    expect(document).toMatchObject({ outcome: 'updated', differences: [], rotated: ['registration_access_token'] });
    expect(document.client?.['registration_access_token']).toBe('[secret]');
    const after = await kept();
    expect(after.client.redirect_uris).toEqual([...before.client.redirect_uris, ADDED]);
    expect(after.client).toMatchObject({ logo_uri: 'https://a.example/l.png', contacts: ['a@example.com'] });
    expect(after.client.client_secret).toBe(before.client.client_secret);
    expect(after.client.registration_access_token).not.toBe(before.client.registration_access_token);
    expect(after.earlier_registration_access_tokens).toEqual([before.client.registration_access_token]);

    const unset = await client('update', name, '--unset', 'contacts', '--redirect-uri', ADDED, '--yes');
    expect(unset.exitCode, unset.stderr).toBe(0);
    const last = await kept();
    expect(last.client.redirect_uris).toEqual([ADDED]);
    expect(last.client).not.toHaveProperty('contacts');
    expect(last.client.logo_uri).toBe('https://a.example/l.png');

    // The new token works now, so those before it are not needed any more.
    expect((await client('verify', name)).exitCode).toBe(0);
    expect(await kept()).not.toHaveProperty('earlier_registration_access_tokens');
  });

  it('is not sent an update that changes nothing', async () => {
    const before = await kept();
    const { exitCode, document } = await client('update', name, '--set', `client_name=${name}`, '--yes');
    expect(exitCode).toBe(0);
    expect(document).toMatchObject({ outcome: 'updated', changed: [] });
    expect((await kept()).client).toEqual(before.client);
  });

  it('is changed and deleted by nobody’s accident: consent and name are asked for, exit 3 and 2', async () => {
    const update = await served.tool.run(['client', 'update', name, '--redirect-uri', ADDED]);
    expect([update.exitCode, update.stderr]).toEqual([3, expect.stringContaining('--yes')]);
    const nothing = await served.tool.run(['client', 'update', name, '--yes']);
    expect([nothing.exitCode, nothing.stderr]).toEqual([3, expect.stringContaining('--redirect-uri')]);
    const silent = await served.tool.run(['client', 'delete', name]);
    expect([silent.exitCode, silent.stderr]).toEqual([3, expect.stringContaining(`--yes and --confirm ${name}`)]);
    const nameless = await served.tool.run(['client', 'delete', name, '--yes']);
    expect([nameless.exitCode, nameless.stderr]).toEqual([3, expect.stringContaining('--confirm')]);
    const wrong = await served.tool.run(['client', 'delete', name, '--yes', '--confirm', 'app']);
    expect([wrong.exitCode, wrong.stderr]).toEqual([2, expect.stringContaining('nothing was sent')]);
    const unknown = await served.tool.run(['client', 'update', 'nobody', '--unset', 'scope', '--yes']);
    expect([unknown.exitCode, unknown.stderr]).toEqual([2, expect.stringContaining('client list')]);
    expect((await client('verify', name)).exitCode).toBe(0);
  });

  it('has a support bundle of its verification and of its deletion, and an occupied file stops both before anything is sent', async () => {
    const bundle = async (file: string) => {
      const text = await readFile(join(served.tool.home, 'work', file), 'utf8');
      return { text, ...JSON.parse(text) };
    };
    const verified = await client('verify', name, '--bundle', 'v.json');
    expect(verified.exitCode, verified.stderr).toBe(0);
    expect(verified.document['bundle']).toMatch(/\/work\/v\.json$/);
    const seen = await bundle('v.json');
    expect(seen).toMatchObject({ run: { runbook: 'client verify' }, outcome: { outcome: 'verified' } });
    expect(seen.exchanges).toMatchObject([{ stage: 'read', answer: { status: 200 } }]);
    expect(seen.text).not.toContain((await kept()).client.registration_access_token);

    await writeFile(join(served.tool.home, 'work', 'mine.txt'), 'not a bundle');
    const remove = ['delete', name, '--yes', '--confirm', name, '--bundle'];
    expect((await client(...remove, 'mine.txt')).exitCode).toBe(2);
    expect((await client('verify', name)).exitCode).toBe(0);
    expect((await client(...remove, 'd.json')).exitCode).toBe(0);
    const gone = await bundle('d.json');
    expect(gone).toMatchObject({ run: { runbook: 'client delete' }, outcome: { outcome: 'deleted' } });
    expect(gone.journal.map(({ type }: { type: string }) => type)).toContain('deleted');
    expect((await served.tool.run(['diagnose', join(served.tool.home, 'work', 'd.json')])).exitCode).toBe(0);
  });

  it('may not be given what only the server sets, exit 2', async () => {
    for (const member of ['client_id', 'client_secret', 'registration_access_token', 'client_secret_expires_at']) {
      const { exitCode, stderr } = await served.tool.run(['client', 'update', name, '--set', `${member}=x`, '--yes']);
      expect([exitCode, stderr]).toEqual([2, expect.stringContaining(member)]);
      expect(stderr.trim().split('\n')).toHaveLength(1);
    }
  });

  it('is told of a member that it does not have, where that is to be taken out', async () => {
    const { exitCode, stderr } = await served.tool.run(['client', 'update', name, '--unset', 'client_nam', '--yes']);
    expect([exitCode, stderr]).toEqual([0, expect.stringContaining('no member client_nam to take out')]);
    expect(stderr).toContain('did you mean client_name?');
  });

  it('is refused what the server refuses, exit 6, and stays as it is', async () => {
    const before = await kept();
    const { exitCode, document } = await client(
      ...['update', name, '--set', 'token_endpoint_auth_method=nonsense', '--yes', '--send-anyway'],
    );
    expect(exitCode).toBe(6);
    expect(document).toMatchObject({
      outcome: 'refused',
      failure: { stage: 'update', status: 400, error: 'invalid_client_metadata' },
    });
    expect((await kept()).client).toEqual(before.client);
    expect((await client('verify', name)).exitCode).toBe(0);
  });

  it('registered with another preset than its server’s: the refused method is named, and --preset is the way out', async () => {
    const text = await readFile(record, 'utf8');
    await writeFile(record, text.replace('"preset": "practice"', '"preset": "empowernow"'));
    expect((await kept()).server.preset).toBe('empowernow');
    const change = ['update', name, '--set', 'logo_uri=https://a.example/l.png', '--yes'];

    const refused = await served.tool.run(['client', ...change]);
    expect(refused.exitCode).toBe(9);
    expect(refused.stderr).toMatch(/It refused PATCH \/\S+/);
    expect(refused.stderr).toContain('PATCH, the method of the preset empowernow');
    expect(refused.stderr).toContain('--preset NAME');
    expect(refused.stderr).toMatch(/very likely: [^\n]*\[request\.method\]/);
    expect(refused.stderr).not.toContain('No client configuration endpoint');

    const unknown = await served.tool.run(['client', 'verify', name, '--preset', 'nonsense']);
    expect([unknown.exitCode, unknown.stderr]).toEqual([2, expect.stringContaining('--preset')]);
    const misspelt = await served.tool.run(['client', ...change, '--preset', 'nonsense']);
    expect([misspelt.exitCode, misspelt.stderr]).toEqual([2, expect.stringContaining('preset')]);
    expect((await client('verify', name, '--preset', 'practice')).exitCode).toBe(0);
    expect((await kept()).server.preset).toBe('empowernow');

    const updated = await client(...change, '--preset', 'practice');
    expect(updated.exitCode, updated.stderr).toBe(0);
    expect((await kept()).server.preset).toBe('practice');
    const again = await client('update', name, '--unset', 'logo_uri', '--yes');
    expect(again.exitCode, again.stderr).toBe(0);
    const deleted = await client('delete', name, '--preset', 'practice', '--yes', '--confirm', name);
    expect(deleted.exitCode, deleted.stderr).toBe(0);
  });

  it('is deleted at the server and here; a copy of its record is told what 401 means then, and can be forgotten', async () => {
    const copy = await readFile(record, 'utf8');
    const { exitCode, document, stderr } = await client('delete', name, '--yes', '--confirm', name);
    expect(exitCode, stderr).toBe(0);
    expect(document).toMatchObject({ outcome: 'deleted', exit_code: 0, client: { client_id: clientId } });
    await expect(readFile(record)).rejects.toThrow('ENOENT');
    expect((await client('verify', name)).exitCode).toBe(2);

    await writeFile(record, copy, { mode: 0o600 });
    const gone = await client('verify', name);
    expect(gone.exitCode).toBe(5);
    expect(gone.stderr).toContain('client forget');
    const again = await client('delete', name, '--yes', '--confirm', name);
    expect(again.exitCode).toBe(5);
    const forgotten = await client('forget', name);
    expect([forgotten.exitCode, forgotten.document.outcome]).toEqual([0, 'forgotten']);
    await expect(readFile(record)).rejects.toThrow('ENOENT');
  });

  it('gets a second key beside the first, and loses the first one later', async () => {
    const keyed = ['run', 'bff-server', '--yes', '--set', `client_name=${name}-keys`, ...served.flags];
    const path = (await served.tool.json(keyed)).document.client?.record ?? '';
    const first = await kept(path);
    const added = await client('update', `${name}-keys`, '--rotate-keys', 'add', '--yes');
    expect(added.exitCode, added.stderr).toBe(0);
    const both = await kept(path);
    const kids = both.client.jwks.keys.map(({ kid }: { kid: string }) => kid);
    expect(kids).toEqual([first.kid, both.kid]);
    expect(both.kid).not.toBe(first.kid);
    expect(both.earlier_keys).toEqual([{ kid: first.kid, private_key_file: first.private_key_file }]);
    expect(await readFile(added.document.client?.['private_key_file'] as string, 'utf8')).toContain('PRIVATE KEY');

    const dropped = await client('update', `${name}-keys`, '--rotate-keys', 'drop-old', '--yes');
    expect(dropped.exitCode, dropped.stderr).toBe(0);
    const last = await kept(path);
    expect(last.client.jwks.keys.map(({ kid }: { kid: string }) => kid)).toEqual([both.kid]);
  });

  it('shows the exact requests of an update with --dry-run, and sends nothing', async () => {
    const { exitCode, document } = await client('update', name, '--redirect-uri', ADDED, '--dry-run');
    expect(exitCode).toBe(0);
    const [read, update] = document['requests'] as Record<string, unknown>[];
    const url = (await kept()).client.registration_client_uri;
    expect(read).toMatchObject({ method: 'GET', url });
    expect(update).toMatchObject({ method: 'PUT', url, body: { client_id: clientId, redirect_uris: [ADDED] } });
    for (const member of ['registration_access_token', 'registration_client_uri', 'client_secret_expires_at']) {
      expect(update?.['body']).not.toHaveProperty(member);
    }
    expect(update?.['body']).not.toHaveProperty('client_id_issued_at');
  });
});

describe('what a client management prints and sends', () => {
  let served: Served;
  let wire: Eavesdropper;
  beforeAll(async () => {
    served = await serve();
    wire = await eavesdrop(served.server.url);
    const flags = flagsFor(wire.url, served.tokenFile);
    const args = ['run', 'web-confidential', '--yes', '--set', 'client_name=app', ...flags];
    expect((await served.tool.run(args)).exitCode).toBe(0);
  });
  afterAll(async () => {
    await wire.stop();
    await served.stop();
  });

  it('is no token to another origin until that is allowed, exit 3', async () => {
    const before = wire.requests.length;
    for (const args of [
      ['verify', 'app'],
      ['update', 'app', '--unset', 'scope', '--yes'],
      ['delete', 'app', '--yes', '--confirm', 'app'],
    ]) {
      const { exitCode, stderr } = await served.tool.run(['client', ...args]);
      expect([exitCode, stderr]).toEqual([3, expect.stringContaining(`--allow-origin ${served.server.url}`)]);
    }
    expect(wire.requests).toHaveLength(before);
  });

  it('is no secret, unless --reveal', async () => {
    const allowed = ['--allow-origin', served.server.url];
    const outputs = [
      await served.tool.run(['client', 'verify', 'app', '--verbose', '--json', ...allowed]),
      await served.tool.run(['client', 'update', 'app', '--redirect-uri', ADDED, '--yes', '--verbose', ...allowed]),
      await served.tool.run(['client', 'update', 'app', '--unset', 'scope', '--yes', '--json', ...allowed]),
      await served.tool.run(['client', 'verify', 'app', ...allowed]),
    ];
    const records = (await served.tool.files()).filter(({ path }) => path.includes('/clients/'));
    const secrets = records.flatMap(({ text }) =>
      [...text.matchAll(/"(?:client_secret|registration_access_token)": "([^"]+)"/g)].map(([, secret]) => secret ?? ''),
    );
    expect(secrets.length).toBeGreaterThan(1);
    for (const { stdout, stderr } of outputs) {
      for (const secret of secrets) expect((stdout + stderr).includes(secret)).toBe(false);
    }
    const files = (await served.tool.files()).filter(({ path }) => !/\/(clients|admin-token|work\/\.env)/.test(path));
    for (const { path, text } of files) {
      for (const secret of secrets) expect(text.includes(secret), path).toBe(false);
    }
    const shown = await served.tool.run(['client', 'verify', 'app', '--json', '--reveal', ...allowed]);
    expect(JSON.parse(shown.stdout).client.registration_access_token).toBe(secrets.at(-1));
  });
});
