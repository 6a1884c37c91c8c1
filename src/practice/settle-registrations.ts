import type { Provider } from 'oidc-provider';
import type { ServerTrouble } from './drills.ts';
import type { IatLedger } from './iat-ledger.ts';

/** Closes the book on each registration, and then delays or cuts its answer where the drill says so. */
export function settleRegistrations(
  provider: Provider,
  ledger: IatLedger,
  trouble: ServerTrouble,
  stopping: AbortSignal,
): void {
  provider.use(async (ctx, next) => {
    let registered = false;
    try {
      await next();
      registered = ctx.status === 201;
    } finally {
      registered = ledger.settle(ctx.req, registered);
    }
    if (!registered) return;
    if (trouble.answerDelayMs) await pause(trouble.answerDelayMs, stopping);
    if (trouble.cutAnswer) {
      ctx.respond = false;
      ctx.req.socket.resetAndDestroy();
    }
  });
}

/** Ends early, without an error, when the server stops. */
async function pause(ms: number, stopping: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const end = () => resolve();
  const timer = setTimeout(end, ms);
  stopping.addEventListener('abort', end);
  await promise;
  clearTimeout(timer);
  stopping.removeEventListener('abort', end);
}
