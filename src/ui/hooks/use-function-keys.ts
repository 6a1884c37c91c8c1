import { EventEmitter } from 'node:events';
import { useStdin } from 'ink';
import { useEffect, useEffectEvent } from 'react';

const NAMES = ['f1', 'f2', 'f3', 'f4', 'f5', 'f6', 'f7', 'f8', 'f9', 'f10', 'f11', 'f12'] as const;
export type FunctionKey = (typeof NAMES)[number];

/** The numbers of `CSI number ~`, from F1 on; xterm leaves some out. */
const NUMBERS = [11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24];
/** The kitty keyboard protocol's number of F1; the others follow. */
const KITTY_F1 = 57364;

/** Which function key these bytes are, pressed without a modifier; undefined for anything else. */
export function functionKeyOf(bytes: string): FunctionKey | undefined {
  const [, letter, linux, number, kitty] =
    /^\u001b(?:(?:O|\[(?:1;1)?)([PQRS])|\[\[([A-E])|\[(\d+)~|\[(\d+)(?:;1)?u)$/.exec(bytes) ?? [];
  if (letter !== undefined) return NAMES['PQRS'.indexOf(letter)];
  if (linux !== undefined) return NAMES['ABCDE'.indexOf(linux)];
  if (number !== undefined) return NAMES[NUMBERS.indexOf(Number(number))];
  return kitty === undefined ? undefined : NAMES[Number(kitty) - KITTY_F1];
}

/**
 * What F1 to F12 do. Ink 8's `useInput` reports each of them as the same empty key, so this listens to Ink's own stream
 * of input events; where a later Ink has none, function keys do nothing and the screen's other way to help remains.
 */
export function useFunctionKeys(
  keys: Partial<Record<FunctionKey, (() => void) | undefined>>,
  { isActive = true }: { isActive?: boolean | undefined } = {},
): void {
  const stdin: object = useStdin();
  const events = 'internal_eventEmitter' in stdin ? stdin.internal_eventEmitter : undefined;
  const press = useEffectEvent((bytes: unknown) => {
    const key = typeof bytes === 'string' ? functionKeyOf(bytes) : undefined;
    if (key !== undefined) keys[key]?.();
  });
  useEffect(() => {
    if (!isActive || !(events instanceof EventEmitter)) return undefined;
    events.on('input', press);
    return () => {
      events.removeListener('input', press);
    };
  }, [isActive, events]);
}
