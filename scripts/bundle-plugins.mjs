// What the bundle leaves out of its dependencies, or asks of them later: the start is quicker and the process smaller.
import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * `import fs from 'node:fs'` makes Node build a list of all that the module exports, which touches every lazy getter and
 * loads what is behind them: a good part of the start. getBuiltinModule() hands over the module as it is, and of its
 * members the ones that are imported are read.
 */
export const builtinModules = {
  name: 'builtin-modules',
  setup(build) {
    build.onResolve({ filter: /^node:/ }, ({ path, importer, kind }) => {
      // Commander starts sub-commands that are programs of their own; there are none here.
      if (path === 'node:child_process' && importer.includes('/commander/')) return { path, namespace: 'unused' };
      const namespace = kind === 'import-statement' ? 'builtin-members' : 'builtin';
      // One for each that imports it: shared, a line like this would become a file of its own.
      return { path, namespace, suffix: `?${relative(root, importer)}`, sideEffects: false };
    });
    build.onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule(${JSON.stringify(path)});`,
    }));
    build.onLoad({ filter: /.*/, namespace: 'builtin-members' }, async ({ path }) => ({
      contents: await withMembers(path),
    }));
    build.onLoad({ filter: /.*/, namespace: 'unused' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/** Each member is read by a call marked as pure, so that esbuild drops what nobody imports. */
async function withMembers(path) {
  const names = Object.keys(process.getBuiltinModule(path)).filter(name => name !== 'default');
  const members = names.map((name, index) => `const $${index} = /* @__PURE__ */ member(${JSON.stringify(name)});`);
  return `
    const builtin = /* @__PURE__ */ process.getBuiltinModule(${JSON.stringify(path)});
    const member = name => builtin[name];
    ${members.join('\n')}
    export { builtin as default, ${names.map((name, index) => `$${index} as ${JSON.stringify(name)}`).join(', ')} };`;
}

const STANDS_ON_RUNS = new RegExp(
  `/src/(?:${[
    'cli/commands/(?:accessible|client[a-z-]*|diagnose|doctor|never-happened|resume|resume-list|runbook[a-z-]*)',
    'cli/bundle/unplanned-bundle',
    'cli/runs/(?:guided-run|interrupted-offer|restored-answers|resumption)',
    'cli/telling/report',
    'diagnosis/diagnose',
    'doctor/examine',
    'servers/dispatcher',
    'ui/(?:app|run-diagnosis)',
  ].join('|')})\\.tsx?$`,
);

/**
 * What esbuild shares between commands it splits by who uses it, into some 80 files for one run; Node takes half a
 * millisecond for each. Where each of these brings all that a headless run needs, that becomes one file. What has to be
 * there before the first frame, or without a run, is not among them.
 */
export const oneFileForRuns = {
  name: 'one-file-for-runs',
  setup(build) {
    const run = fileURLToPath(new URL('../src/cli/commands/headless.ts', import.meta.url));
    build.onLoad({ filter: STANDS_ON_RUNS }, async ({ path }) => ({
      contents: `${await readFile(path, 'utf8')}\nimport ${JSON.stringify(run)};`,
      loader: path.endsWith('.tsx') ? 'tsx' : 'ts',
    }));
  },
};

/** undici's index brings fetch, WebSocket, caches and mocks along; what sends requests here is a third of it. */
export const undiciDispatchers = {
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
    // It would load Node's own HTTP/2, and no connection of ours offers that (`allowH2: false`).
    build.onLoad({ filter: /\/undici\/lib\/dispatcher\/client-h2\.js$/ }, () => ({
      contents: "module.exports = () => { throw new Error('HTTP/2 was not offered'); };",
    }));
  },
};

/**
 * yaml's modules for Node are CommonJS, which nothing can be left out of, and each is compiled anew at every start. Those
 * for browsers are the same code as ES modules; only how they warn on the standard error differs.
 */
export const yamlAsModules = {
  name: 'yaml-as-modules',
  setup(build) {
    build.onResolve({ filter: /^yaml$/ }, () => ({
      path: fileURLToPath(new URL('../node_modules/yaml/browser/dist/index.js', import.meta.url)),
      sideEffects: false,
    }));
  },
};

/**
 * Yoga holds its program as a data: URL and fetches it, for which Node loads all of its own fetch: 15 ms and some MiB.
 * Where there is no fetch it decodes the URL itself.
 */
export const yogaWithoutFetch = {
  name: 'yoga-without-fetch',
  setup(build) {
    build.onLoad({ filter: /yoga-wasm-base64-esm\.js$/ }, async ({ path }) => ({
      contents: `const fetch = undefined;\n${await readFile(path, 'utf8')}`,
    }));
  },
};

/**
 * The expression for emoji takes V8 some 10 ms to make. A single character that is no emoji by itself cannot match it,
 * and the frame is drawn with no others.
 */
export const emojiWhenNeeded = {
  name: 'emoji-when-needed',
  setup(build) {
    build.onLoad({ filter: /\/string-width\/index\.js$/ }, async ({ path }) => ({
      contents: replaced(
        await readFile(path, 'utf8'),
        'const rgiEmojiRegex = /^\\p{RGI_Emoji}$/v;',
        `const mayBeEmoji = /\\p{Emoji_Presentation}|^..+$/su;
         let emoji;
         const rgiEmojiRegex = {
           test: segment => mayBeEmoji.test(segment) && (emoji ??= new RegExp('^\\\\p{RGI_Emoji}$', 'v')).test(segment),
         };`,
      ),
    }));
  },
};

/** Another version may look different: then the build stops, and somebody looks. */
function replaced(source, what, by) {
  if (!source.includes(what)) throw new Error(`not found any more: ${what}`);
  return source.replace(what, () => by);
}
