import { catalogue } from '../../diagnosis/catalogue.ts';
import { diagnose } from '../../diagnosis/diagnose.ts';
import type { Probed } from '../../doctor/probed.ts';
import type { Check } from '../../domain/evidence/check.ts';
import { plainText } from '../../domain/plain-text.ts';
import { redact } from '../../domain/secrets/secret.ts';

/** What a probe saw, with its cause named and what to do about it, fit to be shown. */
export function explained({ trouble, ...check }: Probed): Check {
  const cause = check.cause ?? (trouble && causeOf(trouble));
  const tries = check.try ?? catalogue.find(({ id }) => id === cause)?.try;
  return {
    ...check,
    seen: shown(check.seen),
    ...(check.because !== undefined && { because: shown(check.because) }),
    ...(tries !== undefined && { try: tries.map(shown) }),
    ...(cause !== undefined && { cause }),
  };
}

function causeOf({ code, message, status }: NonNullable<Probed['trouble']>): string | undefined {
  const [first] = diagnose({
    stage: 'network',
    headers: {},
    sent: false,
    ...(code !== undefined && { errorCode: code }),
    ...(message !== undefined && { errorMessage: message }),
    ...(status !== undefined && { status }),
  });
  return first?.cause;
}

function shown(text: string): string {
  return plainText(redact(text), 1200);
}
