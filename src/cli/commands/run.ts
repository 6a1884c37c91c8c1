import { folders } from '../../store/files/folders.ts';
import type { RunCommand } from '../runs/open-run.ts';
import { terminalFor, wantsPlain } from '../terminal/interactive.ts';

/** The wizard, `run` and `practice`: on the screen where there is somebody to ask, headless everywhere else. */
export async function runCommand(command: RunCommand): Promise<number> {
  const found = folders(process.env);
  if (!found.ok) return (await import('../bundle/unplanned-bundle.ts')).endUnplanned(command, found.failure);
  const terminal = terminalFor(command.options, process);
  if (terminal && wantsPlain(command.options, process.env)) {
    return (await import('./accessible.ts')).runAccessible(command, found.value, terminal);
  }
  if (terminal) return (await import('./guided.ts')).runGuided(command, found.value, terminal);
  return (await import('./headless.ts')).runWithoutTerminal(command, found.value);
}
