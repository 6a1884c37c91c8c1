import type { Command as Commander } from 'commander';
import type { Found } from './found.ts';

export function addClient(program: Commander, found: Found): void {
  const client = program.command('client').description('the clients registered from here');
  client
    .command('list')
    .description('all of them, numbered')
    .option('--json', 'one JSON document')
    .action(({ json = false }) => found({ name: 'client-list', json }));
  client
    .command('show')
    .description('one of them, as its record keeps it')
    .argument('<client>', 'a client_id, an unambiguous client_name, or a number of the list')
    .option('--json', 'one JSON document')
    .option('--reveal', 'print secrets instead of [secret]')
    .action((chosen, { json = false, reveal = false }) => found({ name: 'client-show', client: chosen, json, reveal }));
}
