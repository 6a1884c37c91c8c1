import type { Json } from '../../domain/json.ts';
import { plainText } from '../../domain/plain-text.ts';
import { maskSecretMembers } from '../../domain/secrets/secret-members.ts';

/** A value as an evidence sentence quotes it: one line, bounded, no private member of a key. */
export function quote(value: Json | undefined): string {
  return plainText(typeof value === 'string' ? value : JSON.stringify(maskSecretMembers(value ?? null)), 120);
}
