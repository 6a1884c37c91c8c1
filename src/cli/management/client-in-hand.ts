import type { KeptRecord } from '../../domain/management/client-record.ts';
import type { ManagedClient } from '../../domain/management/managed-client.ts';
import type { RunLog } from '../bundle/run-log.ts';
import type { RunOptions } from '../options.ts';
import type { Talk } from '../telling/talk.ts';
import type { World } from '../world.ts';

/** One client that the operator named, and the world to manage it in. */
export type Managing = {
  command: string;
  kept: KeptRecord;
  target: ManagedClient;
  world: World;
  talk: Talk;
  /** What a support bundle will tell of it. */
  log: RunLog;
  options: RunOptions;
};
