// Bundles the gallery and draws it. FORCE_COLOR has to stand before chalk is loaded, hence the process of its own.
import { execFileSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { build } from 'esbuild';

const outfile = 'node_modules/.cache/dcr-runbook/look.mjs';
await mkdir('node_modules/.cache/dcr-runbook', { recursive: true });
await build({
  entryPoints: ['test/look/look.tsx'],
  outfile,
  bundle: true,
  packages: 'external',
  format: 'esm',
  platform: 'node',
  target: 'node22',
  jsx: 'automatic',
});
execFileSync(process.execPath, [outfile], { stdio: 'inherit', env: { ...process.env, FORCE_COLOR: '1', TZ: 'UTC' } });
