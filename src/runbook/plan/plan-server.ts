import type { Finding } from '../../domain/findings/finding.ts';
import { type AuthorizationServer, DEFAULT_WIRE, isLoopback } from '../../domain/server/authorization-server.ts';
import { type Preset, preset, presets } from '../../domain/server/presets.ts';
import type { QuestionName } from '../questions.ts';
import { NO_REFERENCE } from './answer-rules.ts';
import { type Answer, answerTo, type Gathering, noted } from './gathering.ts';
import { readChoice, readReference, readUrl } from './read-answer.ts';

type EndpointKey = 'initial_access_token_endpoint' | 'registration_endpoint';
const ROLES: Record<EndpointKey, string> = {
  initial_access_token_endpoint: 'the mint endpoint',
  registration_endpoint: 'the registration endpoint',
};

/** The preset that the answers name; to a client that is registered already it says more than its record. */
export function plannedPreset(gathering: Gathering): Answer<string> | undefined {
  const names = presets.map(({ name }) => name);
  return answerTo(gathering, 'server.preset', readChoice(names), gathering.input.runbook?.server?.preset);
}

/** The server that the answers name, all its addresses absolute; undefined where nobody named one. */
export function plannedServer(
  gathering: Gathering,
  presetName = plannedPreset(gathering),
): AuthorizationServer | undefined {
  const { runbook } = gathering.input;
  const inRunbook = runbook?.server ?? {};
  const url = answerTo(gathering, 'server.url', readUrl, inRunbook.url);
  const issuer = answerTo(gathering, 'server.issuer', readUrl, inRunbook.issuer);
  const known = presetName && preset(presetName.value);
  const mint = endpoint(gathering, 'initial_access_token_endpoint', url, known);
  const registration = endpoint(gathering, 'registration_endpoint', url, known);
  if (url === undefined) return undefined;
  if (!isUsable(gathering, url, 'base') || (issuer && !isUsable(gathering, issuer, 'base'))) return undefined;
  if (issuer && isLeftBehind(url, issuer)) {
    gathering.findings.push(leftBehind(issuer.value));
  }
  const stated = runbook?.initial_access_token;
  const wire = typeof stated === 'object' ? stated.wire : undefined;
  return {
    url: withoutRootSlash(url.value),
    ...(issuer && { issuer: issuer.value }),
    ...(mint !== undefined && { initial_access_token_endpoint: mint }),
    ...(registration !== undefined && { registration_endpoint: registration }),
    ...(known && { preset: known.name }),
    wire: {
      request: { ...known?.wire?.request, ...wire?.request },
      answer: { ...DEFAULT_WIRE.answer, ...known?.wire?.answer, ...wire?.answer },
    },
  };
}

function endpoint(
  gathering: Gathering,
  key: EndpointKey,
  url: Answer<string> | undefined,
  known: Preset | undefined,
): string | undefined {
  const name: QuestionName = `server.${key}`;
  const said = answerTo(gathering, name, readReference, gathering.input.runbook?.server?.[key]);
  const habit = known?.[key];
  const answer =
    said ??
    (habit === undefined
      ? undefined
      : noted(gathering, name, { value: habit, source: 'preset', blame: { path: 'server.preset' } }));
  if (answer === undefined || url === undefined || !URL.canParse(url.value)) return undefined;
  // `https:` alone is a reference to an https base, and nothing at all to an http one.
  if (!URL.canParse(answer.value, url.value)) {
    gathering.problems.push({ ...answer.blame, message: NO_REFERENCE });
    return undefined;
  }
  const resolved = new URL(answer.value, url.value);
  if (!isUsable(gathering, { ...answer, value: resolved.href }, 'endpoint')) return undefined;
  const finding = doubledPath(resolved, ROLES[key]) ?? droppedSegment(answer.value, url.value, resolved, ROLES[key]);
  if (finding) gathering.findings.push(finding);
  return resolved.href;
}

function isUsable({ input, problems }: Gathering, { value, blame }: Answer<string>, as: 'base' | 'endpoint'): boolean {
  const { protocol, hostname, username, password, search } = new URL(value);
  const refuse = (message: string, hint?: string): boolean => {
    problems.push({ ...blame, message, ...(hint !== undefined && { hint }) });
    return false;
  };
  if (username !== '' || password !== '') return refuse('has user information (…@), which is no place for a secret');
  if (value.includes('#')) return refuse('has a fragment (#…), which no server ever sees');
  if (as === 'base' && search !== '') return refuse('has a query (?…): give the base URL alone');
  if (protocol === 'http:' && !isLoopback(hostname) && input.allowHttp !== true) {
    return refuse(`would send a token over http to ${hostname}, readable on the way`, 'use https, or say --allow-http');
  }
  return true;
}

/** RFC 3986 section 5: `/api/oidc/` and `api/oidc/register` make `/api/oidc/api/oidc/register`. */
function doubledPath({ href, pathname }: URL, role: string): Finding | undefined {
  const segments = pathname.split('/').slice(1);
  for (let length = Math.floor(segments.length / 2); length >= 1; length -= 1) {
    for (let start = 0; start + 2 * length <= segments.length; start += 1) {
      const run = segments.slice(start, start + length).join('/');
      if (run === '' || run !== segments.slice(start + length, start + 2 * length).join('/')) continue;
      return {
        // One word twice can be meant; two and more hardly.
        severity: length > 1 ? 'refusal-likely' : 'hint',
        message: `${role} has /${run} twice in a row: ${href}`,
        cause: 'endpoint.wrong_path',
        source: 'RFC 3986 section 5.2',
      };
    }
  }
  return undefined;
}

/** A relative path takes the place of the base's last segment, which surprises. */
function droppedSegment(reference: string, base: string, { href }: URL, role: string): Finding | undefined {
  const last = new URL(base).pathname.split('/').at(-1) ?? '';
  if (last === '' || reference.startsWith('/') || /^[a-z][a-z0-9+.-]*:/i.test(reference)) return undefined;
  return {
    severity: 'hint',
    message: `${role} became ${href}: "${last}" fell away, because server.url has no slash at its end`,
    cause: 'endpoint.wrong_path',
    source: 'RFC 3986 section 5.2.3',
  };
}

/** The server was named from outside, and the issuer is still the one of the runbook's own server. */
function isLeftBehind(url: Answer<string>, issuer: Answer<string>): boolean {
  return (
    url.source !== 'runbook' &&
    issuer.source === 'runbook' &&
    new URL(url.value).origin !== new URL(issuer.value).origin
  );
}

function leftBehind(issuer: string): Finding {
  return {
    severity: 'hint',
    message: `the server was named from outside, and the issuer is still the runbook's: ${issuer}. Does --issuer lack?`,
    cause: 'discovery.origin_mismatch',
    source: 'RFC 8414 section 3.3',
  };
}

function withoutRootSlash(url: string): string {
  const { href, origin, pathname } = new URL(url);
  return pathname === '/' ? origin : href;
}
