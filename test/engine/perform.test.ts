import { describe, expect, it } from 'vitest';
import type { HandedOver } from '../../src/domain/hand-over.ts';
import { perform } from '../../src/engine/perform.ts';
import type { Effect, Reply } from '../../src/flow/effect.ts';
import { adminToken, later, SERVER, TELLTALE } from '../support/flow.ts';
import { answered, DISK_FULL, diskFull, type Script, scriptedPorts, unanswered } from '../support/scripted-ports.ts';

async function performed(effect: Effect, script: Script = {}): Promise<{ reply: Reply; calls: string[] }> {
  const scripted = scriptedPorts(script);
  const reply = await perform(effect, scripted.ports, { run: 'run-1' });
  return { reply, calls: scripted.calls };
}

describe('minting', () => {
  const mint: Effect = {
    type: 'mint-iat',
    server: SERVER,
    adminToken: adminToken().token,
    parameters: { expires_in: 3600, max_uses: 10 },
  };

  it('gives an IAT whose time runs from the answer', async () => {
    const { reply, calls } = await performed(mint);
    expect(reply).toMatchObject({
      type: 'iat-minted',
      iat: { origin: 'minted', lifetimeSeconds: 3600, maxUses: 10, receivedAt: later(60), registered: 0 },
    });
    expect(calls).toEqual(['mintInitialAccessToken', 'journal iat-minted']);
    expect(JSON.stringify(reply)).not.toContain(TELLTALE);
  });

  it('keeps the IAT although the journal cannot be written', async () => {
    const { reply } = await performed(mint, { appendToJournal: diskFull });
    expect(reply.type).toBe('iat-minted');
  });

  it('refused, without an answer and without a token in it are three different failures', async () => {
    const error = { error: 'insufficient_scope' };
    const refused = await performed(mint, { mintInitialAccessToken: async request => answered(request, 403, error) });
    expect(refused.reply).toMatchObject({ type: 'failed', failure: { kind: 'oauth-error', stage: 'mint', ...error } });
    const silent = await performed(mint, { mintInitialAccessToken: async request => unanswered(request, true) });
    expect(silent.reply).toMatchObject({ type: 'failed', failure: { kind: 'no-answer', stage: 'mint' } });
    const empty = await performed(mint, { mintInitialAccessToken: async request => answered(request, 200, { id: 1 }) });
    expect(empty.reply).toMatchObject({ type: 'failed', failure: { kind: 'unexpected-answer', stage: 'mint' } });
    for (const { calls } of [refused, silent, empty]) expect(calls).toEqual(['mintInitialAccessToken']);
  });
});

describe('discovery, keys and hand-over', () => {
  it('come back as what was found, or as why not', async () => {
    const discover: Effect = { type: 'discover-endpoints', server: SERVER };
    expect((await performed(discover)).reply).toEqual({ type: 'endpoints-discovered', server: SERVER });
    expect((await performed(discover, { discoverEndpoints: diskFull })).reply).toEqual({
      type: 'failed',
      failure: DISK_FULL,
    });

    const keys: Effect = { type: 'obtain-keys', choice: { from: 'none' } };
    expect((await performed(keys)).reply).toEqual({ type: 'keys-obtained', keys: { choice: { from: 'none' } } });
    expect((await performed(keys, { obtainKeys: diskFull })).reply).toMatchObject({ failure: DISK_FULL });
  });

  it('the journal names the files that were written, not those that could not be', async () => {
    const target: Omit<HandedOver, 'file'> = { to: 'dotenv', changes: [], missing: [], warnings: [] };
    const scripted = scriptedPorts({
      handOver: async () => [
        { ...target, file: '.env' },
        { ...target, file: 'ro.env', problem: 'it cannot be written' },
      ],
    });
    const effect: Effect = { type: 'hand-over', targets: [], values: {} };
    const reply = await perform(effect, scripted.ports, { run: 'run-1' });
    expect(reply).toMatchObject({ type: 'handed-over', handedOver: [{ file: '.env' }, { file: 'ro.env' }] });
    expect(scripted.given.at(-1)?.with).toEqual([{ type: 'handed-over', files: ['.env'] }]);
  });

  it('a bug of a port is thrown, not dressed up as a failure', async () => {
    const bug = new TypeError('undefined is not a function');
    const effect: Effect = { type: 'discover-endpoints', server: SERVER };
    const broken = { discoverEndpoints: async () => Promise.reject(bug) };
    await expect(performed(effect, broken)).rejects.toBe(bug);
  });
});
