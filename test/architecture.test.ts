import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { violations } from './support/architecture.ts';

const SRC = fileURLToPath(new URL('../src/', import.meta.url));

async function readSources(): Promise<Map<string, string>> {
  const paths = (await readdir(SRC, { recursive: true })).filter(path => /\.tsx?$/.test(path));
  const texts = await Promise.all(paths.map(path => readFile(join(SRC, path), 'utf8')));
  return new Map(paths.map((path, index) => [path.split(sep).join('/'), texts[index] ?? '']));
}

/** What is wrong with a house of these files. */
function wrongWith(files: Record<string, string>): string[] {
  return violations(new Map(Object.entries(files)));
}

describe('the house', () => {
  it('is built as it was planned: no arrow returns, no circle, no room knows more than it may', async () => {
    const sources = await readSources();
    expect(sources.size).toBeGreaterThan(50);
    expect(violations(sources)).toEqual([]);
  });
});

describe('a made-up house', () => {
  it('that keeps to the plan has nothing wrong with it', () => {
    expect(
      wrongWith({
        'main.ts': "import('./cli/run.ts').then(({ run }) => run());\n",
        'cli/run.ts':
          "import pkg from '../../package.json' with { type: 'json' };\n" +
          "import { steps } from '../steps/steps.ts';\nimport type { App } from '../ui/app.tsx';\n" +
          "const ui = () => import('../ui/app.tsx');\n",
        'ui/app.tsx': "import { Box } from 'ink';\nimport type { State } from '../engine/state.ts';\n",
        'engine/state.ts': "import type {\n  Answers,\n  Known,\n} from '../flow/answers.ts';\n",
        'flow/answers.ts': "import { needsKeys } from '../domain/keys.ts';\n",
        'steps/steps.ts': "import { mint } from './mint.ts';\n",
        'steps/mint.ts': "import { blockedBy } from './blocked-by.ts';\n",
        'steps/blocked-by.ts': '',
        'servers/http.ts': "import type { Ports } from '../engine/ports.ts';\nconst bearer = token.reveal();\n",
        'engine/ports.ts': '',
        'cli/telling/reveal.ts': 'const shown = secret.reveal();\n',
        'domain/keys.ts': "import * as z from 'zod';\n// a comment may say secret, reveal and import it\n",
      }),
    ).toEqual([]);
  });

  it.each([
    [
      'domain that knows a room of ours',
      'domain/a.ts',
      "import type { Step } from '../flow/step.ts';",
      'domain must not know flow',
    ],
    [
      'a step that knows the engine',
      'steps/mint.ts',
      "import { reduce } from '../engine/reduce.ts';",
      'steps must not know engine',
    ],
    [
      'a step that knows another',
      'steps/mint.ts',
      "import { review } from './review.ts';",
      'a step names no other step',
    ],
    [
      'practice that uses our words',
      'practice/a.ts',
      "import { Secret } from '../domain/secret.ts';",
      'practice must not know domain',
    ],
    [
      'headless that knows the screens',
      'headless/a.ts',
      "import { App } from '../ui/app.tsx';",
      'headless must not know ui',
    ],
    [
      'an arrow hidden in an export',
      'flow/a.ts',
      "export { reduce } from '../engine/reduce.ts';",
      'flow must not know engine',
    ],
    [
      'an arrow over several lines',
      'flow/a.ts',
      "import {\n  one,\n  two,\n} from '../engine/reduce.ts';",
      'flow must not know engine',
    ],
    ['an arrow for its effects', 'flow/a.ts', "import '../engine/reduce.ts';", 'flow must not know engine'],
    [
      'an arrow that comes late',
      'flow/a.ts',
      "const it = await import('../engine/reduce.ts');",
      'flow must not know engine',
    ],
    [
      'servers that know the engine beyond its ports',
      'servers/a.ts',
      "import type { State } from '../engine/state.ts';",
      'knows the types of ports.ts',
    ],
    [
      'a store that runs the engine',
      'store/a.ts',
      "import { Ports } from '../engine/ports.ts';",
      'knows the types of ports.ts',
    ],
    ['react outside the screens', 'headless/a.ts', "import { useState } from 'react';", 'headless uses no packages'],
    [
      'hands in a room that thinks',
      'steps/mint.ts',
      "import { readFile } from 'node:fs/promises';",
      'steps uses no packages',
    ],
    ['undici among the words', 'domain/a.ts', "import { request } from 'undici';", 'domain uses zod'],
    ['screens that every start loads', 'cli/run.ts', "import { App } from '../ui/app.tsx';", 'loaded by import()'],
    [
      'a command line before Node was looked at',
      'main.ts',
      "import { run } from './cli/run.ts';",
      'before it has looked at Node',
    ],
    [
      'a secret revealed on a screen',
      'ui/app.tsx',
      'const text = client.client_secret?.reveal();',
      'ui/app.tsx reveals',
    ],
    ['a secret revealed by its name', 'cli/report.ts', "const text = secret['reveal']();", 'cli/report.ts reveals'],
    ['a room that nobody planned', 'utils/a.ts', '', 'nobody knows the room utils'],
  ])('is caught with %s', (_, path, text, complaint) => {
    expect(wrongWith({ [path]: `${text}\n` })).toContainEqual(expect.stringContaining(complaint));
  });

  it('is caught with a circle, also one of types and over three files', () => {
    const circle = {
      'domain/a.ts': "import type { B } from './b.ts';\n",
      'domain/b.ts': "import { c } from './c.ts';\n",
      'domain/c.ts': "export * from './a.ts';\n",
    };
    expect(wrongWith(circle)).toEqual(['a circle: domain/a.ts -> domain/b.ts -> domain/c.ts -> domain/a.ts']);
    expect(wrongWith({ ...circle, 'domain/c.ts': '' })).toEqual([]);
  });
});
