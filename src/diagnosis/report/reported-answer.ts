import type { Evidence, TokenLook } from '../../domain/evidence/evidence.ts';
import { isJsonObject, type Json, parseJson } from '../../domain/json.ts';
import { plainText } from '../../domain/plain-text.ts';
import { SECRET_MARK } from '../../domain/secrets/secret.ts';
import { maskSecretMembers, maskSecretText } from '../../domain/secrets/secret-members.ts';
import { suspectWords } from '../../domain/secrets/suspect-words.ts';
import { diagnose } from '../diagnose.ts';
import { STAGE_WORDS } from './answer-words.ts';
import { lookIn, unmarked } from './cut-secrets.ts';
import { exchangeLines } from './exchange-lines.ts';
import type { Draft, ReportedAnswer } from './report.ts';
import { stageOfRequest, stageOfWords } from './stage-of.ts';

const MOST_LINES = 400;
/** A bundle's text is the whole way of a run, and its trouble stands at the end. */
const MOST_BUNDLE_LINES = 4000;
const MOST_COLUMNS = 500;
const MOST_BODY = 262_144;
const MOST_TEXT = 16_384;

/** Finishes what a reader found: the stage, the token's look, what to call it; what may still be a secret is cut. */
export function reportedAnswer(draft: Draft, lines: readonly string[], looks: readonly TokenLook[]): ReportedAnswer {
  // What a proxy says to CONNECT comes from no authorization server.
  const known = draft.evidence.status === 407 ? 'network' : (draft.evidence.stage ?? stageOfAnswer(draft));
  const stage = known ?? guessed(draft.evidence);
  const suspects = suspectsIn({ ...draft.evidence, stage });
  const evidence = withoutSuspects(cleaned({ ...draft.evidence, stage }), suspects);
  const token = tokenOf(draft, lines, looks);
  const excerpt = excerptOf(draft, lines, evidence).map(line => without(line, suspects));
  return {
    what: plainText(draft.what ?? name(evidence, draft.form), 160),
    form: draft.form,
    lines: draft.lines,
    excerpt,
    evidence: { ...evidence, ...(token !== undefined && { token }) },
    stageIsGuessed: known === undefined,
    ...(draft.happened !== undefined && { happened: draft.happened }),
    ...(draft.times !== undefined && { times: draft.times }),
    ...(draft.diagnosis !== undefined && { diagnosis: draft.diagnosis }),
  };
}

/** A mint or a registration that succeeded in another form than JSON: what came may be the token itself. */
function suspectsIn({ stage, status, request, body = '' }: Evidence): string[] {
  const isSuspect = (stage === 'mint' || stage === 'register') && status !== undefined && status >= 200 && status < 300;
  return isSuspect ? suspectWords(unmarked(body), `${request?.url ?? ''} ${JSON.stringify(request?.body ?? '')}`) : [];
}

function withoutSuspects(evidence: Evidence, suspects: readonly string[]): Evidence {
  if (evidence.body === undefined) return evidence;
  return { ...evidence, body: without(evidence.body, suspects) };
}

function without(text: string, suspects: readonly string[]): string {
  return suspects.reduce((clean, word) => clean.replaceAll(word, SECRET_MARK), text);
}

/** What nothing says: a registration, unless its words speak of a connection. */
function guessed({ status, body, ...evidence }: Draft['evidence']): Evidence['stage'] {
  if (status !== undefined) return 'register';
  if (body === undefined) return 'network';
  const [first] = diagnose({ ...evidence, body: body.slice(0, MOST_TEXT), stage: 'network' });
  return first !== undefined && /^(?:network|tls)\./.test(first.cause) ? 'network' : 'register';
}

function stageOfAnswer({ evidence: { request, status, body = '', headers } }: Draft): Evidence['stage'] | undefined {
  const sent = typeof request?.body === 'string' ? parseJson(request.body) : request?.body;
  const words = [request?.text ?? '', body.slice(0, MOST_TEXT), headers['www-authenticate'] ?? ''].join('\n');
  const [, method, path] = /\b(GET|POST|PUT|PATCH|DELETE) (\S+)/.exec(request?.text ?? '') ?? [];
  const byRequest = stageOfRequest(request?.method ?? method, request?.url ?? path, sent);
  if (byRequest !== undefined || status === undefined) return byRequest ?? stageOfWords(words);
  const answer = parseJson(body);
  if (isJsonObject(answer) && status < 300 && typeof answer['client_id'] === 'string') return 'register';
  return stageOfWords(words);
}

