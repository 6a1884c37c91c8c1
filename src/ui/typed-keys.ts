/** What a terminal sent, in pieces to be heard one after the other. `text` holds one character or more. */
export type Typed = { kind: 'key' | 'text' | 'paste'; bytes: string };

const PASTE_BEGINS = '\u001b[200~';
const PASTE_ENDS = '\u001b[201~';
const CTRL_C = '\u0003';

/** A key that comes as a sequence, Alt with a character, or Escape twice: as Ink 8 takes them apart. */
const SEQUENCE = /\u001b(?:\u001b?(?:\[\[?[0-?]*[ -/]*[@-~]|O[\d;]*[@-~])|\u001b|.)/suy;
/** What could be the beginning of one, with nothing behind it. */
const BEGUN = /\u001b{1,2}(?:\[\[?[0-?]*[ -/]*|O[\d;]*)?$/y;
const TEXT = /[^\u0000-\u001f\u007f]+/y;

/** What a paste does not hold: chords, Backspace, sequences. */
const KEYS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
/** Enter sends a carriage return alone. */
const LINE_FEED = /[^\r\n][\r\n]*\n/;
const LINE_END_INSIDE = /[^\r\n][\r\n]+[^\r\n]/;

/**
 * Takes apart what a terminal sends. How much of it comes in one read says nothing: fast typists, ssh and tmux send
 * several keys at once. So it is typed, key by key, but for
 * - what the terminal marks as a paste (bracketed paste, which is on all the time);
 * - text in one read that nobody typed: with a line feed in it, or, where nobody knows of the terminal that it marks
 *   pastes, with a line end between two texts. The first line's end must not send off what was pasted.
 */
export class TypedKeys {
  #marksPastes: boolean;
  /** A sequence or a paste that is not whole yet; so many of its characters were handed out already. */
  #begun = '';
  #told = 0;

  constructor({ marksPastes }: { marksPastes: boolean }) {
    this.#marksPastes = marksPastes;
  }

  push(chunk: string): Typed[] {
    if (this.#begun === '' && this.#isPaste(chunk)) {
      return [{ kind: 'paste', bytes: PASTE_BEGINS + chunk + PASTE_ENDS }];
    }
    if (this.#begun.startsWith(PASTE_BEGINS) && chunk === CTRL_C) {
      // The end of the paste got lost on the way; nobody may be locked in by that.
      this.#begun = '';
      this.#told = 0;
      return [{ kind: 'key', bytes: CTRL_C }];
    }
    const told = this.#told;
    const [first, ...rest] = this.#takenApart(this.#begun + chunk);
    return first === undefined ? [] : [{ ...first, bytes: first.bytes.slice(told) }, ...rest];
  }

  #isPaste(chunk: string): boolean {
    if (KEYS.test(chunk)) return false;
    return LINE_FEED.test(chunk) || (!this.#marksPastes && LINE_END_INSIDE.test(chunk));
  }

  #takenApart(text: string): Typed[] {
    const typed: Typed[] = [];
    const before = this.#told;
    this.#begun = '';
    this.#told = 0;
    for (let at = 0; at < text.length; ) {
      if (text.startsWith(PASTE_BEGINS, at)) {
        this.#marksPastes = true;
        const end = text.indexOf(PASTE_ENDS, at);
        if (end === -1) {
          this.#begun = text.slice(at);
          this.#told = at === 0 ? before : 0;
          break;
        }
        typed.push({ kind: 'paste', bytes: text.slice(at, end + PASTE_ENDS.length) });
      } else if (matched(BEGUN, text, at) !== undefined) {
        // Handed out all the same: Ink waits for the rest for a moment, and takes it for Escape when none comes.
        this.#begun = text.slice(at);
        this.#told = this.#begun.length;
        typed.push({ kind: 'key', bytes: this.#begun });
      } else {
        const run = matched(TEXT, text, at);
        typed.push(run === undefined ? keyAt(text, at) : { kind: 'text', bytes: run });
      }
      at += typed.at(-1)?.bytes.length ?? 0;
    }
    return typed;
  }
}

function keyAt(text: string, at: number): Typed {
  return { kind: 'key', bytes: matched(SEQUENCE, text, at) ?? text.charAt(at) };
}

function matched(sticky: RegExp, text: string, at: number): string | undefined {
  sticky.lastIndex = at;
  return sticky.exec(text)?.[0];
}
