import { type Command as Commander, InvalidArgumentError, Option } from 'commander';
import type { Found, Values } from './found.ts';
import { addRunFlags, grouped } from './run-flags.ts';
import { runCommand } from './run-values.ts';

export function addPractice(program: Commander, found: Found): void {
  const practice = program
    .command('practice')
    .description('the same against a real OpenID server inside this tool')
    .argument('[runbook]', 'a name or a path', 'bff-server')
    .addOption(grouped('Practice', new Option('--drill <name>', 'break it on purpose; "list" shows how')))
    .addOption(grouped('Practice', new Option('--serve', 'only serve, until ended')))
    .addOption(grouped('Practice', new Option('--port <n>', 'with --serve: listen there').argParser(portNumber)))
    .action((runbook: string, values: Values) => {
      const { drill, port } = values as { drill?: string; port?: number };
      const json = values['json'] === true;
      if (drill === 'list') found({ name: 'drills', json });
      else if (values['serve'] === true) found({ name: 'serve', json, ...(drill && { drill }), ...(port && { port }) });
      else found({ ...runCommand(runbook, values, 'practice'), ...(drill && { drill }) });
    });
  addRunFlags(practice);
}

function portNumber(value: string): number {
  const port = Number(value);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new InvalidArgumentError('It has to be a port, 1 to 65535.');
  return port;
}
