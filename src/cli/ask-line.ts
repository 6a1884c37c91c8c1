import { createAsker } from '../plain/asker.ts';

/** One line from the operator at the terminal. */
export async function askLine(terminal: NodeJS.WriteStream, question: string): Promise<string> {
  const asker = createAsker({ stdin: process.stdin, stdout: terminal });
  try {
    return await asker.line(question);
  } finally {
    asker.close();
  }
}
