import type { Evidence } from '../domain/evidence/evidence.ts';
import type { Challenge } from '../domain/failure.ts';
import { isJsonObject, type Json } from '../domain/json.ts';
import { plainText } from '../domain/plain-text.ts';
import { SECRET_MARK } from '../domain/secrets/secret.ts';
import { tellingChallenge } from '../domain/server/challenge.ts';
import { answerFacts } from './signs/answer-facts.ts';
import { type Said, saidBy } from './signs/answer-words.ts';
import { errorCodes } from './signs/error-codes.ts';
import type { FactName, Facts } from './signs/facts.ts';
import { errorInLocation, saidByHeaders } from './signs/header-facts.ts';
import { bodyJson, jsonInText } from './signs/json-in-text.ts';
import { localFacts } from './signs/local-facts.ts';
import { isMarkup, readPage } from './signs/markup.ts';
import { meantStatus, statusInJson } from './signs/meant-status.ts';
import { namedMembers } from './signs/named-members.ts';
import { inEnglish } from './signs/other-languages.ts';
import { requestFacts } from './signs/request-facts.ts';
import { lowerNames, type RequestView, viewRequest } from './signs/request-view.ts';
import { codesOfPhrases } from './signs/rfc-phrases.ts';
import { readStatements, type Statement, withoutBoilerplate } from './signs/statements.ts';
import { statusInText } from './signs/status-in-text.ts';
import { SPECIFIC } from './signs/subjects.ts';
import { withoutAddresses } from './signs/without-addresses.ts';
import { xmlDocument } from './signs/xml.ts';

/** Evidence read once: what the rules look at. */
export type Signs = {
  stage: Evidence['stage'];
  status: number | undefined;
  /** What the status would be, where a success carries an error. */
  meant: number | undefined;
  headers: Record<string, string>;
  challenge: Challenge | undefined;
  /** OAuth error codes and other short words that machines are meant to read. */
  codes: ReadonlySet<string>;
  /** Sentences of the answer or of the error, fit to be quoted. */
  said: readonly string[];
  /** All of it in lower case, bounded. */
  text: string;
  statements: readonly Statement[];
  failures: ReadonlySet<string>;
  facts: Facts;
  /** Method and address of the request, as far as they are known. */
  asked: string | undefined;
  /** What is known of the request in free text and its address, in lower case. */
  requested: string;
  preset: string | undefined;
};

const MOST_BODY = 262_144;
const MOST_TEXT = 12_000;
const OAUTH_CODE =
  /\b(?:invalid_(?:token|request|client_metadata|client_id|client|redirect_uri|scope|grant|target|issuer|software_statement|registration_token|initial_access_token|audience|signature|dpop_proof|authorization_details)|unapproved_software_statement|insufficient_(?:scope|user_authentication|permissions?|privileges?)|unauthorized_client|unsupported_(?:grant_type|response_type|token_type|media_type)|access_denied|unauthorized|forbidden|server_error|temporarily_unavailable|too_many_requests|slow_down|rate_limit_exceeded|expired_token|token_expired|not_found|method_not_allowed|registration_not_supported|registration_disabled|request_not_supported|unmet_authentication_requirements|use_dpop_nonce|unknown_error|internal_(?:server_)?error|invalid_payload|validation_error|registration_failed)\b/g;

