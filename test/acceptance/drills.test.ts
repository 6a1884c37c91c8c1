import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drillKinds, drills } from '../../src/practice/drills.ts';
import { createTool, type Tool } from '../support/tool.ts';

describe('every drill', () => {
  let tool: Tool;
  beforeAll(async () => {
    tool = await createTool();
  });
  afterAll(() => tool.remove());

  it.each(drills)('$name ends with $exitCode and names $cause', async ({ name, exitCode, cause }) => {
    const ended = await tool.json(['practice', '--drill', name]);
    expect(ended.exitCode, ended.stderr).toBe(exitCode);
    expect(ended.document.exit_code).toBe(exitCode);
    expect(ended.document.diagnosis?.[0]?.cause ?? null).toBe(cause);
    const [, words = ''] = ended.stderr.split(`The drill was ${name}: `);
    const gaveAway = ended.document.diagnosis?.[0]?.evidence ?? [];
    if (cause === null) expect(words).not.toContain('away');
    else expect(words).toContain(`What gave ${cause} away:\n  - ${gaveAway[0]}`);
  });

  it('is listed with its trouble, by kind', async () => {
    const { stdout } = await tool.run(['practice', '--drill', 'list']);
    for (const { name, trouble } of drills) expect(stdout).toMatch(new RegExp(`^  ${name} +${trouble}$`, 'm'));
    for (const { kind } of drillKinds) expect(stdout.toLowerCase()).toContain(`${kind.toLowerCase()}\n`);
    const { document } = await tool.json(['practice', '--drill', 'list']);
    expect(document).toMatchObject({ schema_version: 1 });
    expect(document['drills']).toHaveLength(drills.length);
    expect(document['drills']).toContainEqual({
      name: 'https-only',
      kind: 'what is asked for',
      trouble: 'the server wants https and a redirect URI has http',
      cause: 'redirect.not_https',
      exit_code: 6,
    });
  });

  it('is one of at least 25 with a trouble to find', () => {
    expect(drills.filter(({ cause }) => cause !== null).length).toBeGreaterThanOrEqual(25);
  });

  it('has a name that is known, or the names are said', async () => {
    const { exitCode, stderr } = await tool.run(['practice', '--drill', 'nonsense']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('iat-expired');
  });
});
