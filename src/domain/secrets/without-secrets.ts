import { isJsonObject, type Json } from '../json.ts';
import { redact, SECRET_MARK } from './secret.ts';
import { maskSecretText } from './secret-members.ts';

/**
 * The same value with every text cut: the secrets of this process in all their forms, what looks like a secret, what
 * stands before the @ of an address, and the home folder, which names a person.
 */
export function withoutSecrets(value: Json, home: string): Json {
  if (typeof value === 'string') return cutText(value, home);
  if (Array.isArray(value)) return value.map(item => withoutSecrets(item, home));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [cutText(name, home), withoutSecrets(inner, home)]),
  );
}

function cutText(whole: string, home: string): string {
  const cut = redact(maskSecretText(redact(whole))).replace(/(:\/\/)[^\s/?#@]{1,500}@/g, `$1${SECRET_MARK}@`);
  return home.length > 1 ? cut.replaceAll(home, '~') : cut;
}
