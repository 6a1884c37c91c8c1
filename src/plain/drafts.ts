import type { FileTarget } from '../domain/hand-over.ts';

/** A target of the hand-over, and whether it is to be written. */
export type ListedTarget = { target: FileTarget; isWanted: boolean };

/** What was said at a step and not yet told to the engine: a step back must not lose it. `client` counts the clients of a run. */
export type Drafts = {
  redirectUris?: { client: number; uris: readonly string[] };
  handOver?: { client: number; listed: readonly ListedTarget[] };
};