/** Every text of it bounded and without a secret, whatever form that one took. */
function cleaned(evidence: Evidence): Evidence {
  const { request, headers, body, errorMessage, stage, status } = evidence;
  const isMinted = stage === 'mint' && status !== undefined && status < 300;
  return {
    ...evidence,
    headers: headersOf(headers),
    ...(request !== undefined && { request: cleanRequest(request) }),
    ...(body !== undefined && { body: unmarked(maskSecretText(body.slice(0, MOST_BODY), isMinted)) }),
    ...(errorMessage !== undefined && { errorMessage: textOf(errorMessage) }),
  };
}

function cleanRequest({
  method,
  url,
  headers,
  body,
  text,
}: NonNullable<Evidence['request']>): NonNullable<Evidence['request']> {
  return {
    ...(method !== undefined && { method: plainText(method, 20) }),
    ...(url !== undefined && { url: textOf(url).slice(0, 4000) }),
    ...(headers !== undefined && { headers: headersOf(headers) }),
    ...(body !== undefined && { body: cleanBody(body) }),
    ...(text !== undefined && { text: textOf(text) }),
  };
}

function cleanBody(body: Json): Json {
  if (typeof body === 'string') return unmarked(maskSecretText(body.slice(0, MOST_BODY)));
  return parseJson(unmarked(JSON.stringify(maskSecretMembers(body)))) ?? null;
}

function headersOf(headers: Record<string, string>): Record<string, string> {
  const shown = Object.entries(headers).filter(([header]) => !/cookie/i.test(header));
  return Object.fromEntries(shown.map(([header, value]) => [header, textOf(value).slice(0, 8192)]));
}

function textOf(text: string): string {
  return unmarked(maskSecretText(text.slice(0, MOST_TEXT)));
}

/** The look of the token that the request went with: of its header, else of any that stands in its lines. */
function tokenOf(draft: Draft, lines: readonly string[], looks: readonly TokenLook[]): TokenLook | undefined {
  if (looks.length === 0) return undefined;
  const { request } = draft.evidence;
  const inRequest = lookIn(`${request?.headers?.['authorization'] ?? ''}\n${request?.text ?? ''}`, looks);
  if (inRequest !== undefined || draft.form === 'HAR') return inRequest;
  const { from, to } = draft.lines;
  return lookIn(
    (draft.excerpt ?? lines.slice(from - 1, to)).slice(0, MOST_LINES).join('\n').slice(0, MOST_BODY),
    looks,
  );
}

function excerptOf(draft: Draft, lines: readonly string[], evidence: Evidence): string[] {
  const { from, to } = draft.lines;
  const isText = ['raw HTTP', 'curl -v', 'error message', 'log', 'bare body'].includes(draft.form);
  const shown = draft.excerpt ?? (isText ? lines.slice(from - 1, to) : exchangeLines(evidence));
  const isMinted = evidence.stage === 'mint' && (evidence.status ?? 500) < 300;
  const most = draft.form === 'support bundle' ? MOST_BUNDLE_LINES : MOST_LINES;
  return shown.slice(0, most).map(line => {
    const cut = unmarked(line.slice(0, MOST_COLUMNS * 2));
    const clean = isMinted ? cut.replace(/(:\s{0,9}")[\w\-.~+/]{16,}=*"/g, '$1[secret]"') : cut;
    const indent = /^ */.exec(clean)?.[0] ?? '';
    return indent.slice(0, 40) + plainText(clean.replace(/\t/g, '  '), MOST_COLUMNS);
  });
}

function name({ stage, request, status, errorCode }: Evidence, form: Draft['form']): string {
  const asked = [request?.method, request?.url].filter(part => part !== undefined).join(' ');
  const what = asked === '' ? (stage === 'network' ? 'a connection' : `an answer to ${STAGE_WORDS[stage]}`) : asked;
  // Of a body alone nobody can say with which status it came.
  if (status === undefined && form === 'bare body') return what;
  return `${what}: ${status ?? errorCode ?? 'failed'}`;
}
