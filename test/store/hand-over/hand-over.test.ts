import { execFileSync } from 'node:child_process';
import { chmod, chown, mkdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect, parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { type FileTarget, missingWords } from '../../../src/domain/hand-over.ts';
import { checkTargets, handOver, previewHandOver } from '../../../src/store/hand-over/hand-over.ts';
import { IS_ROOT, modeOf, namesIn, outputOf, startNode, temporaryFolder } from '../on-disk.ts';
import { dotenv, one, SET, VALUES } from './targets.ts';

describe('values that are handed over', () => {
  it('go to a new file for this user alone, and the difference shows no secret', async () => {
    const file = join(await temporaryFolder(), '.env');
    const handedOver = await one(dotenv(file));
    expect(handedOver).toEqual({
      to: 'dotenv',
      file,
      changes: [
        { key: 'ID', change: 'added', value: 'c1' },
        { key: 'SECRET', change: 'added', value: '[secret]' },
      ],
      missing: [],
      warnings: [],
    });
    expect(JSON.stringify(handedOver) + inspect(handedOver)).not.toContain('tops3cret');
    expect({ ...parseEnv(await readFile(file, 'utf8')) }).toEqual({ ID: 'c1', SECRET: 'tops3cret-value' });
    expect(await modeOf(file)).toBe(0o600);
  });

  it('go to all targets in order, the checklist aside, also where two are one file', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, '.env');
    const compose = join(folder, 'compose.yml');
    await writeFile(compose, 'services: {bff: {image: x}}\n');
    const handedOver = await handOver(
      [
        dotenv(file),
        { to: 'checklist', items: ['restart'] },
        dotenv(file, { KID: 'kid' }),
        { to: 'compose', file: compose, service: 'bff', set: { ID: 'client_id' } },
        { to: 'json', file: join(folder, 'a.json'), set: { id: 'client_id' } },
        { to: 'k8s-secret', file: join(folder, 'secret.yaml'), name: 'bff', set: { secret: 'client_secret' } },
      ],
      VALUES,
    );
    expect(handedOver.map(({ to, problem }) => [to, problem])).toEqual(
      ['dotenv', 'dotenv', 'compose', 'json', 'k8s-secret'].map(to => [to, undefined]),
    );
    expect(await readFile(file, 'utf8')).toBe('ID=c1\nSECRET=tops3cret-value\nKID=k1\n');
    expect(await namesIn(folder)).toEqual(['.env', 'a.json', 'compose.yml', 'secret.yaml']);
  });

  it('are named where this run has none of them, and nothing is written for nothing', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, '.env');
    expect(await one(dotenv(file), { kid: 'k1' })).toMatchObject({
      changes: [],
      missing: ['client_id', 'client_secret'],
    });
    expect(await namesIn(folder)).toEqual([]);
    expect(await one(dotenv(file), { client_id: 'c1' })).toMatchObject({
      changes: [{ key: 'ID', change: 'added' }],
      missing: ['client_secret'],
    });
  });

  it('say of a key’s path that no container has it, until the file is mounted there', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, 'compose.yml');
    const set = { ID: 'client_id', KEY_FILE: 'private_key_file' } as const;
    const values = { client_id: 'c1', private_key_file: '/keys/k1.pem' };
    await writeFile(file, 'services: {bff: {image: x}}\n');
    const compose: FileTarget = { to: 'compose', file, service: 'bff', set };
    expect((await one(compose, values)).warnings).toEqual([
      expect.stringMatching(/^KEY_FILE is a path of this machine.*\/keys\/k1\.pem:\/keys\/k1\.pem:ro/),
    ]);
    for (const volume of [
      '"/keys/k1.pem:/keys/k1.pem:ro"',
      '{type: bind, source: /keys/k1.pem, target: /keys/k1.pem}',
    ]) {
      await writeFile(file, `services: {bff: {image: x, volumes: [${volume}]}}\n`);
      expect((await one(compose, values)).warnings).toEqual([]);
    }
    const secret: FileTarget = { to: 'k8s-secret', file: join(folder, 's.yaml'), name: 'bff', set };
    expect((await one(secret, values)).warnings).toEqual([
      expect.stringContaining('kubectl create secret generic bff-key'),
    ]);
    expect((await one(dotenv(join(folder, '.env'), set), values)).warnings).toEqual([]);
  });

  it('of another client that stay behind are named: a key that this one does not have, in every format', async () => {
    const folder = await temporaryFolder();
    const set = { ID: 'client_id', KEY: 'private_key_file', KID: 'kid' } as const;
    const files = { dotenv: '.env', compose: 'compose.yml', json: 'client.json', 'k8s-secret': 'secret.yaml' };
    await writeFile(join(folder, files.compose), 'services: {bff: {image: x}}\n');
    const targets = [
      { to: 'dotenv', file: join(folder, files.dotenv), set },
      { to: 'compose', file: join(folder, files.compose), service: 'bff', set },
      { to: 'json', file: join(folder, files.json), set },
      { to: 'k8s-secret', file: join(folder, files['k8s-secret']), name: 'bff', set },
    ] satisfies FileTarget[];
    await handOver(targets, { client_id: 'c1', private_key_file: '/keys/k1.pem', kid: 'k1' });
    for (const { warnings, missing, problem } of await handOver(targets, { client_id: 'c2' })) {
      expect({ missing, problem }).toEqual({ missing: ['private_key_file', 'kid'], problem: undefined });
      expect(warnings.slice(0, 2)).toEqual([
        expect.stringMatching(/^KEY .*remove/),
        expect.stringMatching(/^KID .*remove/),
      ]);
    }
    expect(await one(dotenv(join(folder, files.dotenv), { KID: 'kid' }), {})).toMatchObject({
      warnings: [expect.stringContaining('KID')],
    });
    expect(await readFile(join(folder, files.dotenv), 'utf8')).toContain('KID=k1');

    await writeFile(join(folder, 'example.env'), 'KID=\nOTHER=1\n');
    expect(await one(dotenv(join(folder, 'example.env'), set), { client_id: 'c2' })).toMatchObject({ warnings: [] });
  });

  it('that are missing are put down to whom they would come from', () => {
    expect(missingWords(['client_secret'])).toBe('the server gave no client_secret');
    expect(missingWords(['kid', 'private_key_file', 'issuer'])).toBe(
      'this client has no private key from here (kid, private_key_file); this run has no issuer',
    );
  });

  it('are only shown where that is asked for', async () => {
    const folder = await temporaryFolder();
    expect(await previewHandOver([dotenv(join(folder, '.env'))], VALUES)).toMatchObject([
      { changes: [{ change: 'added' }, { change: 'added', value: '[secret]' }] },
    ]);
    expect(await namesIn(folder)).toEqual([]);
  });

  it('go to standard output, sealed until somebody prints them', async () => {
    const handedOver = await one(dotenv('-'));
    expect(handedOver.text?.reveal()).toBe('ID=c1\nSECRET=tops3cret-value\n');
    expect(JSON.stringify(handedOver)).not.toContain('tops3cret');
    expect(await one({ to: 'compose', file: '-', service: 'bff', set: SET })).toMatchObject({
      problem: expect.stringContaining('not made here'),
    });
  });

  it('are masked by their name too, where they come unsealed', async () => {
    const values = { initial_access_token: 'tops3cret-iat' };
    const handedOver = await one(
      dotenv(join(await temporaryFolder(), '.env'), { DCR_IAT: 'initial_access_token' }),
      values,
    );
    expect(handedOver.changes).toEqual([{ key: 'DCR_IAT', change: 'added', value: '[secret]' }]);
  });
});

