import * as z from 'zod';
import { HAND_OVER_VALUES } from '../../domain/hand-over.ts';
import { isJsonObject, type Json, type JsonObject } from '../../domain/json.ts';
import type { KeyChoice } from '../../domain/metadata/key-material.ts';
import type { EnvironmentValues, FlagValues } from '../plan/gathering.ts';
import { questions } from '../questions.ts';
import { KEPT_ANSWERS, type KeptAnswers } from './kept-answers.ts';
import type { KeptPlan } from './kept-plan.ts';

const optionalText = z.exactOptional(z.string());
const texts = z.union([z.string(), z.array(z.string())]);
const json = z.custom<Json>(() => true);
const jsonObject = z.custom<JsonObject>(isJsonObject);

const server = z.object({
  url: z.url(),
  issuer: optionalText,
  initial_access_token_endpoint: optionalText,
  registration_endpoint: optionalText,
  preset: optionalText,
  wire: z.object({
    request: z.object({
      label: z.exactOptional(z.string().nullable()),
      expires_in: z.exactOptional(z.string().nullable()),
      max_uses: z.exactOptional(z.string().nullable()),
    }),
    answer: z.object({
      token: z.string(),
      expires_in: optionalText,
      expires_at: optionalText,
      max_uses: optionalText,
    }),
  }),
  metadata: z.exactOptional(jsonObject),
});

const algorithm = z.enum(['RS256', 'ES256']);
const keys: z.ZodType<KeyChoice> = z.discriminatedUnion('from', [
  z.object({ from: z.literal('generate'), alg: algorithm, kid: optionalText }),
  z.object({ from: z.literal('file'), path: z.string(), alg: z.exactOptional(algorithm), kid: optionalText }),
  z.object({ from: z.literal('jwks_uri'), url: z.string() }),
  z.object({ from: z.literal('none') }),
]);

const handedOver = z.array(
  z
    .object({
      to: z.enum(['dotenv', 'compose', 'json', 'k8s-secret']),
      file: z.string(),
      missing: z.array(z.enum(HAND_OVER_VALUES)),
      warnings: z.array(z.string()),
      problem: optionalText,
    })
    // What changed in a file was for the eyes at that time.
    .transform(file => ({ ...file, changes: [] })),
);

/** Each answer by itself: one that another version wrote differently is asked again, the others stand. */
const ANSWERS = {
  server,
  allowedOrigins: z.array(z.string()),
  mint: z.object({
    label: optionalText,
    expires_in: z.exactOptional(z.number()),
    max_uses: z.exactOptional(z.number()),
  }),
  template: z.string(),
  keys,
  redirectUris: z.array(z.string()),
  metadata: z.record(z.string(), json),
  resultRead: z.boolean(),
  handedOver,
} as const;
/** Answers to questions that this version does not know are of no use to it. */
const known = <T>(values: Record<string, T>): Record<string, T> =>
  Object.fromEntries(Object.entries(values).filter(([name]) => questions.some(question => question.name === name)));

const keptPlan: z.ZodType<KeptPlan> = z.object({
  runbook: z.object({
    name: z.string(),
    from: z.enum(['package', 'user', 'project', 'path', 'stdin']),
    file: optionalText,
    text: z.string(),
  }),
  flags: z.record(z.string(), texts).transform((flags): FlagValues => known(flags)),
  environment: z.record(z.string(), z.string()).transform((values): EnvironmentValues => known(values)),
  until: optionalText,
  from: optionalText,
  send_anyway: z.boolean(),
  again: z.boolean(),
  replays: z.boolean(),
  allow_http: z.boolean(),
  allow_origin: z.array(z.string()),
  connection: z.object({
    timeout_ms: z.exactOptional(z.number().positive()),
    cacert: optionalText,
    cert: optionalText,
    key: optionalText,
    proxy: optionalText,
  }),
  folder: z.string(),
  left_out: z.array(z.string()),
});

/** Undefined where another version of this tool wrote something else. */
export function readKeptPlan(kept: JsonObject): KeptPlan | undefined {
  return keptPlan.safeParse(kept).data;
}

/** The answers that stand after all of these, the later ones winning. */
export function readKeptAnswers(said: readonly JsonObject[]): KeptAnswers {
  const last: JsonObject = Object.assign({}, ...said);
  const read = KEPT_ANSWERS.flatMap(name => {
    const value = last[name];
    const answer = value === undefined || value === null ? undefined : ANSWERS[name].safeParse(value).data;
    return answer === undefined ? [] : [[name, answer]];
  });
  return Object.fromEntries(read);
}
