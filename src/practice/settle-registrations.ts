import type { Provider } from 'oidc-provider';
import type { CannedAnswer, ServerTrouble } from './drill.ts';
import type { IatLedger } from './iat-ledger.ts';
import type { Objections } from './objections.ts';

type Context = Parameters<Parameters<Provider['use']>[0]>[0];

export type Settling = { ledger: IatLedger; objections: Objections; trouble: ServerTrouble; stopping: AbortSignal };

/** Closes the book on each registration, and then changes, delays or cuts its answer where the drill says so. */
export function settleRegistrations(provider: Provider, { ledger, objections, trouble, stopping }: Settling): void {
  provider.use(async (ctx, next) => {
    let registered = false;
    try {
      await next();
      registered = ctx.status === 201;
    } finally {
      registered = ledger.settle(ctx.req, registered);
    }
    const objection = objections.answerTo(ctx.req);
    if (objection) answerWith(ctx, objection);
    if (!registered) return;
    if (trouble.madeAnswer) change(ctx, trouble.madeAnswer);
    if (trouble.answerDelayMs) await pause(trouble.answerDelayMs, stopping);
    if (trouble.cutAnswer) cut(ctx, trouble.cutAnswer);
  });
}

function answerWith(ctx: Context, { status, headers = {}, body }: CannedAnswer): void {
  ctx.status = status;
  ctx.set({ ...headers });
  ctx.body = body;
}

function change(ctx: Context, { status, without = [], with: more }: NonNullable<ServerTrouble['madeAnswer']>) {
  const left = Object.entries(ctx.body as object).filter(([member]) => !without.includes(member));
  ctx.body = { ...Object.fromEntries(left), ...more };
  ctx.status = status ?? 201;
}

/** Koa answers no more; the connection is reset before the first byte, or after half of the body. */
function cut(ctx: Context, where: NonNullable<ServerTrouble['cutAnswer']>): void {
  ctx.respond = false;
  const { socket } = ctx.req;
  if (where === 'before') {
    socket.resetAndDestroy();
    return;
  }
  const body = Buffer.from(JSON.stringify(ctx.body));
  ctx.res.writeHead(201, { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length });
  ctx.res.write(body.subarray(0, body.length / 2), () => socket.resetAndDestroy());
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
