import { failed, type Result, success } from '../../domain/result.ts';
import { createSession } from '../../engine/session.ts';
import { runHeadless } from '../../headless/run-headless.ts';
import { steps } from '../../steps/steps.ts';
import type { Folders } from '../../store/files/folders.ts';
import type { RunOptions } from '../options.ts';
import { createWorld } from '../world.ts';
import type { Practice } from './practice-run.ts';
import { prepare } from './prepare.ts';

/** Registers a client of that name at the practice server, which knows none, so that a runbook has one to change. */
export async function registerPracticeClient(
  name: string,
  practice: Practice,
  folders: Folders,
  given: RunOptions,
): Promise<Result<void>> {
  const options = { ...given, yes: true, until: 'register' };
  const flags = { 'client.metadata': [`client_name=${JSON.stringify(name)}`] };
  const command = { name: 'run', runbook: 'bff-server', practice: true, replays: true, flags, options } as const;
  const prepared = await prepare(command, folders, practice);
  if (!prepared.ok) return prepared;
  const { plan, text } = prepared.value;
  const world = await createWorld({ ...options, folders, environment: {}, direct: true, observers: [] });
  if (!world.ok) return world;
  const { run, ports } = world.value;
  try {
    const session = createSession({
      itinerary: plan,
      steps,
      ports,
      identity: { run, runbook: text.name, practice: true },
    });
    const nothing = () => undefined;
    const beforeSending = async () => undefined;
    const { failure } = await runHeadless(session, {
      steps,
      ports,
      again: true,
      say: nothing,
      beforeSending,
      stopping: nothing,
    });
    return failure ? failed(failure) : success(undefined);
  } finally {
    await world.value.close();
  }
}
