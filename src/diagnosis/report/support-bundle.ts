import type { Evidence } from '../../domain/evidence.ts';
import { isJsonObject, type Json, type JsonObject } from '../../domain/json.ts';
import { exchangeLines } from './exchange-lines.ts';
import { evidenceStage, readHeaders, readRequest, textsOf } from './json-form.ts';
import { knownCauses } from './own-documents.ts';
import type { Draft } from './report.ts';

type Content = Omit<Draft, 'lines'>;

const MOST_ANSWERS = 30;

export function isSupportBundle(document: JsonObject): boolean {
  return document['kind'] === 'support-bundle';
}

/**
 * The troubles of a support bundle, as the operator saw them: what stood on the screen at that step, the evidence of
 * the run (its book on the token, the clocks) and the causes that the run named. Without a trouble, its exchanges.
 */
export function readSupportBundle(document: JsonObject): Content[] {
  const seen = objects(document['seen']);
  const troubles = seen.flatMap((sight, index) => {
    const content = readTrouble(sight, seen.slice(0, index + 1));
    return content === undefined ? [] : [content];
  });
  return (troubles.length > 0 ? troubles : objects(document['exchanges']).map(readExchange)).slice(0, MOST_ANSWERS);
}

function readTrouble(sight: JsonObject, before: readonly JsonObject[]): Content | undefined {
  const trouble = sight['trouble'];
  if (!isJsonObject(trouble) || !isJsonObject(trouble['evidence'])) return undefined;
  const evidence = readEvidence(trouble['evidence']);
  const diagnosis = knownCauses(trouble['diagnosis']);
  const start = before.findLastIndex(({ step }) => step !== sight['step']) + 1;
  const shown = before.slice(start).map(({ at, text }) => `${shownText(at)}  ${shownText(text)}`);
  return {
    form: 'support bundle',
    evidence,
    excerpt: [`step ${shownText(sight['step'])}`, ...shown, '', ...exchangeLines(evidence)],
    ...(diagnosis.length > 0 && { diagnosis }),
  };
}

function readExchange(exchange: JsonObject): Content {
  const answer = isJsonObject(exchange['answer']) ? exchange['answer'] : {};
  const silence = isJsonObject(exchange['silence']) ? exchange['silence'] : {};
  const [errorCode, errorMessage] = [silence['code'], silence['message']];
  return {
    form: 'support bundle',
    evidence: {
      ...readEvidence({ ...answer, stage: exchange['stage'] ?? null, request: exchange }),
      ...(typeof errorCode === 'string' && { errorCode }),
      ...(typeof errorMessage === 'string' && { errorMessage }),
    },
  };
}

/** Member by member: whoever sent the bundle may have edited it. */
function readEvidence(value: JsonObject): Content['evidence'] {
  const { stage, request, status, headers, sent, at, clockDifferenceSeconds } = value;
  return {
    stage: evidenceStage(stage),
    headers: readHeaders(headers),
    ...(isJsonObject(request) && { request: readRequest(request) }),
    ...(typeof status === 'number' && { status }),
    ...(typeof sent === 'boolean' && { sent }),
    ...(typeof at === 'number' && { at }),
    ...(typeof clockDifferenceSeconds === 'number' && { clockDifferenceSeconds }),
    ...textsOf(value, 'body', 'errorCode', 'errorMessage', 'preset'),
    ...ledgerOf(value['ledger']),
    ...lookOf(value['token_look']),
  };
}

function ledgerOf(value: Json | undefined): Pick<Evidence, 'ledger'> {
  if (!isJsonObject(value)) return {};
  const number = (name: string) => (typeof value[name] === 'number' ? value[name] : undefined);
  const maxUses = number('maxUses');
  return {
    ledger: {
      ageSeconds: number('ageSeconds') ?? 0,
      // JSON has no word for a token that never lapses.
      secondsLeft: number('secondsLeft') ?? Number.POSITIVE_INFINITY,
      registered: number('registered') ?? 0,
      refused: number('refused') ?? 0,
      origin: value['origin'] === 'minted' ? 'minted' : 'given',
      ...(maxUses !== undefined && { maxUses }),
    },
  };
}

function lookOf(value: Json | undefined): Pick<Evidence, 'token'> {
  if (!isJsonObject(value)) return {};
  const { exp, nbf, issuedAt, aud } = value;
  return {
    token: {
      form: value['form'] === 'jwt' ? 'jwt' : 'opaque',
      ...(typeof exp === 'number' && { exp }),
      ...(typeof nbf === 'number' && { nbf }),
      ...(typeof issuedAt === 'number' && { issuedAt }),
      ...(Array.isArray(aud) && { aud: aud.filter(audience => typeof audience === 'string') }),
      ...textsOf(value, 'iss', 'scope'),
    },
  };
}

function objects(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.slice(0, 2000).filter(isJsonObject) : [];
}

function shownText(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
