import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type PracticeServer, startPracticeServer } from '../../src/practice/practice-server.ts';
import { createTool, type Tool } from './tool.ts';

/** A practice server in this process, a tool with a home of its own, and the flags that aim it there. */
export type Served = { server: PracticeServer; tool: Tool; flags: string[]; tokenFile: string; stop(): Promise<void> };

export async function serve(drill?: string): Promise<Served> {
  const server = await startPracticeServer(drill === undefined ? {} : { drill });
  const tool = await createTool();
  const tokenFile = join(tool.home, 'admin-token');
  await writeFile(tokenFile, `${server.adminToken}\n`);
  await chmod(tokenFile, 0o600);
  return {
    server,
    tool,
    tokenFile,
    flags: flagsFor(server.url, tokenFile),
    stop: async () => {
      await server.stop();
      await tool.remove();
    },
  };
}

/** Aims at a server that has the practice server's paths. */
export function flagsFor(url: string, tokenFile: string): string[] {
  return [
    ...['--server', url, '--preset', 'practice', '--admin-token-file', tokenFile],
    ...['--mint-endpoint', '/api/admin/dcr/initial-access-tokens', '--registration-endpoint', '/api/oidc/dcr/register'],
  ];
}
