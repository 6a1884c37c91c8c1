import { readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FileTarget } from '../../../src/domain/hand-over.ts';
import { checkTargets } from '../../../src/store/hand-over/hand-over.ts';
import { IS_ROOT, namesIn, temporaryFolder } from '../on-disk.ts';
import { dotenv, one, SET } from './targets.ts';

describe('targets that are checked before anything is sent', () => {
  it('pass where all can be written, and nothing is left of the trial', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'compose.yml'), 'services: {bff: {}}\n');
    const targets: FileTarget[] = [
      dotenv(relative(process.cwd(), join(folder, '.env'))),
      dotenv('-'),
      { to: 'compose', file: join(folder, 'compose.yml'), service: 'bff', set: SET },
      { to: 'json', file: join(folder, 'a.json'), set: SET },
      { to: 'k8s-secret', file: join(folder, 's.yaml'), name: 'bff', set: SET },
    ];
    expect(await checkTargets([...targets, { to: 'checklist', items: [] }])).toEqual({ ok: true, value: undefined });
    expect(await namesIn(folder)).toEqual(['compose.yml']);
    expect(await readFile(join(folder, 'compose.yml'), 'utf8')).toBe('services: {bff: {}}\n');
  });

  it.each([
    [
      'a service that is not there',
      'compose.yml',
      { to: 'compose', service: 'frontend', set: SET },
      /no service frontend; there are: bff/,
    ],
    ['a compose file that is not there', 'other.yml', { to: 'compose', service: 'bff', set: SET }, /no such file/],
    ['a file that cannot be parsed', 'broken.json', { to: 'json', set: SET }, /not valid JSON/],
    ['a name that no Secret can have', 's.yaml', { to: 'k8s-secret', name: 'A B', set: SET }, /name of a Secret/],
    ['a variable that no shell can have', '.env', { to: 'dotenv', set: { 'A B': 'client_id' } }, /name of a variable/],
  ] as const)('are refused for %s, naming the file', async (_, name, target, why) => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'compose.yml'), 'services: {bff: {}}\n');
    await writeFile(join(folder, 'broken.json'), '{');
    const file = join(folder, name);
    const checked = await checkTargets([{ ...target, file }]);
    expect(checked).toMatchObject({ failure: { kind: 'not-valid', problem: expect.stringMatching(why) } });
    expect(JSON.stringify(checked)).toContain(file);
  });

  const FILES = {
    dotenv: '# mine\nexport A="b: c"\n',
    json: '{"a": 1}',
    compose: 'services:\n  bff:\n    environment: [A=b]\n',
    manifest: 'apiVersion: v1\nkind: Secret\nmetadata: {name: other}\n',
    'json manifest': '{"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "other"}}',
    yaml: 'a: b\nc: [d]\n',
    template: 'a:\n  {{- if .Values.b }}\n  c: d\n',
    pem: '-----BEGIN PRIVATE KEY-----\nAAAA=\n',
    'no services': 'version: "3"\nvolumes: {}\n',
    text: 'Some words.\n',
  };
  const TARGETS = {
    dotenv: { to: 'dotenv', set: SET },
    compose: { to: 'compose', service: 'bff', set: SET },
    json: { to: 'json', set: SET },
    'k8s-secret': { to: 'k8s-secret', name: 'bff', set: SET },
  } as const;

  it.each([
    ['dotenv', 'json', 'it is JSON, no dotenv file'],
    ['dotenv', 'compose', 'it is a compose file, no dotenv file'],
    ['dotenv', 'manifest', 'it is a Kubernetes manifest (Secret other), no dotenv file'],
    ['dotenv', 'yaml', 'it is YAML, no dotenv file'],
    ['dotenv', 'template', 'it is YAML, no dotenv file'],
    ['dotenv', 'pem', 'it is a PEM file, no dotenv file'],
    ['json', 'dotenv', 'it is a dotenv file'],
    ['json', 'compose', 'it is a compose file'],
    ['json', 'json manifest', 'it is a Kubernetes manifest (Secret other)'],
    ['compose', 'manifest', 'it is a Kubernetes manifest (Secret other), no compose file'],
    ['compose', 'dotenv', 'it is a dotenv file, no compose file'],
    ['compose', 'json', 'it is JSON, no compose file'],
    ['compose', 'no services', 'no services'],
    ['k8s-secret', 'compose', 'it is a compose file'],
    ['k8s-secret', 'yaml', 'it is YAML'],
    ['k8s-secret', 'json', 'it is JSON'],
    ['k8s-secret', 'manifest', 'without a Secret bff'],
    ['k8s-secret', 'text', 'no Kubernetes manifest'],
  ] as const)('are refused for %s where the file is %s, saying what it is', async (format, kind, says) => {
    const file = join(await temporaryFolder(), 'file');
    await writeFile(file, FILES[kind]);
    expect(await checkTargets([{ ...TARGETS[format], file }])).toMatchObject({
      failure: { kind: 'not-valid', problem: expect.stringContaining(says) },
    });
    const target: FileTarget = { ...TARGETS[format], file };
    expect(await one(target)).toMatchObject({ changes: [], problem: expect.stringContaining(says) });
    expect(await readFile(file, 'utf8')).toBe(FILES[kind]);
  });

  it.each(['dotenv', 'text'] as const)('pass for dotenv where the file is %s', async kind => {
    const file = join(await temporaryFolder(), 'file');
    await writeFile(file, FILES[kind]);
    expect(await checkTargets([dotenv(file)])).toMatchObject({ ok: true });
  });

  it('are looked at in order: what one leaves behind may be nothing that the next can write to', async () => {
    const file = join(await temporaryFolder(), 'both');
    expect(await checkTargets([dotenv(file), { ...TARGETS.json, file }])).toMatchObject({
      failure: { problem: expect.stringContaining('it is a dotenv file') },
    });
    expect(await checkTargets([dotenv(file), dotenv(file, { KID: 'kid' })])).toMatchObject({ ok: true });
  });

  it('are refused where the folder is missing or is a file', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'file'), '');
    expect(await checkTargets([dotenv(join(folder, 'no', '.env'))])).toMatchObject({
      failure: { kind: 'not-written', code: 'ENOENT', message: expect.stringContaining('create the folder') },
    });
    expect(await checkTargets([dotenv(join(folder, 'file', '.env'))])).toMatchObject({
      failure: { kind: 'not-written', code: 'ENOTDIR' },
    });
  });

  it.runIf(process.platform === 'linux')('are refused where the file system takes no new file', async () => {
    // Root may write into any folder; into /proc nobody may.
    expect(await checkTargets([dotenv('/proc/.env')])).toMatchObject({
      failure: { kind: 'not-written', path: '/proc' },
    });
    expect(await one(dotenv('/proc/.env'))).toMatchObject({ changes: [], problem: expect.stringMatching(/./) });
  });

  it.skipIf(IS_ROOT)('are refused where the file is read-only', async () => {
    const file = join(await temporaryFolder(), '.env');
    await writeFile(file, '', { mode: 0o400 });
    expect(await checkTargets([dotenv(file)])).toMatchObject({ failure: { kind: 'not-written', code: 'EACCES' } });
  });
});
