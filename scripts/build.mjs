// Bundles src/ into dist/. Runs as `prepare`, so `npm ci` leaves a runnable dist/main.js;
// with `npm ci --omit=dev` there is no esbuild, and an install must not fail for that.
import { execFile } from 'node:child_process';
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import {
  builtinModules,
  emojiWhenNeeded,
  oneFileForRuns,
  undiciDispatchers,
  yamlAsModules,
  yogaWithoutFetch,
} from './bundle-plugins.mjs';

const esbuild = await import('esbuild').catch(error => {
  if (error.code === 'ERR_MODULE_NOT_FOUND') return undefined;
  throw error;
});

if (!esbuild) {
  console.error('dcr-runbook: esbuild is not installed, so dist/ was not built (run `npm ci` without --omit=dev).');
} else {
  const { outputFiles } = await esbuild.build({
    write: false,
    entryPoints: ['src/main.ts'],
    outdir: 'dist',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    minify: true,
    legalComments: 'none',
    // A single character that is not in Latin-1 makes V8 keep its whole file with two bytes for each.
    charset: 'ascii',
    chunkNames: 'chunks/[name]-[hash]',
    define: {
      'process.env.NODE_ENV': '"production"',
      // How undici is told that it is bundled: it leaves out the parser that it only tries yet.
      esbuildDetection: 'true',
    },
    // Ink imports it only when DEV=true; bundled as it stands it would be missing at run time.
    alias: { 'react-devtools-core': './scripts/no-devtools.mjs' },
    plugins: [builtinModules, oneFileForRuns, undiciDispatchers, yamlAsModules, yogaWithoutFetch, emojiWhenNeeded],
    // The CommonJS packages inside the bundle call require(), and only for Node's own modules.
    banner: { js: 'const require=name=>process.getBuiltinModule(name);' },
  });
  // Only now: a build that fails leaves the last one that worked.
  await rm('dist', { recursive: true, force: true });
  await mkdir('dist/chunks', { recursive: true });
  await Promise.all(outputFiles.map(({ path, contents }) => writeFile(path, contents)));
  await chmod('dist/main.js', 0o755);
  // The help as it is, so that showing it loads nothing but this text.
  const help = await promisify(execFile)(process.execPath, ['dist/main.js', '--help'], { env: {} });
  await writeFile('dist/help.txt', help.stdout);
}
