/** Nothing in it means anything to a shell, wherever it stands. */
const BARE = /^\w[\w.:/+=-]*$/;
/** What shells read within double quotes. */
const READ_IN_QUOTES = /["$`\\!%]/;

/**
 * A text as one word of a command line that people are to copy. Ids and names are a server's choice: one with `$(…)` in
 * it is never run by whoever copies it.
 */
export function shellWord(text: string): string {
  if (BARE.test(text)) return text;
  return READ_IN_QUOTES.test(text) ? shellQuoted(text) : `"${text}"`;
}

/** The same for POSIX shells alone, always in single quotes. */
export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
