import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Drill } from '../../practice/drill.ts';
import type { Command } from '../command.ts';
import { endWithFailure, printJson } from '../telling/report.ts';
import { wrapped } from '../terminal/wrapped.ts';

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
  const { authority } = started;
  const authorityFile = join(folder, 'authority.pem');
  if (authority !== undefined) await writeFile(authorityFile, authority);
  const address = {
    url: started.url,
    issuer: started.issuer,
    initial_access_token_endpoint: started.initialAccessTokenEndpoint,
    registration_endpoint: started.registrationEndpoint,
    admin_token_file: adminTokenFile,
    ...(authority !== undefined && { cacert_file: authorityFile }),
  };
  process.stdout.write(json ? `${JSON.stringify(address)}\n` : inWords(address));
  const exitCode = await ended();
  await started.stop();
  await rm(folder, { recursive: true, force: true });
  return exitCode;
}

export async function listDrills({ json }: CommandOf<'drills'>): Promise<number> {
  const { drillKinds, drills } = await import('../../practice/drills.ts');
  if (json) {
    const listed = drillKinds.flatMap(({ kind, drills: ofKind }) =>
      ofKind.map(({ name, trouble, cause, exitCode }) => ({ name, kind, trouble, cause, exit_code: exitCode })),
    );
    return printJson({ schema_version: 1, drills: listed });
  }
  const width = Math.max(...drills.map(({ name }) => name.length));
  // Piped, a line is a line.
  const { columns = Number.POSITIVE_INFINITY } = process.stdout;
  const row = ({ name, trouble }: Drill) => `${wrapped(`  ${name.padEnd(width)}  ${trouble}`, columns, width + 4)}\n`;
  const blocks = drillKinds.map(
    ({ kind, drills: ofKind }) => `${kind[0]?.toUpperCase()}${kind.slice(1)}\n${ofKind.map(row).join('')}`,
  );
  process.stdout.write(`${blocks.join('\n')}\n${drills.length} drills: practice --drill NAME meets one of them.\n`);
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
