import type { Failure } from '../domain/failure.ts';
import { askedMetadata } from '../domain/registration-request.ts';
import type { Plan } from '../runbook/plan.ts';
import { blockedBy } from '../steps/blocked-by.ts';
import { placeBundle } from '../store/bundle-file.ts';
import { checkTargets } from '../store/hand-over/hand-over.ts';
import { VERSION, type World } from './world.ts';

/** Everything that this run will write has to be writable before anything is sent, or the server's answer may have no place. */
export async function preflight(
  { known, findings }: Plan,
  { run, ports }: World,
  runbook: string,
  checks: { targets: boolean; bundle?: string | undefined },
): Promise<Failure | undefined> {
  const doubtful = blockedBy(findings, { sendAnyway: known.sendAnyway });
  if (doubtful) return doubtful;
  const bundle = checks.bundle === undefined ? undefined : await placeBundle(checks.bundle);
  if (bundle && !bundle.ok) return bundle.failure;
  const server = known.server?.url;
  const began = await ports.appendToJournal({
    type: 'run-began',
    runbook,
    version: VERSION,
    ...(server !== undefined && { server }),
  });
  if (!began.ok) return began.failure;
  if (known.registers) {
    const asked = askedMetadata({
      template: known.template,
      metadata: known.metadata,
      redirectUris: known.redirectUris,
    });
    const place = await ports.placeRecord({
      run,
      server: { url: server ?? '', registration_endpoint: known.server?.registration_endpoint ?? '' },
      asked,
      request_id: '',
      sent_at: new Date(ports.now().wall).toISOString(),
    });
    if (!place.ok) return place.failure;
    await place.value.release();
  }
  if (!checks.targets) return undefined;
  const targets = await checkTargets(known.handOver);
  return targets.ok ? undefined : targets.failure;
}
