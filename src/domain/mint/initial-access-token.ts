import type { Ledger, TokenLook } from '../evidence/evidence.ts';
import { elapsedMs, type Instant } from '../instant.ts';
import type { Secret } from '../secrets/secret.ts';

/**
 * A token that opens the client registration endpoint (RFC 7591 section 1.2), with our book on it.
 * How one is minted no RFC says; that part is the server's own.
 */
export type InitialAccessToken = {
  token: Secret;
  look: TokenLook;
  origin: 'minted' | 'given';
  label?: string;
  /** When the answer with it came (minted) or it was read (given): its time runs from here. */
  receivedAt: Instant;
  /** Seconds it lives from `receivedAt`; Infinity where nobody said that it ends. */
  lifetimeSeconds: number;
  /** Who said so: the mint's answer, the token's own exp, or only our request. */
  lifetimeFrom: 'answer' | 'token' | 'request' | 'nobody';
  /** Undefined where nobody said. */
  maxUses?: number;
  registered: number;
  refused: number;
};

/** Seconds until the token lapses, fractions kept, negative once it has; Infinity when nobody said that it does. */
export function secondsLeft(iat: InitialAccessToken, at: Instant): number {
  return iat.lifetimeSeconds - elapsedMs(iat.receivedAt, at) / 1000;
}

/** At most this many registrations are left; servers differ in what they charge for a refusal. Undefined: not known. */
export function usesLeftAtMost(iat: InitialAccessToken): number | undefined {
  return iat.maxUses === undefined ? undefined : Math.max(0, iat.maxUses - iat.registered);
}

/** Whether the server may have charged for something that we cannot count. */
export function usesAreCertain(iat: InitialAccessToken): boolean {
  return iat.origin === 'minted' && iat.refused === 0;
}

export function standingOf(iat: InitialAccessToken, at: Instant): 'usable' | 'expired' | 'used-up' {
  if (secondsLeft(iat, at) <= 0) return 'expired';
  if (usesLeftAtMost(iat) === 0) return 'used-up';
  return 'usable';
}

export function ledgerOf(iat: InitialAccessToken, at: Instant): Ledger {
  return {
    ageSeconds: elapsedMs(iat.receivedAt, at) / 1000,
    secondsLeft: secondsLeft(iat, at),
    ...(iat.maxUses === undefined ? {} : { maxUses: iat.maxUses }),
    registered: iat.registered,
    refused: iat.refused,
    origin: iat.origin,
  };
}
