import { expect, test } from 'vitest';
import { Spinner } from '../../../src/ui/components/spinner.tsx';
import { LookContext } from '../../../src/ui/hooks/use-look.ts';
import { createLook } from '../../../src/ui/look.ts';
import { show } from '../../support/ink.ts';

const spinner = (unicode: boolean, motion: boolean) => (
  <LookContext value={createLook({ unicode, motion })}>
    <Spinner label="Registering bff-server …" />
  </LookContext>
);

test('it turns, in Unicode and in ASCII', async () => {
  const unicode = await show(spinner(true, true));
  await unicode.untilShown('⠋ Registering bff-server …');
  await unicode.untilShown('⠙ Registering');
  const ascii = await show(spinner(false, true));
  await ascii.untilShown('/ Registering bff-server ...');
});

test('without motion it stands still, and nothing is drawn again', async () => {
  const still = await show(spinner(true, false));
  expect(still.lastFrame()).toBe('… Registering bff-server …');
  const drawn = still.frames.length;
  const turning = await show(spinner(true, true));
  await turning.untilShown('⠹');
  expect(still.frames).toHaveLength(drawn);
});
