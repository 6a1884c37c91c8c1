import type { Evidence, Ledger } from './evidence.ts';
import type { BundledEvidence } from './support-bundle.ts';

export function bundledEvidence({ token, ledger, ...rest }: Evidence): BundledEvidence {
  return { ...rest, ...(token && { token_look: token }), ...(ledger && { ledger: bookOf(ledger) }) };
}

function bookOf({ secondsLeft, ...book }: Ledger): NonNullable<BundledEvidence['ledger']> {
  return Number.isFinite(secondsLeft) ? { ...book, secondsLeft } : book;
}

export function evidenceFrom({ token_look: token, ledger, ...rest }: BundledEvidence): Evidence {
  return {
    ...rest,
    ...(token && { token }),
    ...(ledger && { ledger: { secondsLeft: Number.POSITIVE_INFINITY, ...ledger } }),
  };
}