/** Reads evidence of any form. Never throws; the work is bounded whatever came. */
export function readSigns(evidence: Evidence): Signs {
  const headers = lowerNames(evidence.headers);
  const body = (evidence.body ?? '').slice(0, MOST_BODY);
  const request = viewRequest(evidence.request);
  const json = bodyJson(body);
  const xml = json === undefined ? xmlDocument(body) : undefined;
  const page = json === undefined && xml === undefined && isMarkup(body) ? readPage(body) : undefined;
  const status = evidence.status ?? statusOfText(body, evidence.errorMessage, json);
  const challenge = tellingChallenge(headers['www-authenticate'] ?? headerInText(body));
  const answer = {
    stage: evidence.stage,
    status,
    headers,
    body,
    bytes: evidence.bodyBytes ?? (body.includes(SECRET_MARK) ? undefined : Buffer.byteLength(evidence.body ?? '')),
    known: evidence.body !== undefined,
    json,
    xml,
    page,
    challenge,
  };
  const shape = answerFacts(answer, request);
  const granted = shape.has('client-granted') || shape.has('mint-answer') || shape.has('metadata-document');
  const words = granted ? { codes: [], sentences: [] } : wordsOf(body, json ?? xml, page);
  const [redirected, why] = errorInLocation(headers['location']) ?? [undefined, ''];
  const sentences = [
    ...words.sentences,
    challenge?.error_description ?? '',
    why,
    evidence.errorMessage ?? '',
    ...(granted ? [] : saidByHeaders(headers)),
  ];
  const said = [...new Set(sentences.map(sentence => plainText(sentence, 600)).filter(sentence => sentence !== ''))];
  const spoken = said.map(withoutBoilerplate).join('\n').slice(0, MOST_TEXT).toLowerCase();
  const spelled = granted ? [] : spelledOut(words.codes);
  const codes = new Set([
    ...words.codes.map(code => code.toLowerCase()),
    // The OAuth code within a longer one: `oidc.insufficient_scope`, `urn:ietf:params:oauth:error:invalid_token`.
    ...words.codes.flatMap(code => code.toLowerCase().match(OAUTH_CODE) ?? []),
    ...spelled.map(code => code.replaceAll(' ', '_')),
    ...(spoken.match(OAUTH_CODE) ?? []),
  ]);
  // A server's own code is a word of it (INITIAL_TOKEN_CONSUMED); those of the RFCs are looked at as codes only.
  const ownCodes = words.codes.map(code => code.toLowerCase()).filter(code => code.replace(OAUTH_CODE, '') !== '');
  const text = withoutAddresses([...ownCodes, ...spelled, spoken, inEnglish(spoken)].join('\n').trimEnd(), request);
  if (challenge?.error !== undefined) codes.add(challenge.error.toLowerCase());
  if (redirected !== undefined) codes.add(redirected.toLowerCase());
  if (codes.size === 0) for (const code of codesOfPhrases(said)) codes.add(code);
  if (said.length === 0 && !granted) {
    if (codes.size > 0) shape.set('code-alone', { sentence: 'the answer has a code and no further words' });
    else shape.set('no-words', { sentence: 'the answer gives no reason' });
  }
  const statements = readStatements(
    [...said.map(sentence => withoutAddresses(sentence, request)), ...spelled],
    namesSent(request),
  );
  if (!granted && !statements.some(({ about }) => SPECIFIC.some(subject => about.has(subject))))
    shape.set('unspecific', { sentence: 'the answer points at no member' });
  return {
    stage: evidence.stage,
    status,
    meant: shape.has('error-in-success') ? meantStatus(json, codes) : undefined,
    headers,
    challenge,
    codes,
    said,
    text,
    statements,
    failures: errorCodes(evidence.errorCode, [evidence.errorMessage ?? '', body.slice(0, 16_384)]),
    facts: mapsJoined(
      shape,
      requestFacts(request, evidence.stage),
      localFacts(evidence, request.url),
      namedMembers(said, request),
    ),
    asked: request.url === undefined ? undefined : [request.method, request.url].filter(Boolean).join(' '),
    requested: request.text,
    preset: evidence.preset,
  };
}

/** A server's own codes as words: `steps.jwt.JwtAudienceMismatch` is «jwt audience mismatch». */
function spelledOut(codes: readonly string[]): string[] {
  return codes
    .slice(0, 8)
    .map(code => code.split(/[./:#]/).at(-1) ?? '')
    .filter(code => code.length <= 80 && code.toLowerCase().replace(OAUTH_CODE, '') !== '')
    .map(code =>
      code
        .replace(/([a-z])([A-Z])/g, '$1 $2')
        .replace(/[_-]+/g, ' ')
        .toLowerCase(),
    )
    .filter(words => words.includes(' '));
}

/**
 * Members of the request that a sentence cannot hold by chance: an underscore, a colon, a hyphen or a capital inside
 * tells a name from a word.
 */
function namesSent(request: RequestView): string[] {
  return Object.keys(request.members)
    .slice(0, 60)
    .filter(name => /^[A-Za-z][\w:.-]{0,50}(?:[_:-]|(?<=[a-z])[A-Z])[\w:.-]{1,50}$/.test(name))
    .filter(name => !/^registration_|^client_(?:id|secret)/.test(name))
    .map(name => name.toLowerCase());
}

function mapsJoined(...maps: ReadonlyMap<FactName, { sentence: string }>[]): Facts {
  return new Map(maps.flatMap(map => [...map]));
}

function wordsOf(body: string, json: Json | undefined, page: { title?: string; text: string } | undefined): Said {
  if (json !== undefined) return saidBy(json);
  if (page !== undefined)
    return { codes: [], sentences: [page.title ?? '', plainText(page.text, 1500)].filter(text => text !== '') };
  const inner = jsonInText(body);
  const said = inner === undefined ? { codes: [], sentences: [] } : saidBy(inner);
  const lines = body
    .slice(0, 8000)
    .split(/\r?\n/)
    .map(line => plainText(line, 600))
    .filter(line => line !== '');
  return { codes: said.codes, sentences: [...said.sentences, ...lines.slice(0, 30)] };
}

function statusOfText(body: string, message: string | undefined, json: Json | undefined): number | undefined {
  if (isJsonObject(json)) return statusInJson(json);
  return statusInText(`${message ?? ''}\n${body}`);
}

function headerInText(body: string): string | undefined {
  return /^\W{0,3}www-authenticate["']?:\s?["']?(.{1,2000})$/im.exec(body.slice(0, 16_384))?.[1];
}
