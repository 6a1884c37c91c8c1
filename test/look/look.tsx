// Draws every screen in every state, at three sizes, as text and SVG: `npm run look`.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { PassThrough } from 'node:stream';
import xterm from '@xterm/headless';
import { render } from 'ink';
import { LookContext } from '../../src/ui/hooks/use-look.ts';
import { createLook } from '../../src/ui/look.ts';
import { TerminalStdin, TerminalStdout } from '../support/terminal.ts';
import { exhibits as diagnoses } from '../ui/gallery/diagnosis.tsx';
import type { Exhibit } from '../ui/gallery/exhibit.ts';
import { exhibits as first } from '../ui/gallery/frame.tsx';
import { exhibits as later } from '../ui/gallery/review.tsx';
import { exhibits as updates } from '../ui/gallery/update.tsx';
import { svgOf } from './svg.ts';

const FOLDER = 'docs/screens';
const SIZES = [
  { columns: 80, rows: 24 },
  { columns: 120, rows: 30 },
  { columns: 40, rows: 12 },
];

async function drawn({ element }: Exhibit, { columns, rows }: { columns: number; rows: number }) {
  const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, convertEol: true });
  const stdout = new TerminalStdout(terminal);
  const look = createLook({ unicode: true, motion: false });
  const instance = render(<LookContext value={look}>{element}</LookContext>, {
    stdout,
    stdin: new TerminalStdin(),
    stderr: new PassThrough(),
    interactive: true,
    exitOnCtrlC: false,
    patchConsole: false,
  });
  // Until two drawings in a row are the same: effects measure the window and draw once more.
  for (let before = '', now = ' '; before !== now; ) {
    before = now;
    await instance.waitUntilRenderFlush();
    await new Promise(resolve => setImmediate(resolve));
    await stdout.drawn();
    now = stdout.bytes;
  }
  const picture = { text: textOf(terminal), svg: svgOf(terminal) };
  instance.unmount();
  return picture;
}

function textOf(terminal: xterm.Terminal): string {
  const { active } = terminal.buffer;
  const lines = Array.from({ length: terminal.rows }, (_, row) =>
    (active.getLine(active.viewportY + row)?.translateToString(true) ?? '').trimEnd(),
  );
  return `${lines.join('\n').trimEnd()}\n`;
}

const exhibits = [...first, ...later, ...updates, ...diagnoses];
await rm(FOLDER, { recursive: true, force: true });
for (const size of SIZES) {
  const folder = `${FOLDER}/${size.columns}x${size.rows}`;
  await mkdir(folder, { recursive: true });
  for (const exhibit of exhibits) {
    const { text, svg } = await drawn(exhibit, size);
    await writeFile(`${folder}/${exhibit.name}.txt`, text);
    await writeFile(`${folder}/${exhibit.name}.svg`, svg);
  }
}
const index = exhibits.map(
  ({ name }) =>
    `* ${name}: ${SIZES.map(({ columns, rows }) => `[${columns}x${rows}](${columns}x${rows}/${name}.svg)`).join(', ')}`,
);
await writeFile(
  `${FOLDER}/README.md`,
  `# Every screen, in every state\n\nWritten by \`npm run look\`; not edited by hand.\n\n${index.join('\n')}\n`,
);
process.exit(0);
