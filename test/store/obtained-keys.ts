import { expect } from 'vitest';
import { type KeyChoice, type KeyMaterial, privateMembers } from '../../src/domain/metadata/key-material.ts';
import { createKeys } from '../../src/store/keys/keys.ts';

export const { obtainKeys } = createKeys('/nowhere');

/** The keys of a choice that has to work. No private member may be in their jwks. */
export async function obtained(choice: KeyChoice): Promise<KeyMaterial> {
  const keys = await obtainKeys(choice);
  if (!keys.ok) throw new Error(JSON.stringify(keys.failure));
  for (const jwk of keys.value.jwks?.keys ?? []) expect(privateMembers(jwk)).toEqual([]);
  return keys.value;
}
