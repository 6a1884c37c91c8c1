import type { BundleExchange, Sight, SupportBundle } from '../../domain/evidence/support-bundle.ts';
import { isJsonObject, type Json, parseJson } from '../../domain/json.ts';
import { plainText } from '../../domain/plain-text.ts';
import { maskSecretMembers, maskSecretText } from '../../domain/secrets/secret-members.ts';
import type { BundleStep } from './read-bundle.ts';

const MOST_CHARACTERS = 2000;

/** Which run a bundle tells of, where it ran, and how it ended. Fit to be shown. */
export function bundleHead(bundle: SupportBundle): string[] {
  const { run, tool, platform, outcome, server, clock_difference_seconds: clock, made_at } = bundle;
  const drill = run.drill === undefined ? '' : `, drill ${run.drill}`;
  const ended = outcome === undefined ? 'not told' : `${outcome.outcome}, exit code ${outcome.exit_code}`;
  return [
    `run       ${run.id}, runbook ${run.runbook}${drill}`,
    `server    ${text(server?.['url'])}${server?.['preset'] === undefined ? '' : ` (${text(server['preset'])})`}`,
    `ended     ${ended}; the bundle was made ${made_at}`,
    `tool      ${tool.name} ${tool.version}, Node ${tool.node}, OpenSSL ${tool.openssl}`,
    `platform  ${platform.system} ${platform.release} ${platform.architecture}, ${platform.terminal}, ${platform.locale}`,
    ...(clock === undefined ? [] : [`clock     ${clockWords(clock)}`]),
    ...bundle.warnings.map(warning => `warned    ${warning}`),
  ].map(line => plainText(line, MOST_CHARACTERS));
}

/** What the operator saw at one step, and between it what went over the wire, in the order of time. Fit to be shown. */
export function stepLines({ step, at, seen, exchanges }: BundleStep): string[] {
  const told = [
    ...seen.map(sight => ({ at: sight.at, lines: sightLines(sight) })),
    ...exchanges.map(exchange => ({ at: exchange.sent_at, lines: exchangeLines(exchange) })),
  ];
  const inOrder = told.toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
  return [`${at}  ${step}`, ...inOrder.flatMap(({ lines }) => lines)].map(line => bounded(line));
}

const MARKS: Record<Exclude<Sight['mark'], 'question'>, string> = { done: '✔', care: '▲', trouble: '✖' };

// The step itself is the question; its line says so already.
function sightLines({ mark, text: words }: Sight): string[] {
  return mark === 'question' ? [] : [`  ${MARKS[mark]} ${words}`];
}

function exchangeLines({ method, url, bearer, request_id, body, answer, silence }: BundleExchange): string[] {
  return [
    `  > ${method} ${url}${bearer === undefined ? '' : ` with the ${bearer}`}, request id ${request_id}`,
    ...(body === undefined ? [] : [`  > ${JSON.stringify(shortened(maskSecretMembers(body)))}`]),
    ...(answer === undefined
      ? []
      : [
          `  < ${answer.status}`,
          ...Object.entries(answer.headers).map(([name, value]) => `  < ${name}: ${value}`),
          ...(answer.body === '' ? [] : [`  < ${answerText(answer.body)}`]),
        ]),
    ...(silence === undefined ? [] : [`  < no answer: ${silence.message} (${silence.code}, ${silence.after_ms} ms)`]),
  ];
}

function answerText(body: string): string {
  const json = parseJson(body);
  return isJsonObject(json) ? JSON.stringify(shortened(maskSecretMembers(json))) : maskSecretText(body);
}

/** The figures of a key are nothing that anybody reads; the bundle has them whole. */
function shortened(value: Json): Json {
  if (typeof value === 'string') return LONG_FIGURE.test(value) ? `${value.slice(0, 12)}…` : value;
  if (Array.isArray(value)) return value.map(shortened);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inside]) => [name, shortened(inside)]));
}

const LONG_FIGURE = /^[\w+/=-]{80,}$/;

function clockWords(seconds: number): string {
  if (seconds === 0) return 'the same as the server’s';
  return `the server’s is ${Math.abs(seconds)} s ${seconds > 0 ? 'ahead' : 'behind'}`;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : 'not told';
}

/** `plainText` alone would take the indent away. */
function bounded(line: string): string {
  const indent = /^ */.exec(line)?.[0] ?? '';
  return indent + plainText(line, MOST_CHARACTERS);
}
