import { duration } from '../../domain/duration.ts';
import type { Evidence, Ledger, TokenLook } from '../../domain/evidence/evidence.ts';
import { plainText } from '../../domain/plain-text.ts';
import { preset } from '../../domain/server/presets.ts';
import type { Fact } from './fact.ts';

export type LocalFact =
  | 'iat-lapsed'
  | 'iat-lapsing'
  | 'iat-in-time'
  | 'iat-used-up'
  | 'iat-used-up-if-refusals-count'
  | 'iat-has-uses'
  | 'iat-has-one-use'
  | 'iat-minted-here'
  | 'iat-given'
  | 'iat-worked-before'
  | 'token-lapsed'
  | 'token-in-time'
  | 'token-exp-zero'
  | 'token-not-yet-valid'
  | 'token-known-of'
  | 'token-kind-for-mint'
  | 'token-kind-for-register'
  | 'token-kind-for-client'
  | 'token-elsewhere'
  | 'clock-differs'
  | 'client-was-read'
  | 'request-left'
  | 'request-did-not-leave';

type Adds = (name: LocalFact, sentence: string) => void;

/** What we know without the server: our book on the token, a look inside it, and the two clocks. */
export function localFacts(evidence: Evidence, address: string | undefined): Map<LocalFact, Fact> {
  const facts = new Map<LocalFact, Fact>();
  const add: Adds = (name, sentence) => facts.set(name, { sentence });
  if (evidence.ledger !== undefined) readLedger(evidence.ledger, add);
  if (evidence.token !== undefined || evidence.ledger !== undefined) add('token-known-of', 'a token was sent');
  if (evidence.token !== undefined) readToken(evidence.token, evidence, address, add);
  const difference = evidence.clockDifferenceSeconds;
  if (difference !== undefined && Math.abs(difference) > 5)
    add(
      'clock-differs',
      `the server's clock is ${duration(Math.abs(difference))} ${difference > 0 ? 'ahead of' : 'behind'} this one`,
    );
  if (evidence.wasRead) add('client-was-read', clientThere(evidence));
  if (evidence.sent === true) add('request-left', 'the request had left when it failed');
  if (evidence.sent === false) add('request-did-not-leave', 'nothing was sent');
  return facts;
}

function clientThere({ request, preset: known }: Evidence): string {
  const from = known === undefined ? '' : `, the method of the preset ${plainText(known, 40)}`;
  return `the client was read just before, so it is there; what was sent then is ${request?.method ?? 'the update'}${from}`;
}

function readLedger(ledger: Ledger, add: Adds): void {
  const { secondsLeft, maxUses, registered, refused, origin } = ledger;
  if (secondsLeft <= 0)
    add('iat-lapsed', `by our own clock the initial access token lapsed ${duration(-secondsLeft)} ago`);
  else if (secondsLeft <= 5)
    add('iat-lapsing', `by our own clock the initial access token had ${duration(secondsLeft)} left`);
  else if (Number.isFinite(secondsLeft))
    add('iat-in-time', `by our own clock the initial access token has ${duration(secondsLeft)} left`);
  if (origin === 'minted') add('iat-minted-here', 'the initial access token was minted in this run');
  else
    add(
      'iat-given',
      'the initial access token came from outside this run, so what it was used for before is not known',
    );
  if (registered > 0) add('iat-worked-before', `it registered ${count(registered, 'client')} from here before`);
  if (maxUses === undefined) return;
  const book = `our book has ${count(registered, 'registration')} and ${count(refused, 'refusal')} with it, of ${count(maxUses, 'use')}`;
  if (registered >= maxUses) add('iat-used-up', book);
  else if (registered + refused >= maxUses)
    add('iat-used-up-if-refusals-count', `${book}; a server that charges refusals has none left`);
  else add('iat-has-uses', book);
  if (maxUses === 1) add('iat-has-one-use', 'the initial access token was for one use');
}

function readToken(token: TokenLook, evidence: Evidence, address: string | undefined, add: Adds): void {
  const now = nowOf(evidence);
  if (token.exp === 0) add('token-exp-zero', "the token's exp is 0");
  else if (token.exp !== undefined && now !== undefined) {
    const left = token.exp - now;
    if (left <= 0) add('token-lapsed', `by its own exp the token lapsed ${duration(-left)} ago`);
    else add('token-in-time', `by its own exp the token has ${duration(left)} left`);
  }
  if (token.nbf !== undefined && now !== undefined && token.nbf > now + 1)
    add('token-not-yet-valid', `by its own nbf the token is not valid for another ${duration(token.nbf - now)}`);
  readKind(token.kind, add);
  readAudience(token, evidence, address, add);
}

/** Seconds since the epoch by our clock; a pasted answer has only the server's Date. */
function nowOf(evidence: Evidence): number | undefined {
  if (evidence.at !== undefined) return evidence.at / 1000;
  const date = Date.parse(evidence.headers['date'] ?? '');
  if (!Number.isNaN(date)) return date / 1000 - (evidence.clockDifferenceSeconds ?? 0);
  return undefined;
}

const KIND_NAMES: Record<NonNullable<TokenLook['kind']>, string> = {
  'initial-access-token': 'an initial access token',
  'registration-access-token': 'a registration access token',
  'id-token': 'an ID token',
  'refresh-token': 'a refresh token',
  'personal-access-token': 'a personal access token',
};

function readKind(kind: TokenLook['kind'], add: Adds): void {
  if (kind === undefined) return;
  const sentence = `the token looks like ${KIND_NAMES[kind]}`;
  if (kind !== 'personal-access-token') add('token-kind-for-mint', sentence);
  if (kind !== 'initial-access-token') add('token-kind-for-register', sentence);
  if (kind !== 'registration-access-token') add('token-kind-for-client', sentence);
}

function readAudience(token: TokenLook, evidence: Evidence, address: string | undefined, add: Adds): void {
  const target = URL.parse(address ?? '');
  if (target === null) return;
  const audiences = token.aud ?? [];
  const shown = plainText(audiences.join(', '), 120);
  const wanted = evidence.stage === 'mint' ? preset(evidence.preset ?? '')?.adminAudience : undefined;
  const issuer = URL.parse(token.iss ?? '');
  const hosts = audiences.map(audience => URL.parse(audience)?.host).filter(host => host !== undefined);
  if (issuer !== null && issuer.host !== target.host)
    add('token-elsewhere', `the token is from ${plainText(token.iss ?? '', 120)}, and was sent to ${target.host}`);
  else if (hosts.length > 0 && !hosts.includes(target.host))
    add('token-elsewhere', `the token is for ${shown}, and was sent to ${target.host}`);
  else if (wanted !== undefined && audiences.length > 0 && !audiences.some(audience => audience.includes(wanted)))
    add('token-elsewhere', `the token is for ${shown}; this server's admin tokens are for an address with ${wanted}`);
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
