import { useInput } from 'ink';
import { useRef, useState } from 'react';
import { useRoom } from './use-room.ts';

export type ListFocusOptions<V extends string> = {
  values: readonly V[];
  isDisabled?: ((value: V) => boolean) | undefined;
  initial?: V | undefined;
  /** Rows that PageUp and PageDown go. */
  pageRows?: number | undefined;
  isActive?: boolean | undefined;
  onFocus?: ((value: V) => void) | undefined;
  onSubmit?: ((value: V) => void) | undefined;
};

/**
 * ↑↓, Home, End, PageUp, PageDown, digits and Enter in a list. The focus is remembered by value, so it stays on its
 * item when others come and go. Digits only go to an item, as one may be left over from typing; letters do nothing, so
 * that the screen can have them. `index` is -1 where nothing can be focused.
 */
export function useListFocus<V extends string>(
  options: ListFocusOptions<V>,
): { focused: V | undefined; index: number } {
  const { values, isDisabled = () => false, pageRows = 9 } = options;
  const { isHidden } = useRoom();
  const isActive = (options.isActive ?? true) && !isHidden;
  const [, draw] = useState({});
  // A key can come before React has drawn the one before it.
  const latest = useRef<{ value: V | undefined; index: number }>({ value: options.initial, index: 0 });

  const enabledFrom = (start: number, step: 1 | -1): number | undefined => {
    for (let index = start; index >= 0 && index < values.length; index += step) {
      const value = values[index];
      if (value !== undefined && !isDisabled(value)) return index;
    }
    return undefined;
  };
  const current = (): number => {
    const { value, index } = latest.current;
    const known = value === undefined ? -1 : values.indexOf(value);
    const wanted = Math.min(known === -1 ? index : known, values.length - 1);
    return enabledFrom(wanted, 1) ?? enabledFrom(wanted, -1) ?? -1;
  };
  const goTo = (index: number | undefined) => {
    const value = index === undefined ? undefined : values[index];
    if (index === undefined || value === undefined || index === current()) return;
    latest.current = { value, index };
    draw({});
    options.onFocus?.(value);
  };

  useInput(
    (input, key) => {
      if (key.eventType === 'release' || key.ctrl || key.meta || key.super || key.hyper) return;
      const here = current();
      const last = values.length - 1;
      if (key.return) {
        const value = values[here];
        if (value !== undefined) options.onSubmit?.(value);
      } else if (key.upArrow) goTo(enabledFrom(here - 1, -1) ?? enabledFrom(last, -1));
      else if (key.downArrow) goTo(enabledFrom(here + 1, 1) ?? enabledFrom(0, 1));
      else if (key.home) goTo(enabledFrom(0, 1));
      else if (key.end) goTo(enabledFrom(last, -1));
      else if (key.pageUp) goTo(enabledFrom(Math.max(0, here - pageRows), 1));
      else if (key.pageDown) goTo(enabledFrom(Math.min(last, here + pageRows), -1));
      else if (/^[1-9]$/.test(input)) {
        const index = Number(input) - 1;
        if (enabledFrom(index, 1) === index) goTo(index);
      }
    },
    { isActive },
  );
  const index = current();
  return { focused: values[index], index };
}
