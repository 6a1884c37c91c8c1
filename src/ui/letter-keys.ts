import type { Key } from 'ink';

/** What single letters do at a screen, where no text field has the keys. */
export type LetterKeys = Readonly<Record<string, (() => void) | undefined>>;

/** A chord is no letter, and a paste is none either, whatever it says. */
export function pressLetter(keys: LetterKeys, input: string, key: Key): void {
  if (key.ctrl || key.meta || key.super || key.hyper || key.eventType === 'release') return;
  if (Object.hasOwn(keys, input)) keys[input]?.();
}
