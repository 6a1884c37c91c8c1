import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { serve } from '../support/served.ts';

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/** Tells on standard error every file of the bundle that is loaded. */
const LOADS = `data:text/javascript,${encodeURIComponent(`
import { registerHooks } from 'node:module';
registerHooks({ load(url, context, next) { if (url.includes('/dist/')) console.error('LOADED ' + url); return next(url, context); } });
`)}`;

const OLD_NODE = `data:text/javascript,${encodeURIComponent(
  `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } });`,
)}`;

async function run(imports: string, args: string[], home = tmpdir()) {
  const env = { ...process.env, HOME: home, XDG_DATA_HOME: home, XDG_STATE_HOME: home, XDG_CONFIG_HOME: home };
  const child = spawn(process.execPath, ['--import', imports, MAIN, ...args], { env });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', chunk => {
    stdout += chunk;
  });
  child.stderr.on('data', chunk => {
    stderr += chunk;
  });
  const exitCode = await new Promise(resolve => child.on('close', resolve));
  const loaded = [...stderr.matchAll(/LOADED (\S+)/g)].map(([, url = '']) => fileURLToPath(url));
  const code = (await Promise.all(loaded.map(file => readFile(file, 'utf8')))).join('\n');
  return { exitCode, stdout, stderr, code, files: loaded.length };
}

const REACT = 'react.transitional.element';
const UNDICI = 'UND_ERR_CONNECT_TIMEOUT';
const ZOD = 'invalid_union';
const PROVIDER = 'interactionFinished';

describe('the start', () => {
  it.each([['--version'], ['--help'], ['run', '--help'], ['run'], ['nonsense', 'too', 'many']])(
    'of %s %s loads no schema, no network and no screen',
    async (...args) => {
      const { code } = await run(LOADS, args);
      expect(code.length).toBeGreaterThan(1_000);
      expect(code.length).toBeLessThan(150_000);
      for (const marker of [REACT, UNDICI, ZOD, PROVIDER]) expect(code.includes(marker), marker).toBe(false);
    },
  );

  it('of a headless run loads neither React nor the practice server, and few files', async () => {
    const served = await serve();
    const { exitCode, code, stderr, files } = await run(
      LOADS,
      ['run', 'web-confidential', '--yes', '--again', '--save-to', 'json:-', ...served.flags],
      served.tool.home,
    );
    await served.stop();
    expect(exitCode, stderr).toBe(0);
    for (const marker of [UNDICI, ZOD]) expect(code.includes(marker), marker).toBe(true);
    for (const marker of [REACT, PROVIDER]) expect(code.includes(marker), marker).toBe(false);
    // Shared by who uses what they would be 80, and each takes half a millisecond.
    expect(files).toBeLessThan(30);
  });

  it('on an older Node is one clear line and exit 2', async () => {
    const { exitCode, stderr, stdout } = await run(OLD_NODE, ['--version']);
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain('22.19');
    expect(stderr).toContain('20.20.2');
  });
});
