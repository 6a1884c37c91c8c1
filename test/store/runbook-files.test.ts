import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findRunbook, listRunbooks, type RunbookPlaces } from '../../src/store/runbook-files.ts';

let folder: string;
let places: RunbookPlaces & { working: string };

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runbooks-'));
  places = {
    package: join(folder, 'package'),
    data: join(folder, 'data'),
    working: join(folder, 'working'),
    stdin: stream(),
  };
  await put('package/spa.yaml', 'package spa');
  await put('package/bff-server.yaml', 'package bff');
  await put('package/runbook.schema.json', '{}');
});
afterEach(async () => rm(folder, { recursive: true, force: true }));

async function put(path: string, text: string | Uint8Array): Promise<void> {
  await mkdir(join(folder, path, '..'), { recursive: true });
  await writeFile(join(folder, path), text);
}

async function found(reference: string, stdin: RunbookPlaces['stdin'] = stream()) {
  const result = await findRunbook(reference, { ...places, stdin });
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}

async function refusal(reference: string, stdin: RunbookPlaces['stdin'] = stream()) {
  const result = await findRunbook(reference, { ...places, stdin });
  if (result.ok || result.failure.kind !== 'not-valid') throw new Error('was found');
  return `${result.failure.problem} | ${result.failure.hint ?? ''}`;
}

async function* stream(...chunks: (string | Uint8Array)[]) {
  yield* chunks;
}

test('a name of the package cannot be taken by a file that lies about', async () => {
  await put('data/runbooks/bff-server.yaml', 'another');
  await put('working/runbooks/bff-server.yml', 'a third');
  await put('working/bff-server.yaml', 'a fourth');
  expect(await found('bff-server')).toMatchObject({ from: 'package', text: 'package bff' });
});

test('the user’s own names come before those of the project, and it is said which one it is', async () => {
  await put('data/runbooks/mine.yaml', 'of the user');
  await put('working/runbooks/mine.yaml', 'of the project');
  await put('working/runbooks/ours.yml', 'of the project');
  expect(await found('mine')).toEqual({
    name: 'mine',
    from: 'user',
    file: join(folder, 'data/runbooks/mine.yaml'),
    text: 'of the user',
  });
  expect(await found('ours')).toMatchObject({ name: 'ours', from: 'project', text: 'of the project' });
});

test('with a slash or an ending it is a path, and a name of the package does not get in the way', async () => {
  await put('working/bff-server.yaml', 'here');
  await put('working/deep/any.txt', 'deep');
  expect(await found('bff-server.yaml')).toMatchObject({ name: 'bff-server', from: 'path', text: 'here' });
  expect(await found('./deep/any.txt')).toMatchObject({ name: 'any.txt', from: 'path', text: 'deep' });
  expect(await found(join(folder, 'package/spa.yaml'))).toMatchObject({ name: 'spa', from: 'path' });
});

test('a dash reads standard input, in whatever pieces it comes', async () => {
  const bytes = Buffer.from('title: Schlüssel');
  expect(await found('-', stream(bytes.subarray(0, 11), bytes.subarray(11)))).toEqual({
    name: 'standard input',
    from: 'stdin',
    text: 'title: Schlüssel',
  });
});

test('a mistyped name gets the near one, and a file of that name is pointed at', async () => {
  expect(await refusal('bff-sever')).toBe('no runbook is called "bff-sever" | Did you mean "bff-server"?');
  expect(await refusal('zzz')).toContain('Known names: bff-server, spa.');
  await put('working/zzz.yaml', 'x');
  expect(await refusal('zzz')).toContain('For the file here, write ./zzz.yaml');
  expect(await refusal('')).toContain('no runbook is called ""');
  expect(await refusal('..')).toContain('no runbook is called ".."');
});

test('the list has every name in the order of looking, bff-server first, and says what is shadowed', async () => {
  await put('data/runbooks/bff-server.yaml', 'x');
  await put('data/runbooks/a.yml', 'x');
  await put('working/runbooks/a.yaml', 'x');
  await put('working/runbooks/.yaml', 'x');
  const listed = await listRunbooks(places);
  expect(listed.map(({ name, from, shadowedBy }) => [name, from, shadowedBy])).toEqual([
    ['bff-server', 'package', undefined],
    ['spa', 'package', undefined],
    ['bff-server', 'user', 'package'],
    ['a', 'user', undefined],
    ['a', 'project', 'user'],
  ]);
});

test('what cannot be read is said, with what to do', async () => {
  await mkdir(join(places.working, 'folder.yaml'), { recursive: true });
  await put('working/latin1.yaml', Buffer.from([0x74, 0xe9]));
  await put('working/huge.yaml', 'x'.repeat(1_048_577));
  await symlink(join(places.package, 'spa.yaml'), join(places.working, 'link.yaml'));
  expect(await refusal('./missing.yaml')).toContain('there is no such file');
  expect(await refusal('folder.yaml')).toContain('is a folder');
  expect(await refusal('latin1.yaml')).toContain('no UTF-8 text');
  expect(await refusal('huge.yaml')).toContain('larger than 1,048,576 bytes');
  expect(await refusal('nul\0.yaml')).toContain('cannot be read');
  expect(await found('link.yaml')).toMatchObject({ text: 'package spa' });
});

test('ten megabytes on standard input are refused after the first one', async () => {
  let pieces = 0;
  async function* endless() {
    for (;;) {
      pieces += 1;
      yield 'x'.repeat(65_536);
    }
  }
  expect(await refusal('-', endless())).toContain('larger than 1,048,576 bytes');
  expect(pieces).toBe(17);
});
