import type { Instant } from '../instant.ts';
import { atPointer, isJsonObject, type Json } from '../json.ts';
import { plainText } from '../plain-text.ts';
import { failed, type Result, success } from '../result.ts';
import { Secret } from '../secrets/secret.ts';
import { jsonOf } from '../server/answer-text.ts';
import type { MintWire } from '../server/authorization-server.ts';
import type { Exchange, RawAnswer } from '../server/request.ts';
import { failureOfAnswer, incompleteness, isSuccess, unusableAnswer } from '../server/server-answer.ts';
import { readAccessToken } from './access-token.ts';
import type { InitialAccessToken } from './initial-access-token.ts';
import type { MintParameters } from './mint-request.ts';
import { answeredLifetime, answeredUses, serverClock, tokenLifetime } from './mint-terms.ts';

const SETTING = 'initial_access_token.wire.answer.token';
const NO_JSON = 'the answer is no JSON, and a token is read from JSON only: mint it by hand and give it by --iat-file';

/**
 * Reads a mint's answer, which no RFC defines: the token where the server's spelling has it, its terms from the answer,
 * else from the token itself, else from what was asked. `receivedAt`: when the answer had come.
 */
export function judgeMintAnswer(
  answer: RawAnswer,
  wire: MintWire,
  asked: MintParameters,
  exchange: Exchange,
  receivedAt: Instant,
): Result<InitialAccessToken> {
  if (!isSuccess(answer.status)) return failed(failureOfAnswer('mint', answer, exchange));
  const unusable = (problem: string) => failed(unusableAnswer('mint', answer, exchange, problem));

  const json = jsonOf(answer);
  if (json === undefined) {
    const why = incompleteness(answer) ?? (answer.body.length === 0 ? 'the answer has no body' : NO_JSON);
    return unusable(`no token: ${why} (status ${answer.status})`);
  }
  const given = atPointer(json, wire.answer.token);
  if (typeof given !== 'string' || given === '') return unusable(tokenMissing(json, wire.answer.token));
  const read = sealedToken(given);
  if ('problem' in read) return unusable(`the token at ${wire.answer.token} cannot be sent: ${read.problem}`);

  const clock = serverClock(answer.headers['date'], receivedAt.wall);
  const lifetimes = [
    { seconds: answeredLifetime(json, wire.answer, clock), from: 'answer' },
    { seconds: tokenLifetime(read.look, clock), from: 'token' },
  ] as const;
  // Where both speak, the token lapses at whatever comes first.
  const said = lifetimes
    .flatMap(({ seconds, from }) => (seconds === undefined ? [] : [{ seconds, from }]))
    .sort((one, other) => one.seconds - other.seconds)[0];
  const sent = sentParameters(wire, asked);
  const maxUses = answeredUses(json, wire.answer) ?? sent.max_uses;

  return success({
    ...read,
    origin: 'minted',
    ...(asked.label === undefined ? {} : { label: asked.label }),
    receivedAt,
    lifetimeSeconds: said?.seconds ?? sent.expires_in ?? Number.POSITIVE_INFINITY,
    lifetimeFrom: said?.from ?? (sent.expires_in === undefined ? 'nobody' : 'request'),
    ...(maxUses === undefined ? {} : { maxUses }),
    registered: 0,
    refused: 0,
  });
}

/** Only what was really asked: a member that the server's spelling leaves out was not. */
function sentParameters({ request }: MintWire, asked: MintParameters): MintParameters {
  return {
    ...(asked.expires_in === undefined || request.expires_in === null ? {} : { expires_in: asked.expires_in }),
    ...(asked.max_uses === undefined || request.max_uses === null ? {} : { max_uses: asked.max_uses }),
  };
}

// Nobody would see that a server's token had been cleaned, so one that needs it is a problem to be told.
function sealedToken(given: string): Pick<InitialAccessToken, 'token' | 'look'> | { problem: string } {
  const token = new Secret(given);
  const read = readAccessToken(given);
  if ('problem' in read) return read;
  // Cleaning only takes away.
  if (read.token.length !== given.length)
    return { problem: `it holds more than a bearer token: ${read.notes.join(', ') || 'spaces'}` };
  return { token, look: read.look };
}

function tokenMissing(json: Json, pointer: string): string {
  const names = pointersIn(json, '', 0);
  const has = names.length === 0 ? 'it has no members' : `it has ${names.slice(0, 20).join(', ')}`;
  const likely = names.find(name => /(token|iat|jwt|value)$/i.test(name) && typeof atPointer(json, name) === 'string');
  const hint = likely === undefined ? `set ${SETTING} to the right one` : `set ${SETTING}, perhaps to ${likely}`;
  const where =
    pointer === '' ? 'the answer as a whole is no token' : `the answer has no token at ${plainText(pointer, 200)}`;
  return `${where}: ${has}; ${hint}`;
}

/** RFC 6901 pointers of the members, two levels deep; names only. */
function pointersIn(json: Json, above: string, depth: number): string[] {
  if (depth > 1) return [];
  const inner = Array.isArray(json) ? json.slice(0, 1).map((item): [string, Json] => ['0', item]) : [];
  const entries = isJsonObject(json) ? Object.entries(json).slice(0, 30) : inner;
  return entries.flatMap(([name, value]) => {
    const pointer = `${above}/${plainText(name, 100).replaceAll('~', '~0').replaceAll('/', '~1')}`;
    return value !== null && typeof value === 'object'
      ? [pointer, ...pointersIn(value, pointer, depth + 1)]
      : [pointer];
  });
}
