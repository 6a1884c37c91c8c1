import { plainText } from '../../domain/plain-text.ts';
import type { HttpRequest } from '../../domain/server/request.ts';
import type { RenderOptions } from './render-curl.ts';
import { bodyPieces } from './request-body.ts';
import {
  BEARER_VARIABLES,
  ENDPOINT_VARIABLE,
  feedsLater,
  pointerMembers,
  STAGE_TITLES,
  variablesOf,
} from './request-words.ts';

/** Requests as a script for Windows PowerShell 5.1 and later. Plain ASCII: 5.1 reads a file without BOM as ANSI. */
export function renderPowerShell(
  requests: readonly HttpRequest[],
  { title, tokenPointer = '/token' }: RenderOptions = {},
): string {
  const head = [
    ...(title === undefined ? [] : [`# ${ascii(plainText(title))}`]),
    "$ErrorActionPreference = 'Stop'",
    '',
  ];
  const needs = variablesOf(requests).map(
    ({ name, meaning }) => `if (-not $env:${name}) { throw 'Set $env:${name} to ${meaning}.' }`,
  );
  const blocks = requests.map((request, index) => {
    const isFirst = !requests.slice(0, index).some(({ stage }) => stage === 'mint');
    const lines = [`# ${index + 1}. ${STAGE_TITLES[request.stage]}`, ...requestLines(request, isFirst)];
    if (!feedsLater(requests, index)) return [...lines, '$answer | ConvertTo-Json -Depth 10'].join('\n');
    const missing = powerShellQuoted(`There is no token at ${plainText(tokenPointer, 80)} in the answer.`);
    return [...lines, `$iat = $answer${memberAccess(tokenPointer)}`, `if (-not $iat) { throw ${missing} }`].join('\n');
  });
  return `${[...head, ...needs, ...(needs.length > 0 ? [''] : []), blocks.join('\n\n')].join('\n')}\n`;
}

function requestLines({ method, url, bearer, body }: HttpRequest, iatIsGiven: boolean): string[] {
  const variable = bearer === 'iat' && !iatIsGiven ? '$iat' : bearer && `$env:${BEARER_VARIABLES[bearer]}`;
  return [
    ...(body ? [`$body = ${hereStrings(bodyPieces(body))}`] : []),
    '$request = @{',
    `  Method = '${method}'`,
    `  Uri = ${url === '' ? `$env:${ENDPOINT_VARIABLE}` : powerShellQuoted(url)}`,
    variable === undefined
      ? "  Headers = @{ Accept = 'application/json' }"
      : `  Headers = @{ Authorization = "Bearer ${variable}"; Accept = 'application/json' }`,
    ...(body ? ["  ContentType = 'application/json'", '  Body = $body'] : []),
    // A token must not follow a redirect to wherever it points.
    '  MaximumRedirection = 0',
    '}',
    '$answer = Invoke-RestMethod @request',
  ];
}

/** Single-quoted here-strings: nothing in them means anything, and no line of JSON begins with a quote and an at sign. */
function hereStrings(pieces: readonly string[]): string {
  return pieces.map(piece => `@'\n${ascii(piece)}\n'@`).join(' + $env:DCR_JWKS + ');
}

/** Any text as a single-quoted string; PowerShell takes the typographic quotes for quotes too. */
export function powerShellQuoted(text: string): string {
  return `'${text.replace(/['\u2018\u2019\u201a\u201b]/g, '$&$&')}'`;
}

function memberAccess(pointer: string): string {
  return pointerMembers(pointer)
    .map(member => (/^\d+$/.test(member) ? `[${member}]` : `.${powerShellQuoted(member)}`))
    .join('');
}

/** JSON means the same with every character outside ASCII escaped; in a comment nothing is lost. */
function ascii(text: string): string {
  return text.replace(/[^\u0000-\u007f]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
