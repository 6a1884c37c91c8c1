import type { Diagnosis } from '../../domain/evidence/evidence.ts';
import type { Failure } from '../../domain/failure.ts';
import type { HandedOver } from '../../domain/hand-over.ts';
import type { Json, JsonObject } from '../../domain/json.ts';
import type { ClientInformation } from '../../domain/management/client-information.ts';
import type { ManagedClient } from '../../domain/management/managed-client.ts';
import type { SettledChange } from '../../domain/management/management.ts';
import { type InitialAccessToken, usesLeftAtMost } from '../../domain/mint/initial-access-token.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { plainText } from '../../domain/plain-text.ts';
import type { RegisteredClient } from '../../domain/registration/registered-client.ts';
import type { Secret } from '../../domain/secrets/secret.ts';
import type { State } from '../../engine/state.ts';

/** How a secret is printed: `[secret]`, or the text itself where the operator said `--reveal`. */
export type Print = (secret: Secret) => string;

export type Ending = {
  outcome: Outcome;
  run?: string;
  runbook?: string;
  /** Where there is no state to tell it. */
  server?: string;
  state?: State;
  failure?: Failure;
  diagnosis?: Diagnosis[];
  /** The requests of a dry run. */
  requests?: Json;
  warnings?: string[];
  /** Where the support bundle lies that was asked for. */
  bundle?: string;
};

/** The one document of `--json`. Members that do not apply are left out. */
export function jsonDocument(
  { outcome, run, runbook, server, state, failure, diagnosis, requests, warnings, bundle }: Ending,
  print: Print,
  reveal: boolean,
): JsonObject {
  const answers = state?.answers;
  const updated = answers?.updated;
  const registered = updated ?? answers?.registered ?? answers?.earlier.at(-1) ?? answers?.deleted;
  return present({
    schema_version: 1,
    outcome: outcome.outcome,
    exit_code: outcome.exitCode,
    run,
    runbook,
    server: answers?.server?.url ?? state?.itinerary.known.server?.url ?? server,
    initial_access_token: answers?.iat && initialAccessToken(answers.iat, print, reveal),
    client: updated ? managed(updated.target, print) : registered && client(registered, print),
    changed: updated?.changed,
    rotated: updated?.rotated.length ? updated.rotated : undefined,
    settled: settledMember(answers?.reading?.settled),
    differences: registered?.differences as Json | undefined,
    deviations: registered?.deviations,
    hand_over: answers?.handedOver?.length ? answers.handedOver.map(target => handedOver(target, print)) : undefined,
    requests,
    failure: failure && failureMember(failure),
    diagnosis: diagnosis?.length ? (diagnosis as unknown as Json) : undefined,
    warnings: warnings?.length ? warnings : undefined,
    bundle,
  });
}

function initialAccessToken(iat: InitialAccessToken, print: Print, reveal: boolean): JsonObject {
  const { wall } = iat.receivedAt;
  return present({
    issued_at: new Date(wall).toISOString(),
    expires_at: Number.isFinite(iat.lifetimeSeconds)
      ? new Date(wall + iat.lifetimeSeconds * 1000).toISOString()
      : undefined,
    max_uses: iat.maxUses,
    uses_left_at_most: usesLeftAtMost(iat),
    token: reveal ? print(iat.token) : undefined,
  });
}

function handedOver({ text, ...target }: HandedOver, print: Print): JsonObject {
  const plain = { ...target, changes: target.changes.map(change => ({ ...change })) };
  return text ? { ...plain, text: print(text) } : plain;
}

function client({ client: granted, keys, record }: RegisteredClient, print: Print): JsonObject {
  return present({
    ...clientMember(granted, print),
    private_key_file: keys?.privateKeyFile,
    kid: keys?.kid,
    record,
  });
}

/** A client that was registered before, by what its record has. */
export function managed({ client: granted, private_key_file, kid, record }: ManagedClient, print: Print): JsonObject {
  return present({ ...clientMember(granted, print), private_key_file, kid, record });
}

export function clientMember(granted: ClientInformation, print: Print): JsonObject {
  return present({
    client_id: granted.client_id,
    client_secret: granted.client_secret && print(granted.client_secret),
    client_secret_expires_at: granted.client_secret_expires_at,
    registration_client_uri: granted.registration_client_uri,
    registration_access_token: granted.registration_access_token && print(granted.registration_access_token),
  });
}

/** A failure without its transcript: what a script needs to branch on, and the server's own words. */
export function failureMember(failure: Failure): JsonObject {
  const { exchange, ...plain } = { exchange: undefined, ...failure };
  const members = present({
    ...(plain as unknown as JsonObject),
    request_id: (exchange as { requestId?: string } | undefined)?.requestId,
  });
  return Object.fromEntries(
    Object.entries(members).map(([member, value]) => [
      member,
      typeof value === 'string' ? plainText(value, 2000) : value,
    ]),
  );
}

/** The changes of a client whose outcome nobody knew until it was looked at; undefined: none. */
export function settledMember(settled: readonly SettledChange[] = []): Json | undefined {
  if (settled.length === 0) return undefined;
  return settled.map(({ run, stage, sentAt, requestId }) => ({
    ...{ run, stage, sent_at: new Date(sentAt).toISOString(), request_id: requestId },
  }));
}

export function present(members: { [member: string]: Json | undefined }): JsonObject {
  return Object.fromEntries(Object.entries(members).filter((entry): entry is [string, Json] => entry[1] !== undefined));
}
