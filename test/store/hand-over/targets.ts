import type { FileTarget, HandedOver, HandOverSet } from '../../../src/domain/hand-over.ts';
import { Secret } from '../../../src/domain/secrets/secret.ts';
import { handOver } from '../../../src/store/hand-over/hand-over.ts';

export const VALUES = { client_id: 'c1', kid: 'k1', client_secret: new Secret('tops3cret-value') };
export const SET: HandOverSet = { ID: 'client_id', SECRET: 'client_secret' };

export function dotenv(file: string, set = SET): FileTarget {
  return { to: 'dotenv', file, set };
}

export async function one(target: FileTarget, values: Parameters<typeof handOver>[1] = VALUES): Promise<HandedOver> {
  const [handedOver] = await handOver([target], values);
  if (!handedOver) throw new Error('nothing came back');
  return handedOver;
}
