import { isJsonObject, type Json, type JsonObject } from '../../domain/json.ts';
import { plainText } from '../../domain/plain-text.ts';
import type { AddFact } from './fact.ts';
import { quote } from './quote.ts';
import type { RequestView } from './request-view.ts';

export type MintedFact = 'mint-answer' | 'mint-token-elsewhere' | 'mint-otherwise' | 'mint-unlimited';

type Adds = AddFact<MintedFact>;

const isText = (value: Json | undefined): value is string => typeof value === 'string' && value !== '';

const TOKEN_NAME =
  /^(?:initial_?access_?token|iat|token|access_?token|token_?value|value|jwt|initialaccesstoken|bearer_?token)$/i;

/** What a mint gave, beside what was asked for. */
export function readMinted(answer: Json, request: RequestView, add: Adds): void {
  if (!isJsonObject(answer)) {
    const what = Array.isArray(answer) ? `a list of ${answer.length}` : 'no object';
    add('mint-token-elsewhere', `the answer is ${what}, not an object with a token`);
  } else {
    readToken(answer, add);
    if (isText(answer['token'])) readLimits(answer, request, add);
  }
}

function readToken(minted: JsonObject, add: Adds): void {
  const names = Object.keys(minted).slice(0, 12).join(', ') || 'none';
  add('mint-answer', `the mint's answer has the members ${plainText(names, 160)}`);
  if (!isText(minted['token'])) {
    const nested = Object.entries(minted).find(([name, value]) => isText(value) && TOKEN_NAME.test(name));
    const where = nested === undefined ? '' : `; ${nested[0]} may be it`;
    add('mint-token-elsewhere', `the answer has no member token; its members are ${plainText(names, 160)}${where}`);
  }
}

const LIMITS = [
  { asked: ['expires_in', 'expiration', 'ttl', 'lifetime'], given: ['expires_in', 'expiration', 'ttl', 'lifetime'] },
  {
    asked: ['max_uses', 'max_usages', 'count', 'uses'],
    given: ['max_uses', 'max_usages', 'count', 'uses', 'remaining_uses', 'remainingCount'],
  },
];

function readLimits(minted: JsonObject, request: RequestView, add: Adds): void {
  for (const { asked, given } of LIMITS) {
    const wanted = asked.map(name => request.members[name]).find(value => value !== undefined && value !== null);
    const name = given.find(candidate => minted[candidate] !== undefined);
    const got = name === undefined ? undefined : minted[name];
    if (wanted !== undefined && got !== undefined && wanted !== got)
      add('mint-otherwise', `asked ${quote(wanted)}, the answer says ${name}: ${quote(got)}`);
    if (wanted === undefined && got !== undefined && (got === 0 || got === null || got === 1))
      add('mint-unlimited', `nothing was asked, the answer says ${name}: ${quote(got)}`);
  }
}
