import { test } from 'vitest';
import { LookContext } from '../../src/ui/hooks/use-look.ts';
import { createLook } from '../../src/ui/look.ts';
import { show } from '../support/ink.ts';
import { exhibits } from './gallery/review.tsx';

const only = process.env['ONLY'];
const sizes = (process.env['SIZES'] ?? '80x24').split(',').map(s => s.split('x').map(Number));
test('look', async () => {
  for (const { name, element } of exhibits)
    for (const [columns, rows] of sizes) {
      if (only && !new RegExp(only).test(name)) continue;
      const screen = await show(
        <LookContext value={createLook({ unicode: process.env['ASCII'] === undefined, motion: false })}>
          {element}
        </LookContext>,
        { columns: columns!, rows: rows! },
      );
      console.log(
        `=== ${name} ${columns}x${rows}\n` +
          screen
            .lastFrame()
            .split('\n')
            .map(l => l.padEnd(columns!) + '┊')
            .join('\n'),
      );
      screen.unmount();
    }
}, 60000);
