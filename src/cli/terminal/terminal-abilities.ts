/**
 * Whether to colour: --color, then NO_COLOR (present and not empty), then FORCE_COLOR or CLICOLOR_FORCE, then whether
 * it is a terminal that is not dumb (https://no-color.org, https://force-color.org).
 */
export function wantsColor(flag: 'auto' | 'always' | 'never', env: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
  if (flag !== 'auto') return flag === 'always';
  if (env['NO_COLOR']) return false;
  if ((env['FORCE_COLOR'] && env['FORCE_COLOR'] !== '0') || env['CLICOLOR_FORCE'] === '1') return true;
  if (env['FORCE_COLOR'] === '0') return false;
  return isTerminal && env['TERM'] !== 'dumb';
}

/** Whether the locale and terminal can be trusted with glyphs outside ASCII. */
export function wantsUnicode(env: NodeJS.ProcessEnv): boolean {
  if (env['TERM'] === 'dumb' || env['TERM'] === 'linux') return false;
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '';
  return process.platform === 'win32' || locale === '' || /utf-?8/i.test(locale);
}

const LINKING_PROGRAMS = ['iTerm.app', 'WezTerm', 'vscode', 'ghostty', 'Hyper', 'Tabby'];

/**
 * Whether the terminal makes links of OSC 8 sequences; others may print them as they are. FORCE_HYPERLINK decides, as
 * in other tools; tmux and screen swallow or spoil them, and in CI nobody clicks.
 */
export function wantsLinks(env: NodeJS.ProcessEnv): boolean {
  const forced = env['FORCE_HYPERLINK'];
  if (forced !== undefined) return forced !== '0';
  if (env['CI'] || env['TMUX'] || env['STY']) return false;
  const isKnown = LINKING_PROGRAMS.includes(env['TERM_PROGRAM'] ?? '');
  // VTE (GNOME Terminal and its kin) has them since 0.50, and says 5000 for that.
  return isKnown || Number(env['VTE_VERSION']) >= 5000 || Boolean(env['WT_SESSION'] || env['KITTY_WINDOW_ID']);
}

/** By the beginnings of TERM. GNU screen, the consoles of Linux and BSD and serial terminals pass pastes on unmarked. */
const MARKING_TERMINALS = /^(?:xterm|tmux|rxvt|alacritty|foot|ghostty|iterm|kitty|konsole|mintty|st-|vte|wezterm)/;

/** Whether the terminal is known to mark what is pasted where a program asks for that (bracketed paste). */
export function marksPastes(env: NodeJS.ProcessEnv): boolean {
  return MARKING_TERMINALS.test(env['TERM'] ?? '') || Boolean(env['WT_SESSION']);
}
