import { sourceAddress } from '../../diagnosis/source-address.ts';
import type { Diagnosis } from '../../domain/evidence/evidence.ts';
import { plainText } from '../../domain/plain-text.ts';

type Backing = { indent: string; mostEvidence?: number; mostTries?: number };

/** What stands below the headline of a cause: what speaks for it, what to try, and whose word that is. */
export function causeBacking(
  { evidence, try: tries, source }: Diagnosis,
  { indent, mostEvidence = evidence.length, mostTries = tries.length }: Backing,
): string[] {
  const address = sourceAddress(source);
  return [
    ...evidence.slice(0, mostEvidence).map(sentence => `${indent}- ${plainText(sentence)}`),
    ...tries.slice(0, mostTries).map(sentence => `${indent}try: ${plainText(sentence)}`),
    `${indent}source: ${plainText(source)}${address === undefined ? '' : `  ${address}`}`,
  ];
}
