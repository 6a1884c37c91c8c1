import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { bundleOf, bundleSteps } from '../../src/diagnosis/bundle/read-bundle.ts';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { parseJson } from '../../src/domain/json.ts';
import { type Eavesdropper, eavesdrop } from '../support/eavesdropper.ts';
import { httpServer } from '../support/local-server.ts';
import { flagsFor, type Served, serve } from '../support/served.ts';
import { traces, writtenForms } from '../support/written-forms.ts';

let served: Served;
let wire: Eavesdropper;
const begin = async (drill?: string) => {
  served = await serve(drill);
  wire = await eavesdrop(served.server.url);
  return flagsFor(wire.url, served.tokenFile);
};
afterEach(async () => {
  await wire.stop();
  await served.stop();
});

const bundleIn = async (file: string) => {
  const text = await readFile(join(served.tool.home, 'work', file), 'utf8');
  const read = bundleOf(parseJson(text));
  if ('problem' in read) throw new Error(read.problem);
  return { text, bundle: read.bundle };
};

function expectNoSecret(text: string, secrets: readonly string[]): void {
  for (const secret of secrets) {
    for (const trace of traces(secret)) expect(text.includes(trace), `it holds the secret as ${trace}`).toBe(false);
  }
}

describe('the support bundle of a run', () => {
  it.each([
    [undefined, 'web-confidential', 'registered'],
    [undefined, 'bff-startup-dcr-iat', 'minted'],
    ['scope-narrowed', 'web-confidential', 'registered'],
    ['secret-without-end', 'bff-server', 'registered'],
    ['iat-expired', 'bff-server', 'refused'],
    ['admin-id-token', 'bff-server', 'refused'],
    ['mint-without-token', 'bff-server', 'not-taken'],
    ['half-answer', 'web-confidential', 'unknown'],
    ['cut-after-send', 'web-confidential', 'unknown'],
    ['no-client-id', 'web-confidential', 'unknown'],
    ['html-page', 'bff-server', 'unknown'],
  ])('holds no secret of it in any form (drill %s, %s)', async (drill, runbook, outcome) => {
    const flags = await begin(drill);
    const options = ['--send-anyway', '--verbose', '--save-to', 'dotenv:handed.env', '--bundle', 'b.json'];
    await served.tool.run(['run', runbook, '--yes', ...options, ...flags]);
    const { text, bundle } = await bundleIn('b.json');
    expect(bundle.outcome?.outcome).toBe(outcome);
    expect(bundle.exchanges.length).toBe(wire.requests.length);
    expect(wire.secrets()).toContain(served.server.adminToken);
    expectNoSecret(text, wire.secrets());
  });

  it('holds none either where the server repeats tokens in every form it can think of', async () => {
    await begin();
    const minted = 'opaque+iat/sEcret~0123456789==';
    const echo = (token: string) => writtenForms(token).join(' and ');
    await using server = await httpServer((request, response) => {
      const bearer = request.headers.authorization?.replace('Bearer ', '') ?? '';
      const mints = request.url?.includes('admin') === true;
      response.writeHead(mints ? 201 : 400, {
        'content-type': 'application/json',
        'www-authenticate': `Bearer error="invalid_token", error_description="${bearer}"`,
        'x-request-id': Buffer.from(`id ${bearer}`).toString('base64'),
      });
      const refusal = { error: 'invalid_client_metadata', error_description: `what is ${echo(bearer)}?` };
      response.end(JSON.stringify(mints ? { token: minted, expires_in: 3600 } : refusal));
    });
    const flags = flagsFor(server.url, served.tokenFile);
    const ended = await served.tool.run(['run', 'bff-server', '--yes', '--bundle', 'b.json', ...flags]);
    expect(ended.exitCode, ended.stderr).toBe(6);
    const { text } = await bundleIn('b.json');
    expect(text).toContain('what is [secret]');
    expectNoSecret(text, [minted, served.server.adminToken]);
  });

  it('tells step by step what the operator saw, and leads to the same causes again', async () => {
    const flags = await begin('iat-used-up');
    const { document } = await served.tool.json(['run', 'bff-server', '--yes', '--bundle', 'b.json', ...flags]);
    const { bundle } = await bundleIn('b.json');
    expect(document['bundle']).toMatch(/\/work\/b\.json$/);
    expect(bundle.tool.name).toBe('dcr-runbook');
    expect(bundle.plan).toContainEqual({ name: 'server.url', value: wire.url, from: '--server' });
    expect(bundle.journal.map(line => line['type']).filter(type => type !== 'answered')).toEqual([
      'run-began',
      'iat-minted',
      'key-kept',
      'about-to-register',
      'registration-refused',
      'run-ended',
    ]);
    const steps = bundleSteps(bundle);
    expect(steps.map(({ step }) => step)).toEqual([
      'server',
      'admin-token',
      'mint',
      'template',
      'keys',
      'redirect-uris',
      'review',
      'register',
    ]);
    expect(steps.find(({ step }) => step === 'mint')?.exchanges.map(({ stage }) => stage)).toEqual(['mint']);
    const last = steps.at(-1);
    expect(last?.exchanges.map(({ stage }) => stage)).toEqual(['register']);
    expect(last?.seen.at(-1)).toMatchObject({ mark: 'trouble', text: expect.stringContaining('401') });
    const [evidence] = last?.evidence ?? [];
    expect(evidence && diagnose(evidence)[0]?.cause).toBe('iat.exhausted');
    expect(bundle.diagnosis[0]?.cause).toBe('iat.exhausted');
  });

  it('is for its owner alone, and takes the place of an earlier one and of nothing else', async () => {
    const flags = await begin('dcr-disabled');
    const path = join(served.tool.home, 'work', 'b.json');
    const run = () => served.tool.run(['run', 'bff-server', '--yes', '--bundle', 'b.json', ...flags]);
    expect((await run()).exitCode).toBe(6);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await run()).exitCode).toBe(6);
    await writeFile(path, 'dear diary\n');
    const sentBefore = wire.requests.length;
    const refused = await run();
    expect(refused.exitCode).toBe(2);
    expect(refused.stderr).toContain('is no support bundle: name another file');
    expect(await readFile(path, 'utf8')).toBe('dear diary\n');
    expect(wire.requests.length).toBe(sentBefore);
  });

  it.each([
    ['no-such-runbook', 'no runbook is called'],
    ['./broken.yaml', 'broken.yaml:2'],
    ['web-confidential', 'nowhere.txt'],
  ])('tells also of a run that could not be planned: %s', async (runbook, problem) => {
    const flags = await begin();
    const secret = 'tops3cret-of-the-client';
    await writeFile(join(served.tool.home, 'work', 'broken.yaml'), 'version: 1\nservr: {}\n');
    const asked = [...flags, '--admin-token-file', 'nowhere.txt', '--set', `client_secret=${secret}`];
    const ended = await served.tool.json(['run', runbook, '--yes', '--bundle', 'b.json', ...asked], {
      env: { DCR_RUNBOOK_ADMIN_TOKEN: served.server.adminToken },
    });
    expect(ended.exitCode).toBe(2);
    expect(ended.document['bundle']).toMatch(/\/work\/b\.json$/);
    const { text, bundle } = await bundleIn('b.json');
    expect(bundle.outcome).toEqual({ outcome: 'not-valid', exit_code: 2 });
    expect(bundle.failure?.['problem']).toContain(problem);
    expect(bundle.plan).toContainEqual({ name: 'server.url', value: wire.url, from: '--server' });
    expectNoSecret(text, [secret, served.server.adminToken]);
    const opened = await served.tool.run(['diagnose', 'b.json']);
    expect(opened.exitCode, opened.stderr).toBe(0);
    expect(opened.stdout).toContain(problem);
  });

  it('is written of no dry run, and takes the place of no other file either where nothing was planned', async () => {
    const flags = await begin();
    const path = join(served.tool.home, 'work', 'b.json');
    await served.tool.run(['run', 'nothing', '--dry-run', '--bundle', 'b.json', ...flags]);
    await expect(stat(path)).rejects.toThrow('ENOENT');
    await writeFile(path, 'dear diary\n');
    const ended = await served.tool.run(['run', 'nothing', '--yes', '--bundle', 'b.json', ...flags]);
    expect(ended.exitCode).toBe(2);
    expect(ended.stderr).toContain('is no support bundle');
    expect(await readFile(path, 'utf8')).toBe('dear diary\n');
  });

  it('is asked for in vain before anything is sent, where it cannot be written', async () => {
    const flags = await begin();
    const ended = await served.tool.json(['run', 'bff-server', '--yes', '--bundle', 'no/such/folder/b.json', ...flags]);
    expect(ended.exitCode).toBe(2);
    expect(ended.document.failure).toMatchObject({ kind: 'not-written', code: 'ENOENT' });
    expect(wire.requests).toEqual([]);
  });

  it('is written also where the run stops before anything is sent', async () => {
    const flags = await begin();
    const uri = ['--redirect-uri', 'http://app.example/cb'];
    const ended = await served.tool.run(['run', 'bff-server', '--yes', '--bundle', 'b.json', ...uri, ...flags]);
    expect(ended.exitCode).toBe(2);
    const { bundle } = await bundleIn('b.json');
    expect(bundle.failure?.['kind']).toBe('blocked');
    expect(bundle.exchanges).toEqual([]);
  });

  it('holds no secret that the operator put into the metadata', async () => {
    const flags = await begin();
    const jwk = { kty: 'EC', crv: 'P-256', d: 'pr1vateMember0fAKey', x: 'x'.repeat(43), y: 'y'.repeat(43) };
    const set = ['--set', 'client_secret=s3cretOfMine99', '--set', `jwks=${JSON.stringify({ keys: [jwk] })}`];
    await served.tool.run(['run', 'bff-server', '--yes', '--send-anyway', '--bundle', 'b.json', ...set, ...flags]);
    const { text, bundle } = await bundleIn('b.json');
    expect(bundle.plan.map(({ name }) => name)).toContain('client.metadata.client_secret');
    expectNoSecret(text, ['s3cretOfMine99', jwk.d]);
  });
});
