import { test } from 'vitest';
import { LookContext } from '../../src/ui/hooks/use-look.ts';
import { createLook } from '../../src/ui/look.ts';
import { show } from '../support/ink.ts';
import { exhibits } from '../ui/gallery/frame.tsx';
test('look', async () => {
  for (const { name, element } of exhibits)
    for (const [columns, rows] of (process.env['SIZES'] ?? '80x24,40x12').split(',').map(s => s.split('x').map(Number) as [number, number])) {
      if (process.env['ONLY'] && !name.includes(process.env['ONLY'])) continue;
      const screen = await show(<LookContext value={createLook({ unicode: !process.env['ASCII'], motion: false })}>{element}</LookContext>, { columns, rows });
      console.log(`=== ${name} ${columns}x${rows}\n${screen.window().map(l => l.padEnd(columns) + '┊').join('\n')}`);
      await screen.unmount();
    }
}, 60000);
