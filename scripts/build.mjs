// Bundles src/ into dist/. Runs as `prepare`, so `npm ci` leaves a runnable dist/main.js;
// with `npm ci --omit=dev` there is no esbuild, and an install must not fail for that.
import { execFile } from 'node:child_process';
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const esbuild = await import('esbuild').catch(error => {
  if (error.code === 'ERR_MODULE_NOT_FOUND') return undefined;
  throw error;
});

/**
 * `import fs from 'node:fs'` makes Node build a list of all that the module exports, which touches every lazy getter and
 * loads the streams behind them: a good part of the start. getBuiltinModule() hands over the module as it is.
 */
const builtinModules = {
  name: 'builtin-modules',
  setup(build) {
    build.onResolve({ filter: /^node:/ }, ({ path, importer }) => {
      // Commander starts sub-commands that are programs of their own; there are none here.
      const isUnused = path === 'node:child_process' && importer.includes('/commander/');
      return { path, namespace: isUnused ? 'unused' : 'builtin' };
    });
    build.onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule(${JSON.stringify(path)});`,
    }));
    build.onLoad({ filter: /.*/, namespace: 'unused' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/** undici's index brings fetch, WebSocket, caches and mocks along; what sends requests here is a third of it. */
const undiciDispatchers = {
  name: 'undici-dispatchers',
  setup(build) {
    build.onResolve({ filter: /^undici$/ }, ({ resolveDir }) => ({
      path: 'undici',
      namespace: 'undici-dispatchers',
      pluginData: { resolveDir },
    }));
    build.onLoad({ filter: /.*/, namespace: 'undici-dispatchers' }, ({ pluginData }) => ({
      resolveDir: pluginData.resolveDir,
      contents: `
        export { default as Agent } from 'undici/lib/dispatcher/agent.js';
        export { default as Pool } from 'undici/lib/dispatcher/pool.js';
        export { default as EnvHttpProxyAgent } from 'undici/lib/dispatcher/env-http-proxy-agent.js';
        export { default as buildConnector } from 'undici/lib/core/connect.js';`,
    }));
  },
};

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
    chunkNames: 'chunks/[name]-[hash]',
    define: { 'process.env.NODE_ENV': '"production"' },
    // Ink imports it only when DEV=true; bundled as it stands it would be missing at run time.
    alias: { 'react-devtools-core': './scripts/no-devtools.mjs' },
    plugins: [builtinModules, undiciDispatchers],
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
