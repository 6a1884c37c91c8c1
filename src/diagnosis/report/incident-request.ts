import type { Evidence } from '../../domain/evidence/evidence.ts';
import type { JsonObject } from '../../domain/json.ts';
import { jsonInText } from '../signs/json-in-text.ts';
import { readCommand } from './command-line.ts';
import type { Incident } from './incidents.ts';
import type { LogLine } from './log-line.ts';
import { stageOfRequest } from './stage-of.ts';

/** The request that a failure belongs to, as far as its lines or the command before them tell. */
export function requestOf(
  incident: Incident,
  lines: readonly string[],
  text: string,
  told: string,
): NonNullable<Evidence['request']> {
  const first = incident.at[0] ?? 0;
  const command =
    readCommand(lines.slice(Math.max(0, first - 40), first)) ??
    (incident.kind === 'powershell'
      ? readCommand(incident.lines.map(line => line.text.replace(/^ {0,6}(?:\+|\d{1,4} \|) +/, ' ')))
      : undefined);
  if (command !== undefined) return command;
  const url = fieldOf(incident, 'url') ?? addressIn(text) ?? addressesIn(told).find(isOurAddress);
  const method =
    fieldOf(incident, 'method') ??
    /\b(GET|POST|PUT|PATCH|DELETE) (?:https?:|\/|for "?http)/.exec(`${text}\n${told}`)?.[1];
  const body = [told, text].map(jsonInText).find(isMetadata);
  return {
    ...(url !== undefined && { url }),
    ...(method !== undefined && { method }),
    ...(body !== undefined && { body }),
    ...(told !== '' && body === undefined && { text: told }),
  };
}

function isMetadata(value: JsonObject | undefined): boolean {
  return value !== undefined && ['redirect_uris', 'client_name', 'grant_types'].some(name => name in value);
}

/** The first address that is one of ours, else the first; urllib3 writes host and path apart. */
function addressIn(text: string): string | undefined {
  const apart = /host='([\w.-]{1,253})', port=(\d{1,5})\)?[^\n]{0,200}?with url: (\/\S{0,2000})/.exec(text);
  if (apart !== null) {
    const [, host, port, path] = apart;
    return port === '443'
      ? `https://${host}${path}`
      : `${/SSL|certificate/i.test(text) ? 'https' : 'http'}://${host}:${port}${path}`;
  }
  // What was sent or granted has addresses of its own.
  const [words = ''] = text.split('{');
  const told = addressesIn(words);
  const addresses = told.length > 0 ? told : addressesIn(text);
  return addresses.find(isOurAddress) ?? addresses[0];
}

/** Addresses of help pages and specifications come with many messages, and one with a cut password is a proxy's. */
const ELSEWHERE =
  /developer\.mozilla\.org|rfc-editor\.org|ietf\.org|openid\.net\/specs|curl\.(?:se|haxx\.se)\/|\/\/docs\.|github\.com|httpstatuses|errors\.pydantic|\/\/\[secret/i;

function addressesIn(text: string): string[] {
  return [...text.matchAll(/\bhttps?:\/\/(?:\[secret\]|[^\s"'`<>)}\],\\]){1,2000}/gi)]
    .slice(0, 50)
    .map(([address]) => address.replace(/[.:;]+$/, ''))
    .filter(address => !ELSEWHERE.test(address));
}

function isOurAddress(address: string): boolean {
  return stageOfRequest('POST', address) !== undefined;
}

/** What a line of it says of the exchange, as a member of its own. */
export function fieldOf<K extends 'status' | 'url' | 'method'>(
  { lines, context }: Incident,
  name: K,
): LogLine[K] | undefined {
  const said = lines.find(line => line[name] !== undefined);
  // What came before it may have gone well.
  const before = name === 'status' ? undefined : context.findLast(line => line[name] !== undefined);
  return (said ?? before)?.[name];
}
