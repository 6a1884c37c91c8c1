import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTool, type Tool } from '../support/tool.ts';

describe('a runbook of one’s own', () => {
  let tool: Tool;
  let work: string;
  beforeAll(async () => {
    tool = await createTool();
    work = join(tool.home, 'work');
  });
  afterAll(() => tool.remove());

  const read = (file: string) => readFile(join(work, file), 'utf8');
  const checked = async (file: string) => {
    const { exitCode, document } = await tool.json(['runbook', 'check', file]);
    const findings = document['findings'] as { severity: string; message: string }[];
    return { exitCode, examples: findings.filter(({ message }) => message.includes('still an example')) };
  };

  it('keeps no address of somebody else: what is an example says so, at its place and in the check', async () => {
    const { exitCode, stderr } = await tool.run(['runbook', 'init', 'mine.yaml', '--from', 'bff-server']);
    expect(exitCode, stderr).toBe(0);
    const text = await read('mine.yaml');
    expect(text).not.toMatch(/^[^#]*empowernow\.ai/m);
    expect(text.match(/# FILL IN/g)).toHaveLength(4);
    expect(text).toContain('# No kid is named');
    expect(stderr).toContain('4 places');
    const { exitCode: valid, examples } = await checked('mine.yaml');
    expect(valid).toBe(0);
    expect(examples.map(({ severity }) => severity)).toEqual(['hint', 'hint', 'hint', 'hint']);
  });

  it('takes the server by --server, and then marks only what is still an example', async () => {
    await tool.run(['runbook', 'init', 'ours.yaml', '--from', 'web-confidential', '--server', 'https://idp.acme.io/a']);
    expect(await read('ours.yaml')).toContain('url: https://idp.acme.io/a\n');
    expect((await checked('ours.yaml')).examples.map(({ message }) => message.split(' ')[0])).toEqual([
      'redirect_uris[0]',
    ]);
  });

  it('moves every address on the old server’s host along with it', async () => {
    const from = 'version: 1\nserver: {url: "https://a.acme.io", issuer: https://a.acme.io/oidc} # ours\n';
    await writeFile(join(work, 'from.yaml'), from);
    await tool.run(['runbook', 'init', 'to.yaml', '--from', './from.yaml', '--server', 'https://b.acme.io']);
    expect(await read('to.yaml')).toBe(
      'version: 1\nserver: {url: https://b.acme.io, issuer: https://b.acme.io/oidc} # ours\n',
    );
  });

  it.each([
    ['bff-server', 'idp.acme.io', 'https:// lack'],
    ['./nowhere.yaml', 'https://idp.acme.io', 'server.url'],
  ])('writes nothing where --server cannot go in', async (from, server, says) => {
    await writeFile(join(work, 'nowhere.yaml'), 'version: 1\n');
    const { exitCode, stderr } = await tool.run(['runbook', 'init', 'no.yaml', '--from', from, '--server', server]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(says);
    await expect(read('no.yaml')).rejects.toThrow('ENOENT');
  });

  it('writes the schema where the first line of the runbook tells editors to look, and over nobody’s file', async () => {
    await tool.run(['runbook', 'init', 'edited.yaml']);
    const reference = /\$schema=(\S+)/.exec(await read('edited.yaml'))?.[1] ?? '';
    const schema = resolve(work, reference);
    expect(JSON.parse(await readFile(schema, 'utf8'))).toEqual(
      JSON.parse((await tool.run(['runbook', 'schema'])).stdout),
    );
    await writeFile(schema, '{"mine": true}');
    const { exitCode, stderr } = await tool.run(['runbook', 'init', 'edited.yaml', '--force']);
    expect(exitCode).toBe(0);
    expect(stderr).toContain('runbook schema > ');
    expect(await readFile(schema, 'utf8')).toBe('{"mine": true}');
  });
});