describe('a file that is there already', () => {
  async function existing(text: string, mode: number): Promise<string> {
    const file = join(await temporaryFolder(), '.env');
    await writeFile(file, text);
    await chmod(file, mode);
    return file;
  }

  it('keeps its mode while it holds no secret', async () => {
    const file = await existing('A=1\n', 0o664);
    expect(await one(dotenv(file, { ID: 'client_id' }))).toMatchObject({ warnings: [] });
    expect(await modeOf(file)).toBe(0o664);
  });

  it('is closed to others, and that is said, once it holds a secret; also where it held the same before', async () => {
    const file = await existing('A=1\n', 0o644);
    const warnings = [expect.stringMatching(/0600 and no longer 0644/)];
    expect(await one(dotenv(file))).toMatchObject({ warnings });
    expect(await modeOf(file)).toBe(0o600);
    await chmod(file, 0o644);
    expect(await one(dotenv(file))).toMatchObject({
      changes: [{ change: 'unchanged' }, { change: 'unchanged' }],
      warnings,
    });
    expect(await modeOf(file)).toBe(0o600);
  });

  it('is not written again where nothing changes', async () => {
    const file = await existing("ID=c1\nSECRET='tops3cret-value'\n", 0o600);
    const before = await stat(file);
    expect(await one(dotenv(file))).toMatchObject({ changes: [{ change: 'unchanged' }, { change: 'unchanged' }] });
    expect((await stat(file)).ino).toBe(before.ino);
  });

  it('keeps its byte order mark', async () => {
    const file = await existing('\ufeffID=old\n', 0o600);
    await one(dotenv(file, { ID: 'client_id' }));
    expect(await readFile(file, 'utf8')).toBe('\ufeffID=c1\n');
  });

  it('is written where a link leads, and the link stays', async () => {
    const file = await existing('A=1\n', 0o600);
    await symlink(file, `${file}-link`);
    expect(await one(dotenv(`${file}-link`))).not.toHaveProperty('problem');
    expect(await readFile(file, 'utf8')).toContain('tops3cret-value');
  });

  it.runIf(IS_ROOT)('stays the file of its owner where root writes it', async () => {
    const file = await existing('A=1\n', 0o600);
    await chown(file, 12_345, 12_346);
    await one(dotenv(file));
    expect(await stat(file)).toMatchObject({ uid: 12_345, gid: 12_346 });
  });

  it.each([
    ['is a folder', (file: string) => mkdir(file), /folder/],
    ['is a pipe', async (file: string) => void execFileSync('mkfifo', [file]), /no file/],
    ['is a link to nothing', (file: string) => symlink('nowhere', file), /link to nothing/],
    ['is no text', (file: string) => writeFile(file, Buffer.from([0xff, 0xfe, 0x00])), /not UTF-8/],
    ['is far too large', (file: string) => writeFile(file, Buffer.alloc(5_300_000, 'x')), /larger than 5 MiB/],
  ])('is left alone where it %s', async (_, make, why) => {
    const file = join(await temporaryFolder(), '.env');
    await make(file);
    expect(await one(dotenv(file))).toMatchObject({ changes: [], problem: expect.stringMatching(why) });
    expect(await checkTargets([dotenv(file)])).toMatchObject({ ok: false, failure: { kind: 'not-written' } });
  });

  it('loses nothing that another process hands over at the same time', async () => {
    const file = await existing('# mine\n', 0o600);
    const code = `
      import { handOver } from '{store}/hand-over/hand-over.ts';
      for (let number = 1; number <= 5; number += 1) {
        const target = { to: 'dotenv', file: process.argv[1], set: { [process.argv[2] + number]: 'client_id' } };
        const [{ problem }] = await handOver([target], { client_id: 'c' + number });
        if (problem) throw new Error(problem);
      }`;
    await Promise.all(['A', 'B', 'C', 'D'].map(name => outputOf(startNode(code, [file, name]))));
    const text = await readFile(file, 'utf8');
    expect(text.startsWith('# mine\n')).toBe(true);
    expect(Object.keys(parseEnv(text))).toHaveLength(20);
  });
});
