import type { Missing } from '../flow/step.ts';

/** Where something stands in a document: member names and list positions from the top. */
export type Path = readonly (string | number)[];
/** Both counted from 1. */
export type Place = { line: number; column: number };
/** Finds a path in the text it was read from; the nearest thing around it where it does not stand there itself. */
export type Where = (path: Path, at?: 'key' | 'value') => Place;

/** Something in a runbook, flag or variable that cannot be used. Never quotes what might be a secret. */
export type Problem = {
  file?: string;
  line?: number;
  column?: number;
  /** The runbook key (dotted), the flag or the variable it is about. */
  path: string;
  message: string;
  hint?: string;
  /** Nothing is wrong; an answer is missing. */
  missing?: Missing;
};

/** `runbooks/mine.yaml:4:3: server.url: is missing (give it as …)` */
export function problemText({ file, line, column, path, message, hint }: Problem): string {
  const place = [file, line, column].filter(part => part !== undefined).join(':');
  const text = [place, path, message].filter(part => part !== '').join(': ');
  return hint === undefined ? text : `${text} (${hint})`;
}

/** `client.metadata.redirect_uris[2]` */
export function dotted(path: Path): string {
  return path.map((part, index) => (typeof part === 'number' ? `[${part}]` : index === 0 ? part : `.${part}`)).join('');
}
