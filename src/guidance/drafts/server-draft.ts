import type { Instant } from '../../domain/instant.ts';
import { type AuthorizationServer, isLoopback, isSameOrigin } from '../../domain/server/authorization-server.ts';
import type { FlagValues, Gathering } from '../../runbook/plan/gathering.ts';
import { plannedServer } from '../../runbook/plan/plan-server.ts';
import { type QuestionName, question } from '../../runbook/questions.ts';
import type { Note } from '../note.ts';

/** The addresses of a server as they are typed; endpoints on its own origin without that. */
export type ServerDraft = { url: string; mint: string; registration: string };
export type ServerField = keyof ServerDraft;

/** What each field is called in a runbook and in metadata. */
export const SERVER_MEMBERS: Readonly<Record<ServerField, string>> = {
  url: 'url',
  mint: 'initial_access_token_endpoint',
  registration: 'registration_endpoint',
};

const QUESTIONS: Readonly<Record<ServerField, QuestionName>> = {
  url: 'server.url',
  mint: 'server.initial_access_token_endpoint',
  registration: 'server.registration_endpoint',
};

export function serverDraft(server: AuthorizationServer | undefined): ServerDraft {
  if (server === undefined) return { url: '', mint: '', registration: '' };
  const { url, initial_access_token_endpoint: mint, registration_endpoint: registration } = server;
  return { url, mint: inShort(server, mint), registration: inShort(server, registration) };
}

/** An endpoint on the server's own origin as its path alone, so that it follows when the server's address changes. */
function inShort(server: AuthorizationServer, endpoint: string | undefined): string {
  if (endpoint === undefined) return '';
  const url = URL.parse(endpoint);
  return url && URL.canParse(server.url) && isSameOrigin(server, endpoint) ? url.pathname + url.search : endpoint;
}

/** What the fields come to: a server by the same rules as a runbook's, and what is to be said about them. */
export type ReadServer = {
  server?: AuthorizationServer;
  notes: Note[];
  /** The field that keeps them from being a server. */
  atFault?: ServerField;
};

/** `mints`: this run needs to know where, and no discovery tells that. */
type Reading = { before: AuthorizationServer | undefined; now: Instant; mints: boolean };

/**
 * Reads the fields. What they do not ask for (preset, spelling, issuer) stays `before`'s; an issuer of another origin
 * than a new address is left behind, and so is what was discovered there.
 */
export function readServerDraft(draft: ServerDraft, reading: Reading): ReadServer {
  const read = isUntouched(draft, reading.before)
    ? { notes: [], ...(reading.before && { server: reading.before }) }
    : readAnew(draft, reading);
  const { server, notes } = read;
  if (server === undefined || !reading.mints || server.initial_access_token_endpoint !== undefined) return read;
  const missing: Note = { severity: 'cannot-send', message: 'The address to mint at is missing.' };
  return { notes: [...notes, missing], atFault: 'mint' };
}

function isUntouched(draft: ServerDraft, before: AuthorizationServer | undefined): boolean {
  return before !== undefined && JSON.stringify(draft) === JSON.stringify(serverDraft(before));
}

function readAnew(draft: ServerDraft, { before, now }: Reading): ReadServer {
  if (draft.url.trim() === '') {
    const missing: Note = { severity: 'cannot-send', message: 'The address of the server is missing.' };
    return { notes: [missing], atFault: 'url' };
  }
  const input = { flags: flagsOf(draft, before), now, allowHttp: usesHttp(before) };
  const gathering: Gathering = { input, sources: {}, findings: [], problems: [] };
  const server = plannedServer(gathering);
  // An endpoint that is a path has the server's trouble too; said once is enough.
  const ofServer = gathering.problems.filter(({ path }) => nameOf(path) === NAMES.url);
  const problems = ofServer.length > 0 ? ofServer : gathering.problems;
  const notes: Note[] = [
    ...problems.map(({ path, message, hint }): Note => {
      const said = `${nameOf(path)} ${message}`;
      return { severity: 'cannot-send', message: hint === undefined ? said : `${said}: ${hint}` };
    }),
    ...gathering.findings,
  ];
  if (server === undefined || gathering.problems.length > 0) {
    return { notes, atFault: problems.map(({ path }) => fieldOf(path)).find(field => field !== undefined) ?? 'url' };
  }
  return { server: before ? { ...server, wire: before.wire } : server, notes };
}

function flagsOf({ url, mint, registration }: ServerDraft, before: AuthorizationServer | undefined): FlagValues {
  const issuer = before?.issuer;
  const keepsIssuer = issuer !== undefined && URL.parse(url)?.origin === URL.parse(before?.url ?? '')?.origin;
  return {
    'server.url': url.trim(),
    ...(mint.trim() !== '' && { [QUESTIONS.mint]: mint.trim() }),
    ...(registration.trim() !== '' && { [QUESTIONS.registration]: registration.trim() }),
    ...(keepsIssuer && { 'server.issuer': issuer }),
    ...(before?.preset !== undefined && { 'server.preset': before.preset }),
  };
}

/** A server over http that got here was allowed by `--allow-http`. */
function usesHttp(before: AuthorizationServer | undefined): boolean {
  const url = URL.parse(before?.url ?? '');
  return url?.protocol === 'http:' && !isLoopback(url.hostname);
}

const NAMES: Readonly<Record<ServerField, string>> = {
  url: 'The server',
  mint: 'The mint endpoint',
  registration: 'The registration endpoint',
};

function nameOf(path: string): string {
  const field = fieldOf(path);
  return field === undefined ? path : NAMES[field];
}

function fieldOf(path: string): ServerField | undefined {
  return (Object.keys(QUESTIONS) as ServerField[]).find(candidate => question(QUESTIONS[candidate]).flag === path);
}

/** The origins that a token will go to, the server's own first; undefined roles are endpoints still to be found. */
export function tokenOrigins(server: AuthorizationServer): string[] {
  const addresses = [server.url, server.initial_access_token_endpoint, server.registration_endpoint];
  const origins = addresses.flatMap(address => URL.parse(address ?? '')?.origin ?? []);
  return [...new Set(origins)];
}

/** The first of them that is not the server's own and was not allowed yet. */
export function originToAllow(server: AuthorizationServer, allowed: readonly string[]): string | undefined {
  const [own, ...others] = tokenOrigins(server);
  return others.find(origin => origin !== own && !allowed.includes(origin));
}
