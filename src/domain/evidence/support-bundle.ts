import * as z from 'zod';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';

const text = z.string();
const optional = <T extends z.ZodType>(schema: T) => z.exactOptional(schema);
const object = z.custom<JsonObject>(isJsonObject, 'is no object');

const diagnosis = z.object({
  cause: text,
  confidence: z.number(),
  headline: text,
  evidence: z.array(text),
  try: z.array(text),
  source: text,
  goTo: optional(text),
  member: optional(text),
});

/** As `Evidence`, under names that are no secret's, and without what JSON has no word for (a token that never lapses). */
const evidence = z.object({
  stage: z.enum(['discover', 'mint', 'register', 'read', 'update', 'delete', 'network']),
  request: optional(
    z.object({
      method: optional(text),
      url: optional(text),
      headers: optional(z.record(text, text)),
      body: optional(z.custom<Json>(() => true)),
      text: optional(text),
    }),
  ),
  status: optional(z.number()),
  headers: z.record(text, text),
  body: optional(text),
  errorCode: optional(text),
  errorMessage: optional(text),
  sent: optional(z.boolean()),
  ledger: optional(
    z.object({
      ageSeconds: z.number(),
      secondsLeft: optional(z.number()),
      maxUses: optional(z.number()),
      registered: z.number(),
      refused: z.number(),
      origin: z.enum(['minted', 'given']),
    }),
  ),
  clockDifferenceSeconds: optional(z.number()),
  token_look: optional(
    z.object({
      form: z.enum(['jwt', 'opaque']),
      exp: optional(z.number()),
      nbf: optional(z.number()),
      issuedAt: optional(z.number()),
      iss: optional(text),
      aud: optional(z.array(text)),
      scope: optional(text),
      kind: optional(
        z.enum([
          'initial-access-token',
          'registration-access-token',
          'id-token',
          'refresh-token',
          'personal-access-token',
        ]),
      ),
    }),
  ),
  preset: optional(text),
  at: optional(z.number()),
});

/** One request of the run, in order; `answer` is left out where none came, and `silence` says why. */
const exchange = z.object({
  stage: text,
  method: text,
  url: text,
  /** Which token went along; the token itself is nowhere. */
  bearer: optional(text),
  request_id: text,
  sent_at: text,
  body: optional(object),
  answer: optional(z.object({ status: z.number(), headers: z.record(text, text), body: text })),
  silence: optional(z.object({ sent: z.boolean(), code: text, message: text, after_ms: z.number() })),
});

/** Something that the operator saw: a question, what a step came to, or a trouble with its causes. */
const sight = z.object({
  at: text,
  step: text,
  mark: z.enum(['question', 'done', 'care', 'trouble']),
  text,
  trouble: optional(z.object({ failure: object, evidence: optional(evidence), diagnosis: z.array(diagnosis) })),
});

/**
 * What the operator of a run sends to whoever helps, as one JSON file. Unknown members are passed over, so that members
 * can be added. No member is named like a secret: whatever cuts secrets by name leaves all of it whole.
 */
export const supportBundle = z.object({
  schema_version: z.literal(1),
  kind: z.literal('support-bundle'),
  made_at: text,
  note: text,
  tool: z.object({ name: text, version: text, node: text, openssl: text }),
  platform: z.object({ system: text, release: text, architecture: text, terminal: text, locale: text }),
  run: z.object({ id: text, runbook: text, drill: optional(text) }),
  server: optional(object),
  outcome: optional(z.object({ outcome: text, exit_code: z.number() })),
  failure: optional(object),
  diagnosis: z.array(diagnosis),
  /** The server's clock minus ours, by the newest answer that had a Date. */
  clock_difference_seconds: optional(z.number()),
  seen: z.array(sight),
  seen_left_out: optional(z.number()),
  plan: z.array(z.object({ name: text, value: text, from: text })),
  warnings: z.array(text),
  journal: z.array(object),
  exchanges: z.array(exchange),
  exchanges_left_out: optional(z.number()),
});

export type SupportBundle = z.infer<typeof supportBundle>;
export type BundleExchange = z.infer<typeof exchange>;
export type Sight = z.infer<typeof sight>;

export type BundledEvidence = z.infer<typeof evidence>;
