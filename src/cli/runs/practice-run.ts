import { basename, join } from 'node:path';
import { type AccessToken, readAccessToken } from '../../domain/mint/access-token.ts';
import { type Result, success } from '../../domain/result.ts';
import type { PracticeServer } from '../../practice/practice-server.ts';
import type { ParsedRunbook } from '../../runbook/file/parse-runbook.ts';
import type { Runbook } from '../../runbook/file/schema.ts';
import type { GivenToken, PlanInput } from '../../runbook/plan/gathering.ts';
import type { Plan } from '../../runbook/plan/plan.ts';
import { ensurePrivateFolder, PRIVATE_FILE, replaceFile } from '../../store/files/private-file.ts';
import type { AnswerFlags } from '../command.ts';

/** A practice server that runs, and a folder that stands in for the operator's own files. */
export type Practice = {
  server: PracticeServer;
  adminToken: GivenToken;
  folder: string;
  /** Makes a client of that name, for a runbook that changes one. */
  register?: (name: string) => Promise<Result<void>>;
  /** The certificate of the authority that made the server's own, where it has one that is to be trusted. */
  cacert?: string;
};

/** Throws where the drill is not known. */
export async function startPractice(drill: string | undefined, dataFolder: string): Promise<Result<Practice>> {
  const folder = join(dataFolder, 'practice');
  const made = await ensurePrivateFolder(folder);
  if (!made.ok) return made;
  const compose = await replaceFile(join(folder, 'docker-compose.yml'), SAMPLE_COMPOSE, { mode: PRIVATE_FILE });
  if (!compose.ok) return compose;
  const { startPracticeServer } = await import('../../practice/practice-server.ts');
  const server = await startPracticeServer(drill === undefined ? {} : { drill });
  const token = sendable(server.adminToken);
  const spare = server.spareAdminToken === undefined ? {} : { spare: sendable(server.spareAdminToken) };
  const practice: Practice = { server, adminToken: { token, from: 'flag', ...spare }, folder };
  if (server.authority === undefined) return success(practice);
  const cacert = join(folder, 'authority.pem');
  const written = await replaceFile(cacert, server.authority, { mode: PRIVATE_FILE });
  return written.ok ? success({ ...practice, cacert }) : written;
}

function sendable(made: string): AccessToken {
  const token = readAccessToken(made);
  if ('problem' in token) throw new Error(`the practice server's admin token cannot be sent: ${token.problem}`);
  return token;
}

/** How the run connects where its drill has a say in that. */
export function practisedConnection({ server, cacert }: Practice): { cacert?: string; timeoutMs?: number } {
  const timeoutMs = server.drill?.timeoutMs;
  return { ...(cacert !== undefined && { cacert }), ...(timeoutMs !== undefined && { timeoutMs }) };
}

const SAMPLE_COMPOSE = `# A practice file: the hand-over of a compose runbook writes here instead of into your own.
services:
  bff:
    image: bff
    environment:
      # where the minted token goes
      AUTHZEN_URL: http://pdp:8001
`;

/** The same runbook and flags, aimed at the practice server, with the changes that its drill needs to bite. */
export function practised(
  { runbook, where }: ParsedRunbook,
  flags: AnswerFlags,
  { server, folder }: Practice,
): Pick<PlanInput, 'runbook' | 'where' | 'flags'> {
  const { drill } = server;
  const { redirectUris, expiresIn } = drill ?? {};
  const set = Object.entries(drill?.set ?? {}).map(([member, value]) => `${member}=${JSON.stringify(value)}`);
  return {
    where,
    runbook: {
      ...runbook,
      ...handedOverTo(folder, runbook),
      server: practiceServer(server),
      ...(drill?.withoutToken && { initial_access_token: 'none' as const }),
    },
    flags: {
      ...withoutServer(flags),
      ...(redirectUris && { 'client.metadata.redirect_uris': [...redirectUris] }),
      ...(expiresIn !== undefined && { 'initial_access_token.expires_in': `${expiresIn}` }),
      ...(drill?.withoutKeys && { 'client.keys': 'none' }),
      ...(set.length > 0 && { 'client.metadata': [flags['client.metadata'] ?? [], set].flat() }),
    },
  };
}

/** What a drill answers goes into the plan as flags do, and nobody gave a flag. */
export function drilled(plan: Plan, { server: { drill } }: Practice): Plan {
  if (drill === undefined) return plan;
  const members = [...Object.keys(drill.set ?? {}), ...(drill.redirectUris ? ['redirect_uris'] : [])];
  const answered = [
    ...members.map(member => `client.metadata.${member}`),
    ...(drill.expiresIn === undefined ? [] : ['initial_access_token.expires_in']),
    ...(drill.withoutKeys ? ['client.keys'] : []),
  ];
  return {
    ...plan,
    sources: { ...plan.sources, ...Object.fromEntries(answered.map(name => [name, 'drill'] as const)) },
  };
}

function practiceServer(server: PracticeServer): NonNullable<Runbook['server']> {
  return {
    url: server.url,
    issuer: server.issuer,
    initial_access_token_endpoint: server.initialAccessTokenEndpoint,
    registration_endpoint: server.registrationEndpoint,
    preset: 'practice',
  };
}

/** A practice run must not write into the operator's own files; `--save-to` still goes where it says. */
function handedOverTo(folder: string, { hand_over }: Runbook): Pick<Runbook, 'hand_over'> {
  if (hand_over === undefined) return {};
  return {
    hand_over: hand_over.map(target =>
      target.to === 'checklist' ? target : { ...target, file: join(folder, basename(target.file)) },
    ),
  };
}

const SERVER_QUESTIONS = [
  'server.url',
  'server.issuer',
  'server.initial_access_token_endpoint',
  'server.registration_endpoint',
  'server.preset',
  'admin-token',
  'iat',
];

function withoutServer(flags: AnswerFlags): AnswerFlags {
  return Object.fromEntries(Object.entries(flags).filter(([name]) => !SERVER_QUESTIONS.includes(name)));
}
