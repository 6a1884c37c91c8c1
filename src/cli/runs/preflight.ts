import type { Failure } from '../../domain/failure.ts';
import { askedMetadata } from '../../domain/registration/registration-request.ts';
import { blockedBy } from '../../steps/blocked-by.ts';
import { placeBundle } from '../../store/files/bundle-file.ts';
import { checkTargets } from '../../store/hand-over/hand-over.ts';
import type { OpenRun } from './open-run.ts';

/**
 * Everything that this run will write has to be writable before anything is sent, or the server's answer may have no
 * place. The journal's first line comes last: what could not begin leaves no run to be gone on with.
 */
export async function preflight(
  { plan: { known, findings }, world: { run, ports, hold }, opening, said, options }: OpenRun,
  checks: { targets: boolean },
): Promise<Failure | undefined> {
  const doubtful = blockedBy(findings, { sendAnyway: known.sendAnyway });
  if (doubtful) return doubtful;
  const bundle = options.bundle === undefined ? undefined : await placeBundle(options.bundle);
  if (bundle && !bundle.ok) return bundle.failure;
  const held = await hold();
  if (!held.ok) return held.failure;
  if (known.registers && said?.registered === undefined) {
    const { server } = known;
    const { template, metadata, redirectUris } = known;
    const place = await ports.placeRecord({
      run,
      server: { url: server?.url ?? '', registration_endpoint: server?.registration_endpoint ?? '' },
      asked: askedMetadata({ template, metadata, redirectUris }),
      request_id: '',
      sent_at: new Date(ports.now().wall).toISOString(),
    });
    if (!place.ok) return place.failure;
    await place.value.release();
  }
  if (known.target?.record !== undefined) {
    const record = await ports.openRecord(known.target.record);
    if (!record.ok) return record.failure;
    await record.value.close();
  }
  const targets = checks.targets ? await checkTargets(known.handOver) : undefined;
  if (targets && !targets.ok) return targets.failure;
  const began = await ports.appendToJournal(opening);
  return began.ok ? undefined : began.failure;
}
