import { renderToString } from 'ink';
import { expect, test, vi } from 'vitest';
import { IatCountdown } from '../../../src/ui/components/iat-countdown.tsx';

// chalk reads it when it is loaded, which is before anything else in this file runs.
vi.hoisted(() => {
  process.env['FORCE_COLOR'] = '1';
});

const colours = (secondsLeft: number, usesLeft = 10) => {
  const line = renderToString(
    <IatCountdown secondsLeft={secondsLeft} lifetimeSeconds={3600} usesLeft={usesLeft} maxUses={10} usesAreCertain />,
  );
  return { yellow: line.includes('\u001b[33m'), red: line.includes('\u001b[31m'), bold: line.includes('\u001b[1m') };
};

test('the countdown turns yellow at five minutes and red at one minute, and is red when nothing is left', () => {
  expect(colours(301)).toEqual({ yellow: false, red: false, bold: false });
  expect(colours(300)).toEqual({ yellow: true, red: false, bold: false });
  expect(colours(61)).toEqual({ yellow: true, red: false, bold: false });
  expect(colours(60)).toEqual({ yellow: false, red: true, bold: true });
  expect(colours(-1)).toEqual({ yellow: false, red: true, bold: true });
  expect(colours(3000, 0)).toEqual({ yellow: false, red: true, bold: true });
});
