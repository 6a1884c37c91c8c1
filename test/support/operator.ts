import { stripVTControlCharacters } from 'node:util';
import { expect, onTestFinished } from 'vitest';
import { type Eavesdropper, eavesdrop } from './eavesdropper.ts';
import { KEY, openTerminal, type Size, type Terminal } from './pty.ts';
import { flagsFor, type Served, serve } from './served.ts';

/** An operator at a terminal, in front of a practice server whose wire is watched. */
export type Operator = Terminal & { served: Served; wire: Eavesdropper; seesNoSecret(): void };

export type Sitting = {
  args?: string[];
  /** The server names its client configuration endpoint by its own address, not by that of the watched wire. */
  managesClients?: boolean;
  size?: Size;
  drill?: string;
  env?: Record<string, string>;
  tokenIsKnown?: boolean;
  /** The operator asks to see a secret: then nobody can be surprised by one. */
  reveals?: boolean;
};

export async function sitDown({
  args = ['bff-server'],
  size,
  drill,
  env,
  tokenIsKnown = true,
  managesClients = false,
  reveals = false,
}: Sitting = {}): Promise<Operator> {
  const served = await serve(drill);
  const wire = await eavesdrop(served.server.url);
  onTestFinished(async () => {
    await wire.stop();
    await served.stop();
  });
  const flags = [
    ...flagsFor(wire.url, served.tokenFile),
    ...(managesClients ? ['--allow-origin', served.server.url] : []),
  ];
  const terminal = openTerminal([...args, ...(tokenIsKnown ? flags : flags.slice(0, 4).concat(flags.slice(6)))], {
    home: served.tool.home,
    cwd: `${served.tool.home}/work`,
    ...size,
    ...(env && { env }),
  });
  const seesNoSecret = () => {
    // Wrapped and indented, or beside a column of steps, a secret is one all the same.
    const joined = (text: string) => stripVTControlCharacters(text).replaceAll(/[\s│|]/g, '');
    const everything = [terminal.bytes(), joined(terminal.bytes()), ...terminal.frames.map(joined)];
    for (const secret of [served.server.adminToken, ...wire.secrets()]) {
      expect(
        everything.some(shown => shown.includes(secret)),
        'a secret was on the terminal',
      ).toBe(false);
    }
  };
  // Whatever a test is about: no frame of it, and no byte, holds a token or a secret.
  if (!reveals) onTestFinished(seesNoSecret);
  return { ...terminal, served, wire, seesNoSecret };
}

/** What each screen of bff-server is known by, at any size. */
export const SCREENS = {
  server: /Which server|Server/,
  adminToken: 'admin access token',
  mint: 'Mint an initial',
  template: 'client template',
  keys: /know your client's key|Make a key pair/,
  redirectUris: /Where may the server|callback/,
  review: /Register this client|Read it once/,
  result: '✔ Registered',
  handOver: /Where does your application|Write this file/,
  handedOver: 'Handed over',
} as const;

/** Enter alone, screen by screen, up to the one named. */
export async function enterUpTo(operator: Terminal, last: keyof typeof SCREENS): Promise<void> {
  for (const [name, sign] of Object.entries(SCREENS)) {
    await operator.untilShown(sign);
    if (name === last) return;
    operator.press(KEY.enter);
  }
}
