import type { Json, JsonObject } from '../json.ts';
import type { ClientInformation } from '../management/client-information.ts';
import { authMethod, type ClientMetadata } from '../metadata/client-metadata.ts';
import { isMask } from '../secrets/secret-members.ts';
import { shown } from '../server/answer-text.ts';
import { isLoopback } from '../server/authorization-server.ts';
import type { Exchange, RawAnswer } from '../server/request.ts';
import { incompleteness } from '../server/server-answer.ts';

type Judged = {
  answer: RawAnswer;
  /** The members as the server wrote them. */
  fields: JsonObject;
  client: ClientInformation;
  asked: ClientMetadata;
  exchange: Exchange;
  /** The status that the RFC has for it. */
  expected: 200 | 201;
};

/** Everything in which a client information response is not as RFC 7591 section 3.2.1 has it, in words. */
export function deviationsOf(judged: Judged): string[] {
  return [...envelope(judged), ...types(judged.fields), ...secretTerms(judged), ...management(judged)];
}

function envelope({ answer, expected }: Judged): string[] {
  const deviations: string[] = [];
  if (answer.status !== expected) deviations.push(`answered ${answer.status} instead of ${expected}`);
  const type = answer.headers['content-type'];
  if (type === undefined) deviations.push('no content type instead of application/json');
  else if (type.split(';')[0]?.trim().toLowerCase() !== 'application/json') {
    deviations.push(`content type ${shown(type, 100)} instead of application/json`);
  }
  const broken = incompleteness(answer);
  if (broken !== undefined) deviations.push(`${broken}, behind what was needed`);
  return deviations;
}

const TYPES: Record<string, 'string' | 'number'> = {
  client_id: 'string',
  client_secret: 'string',
  client_secret_expires_at: 'number',
  client_id_issued_at: 'number',
  registration_access_token: 'string',
  registration_client_uri: 'string',
};

const SEALED = ['client_secret', 'registration_access_token'];

function types(fields: JsonObject): string[] {
  return Object.entries(TYPES).flatMap(([member, type]) => {
    const value = Object.hasOwn(fields, member) ? fields[member] : undefined;
    // null for «there is none» is common, and harmless.
    if (value === undefined || value === null) return [];
    const is = Array.isArray(value) ? 'array' : typeof value;
    if (is !== type) return [`${member} is ${withArticle(is)} instead of a ${type}`];
    return oddValue(member, value);
  });
}

function withArticle(type: string): string {
  return /^[aeo]/.test(type) ? `an ${type}` : `a ${type}`;
}

function oddValue(member: string, value: Json): string[] {
  if (value === '') return [`${member} is empty`];
  if (SEALED.includes(member) && typeof value === 'string' && isMask(value)) {
    return [`${member} is masked: what is known of it stays`];
  }
  // RFC 6749 appendix A: identifiers and secrets are VSCHAR, a URI has no other characters either.
  if (typeof value === 'string' && /[^\u0020-\u007e]/.test(value)) return [`${member} holds characters outside ASCII`];
  if (typeof value !== 'number') return [];
  if (value >= 1e11) return [`${member} is in milliseconds instead of seconds`];
  return value < 0 || !Number.isInteger(value) ? [`${member} is no whole number of seconds`] : [];
}

const SECRET_METHODS = ['client_secret_basic', 'client_secret_post', 'client_secret_jwt'];

function secretTerms({ client, asked, expected }: Judged): string[] {
  const deviations: string[] = [];
  if (client.client_secret !== undefined && client.client_secret_expires_at === undefined) {
    deviations.push('client_secret without client_secret_expires_at');
  }
  const method = authMethod({ ...asked, ...client.metadata });
  // Servers show it once: a later read or update often goes without.
  if (expected === 201 && client.client_secret === undefined && SECRET_METHODS.includes(method)) {
    deviations.push(`no client_secret, though the client authenticates by ${method}`);
  }
  // RFC 7591 section 2: none is for a public client, which has no client secret.
  if (client.client_secret !== undefined && method === 'none') {
    deviations.push('a client_secret, though the client authenticates by none');
  }
  return deviations;
}

function management({ client, exchange }: Judged): string[] {
  const { registration_access_token: token, registration_client_uri: uri } = client;
  if (uri === undefined)
    return token === undefined ? [] : ['registration_access_token without registration_client_uri'];
  const deviations = token === undefined ? ['registration_client_uri without registration_access_token'] : [];
  if (URL.canParse(uri)) return [...deviations, ...insecure(new URL(uri))];
  deviations.push(
    URL.canParse(uri, exchange.request.url)
      ? 'registration_client_uri is relative instead of a whole URL'
      : 'registration_client_uri is no URL',
  );
  return deviations;
}

function insecure(uri: URL): string[] {
  if (uri.protocol === 'https:' || (uri.protocol === 'http:' && isLoopback(uri.hostname))) return [];
  return [`registration_client_uri is ${uri.protocol} instead of https:`];
}
