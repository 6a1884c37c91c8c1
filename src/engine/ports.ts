import type { FailureOf } from '../domain/failure.ts';
import type { HandedOver, HandOverTarget, HandOverValues } from '../domain/hand-over.ts';
import type { EpochMillis, Instant } from '../domain/instant.ts';
import type { JsonObject } from '../domain/json.ts';
import type { ClientInformation } from '../domain/management/client-information.ts';
import type { ClientRecord, KeptRecord, RegistrationDraft } from '../domain/management/client-record.ts';
import type { SettledChange } from '../domain/management/management.ts';
import type { Intended } from '../domain/management/record-after.ts';
import type { KeyChoice, KeyMaterial } from '../domain/metadata/key-material.ts';
import type { Result } from '../domain/result.ts';
import type { Secret } from '../domain/secrets/secret.ts';
import type { AuthorizationServer } from '../domain/server/authorization-server.ts';
import type { HttpRequest, RawAnswer, Transmission } from '../domain/server/request.ts';

/** A line of a run's journal. It has no place for a secret. */
export type JournalEntry =
  /** `plan`: what the plan was made of, for `resume` (see `runbook/kept-plan.ts`); `practice`: its server ends with it. */
  | { type: 'run-began'; runbook?: string; server?: string; version: string; practice?: true; plan?: JsonObject }
  | { type: 'run-resumed'; version: string }
  /** The answers that changed at a step (see `runbook/kept-answers.ts`). */
  | { type: 'answered'; step: string; answer: JsonObject }
  | { type: 'iat-minted'; lifetime_seconds: number; max_uses?: number }
  | { type: 'key-kept'; private_key_file: string; kid?: string; alg?: string }
  /** `open`: it goes without a token. */
  | {
      type: 'about-to-register';
      request_id: string;
      client_name?: string;
      server?: string;
      endpoint: string;
      open?: true;
    }
  | { type: 'registered'; client_id: string; record?: string }
  | { type: 'registration-refused'; status: number; error?: string }
  | { type: 'registration-not-sent'; because: string }
  | { type: 'registration-unknown'; because: string; saved?: string }
  /** What the operator found out about an unknown one. */
  | { type: 'registration-found'; client_id: string; record: string }
  | { type: 'never-happened' }
  | { type: 'about-to-update' | 'about-to-delete'; client_id: string; request_id: string; endpoint: string }
  | { type: 'updated'; client_id: string; record?: string }
  | { type: 'deleted'; client_id: string }
  | { type: 'change-refused'; status: number; error?: string }
  | { type: 'change-not-sent'; because: string }
  | { type: 'change-unknown'; because: string; saved?: string }
  /** What stands about the client is known since, so what became of its changes is no question any more. */
  | { type: 'change-settled'; client_id: string; because: string }
  | { type: 'handed-over'; files: string[] }
  | { type: 'run-ended'; outcome: string; exit_code: number };

/** Space on disk for a registration answer, taken before the request leaves, so that a full disk is found in time. */
export type RecordPlace = {
  /** Where the record will lie. */
  path: string;
  /** Writes the answer as it came (0600, fsync, rename, fsync of the folder). Nothing of it was judged yet. */
  keepAnswer(answer: RawAnswer): Promise<Result<void>>;
  /** Adds what was granted, once judged. */
  keepClient(client: ClientInformation, deviations: string[], registeredAt: number): Promise<Result<void>>;
  /** Moves an answer that is no registration to `answers/`; its new path, or undefined where nothing was kept. */
  setAside(): Promise<string | undefined>;
  /** Gives the place back; nothing was granted. */
  release(): Promise<void>;
};

/** Which request an answer about a registered client belongs to, and what that was to come to (an update). */
export type AnswerContext = {
  stage: 'read' | 'update';
  requestId: string;
  sentAt: EpochMillis;
  /** The token that the server took for it. */
  taken: Secret;
  intended?: Intended;
};

/** A record while its client is managed: nobody else of this machine writes it, and an answer has room on disk. */
export type OpenRecord = {
  /** As it is on disk now; another process may have changed it since it was listed. */
  kept: KeptRecord;
  /** Writes the answer as it came, beside what the record has (0600, fsync, rename). Nothing of it was judged yet. */
  keepAnswer(answer: RawAnswer, context: AnswerContext): Promise<Result<void>>;
  /** Writes the record in its own place. `keepsAnswer`: the raw answer stays in it. */
  keepRecord(record: ClientRecord, options?: { keepsAnswer: boolean }): Promise<Result<void>>;
  /** Moves an answer that nobody could read to `answers/` and leaves this record; the answer's path where it is kept there. */
  setAside(record: ClientRecord): Promise<string | undefined>;
  /** Removes the record: its client is gone. */
  remove(): Promise<Result<void>>;
  /** Gives room and lock back. */
  close(): Promise<void>;
};

/** The world, asked in the words of this product. Assembled once, in `cli/`. Nothing here throws for a failure. */
export type Ports = {
  now(): Instant;
  newRequestId(): string;
  /** Finds the endpoints that the runbook left out (RFC 8414, OpenID Connect Discovery). GET only, without a token. */
  discoverEndpoints(server: AuthorizationServer): Promise<Result<AuthorizationServer>>;
  mintInitialAccessToken(request: HttpRequest, adminToken: Secret, requestId: string): Promise<Transmission>;
  /** Sent once over a fresh connection, never repeated. Without a token: open registration. */
  registerClient(request: HttpRequest, iat: Secret | undefined, requestId: string): Promise<Transmission>;
  /** RFC 7592: each once, over a fresh connection, with the registration access token of that client. */
  readClient(request: HttpRequest, token: Secret, requestId: string): Promise<Transmission>;
  updateClient(request: HttpRequest, token: Secret, requestId: string): Promise<Transmission>;
  deleteClient(request: HttpRequest, token: Secret, requestId: string): Promise<Transmission>;
  /** Makes a pair in memory, or reads the public half of a file (private members never leave), or takes a jwks_uri. */
  obtainKeys(choice: KeyChoice): Promise<Result<KeyMaterial>>;
  /** Writes a pair made here to `keys/` (0600, never over another file) and names the file; otherwise changes nothing. */
  keepPrivateKey(keys: KeyMaterial): Promise<Result<KeyMaterial>>;
  /** Appends durably (fsync) to this run's journal. */
  appendToJournal(entry: JournalEntry): Promise<Result<void>>;
  placeRecord(draft: RegistrationDraft): Promise<Result<RecordPlace>>;
  /** Locks a record and takes room for an answer; EBUSY where another process is at it. */
  openRecord(path: string): Promise<Result<OpenRecord>>;
  /** A client of that name at that server that was registered from here before. */
  findClient(serverUrl: string, clientName: string): Promise<KeptRecord | undefined>;
  /** An earlier registration of that name at that server whose outcome nobody here knows. */
  findUnsettled(serverUrl: string, clientName: string): Promise<FailureOf<'outcome-unknown'> | undefined>;
  /**
   * What stands about a client is known now, and why: its changes whose outcome nobody knew, in whichever run of this
   * machine, are settled with that. Which ones.
   */
  settleChanges(client: { client_id: string; server: string }, because: string): Promise<SettledChange[]>;
  handOver(targets: HandOverTarget[], values: HandOverValues): Promise<HandedOver[]>;
};
