import type { Json } from '../../domain/json.ts';
import { plainText } from '../../domain/plain-text.ts';

/** A value as an evidence sentence quotes it: one line, bounded. */
export function quote(value: Json | undefined): string {
  return plainText(typeof value === 'string' ? value : (JSON.stringify(value ?? null) ?? ''), 120);
}
