import * as z from 'zod';
import { HAND_OVER_VALUES } from '../../domain/hand-over.ts';
import type { Json } from '../../domain/json.ts';
import { KEY_CHANGES, REDIRECT_URI_CHANGES } from '../../domain/management/client-changes.ts';
import { KEY_ALGORITHMS } from '../../domain/metadata/key-material.ts';
import { STEP_IDS } from '../../flow/step.ts';
import {
  isHttpUrl,
  isOneLine,
  isPlainProse,
  isUrlReference,
  NO_HTTP_URL,
  NO_REFERENCE,
  NOT_ONE_LINE,
} from '../plan/answer-rules.ts';
import { type QuestionName, question } from '../questions.ts';

// A schema is used once a run here; compiling it to a function first (`new Function`) costs more than that saves.
z.config({ jitless: true });

const line = () => z.string().min(1).refine(isOneLine, NOT_ONE_LINE);
const prose = () => z.string().min(1).refine(isPlainProse, 'holds a control character');
const about = (name: QuestionName) => ({ title: question(name).prompt, description: question(name).help });

/** The schema of a question's answer in a runbook, with its title and description. */
const url = (name: QuestionName) =>
  z
    .string()
    .refine(isHttpUrl, NO_HTTP_URL)
    .meta({ ...about(name), format: 'uri' });
const reference = (name: QuestionName) =>
  z
    .string()
    .refine(isUrlReference, NO_REFERENCE)
    .meta({ ...about(name), format: 'uri-reference' });
const text = (name: QuestionName) => line().meta(about(name));
const integer = (name: QuestionName) => {
  const { kind } = question(name);
  return z
    .int()
    .min(kind.type === 'integer' ? kind.min : 0)
    .meta(about(name));
};
const choice = (name: QuestionName) => {
  const { kind } = question(name);
  return z.enum(kind.type === 'choice' ? [...kind.choices] : []).meta(about(name));
};

