import { renderToString } from 'ink';
import { expect, test } from 'vitest';
import { LookContext } from '../../../src/ui/hooks/use-look.ts';
import { createLook } from '../../../src/ui/look.ts';
import { CauseRows } from '../../../src/ui/trouble/cause-rows.tsx';

const ADDRESS = 'https://www.rfc-editor.org/rfc/rfc7591#section-5';

function drawn(links: boolean, source = 'RFC 7591 section 5'): string {
  const row = { id: 'one', headline: 'Why', evidence: [], tries: [], source, way: undefined };
  return renderToString(
    <LookContext value={createLook({ links })}>
      <CauseRows rows={[row]} focused="one" />
    </LookContext>,
    { columns: 80 },
  );
}

test('a cause leads to its source by a link where the terminal makes links', () => {
  expect(drawn(true)).toContain(`see \u001b]8;;${ADDRESS}\u0007RFC 7591 section 5\u001b]8;;\u0007`);
  expect(drawn(true)).not.toContain(`see ${ADDRESS}`);
});

test('elsewhere the address stands in plain', () => {
  expect(drawn(false)).toContain(`see ${ADDRESS}`);
  expect(drawn(false)).not.toContain('\u001b]8');
});

test('that no specification says it is said as it is', () => {
  expect(drawn(false, 'no RFC covers minting; the documentation does')).toContain('· no RFC covers minting; the doc');
});
