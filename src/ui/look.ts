import { spelled } from '../guidance/drafts/spelled.ts';

/** What a line of text means; how that is painted is decided here and nowhere else. */
export type Tone = 'plain' | 'strong' | 'accent' | 'done' | 'care' | 'trouble' | 'dim';
/** Props of Ink's Text. */
export type Paint = { color?: 'cyan' | 'green' | 'yellow' | 'red'; dimColor?: boolean; bold?: boolean };

export type Glyphs = {
  done: string;
  here: string;
  open: string;
  care: string;
  trouble: string;
  point: string;
  ellipsis: string;
  rule: string;
  bar: string;
  mask: string;
  spinner: readonly string[];
};

/** How the screen looks: one value, decided once, from what the terminal can do. */
export type Look = Abilities & { glyphs: Glyphs; tones: Record<Tone, Paint> };

/** `links`: the terminal makes links of OSC 8 sequences; elsewhere an address stands in plain. */
export type Abilities = { unicode: boolean; motion: boolean; links: boolean };

const UNICODE: Glyphs = {
  done: '✔',
  here: '●',
  open: '○',
  care: '▲',
  trouble: '✖',
  point: '❯',
  ellipsis: '…',
  rule: '─',
  bar: '│',
  mask: '•',
  spinner: ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'],
};

const ASCII: Glyphs = {
  done: 'v',
  here: '*',
  open: 'o',
  care: '!',
  trouble: 'x',
  point: '>',
  ellipsis: '~',
  rule: '-',
  bar: '|',
  mask: '*',
  spinner: ['|', '/', '-', '\\'],
};

const TONES: Record<Tone, Paint> = {
  plain: {},
  strong: { bold: true },
  accent: { color: 'cyan' },
  done: { color: 'green' },
  care: { color: 'yellow' },
  trouble: { color: 'red' },
  dim: { dimColor: true },
};

export function createLook(abilities: Partial<Abilities> = {}): Look {
  const { unicode = true, motion = true, links = false } = abilities;
  return { unicode, motion, links, glyphs: unicode ? UNICODE : ASCII, tones: TONES };
}

/** Our own prose (never an operator's or a server's value) in the signs that this terminal has. */
export function inGlyphs(look: Look, text: string): string {
  return look.unicode ? text : spelled(text);
}

/** A bar of `cells` cells, `share` (0 to 1) of them full. It is empty only at 0, and full only at 1. */
export function gauge(look: Look, share: number, cells = 10): string {
  const bounded = Math.min(1, Math.max(0, share));
  const full =
    bounded === 0 || bounded === 1 ? bounded * cells : Math.min(cells - 1, Math.max(1, Math.round(bounded * cells)));
  return look.unicode
    ? '▰'.repeat(full) + '▱'.repeat(cells - full)
    : `[${'#'.repeat(full)}${'-'.repeat(cells - full)}]`;
}

/** A text that leads to an address where the terminal can do that (OSC 8). It takes no more cells than the text. */
export function linked(text: string, address: string): string {
  return `\u001b]8;;${address}\u0007${text}\u001b]8;;\u0007`;
}
