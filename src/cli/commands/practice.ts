import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from '../command.ts';
import { endWithFailure, printJson } from '../report.ts';

type CommandOf<N extends Command['name']> = Extract<Command, { name: N }>;

/** `practice --serve`: one line when it listens, then it serves until it is ended. */
export async function serve({ port, drill, json }: CommandOf<'serve'>): Promise<number> {
  const { startPracticeServer } = await import('../../practice/practice-server.ts');
  const started = await startPracticeServer({
    ...(port !== undefined && { port }),
    ...(drill !== undefined && { drill }),
  }).catch((error: Error) => ({ problem: error.message }));
  if ('problem' in started) return endWithFailure({ kind: 'not-valid', problem: started.problem }, json);

  const folder = await mkdtemp(join(tmpdir(), 'dcr-runbook-serve-'));
  const adminTokenFile = join(folder, 'admin-token');
  await writeFile(adminTokenFile, `${started.adminToken}\n`, { mode: 0o600 });
  const address = {
    url: started.url,
    issuer: started.issuer,
    initial_access_token_endpoint: started.initialAccessTokenEndpoint,
    registration_endpoint: started.registrationEndpoint,
    admin_token_file: adminTokenFile,
  };
  process.stdout.write(json ? `${JSON.stringify(address)}\n` : inWords(address));
  const exitCode = await ended();
  await started.stop();
  await rm(folder, { recursive: true, force: true });
  return exitCode;
}

export async function listDrills({ json }: CommandOf<'drills'>): Promise<number> {
  const { drills } = await import('../../practice/drills.ts');
  if (json) {
    const listed = drills.map(({ name, trouble, cause, exitCode }) => ({ name, trouble, cause, exit_code: exitCode }));
    return printJson({ schema_version: 1, drills: listed });
  }
  const width = Math.max(...drills.map(({ name }) => name.length));
  for (const { name, trouble } of drills) process.stdout.write(`${name.padEnd(width)}  ${trouble}\n`);
  return 0;
}

function inWords(address: { [member: string]: string }): string {
  const lines = Object.entries(address).map(([member, value]) => `${member.padEnd(30)} ${value}`);
  return `${lines.join('\n')}\nThe practice server runs until you end it (Ctrl+C).\n`;
}

const SIGNAL_EXITS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

function ended(): Promise<number> {
  return new Promise(resolve => {
    for (const [signal, exitCode] of Object.entries(SIGNAL_EXITS)) process.once(signal, () => resolve(exitCode));
  });
}
