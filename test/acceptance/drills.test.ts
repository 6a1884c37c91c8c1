import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drills } from '../../src/practice/drills.ts';
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
    if (cause !== null) expect(ended.stderr).toContain(cause);
  });

  it('is listed with its trouble', async () => {
    const { stdout } = await tool.run(['practice', '--drill', 'list']);
    for (const { name, trouble } of drills) expect(stdout).toMatch(new RegExp(`${name} +${trouble}`));
  });

  it('has a name that is known, or the names are said', async () => {
    const { exitCode, stderr } = await tool.run(['practice', '--drill', 'nonsense']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('iat-expired');
  });
});
