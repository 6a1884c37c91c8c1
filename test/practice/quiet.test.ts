import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { askForEverything, misbehave } from './demanding-clients.ts';
import type { Reachable } from './practice-client.ts';

const SERVER_MODULE = fileURLToPath(new URL('../../src/practice/practice-server.ts', import.meta.url));

type Child = { server: Reachable; finish(): Promise<{ stderr: string; lines: number }> };

/** Runs `script` in a Node of its own, which prints the server as its only line and ends with its input. */
async function startChild(args: string[]): Promise<Child> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], { stdio: 'pipe' });
  let [stdout, stderr] = ['', ''];
  child.stderr.setEncoding('utf8').on('data', chunk => {
    stderr += chunk;
  });
  const line = new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', chunk => {
      stdout += chunk;
      if (stdout.includes('\n')) resolve(stdout);
    });
    child.on('close', code => reject(new Error(`the server's process ended with ${code}: ${stderr}`)));
  });
  return {
    server: JSON.parse(await line),
    async finish() {
      child.stdin.end();
      await once(child, 'close');
      return { stderr, lines: stdout.trim().split('\n').length };
    },
  };
}

function printingServer(module: string): string {
  return `import { startPracticeServer } from ${JSON.stringify(module)};
    const server = await startPracticeServer();
    console.log(JSON.stringify(server));
    process.stdin.resume().on('end', () => server.stop());`;
}

test('the server says nothing on the terminal, whatever is asked of it, and lets its process end', async () => {
  const script = printingServer(pathToFileURL(SERVER_MODULE).href);
  const child = await startChild(['--input-type=module', '--eval', script]);
  await askForEverything(child.server);
  await misbehave(child.server);
  expect(await child.finish()).toEqual({ stderr: '', lines: 1 });
});

test('bundled and minified, away from node_modules, it starts, registers and stays quiet', async () => {
  const outdir = await mkdtemp(join(tmpdir(), 'practice-bundle-'));
  try {
    await build({
      stdin: {
        contents: printingServer('./practice-server.ts'),
        resolveDir: dirname(SERVER_MODULE),
        sourcefile: 'main.ts',
      },
      outdir,
      outExtension: { '.js': '.mjs' },
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      target: 'node22',
      minify: true,
      define: { 'process.env.NODE_ENV': '"production"' },
      banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    });
    const child = await startChild([join(outdir, 'stdin.mjs')]);
    await askForEverything(child.server);
    expect(await child.finish()).toEqual({ stderr: '', lines: 1 });
  } finally {
    await rm(outdir, { recursive: true });
  }
});
