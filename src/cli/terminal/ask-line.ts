import { createAsker } from '../../plain/asker.ts';
import { wantsUnicode } from './terminal-abilities.ts';

/** One line from the operator at the terminal. */
export async function askLine(terminal: NodeJS.WriteStream, question: string): Promise<string> {
  const asker = createAsker({ stdin: process.stdin, stdout: terminal, unicode: wantsUnicode(process.env) });
  try {
    return await asker.line(question);
  } finally {
    asker.close();
  }
}
