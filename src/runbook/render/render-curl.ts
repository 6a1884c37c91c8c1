import { plainText } from '../../domain/plain-text.ts';
import type { HttpRequest } from '../../domain/server/request.ts';
import { shellQuoted } from '../../domain/shell-word.ts';
import { bodyPieces } from './request-body.ts';
import {
  BEARER_VARIABLES,
  ENDPOINT_VARIABLE,
  feedsLater,
  pointerMembers,
  STAGE_TITLES,
  variablesOf,
} from './request-words.ts';

export type RenderOptions = {
  title?: string;
  /** JSON Pointer to the token in the answer of a mint. */
  tokenPointer?: string;
};

/**
 * Requests as a POSIX shell script for curl 7.76 and later. Tokens are read from the environment and reach curl by
 * standard input, so none is in the text or on a command line that others can list.
 */
export function renderCurl(
  requests: readonly HttpRequest[],
  { title, tokenPointer = '/token' }: RenderOptions = {},
): string {
  const head = ['#!/bin/sh', ...(title === undefined ? [] : [`# ${plainText(title)}`]), 'set -eu', ''];
  const needs = variablesOf(requests).map(({ name, meaning }) => `: "\${${name}:?set it to ${meaning}}"`);
  const blocks = requests.map((request, index) => {
    const heading = `# ${index + 1}. ${STAGE_TITLES[request.stage]}`;
    const command = curlCommand(request);
    return [heading, ...(feedsLater(requests, index) ? keepingToken(command, tokenPointer) : [command])].join('\n');
  });
  return `${[...head, ...needs, ...(needs.length > 0 ? [''] : []), blocks.join('\n\n')].join('\n')}\n`;
}

function curlCommand({ method, url, bearer, body }: HttpRequest): string {
  const token = bearer && `printf 'Authorization: Bearer %s\\n' "$${BEARER_VARIABLES[bearer]}" | `;
  const parts = [
    `curl -sS -g --fail-with-body -X ${method}`,
    `${bearer ? '-H @- ' : ''}-H 'Accept: application/json'`,
    ...(body ? [`-H 'Content-Type: application/json'`, `--data-raw ${shellBody(bodyPieces(body))}`] : []),
    `-w '\\n' ${url === '' ? `"$${ENDPOINT_VARIABLE}"` : shellQuoted(url)}`,
  ];
  return `${token ?? ''}${parts.join(' \\\n  ')}`;
}

function shellBody(pieces: readonly string[]): string {
  return pieces.map(shellQuoted).join('"$DCR_JWKS"');
}

function keepingToken(command: string, pointer: string): string[] {
  return [
    `answer=$(${command}) || { printf '%s\\n' "$answer" >&2; exit 1; }`,
    `DCR_IAT=$(printf '%s' "$answer" | tr -d '\\r\\n' | sed ${tokenProgram(pointerMembers(pointer))})`,
    `[ -n "$DCR_IAT" ] || { echo ${shellQuoted(`no token at ${plainText(pointer, 80)} in the answer`)} >&2; exit 1; }`,
  ];
}

/** For sed: cuts away all before each member in turn, then all behind the text that the last one holds. */
function tokenProgram(members: readonly string[]): string {
  const named = members.filter(member => !/^\d+$/.test(member));
  const cuts = named.flatMap((member, index) => {
    const name = basicRegex(JSON.stringify(member));
    const value = index === named.length - 1 ? '[[:space:]]*"' : '';
    return [`s/${name}[[:space:]]*:${value}/\\\n/`, '/\\n/!d', 's/^.*\\n//'];
  });
  // What encoders of JSON like to escape among the characters of a token (RFC 6750 section 2.1).
  const unescaped = ['s/".*$//', 's/\\\\\\//\\//g', 's/\\\\u002[Bb]/+/g', 's/\\\\u002[Ff]/\\//g', 's/\\\\u003[Dd]/=/g'];
  return [...cuts, ...unescaped].map(line => `-e ${shellQuoted(line)}`).join(' ');
}

function basicRegex(text: string): string {
  return text.replace(/[\\.[\]*^$/]/g, '\\$&');
}
