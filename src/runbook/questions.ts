import { KEY_CHANGES, REDIRECT_URI_CHANGES } from '../domain/management/client-changes.ts';
import { clientTemplates } from '../domain/metadata/client-templates.ts';
import { KEY_ALGORITHMS } from '../domain/metadata/key-material.ts';
import { presets } from '../domain/server/presets.ts';
import type { StepId } from '../flow/step.ts';

/** What an answer has to be. `secret-file`: the path of a file (`-` is standard input); the secret itself has no flag. */
type QuestionKind =
  | { type: 'url' | 'url-reference' | 'text' | 'texts' | 'keys' | 'members' | 'targets' | 'secret-file' }
  | { type: 'integer'; min: number }
  | { type: 'choice'; choices: readonly string[] };

export type Question = {
  /** Names the question wherever an answer's origin is told: its runbook key, or a name of its own. */
  name: string;
  /** Where a runbook answers it, dotted. Left out: a runbook has no place for it. */
  key?: string;
  /** Left out: only a runbook can say it. */
  flag?: string;
  placeholder?: string;
  env?: string;
  /** A variable with the path of a file that holds the answer. */
  envFile?: string;
  kind: QuestionKind;
  /** The flag can be given more than once. */
  repeat?: true;
  /** One line for `--help` and the schema. */
  help: string;
  /** A few words for a prompt. */
  prompt: string;
  step: StepId;
};

const text = { type: 'text' } as const;
const count = { type: 'integer', min: 1 } as const;
const choice = (choices: readonly string[]) => ({ type: 'choice', choices }) as const;