const pointer = z.string().regex(/^\//, 'is no JSON Pointer such as /token or /data/token (RFC 6901)');
const spelled = z.exactOptional(line().nullable());
const wire = z
  .strictObject({
    request: z
      .exactOptional(z.strictObject({ label: spelled, expires_in: spelled, max_uses: spelled }))
      .meta({ description: 'the server’s names for our members; null leaves one out' }),
    answer: z
      .exactOptional(
        z.strictObject({
          token: z.exactOptional(pointer),
          expires_in: z.exactOptional(pointer),
          expires_at: z.exactOptional(pointer),
          max_uses: z.exactOptional(pointer),
        }),
      )
      .meta({ description: 'JSON Pointers into the answer of the mint; the token is at /token unless said otherwise' }),
  })
  .meta({ title: 'Spelling', description: 'how this server spells minting, which no RFC does' });

const server = z.strictObject({
  url: z.exactOptional(url('server.url')),
  issuer: z.exactOptional(url('server.issuer')),
  initial_access_token_endpoint: z.exactOptional(reference('server.initial_access_token_endpoint')),
  registration_endpoint: z.exactOptional(reference('server.registration_endpoint')),
  preset: z.exactOptional(choice('server.preset')),
});

const initialAccessToken = z.union([
  z.literal('none').meta(about('initial_access_token')),
  z.strictObject({
    label: z.exactOptional(text('initial_access_token.label')),
    expires_in: z.exactOptional(integer('initial_access_token.expires_in')),
    max_uses: z.exactOptional(integer('initial_access_token.max_uses')),
    wire: z.exactOptional(wire),
  }),
]);

const algorithm = z.enum(KEY_ALGORITHMS).meta(about('client.keys.generate'));
const kid = z.exactOptional(text('client.keys.kid'));
const keys = z
  .union([
    z.enum(['generate', 'none']),
    z.strictObject({ generate: algorithm, kid }),
    z.strictObject({ file: line(), alg: z.exactOptional(algorithm), kid }),
    z.strictObject({ jwks_uri: z.string().refine(isHttpUrl, NO_HTTP_URL) }),
  ])
  .meta(about('client.keys'));

const client = z.strictObject({
  template: z.exactOptional(choice('client.template')),
  keys: z.exactOptional(keys),
  metadata: z.exactOptional(
    z
      .object({
        redirect_uris: z.exactOptional(
          z
            .array(z.string())
            .meta({ ...about('client.metadata.redirect_uris'), description: 'exact URIs, one a line' }),
        ),
      })
      .catchall(z.custom<Json>(() => true))
      .meta({
        title: 'Client metadata',
        description: 'members of RFC 7591 section 2, and any other; they win over the template',
      }),
  ),
});

const names = (pattern: RegExp) =>
  z
    .record(z.string().regex(pattern, 'is no name that can stand there'), z.enum(HAND_OVER_VALUES))
    .refine(set => Object.keys(set).length > 0, 'is empty')
    .meta({ description: 'name in the target: what goes there' });
const variables = names(/^[A-Za-z_][\w.-]*$/);
const handOver = z.discriminatedUnion('to', [
  z.strictObject({ to: z.literal('dotenv'), file: line(), set: variables }),
  z.strictObject({ to: z.literal('compose'), file: line(), service: line(), set: variables }),
  z.strictObject({ to: z.literal('json'), file: line(), set: names(/^[^\u0000-\u001f]+$/) }),
  z.strictObject({ to: z.literal('k8s-secret'), file: line(), name: line(), set: names(/^[-._a-zA-Z0-9]+$/) }),
  z.strictObject({
    to: z.literal('checklist'),
    keys: z.exactOptional(
      z.enum(KEY_CHANGES).meta({ description: 'only after this change of keys (update.keys); left out: always' }),
    ),
    items: z.array(line()).min(1),
  }),
]);

const update = z
  .strictObject({
    client: z.exactOptional(text('update.client')),
    redirect_uri_mode: z.exactOptional(z.enum(REDIRECT_URI_CHANGES).meta(about('update.redirect_uri_mode'))),
    unset: z.exactOptional(z.array(line()).meta(about('update.unset'))),
    keys: z.exactOptional(z.enum(KEY_CHANGES).meta(about('update.keys'))),
  })
  .meta({
    title: 'Update',
    description:
      'changes a client that was registered from here (RFC 7592) instead of registering one: client.metadata is what becomes different',
  });

const steps = z
  .array(z.enum(STEP_IDS))
  .min(1)
  .refine(isInOrder, `have to stand in this order, each once: ${STEP_IDS.join(', ')}`)
  .meta({ title: 'Steps', description: 'steps may be left out, not moved', uniqueItems: true });

export const runbookSchema = z
  .strictObject({
    version: z.literal(1).meta({ description: 'version of the runbook format' }),
    title: z.exactOptional(line().meta({ description: 'one line' })),
    summary: z.exactOptional(prose().meta({ description: 'what the runbook does' })),
    server: z.exactOptional(server),
    initial_access_token: z.exactOptional(initialAccessToken),
    client: z.exactOptional(client),
    update: z.exactOptional(update),
    steps: z.exactOptional(steps),
    hand_over: z.exactOptional(z.array(handOver).meta(about('hand_over'))),
  })
  .meta({
    title: 'Runbook of dcr-runbook',
    description:
      'Mints an initial access token and registers an OAuth client (RFC 7591), or changes a registered one (RFC 7592). It has no place for a secret.',
  });

/** One runbook as its file says it; `x-*` keys are dropped. */
export type Runbook = z.output<typeof runbookSchema>;

function isInOrder(given: readonly (typeof STEP_IDS)[number][]): boolean {
  return given.every((step, index) => {
    const before = given[index - 1];
    return before === undefined || STEP_IDS.indexOf(before) < STEP_IDS.indexOf(step);
  });
}
