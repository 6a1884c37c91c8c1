import { type Command as Commander, Option } from 'commander';
import type { QuestionName } from '../../runbook/questions.ts';
import { EXIT_CODES } from '../help-text.ts';
import type { runOptions } from '../options.ts';
import type { Found, Values } from './found.ts';
import { addSomeFlags, grouped } from './run-flags.ts';
import { answerFlags, runOptionValues } from './run-values.ts';

type RunFlag = (typeof runOptions)[number]['flag'];

const CLIENT = 'a client_id, an unambiguous client_name, or a number of the list';
const SERVER: readonly QuestionName[] = [
  'server.url',
  'server.issuer',
  'server.registration_endpoint',
  'server.preset',
];
const CHANGES: readonly QuestionName[] = [
  'server.preset',
  ...(['client.metadata.redirect_uris', 'client.metadata', 'update.unset', 'update.keys'] as const),
  ...(['client.keys', 'client.keys.generate', 'client.keys.kid', 'hand_over'] as const),
];
const CONNECTION: readonly RunFlag[] = ['timeout', 'cacert', 'cert', 'key', 'proxy', 'allow-http', 'allow-origin'];
const MANAGING: readonly RunFlag[] = [...CONNECTION, 'bundle', 'json', 'reveal', 'quiet', 'verbose', 'color'];
/** An update is no registration, and has no steps to choose among. */
const NOT_FOR_UPDATES: readonly RunFlag[] = ['again', 'from', 'until'];
const ON_ONE_CLIENT = ['show', 'verify', 'update', 'delete', 'forget'];
/** `-h`, `--json`, `--timeout=5`, and what was meant to be one: no option has a capital, a digit or an underscore. */
const LIKE_AN_OPTION = /^(--?[a-z-]+(=|$)|-.$)/;
const HABITS = (name: QuestionName) => name === 'server.preset';

/**
 * A client_id is the server's choice, and one in 64 of base64url begins with a dash: `client verify -Wq3…` names a client
 * and no option. Right behind its verb it is taken as it stands; elsewhere it goes behind `--`.
 */
export function clientAsItStands(argv: readonly string[]): readonly string[] {
  const [noun, verb = '', client = '', ...flags] = argv;
  const isId = client.startsWith('-') && !LIKE_AN_OPTION.test(client);
  return noun === 'client' && ON_ONE_CLIENT.includes(verb) && isId ? [noun, verb, ...flags, '--', client] : argv;
}

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
    .argument('<client>', CLIENT)
    .option('--json', 'one JSON document')
    .option('--reveal', 'print secrets instead of [secret]')
    .action((chosen, { json = false, reveal = false }) => found({ name: 'client-show', client: chosen, json, reveal }));
  addVerify(client, found);
  addUpdate(client, found);
  addDelete(client, found);
  client
    .command('forget')
    .description('remove its record from this disk; the client stays at the server')
    .argument('<client>', CLIENT)
    .option('--yes', 'ask nothing')
    .option('--json', 'one JSON document')
    .action((chosen, { yes = false, json = false }) => found({ name: 'client-forget', client: chosen, yes, json }));
  addAdopt(client, found);
}

function addVerify(client: Commander, found: Found): void {
  const verify = client
    .command('verify')
    .description('read it back, and compare what was asked, granted, and stands now')
    .argument('<client>', CLIENT)
    .addHelpText('after', EXIT_CODES)
    .action((chosen: string, values: Values) =>
      found({ name: 'client-verify', client: chosen, ...presetIn(values), options: runOptionValues(values) }),
    );
  addSomeFlags(verify, { question: HABITS, option: flag => MANAGING.includes(flag) });
}

function addUpdate(client: Commander, found: Found): void {
  const update = client
    .command('update')
    .description('change it: all that was granted is sent again (PATCH: the changes only), with these changes')
    .argument('<client>', CLIENT)
    .addOption(grouped('Client', new Option('--merge', 'add the redirect URIs to those that stand')))
    .addHelpText('after', EXIT_CODES)
    .action((chosen: string, values: Values) => {
      const flags = { ...answerFlags(values), 'update.client': chosen };
      found({
        name: 'run',
        practice: false,
        replays: true,
        updates: true,
        flags: values['merge'] === true ? { ...flags, 'update.redirect_uri_mode': 'merge' } : flags,
        options: runOptionValues(values),
      });
    });
  addSomeFlags(update, {
    question: name => CHANGES.includes(name),
    option: flag => !NOT_FOR_UPDATES.includes(flag),
  });
}

function addDelete(client: Commander, found: Found): void {
  const remove = client
    .command('delete')
    .description('delete it at the server, and its record here')
    .argument('<client>', CLIENT)
    .addOption(
      grouped(
        'Running',
        new Option('--confirm <name>', 'its client_name (the client_id where it has none), as a confirmation'),
      ),
    )
    .addHelpText('after', EXIT_CODES)
    .action((chosen: string, values: Values) => {
      const { confirm } = values as { confirm?: string };
      const options = runOptionValues(values);
      found({
        name: 'client-delete',
        client: chosen,
        ...presetIn(values),
        options,
        ...(confirm !== undefined && { confirm }),
      });
    });
  addSomeFlags(remove, {
    question: HABITS,
    option: flag => MANAGING.includes(flag) || flag === 'yes' || flag === 'no-input',
  });
}

function presetIn(values: Values): { preset?: string } {
  const { 'server.preset': preset } = answerFlags(values);
  return typeof preset === 'string' ? { preset } : {};
}

function addAdopt(client: Commander, found: Found): void {
  const adopt = client
    .command('adopt')
    .description('keep a client that was registered elsewhere, from the answer to its registration')
    .argument(
      '[file]',
      'the answer: its JSON, the whole as curl -i shows it, or a file that a run left; - reads standard input',
      '-',
    )
    .action((file: string, values: Values) => {
      const { allowHttp, json, reveal } = runOptionValues(values);
      found({ name: 'client-adopt', file, flags: answerFlags(values), allowHttp, json, reveal });
    });
  addSomeFlags(adopt, {
    question: name => SERVER.includes(name),
    option: flag => flag === 'allow-http' || flag === 'json' || flag === 'reveal',
  });
}