/** Every question there is, once: flags, variables, runbook keys, schema, help and prompts come from here. */
const table = [
  {
    name: 'server.url',
    key: 'server.url',
    flag: '--server',
    placeholder: 'URL',
    env: 'DCR_RUNBOOK_SERVER',
    kind: { type: 'url' },
    help: 'base URL of the authorization server; endpoints are resolved against it',
    prompt: 'Server',
    step: 'server',
  },
  {
    name: 'server.issuer',
    key: 'server.issuer',
    flag: '--issuer',
    placeholder: 'URL',
    kind: { type: 'url' },
    help: 'issuer identifier, where it is not the base URL; discovery starts here',
    prompt: 'Issuer',
    step: 'server',
  },
  {
    name: 'server.initial_access_token_endpoint',
    key: 'server.initial_access_token_endpoint',
    flag: '--mint-endpoint',
    placeholder: 'URL',
    kind: { type: 'url-reference' },
    help: 'where initial access tokens are minted, absolute or relative to the base URL',
    prompt: 'Mint endpoint',
    step: 'server',
  },
  {
    name: 'server.registration_endpoint',
    key: 'server.registration_endpoint',
    flag: '--registration-endpoint',
    placeholder: 'URL',
    kind: { type: 'url-reference' },
    help: 'where clients are registered (RFC 7591); left out: discovered from the issuer or the base URL',
    prompt: 'Registration endpoint',
    step: 'server',
  },
  {
    name: 'server.preset',
    key: 'server.preset',
    flag: '--preset',
    placeholder: 'NAME',
    kind: choice(presets.map(({ name }) => name)),
    help: `spelling and habits of a known server: ${presets.map(({ name }) => name).join(', ')}`,
    prompt: 'Preset',
    step: 'server',
  },
  {
    name: 'admin-token',
    flag: '--admin-token-file',
    placeholder: 'PATH',
    env: 'DCR_RUNBOOK_ADMIN_TOKEN',
    envFile: 'DCR_RUNBOOK_ADMIN_TOKEN_FILE',
    kind: { type: 'secret-file' },
    help: 'file with the admin access token (- reads standard input)',
    prompt: 'Admin access token',
    step: 'admin-token',
  },
  {
    name: 'iat',
    flag: '--iat-file',
    placeholder: 'PATH',
    env: 'DCR_RUNBOOK_IAT',
    envFile: 'DCR_RUNBOOK_IAT_FILE',
    kind: { type: 'secret-file' },
    help: 'file with an initial access token you already have (- reads standard input); nothing is minted then',
    prompt: 'Initial access token',
    step: 'mint',
  },
  {
    name: 'initial_access_token',
    key: 'initial_access_token',
    kind: choice(['none']),
    help: 'how a token is minted; none: the server registers without one (open registration)',
    prompt: 'Registration without a token',
    step: 'mint',
  },
  {
    name: 'initial_access_token.label',
    key: 'initial_access_token.label',
    flag: '--label',
    placeholder: 'TEXT',
    kind: text,
    help: 'what the server lists the initial access token as',
    prompt: 'Label',
    step: 'mint',
  },
  {
    name: 'initial_access_token.expires_in',
    key: 'initial_access_token.expires_in',
    flag: '--expires-in',
    placeholder: 'SECONDS',
    kind: count,
    help: 'lifetime of the initial access token, in seconds',
    prompt: 'Lifetime in seconds',
    step: 'mint',
  },
  {
    name: 'initial_access_token.max_uses',
    key: 'initial_access_token.max_uses',
    flag: '--max-uses',
    placeholder: 'N',
    kind: count,
    help: 'how many registrations the initial access token is good for',
    prompt: 'Uses',
    step: 'mint',
  },
  {
    name: 'client.template',
    key: 'client.template',
    flag: '--template',
    placeholder: 'NAME',
    kind: choice(clientTemplates.map(({ name }) => name)),
    help: `what the client starts from: ${clientTemplates.map(({ name }) => name).join(', ')}`,
    prompt: 'Client template',
    step: 'template',
  },
  {
    name: 'client.keys',
    key: 'client.keys',
    flag: '--keys',
    placeholder: 'generate|none|FILE|URL',
    kind: { type: 'keys' },
    help: 'how the server knows the key of the client: a pair made here, none, a PEM or JWKS file, a jwks_uri',
    prompt: 'Keys',
    step: 'keys',
  },
  {
    name: 'client.keys.generate',
    key: 'client.keys.generate',
    flag: '--key-alg',
    placeholder: 'ALG',
    kind: choice(KEY_ALGORITHMS),
    help: `signing algorithm of the key: ${KEY_ALGORITHMS.join(' or ')}`,
    prompt: 'Algorithm',
    step: 'keys',
  },
  {
    name: 'client.keys.kid',
    key: 'client.keys.kid',
    flag: '--kid',
    placeholder: 'KID',
    kind: text,
    help: 'key ID of the key; left out: made from the key',
    prompt: 'Key ID',
    step: 'keys',
  },
  {
    name: 'client.metadata.redirect_uris',
    key: 'client.metadata.redirect_uris',
    flag: '--redirect-uri',
    placeholder: 'URI',
    kind: { type: 'texts' },
    repeat: true,
    help: 'where the server may send users back to (repeat it; the whole list is replaced)',
    prompt: 'Redirect URIs',
    step: 'redirect-uris',
  },
  {
    name: 'client.metadata',
    key: 'client.metadata',
    flag: '--set',
    placeholder: 'MEMBER=VALUE',
    kind: { type: 'members' },
    repeat: true,
    help: 'any client metadata member; a JSON literal or text, += appends, null leaves it out (repeat it)',
    prompt: 'Client metadata',
    step: 'review',
  },
  {
    name: 'update.client',
    key: 'update.client',
    flag: '--client',
    placeholder: 'CLIENT',
    kind: text,
    help: 'the client to change: a client_id, an unambiguous client_name, or a number of client list',
    prompt: 'Client',
    step: 'read-client',
  },
  {
    name: 'update.redirect_uri_mode',
    key: 'update.redirect_uri_mode',
    kind: choice(REDIRECT_URI_CHANGES),
    help: 'whether redirect URIs take the place of those that stand (replace), or are added to them (merge)',
    prompt: 'How redirect URIs change',
    step: 'review-update',
  },
  {
    name: 'update.unset',
    key: 'update.unset',
    flag: '--unset',
    placeholder: 'MEMBER',
    kind: { type: 'texts' },
    repeat: true,
    help: 'take a member out of a registered client (repeat it)',
    prompt: 'Members to take out',
    step: 'review-update',
  },
  {
    name: 'update.keys',
    key: 'update.keys',
    flag: '--rotate-keys',
    placeholder: 'add|drop-old',
    kind: choice(KEY_CHANGES),
    help: 'add: a new key beside those that stand; drop-old: only the newest key of ours stays',
    prompt: 'How keys change',
    step: 'review-update',
  },
  {
    name: 'hand_over',
    key: 'hand_over',
    flag: '--save-to',
    placeholder: 'FORMAT:PATH',
    kind: { type: 'targets' },
    repeat: true,
    help: 'where the result goes: dotenv, compose, json or k8s-secret, and a file (repeat it)',
    prompt: 'Hand over to',
    step: 'hand-over',
  },
] as const satisfies readonly Question[];

export type QuestionName = (typeof table)[number]['name'];
export const questions: readonly (Question & { name: QuestionName })[] = table;

export function question(name: QuestionName): Question {
  const found = questions.find(candidate => candidate.name === name);
  if (found === undefined) throw new Error(`no question is called ${name}`);
  return found;
}
