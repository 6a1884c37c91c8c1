import type { Check } from '../domain/evidence/check.ts';
import type { ComposeServices, HandedOver, HandOverTarget } from '../domain/hand-over.ts';
import type { AccessToken } from '../domain/mint/access-token.ts';
import type { Result } from '../domain/result.ts';
import type { Secret } from '../domain/secrets/secret.ts';
import type { AuthorizationServer } from '../domain/server/authorization-server.ts';
import type { EarlierClient } from './earlier-client.ts';
import type { State } from './state.ts';

/** What a person at a terminal wants besides the flow. Assembled in `cli/`; nothing here throws for a failure. */
export type Desk = {
  /** Reads a token from a file; `warnings` are for the operator (open to other users, for one). */
  readTokenFile(path: string): Promise<Result<{ token: AccessToken; warnings: string[] }>>;
  /** Puts a text into the clipboard; `by` names how, and `isCertain` is false where nobody can know (OSC 52). */
  copy(text: string | Secret): Promise<{ by: string; isCertain: boolean } | { problem: string }>;
  /** The text of a secret, because the operator pressed the reveal key. */
  reveal(secret: Secret): string;
  /** Writes the answers of this run as a runbook, without secrets; its path. */
  saveRunbook(state: State): Promise<Result<string>>;
  /** What stands between here and that server, layer by layer, each as soon as it is known. No token is sent. */
  examine(server: AuthorizationServer, state: State): AsyncIterable<Check>;
  /** Writes all there is to know of this run, without secrets, for whoever helps; its path. */
  saveBundle(state: State): Promise<Result<string>>;
  /** What is known here of a client of that name at that server. */
  earlierClient(serverUrl: string, clientName: string): Promise<EarlierClient | undefined>;
  /** The difference that handing over would make to the files; nothing is written. */
  previewHandOver(state: State, targets: HandOverTarget[]): Promise<HandedOver[]>;
  /** The services of a compose file, for a hand-over that names the file alone. */
  composeServices(file: string): Promise<ComposeServices>;
};
