import type { FileTarget, HandedOver } from '../../domain/hand-over.ts';
import { handOverValues } from '../../domain/hand-over-values.ts';
import { plainText } from '../../domain/plain-text.ts';
import { SECRET_MARK, Secret } from '../../domain/secrets/secret.ts';
import type { Answers } from '../../flow/answers.ts';

/** A difference as it can be told without the file: what is there now is not known. */
export type ExpectedChange = { key: string; value: string; change?: HandedOver['changes'][number]['change'] };
export type Expected = Pick<HandedOver, 'missing' | 'warnings' | 'problem'> & { changes: ExpectedChange[] };

/** What a target will be given. Secrets stand as `[secret]`, as in a difference. */
export function expectedChanges({ set }: FileTarget, answers: Answers): Expected {
  const expected: Expected = { changes: [], missing: [], warnings: [] };
  const values = handOverValues(answers);
  for (const [key, name] of Object.entries(set)) {
    const value = values[name];
    if (value === undefined) expected.missing.push(name);
    else expected.changes.push({ key, value: value instanceof Secret ? SECRET_MARK : plainText(value, 200) });
  }
  return expected;
}
