import { isJsonObject, type Json, type JsonObject } from '../../domain/json.ts';
import type { KeyChoice } from '../../domain/metadata/key-material.ts';
import { openMembers } from '../../domain/secrets/secret-members.ts';
import type { Answers } from '../../flow/answers.ts';

/** The answers that are kept. */
export const KEPT_ANSWERS = [
  'server',
  'allowedOrigins',
  'mint',
  'template',
  'keys',
  'redirectUris',
  'metadata',
  'resultRead',
  'handedOver',
] as const satisfies readonly (keyof Answers)[];
type KeptAnswer = (typeof KEPT_ANSWERS)[number];

/** Answers of an earlier process of the same run. Of the keys only what was chosen. */
export type KeptAnswers = Partial<Pick<Answers, Exclude<KeptAnswer, 'keys'>>> & { keys?: KeyChoice };

/**
 * What was said between two states, for a journal: a member for each answer that changed, null for one that was taken
 * back. No token, no key, no secret, and nothing that the server answered: those come from elsewhere or are asked anew.
 * `another`: what was said from here on is about the next client.
 */
export function saidBetween(before: Answers, after: Answers): JsonObject | undefined {
  if (before === after) return undefined;
  const said: JsonObject = {};
  for (const name of KEPT_ANSWERS) {
    const now = keepable(after, name);
    if (now !== keepable(before, name)) said[name] = written(name, now);
  }
  if (after.earlier.length > before.earlier.length) said['another'] = true;
  return Object.keys(said).length === 0 ? undefined : said;
}

function keepable(answers: Answers, name: KeptAnswer): unknown {
  return name === 'keys' ? answers.keys?.choice : answers[name];
}

function written(name: KeptAnswer, value: unknown): Json {
  // Secrets print as a mark; what is marked so is of no use later and stays out.
  const plain: Json = JSON.parse(JSON.stringify(value ?? null));
  return name === 'metadata' && isJsonObject(plain) ? openMembers(plain) : plain;
}
