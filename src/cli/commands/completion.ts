import { createProgram } from '../args.ts';
import type { Shell } from '../command.ts';
import { completionScript } from '../completion.ts';
import { packagedRunbooks } from '../package-folder.ts';

export async function printCompletion(shell: Shell): Promise<number> {
  process.stdout.write(
    completionScript(
      shell,
      createProgram(() => undefined),
      await packagedRunbooks(),
    ),
  );
  return 0;
}
