import { createContext } from 'react';
import { type Typed, TypedKeys } from './typed-keys.ts';

/** Says that text goes into a field from now on; what it answers takes that back. */
export type TakeText = () => () => void;
/** Undefined where nobody asks. */
export const TakeTextContext = createContext<TakeText | undefined>(undefined);

/**
 * A terminal for Ink to read from, on which a key comes only after React has drawn what the one before it did. Ink 8
 * makes one event of all the text in one read, its Tab, Ctrl+U and Enter included, and tells it before anything is
 * drawn: a key behind one that moves the focus would still go to where that was.
 *
 * Text for a field is handed on as a whole, as it changes nothing but the field: to draw each character of a pasted
 * token would take seconds.
 */
export function keyByKey<Terminal extends NodeJS.ReadableStream>(
  terminal: Terminal,
  { marksPastes }: { marksPastes: boolean },
): { stream: Terminal; takeText: TakeText } {
  const typed = new TypedKeys({ marksPastes });
  const queue = new Queue();
  let fields = 0;
  let key: string | undefined;
  let isDrawing = false;
  let listener: (() => void) | undefined;

  const tell = () => {
    if (isDrawing || listener === undefined) return;
    key = queue.next(fields > 0);
    if (key === undefined) return;
    isDrawing = true;
    listener();
    // Behind what React and Ink have put off for later.
    setImmediate(() => {
      isDrawing = false;
      tell();
    });
  };
  const arrived = () => {
    for (let chunk = terminal.read(); chunk !== null; chunk = terminal.read()) queue.add(typed.push(String(chunk)));
    tell();
  };
  const own: Readonly<Record<string, unknown>> = {
    read: () => {
      const read = key ?? null;
      key = undefined;
      return read;
    },
    addListener: (event: string, added: () => void) => {
      if (event !== 'readable') return terminal.addListener(event, added);
      listener = added;
      setImmediate(tell);
      return terminal.addListener(event, arrived);
    },
    removeListener: (event: string, removed: () => void) => {
      if (event !== 'readable') return terminal.removeListener(event, removed);
      listener = undefined;
      return terminal.removeListener(event, arrived);
    },
  };
  const stream = new Proxy(terminal, {
    get: (target, name) => {
      if (typeof name === 'string' && Object.hasOwn(own, name)) return own[name];
      const member: unknown = Reflect.get(target, name, target);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
  const takeText = () => {
    fields += 1;
    return () => {
      fields -= 1;
    };
  };
  return { stream, takeText };
}

class Queue {
  readonly #waiting: Typed[] = [];

  add(typed: readonly Typed[]): void {
    this.#waiting.push(...typed);
  }

  /** The next piece; of text its first character, unless it is wanted as a whole. */
  next(isWholeText: boolean): string | undefined {
    const first = this.#waiting.shift();
    if (first?.kind !== 'text' || isWholeText) return first?.bytes;
    const [character = ''] = first.bytes;
    const left = first.bytes.slice(character.length);
    if (left !== '') this.#waiting.unshift({ kind: 'text', bytes: left });
    return character;
  }
}
