import { spawn } from 'node:child_process';

export type Copied = { by: string; isCertain: boolean } | { problem: string };

type Program = { command: string; args: string[] };

/** What terminals take in one OSC 52 sequence, in bytes of base64. */
const MOST_OSC52 = 74_000;
const PATIENCE_MS = 2_000;

/**
 * Puts a text into the clipboard of the desktop by its own program, else asks the terminal to (OSC 52), which answers
 * nothing. The text goes by standard input, never as an argument.
 */
export async function copyToClipboard(
  text: string,
  environment: NodeJS.ProcessEnv,
  terminal: NodeJS.WritableStream,
): Promise<Copied> {
  const isRemote = Boolean(environment['SSH_CONNECTION'] || environment['SSH_TTY']);
  for (const program of isRemote ? [] : programs(process.platform, environment)) {
    if (await accepts(program, text)) return { by: program.command, isCertain: true };
  }
  const encoded = Buffer.from(text, 'utf8').toString('base64');
  if (encoded.length > MOST_OSC52)
    return { problem: 'it is too long for the terminal, and no clipboard program is here' };
  terminal.write(passedThrough(`\u001b]52;c;${encoded}\u0007`, environment));
  return { by: 'the terminal (OSC 52)', isCertain: false };
}

function programs(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): Program[] {
  if (platform === 'darwin') return [{ command: 'pbcopy', args: [] }];
  if (platform === 'win32' || environment['WSL_DISTRO_NAME']) return [{ command: 'clip.exe', args: [] }];
  return [
    ...(environment['WAYLAND_DISPLAY'] ? [{ command: 'wl-copy', args: [] }] : []),
    ...(environment['DISPLAY']
      ? [
          { command: 'xclip', args: ['-selection', 'clipboard'] },
          { command: 'xsel', args: ['--clipboard', '--input'] },
        ]
      : []),
  ];
}

function accepts({ command, args }: Program, text: string): Promise<boolean> {
  return new Promise(resolve => {
    const child = spawn(command, args, { stdio: ['pipe', 'ignore', 'ignore'], timeout: PATIENCE_MS });
    child.on('error', () => resolve(false));
    child.stdin.on('error', () => resolve(false));
    // xclip stays alive to serve the selection; its parent process ends once it has taken the text.
    child.on('exit', code => resolve(code === 0));
    child.stdin.end(text);
  });
}

/** tmux keeps unknown sequences to itself unless they are wrapped. */
function passedThrough(sequence: string, environment: NodeJS.ProcessEnv): string {
  return environment['TMUX'] ? `\u001bPtmux;${sequence.replaceAll('\u001b', '\u001b\u001b')}\u001b\\` : sequence;
}
