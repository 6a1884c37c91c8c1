import type { Failure } from '../../domain/failure.ts';
import type { Json } from '../../domain/json.ts';
import { habitsOf, nameOf } from '../../domain/management/managed-client.ts';
import { type ClientReading, settledWords } from '../../domain/management/management.ts';
import { type Verified, verified } from '../../domain/management/verified.ts';
import { EXIT } from '../../domain/outcome.ts';
import { plainText } from '../../domain/plain-text.ts';
import { maskSecretMembers } from '../../domain/secrets/secret-members.ts';
import { perform } from '../../engine/perform.ts';
import type { SentChange } from '../../store/runs/sent-change.ts';
import { withManagedBundle } from '../bundle/managed-bundle.ts';
import type { Command } from '../command.ts';
import type { Managing } from '../management/client-in-hand.ts';
import { isGone } from '../management/management-hints.ts';
import { endManaging, managing, printManaged } from '../management/managing.ts';
import { openChanges } from '../runs/settle-changes.ts';
import { settledMember } from '../telling/document.ts';
import { onSignals } from '../terminal/on-signals.ts';

/** Reads the client back: what was asked for, what was granted, what stands now. Exit 10 where they differ. */
export function verifyClient({ client, preset, options }: Command & { name: 'client-verify' }): Promise<number> {
  return managing({ command: 'client verify', client, preset }, options, async inHand => {
    const { target, world, talk } = inHand;
    if (habitsOf(target)?.rotates.read) talk.warn(ROTATES);
    const effect = { type: 'read-client', target, allowedOrigins: options.allowOrigin } as const;
    // Its answer may have new credentials in it.
    const signals = onSignals(() => true, talk);
    const reply = await perform(effect, world.ports, { run: world.run });
    signals.stopListening();
    if (reply.type === 'failed') return notRead(reply.failure, inHand);
    if (reply.type !== 'client-read') throw new Error(`reading a client came to ${reply.type}`);
    return told(reply.reading, inHand);
  });
}

const ROTATES =
  'Reading at this server gives new credentials: the record gets them, and whoever else has the old ones (an application, a copy of the record) is locked out.';

/** For a client whose deletion was sent and never heard of, this is an answer too. */
async function notRead(failure: Failure, inHand: Managing): Promise<number> {
  const { target, world } = inHand;
  const client = { client_id: target.client.client_id, server: target.server.url };
  const open = isGone(failure) ? await openChanges(world.folders.state, client) : [];
  const deletion = open.find(({ stage }) => stage === 'delete');
  for (const change of open.filter(({ stage }) => stage === 'update')) inHand.talk.warn(updateWords(change));
  if (deletion === undefined) return endManaging(failure, inHand);
  const settled = await world.ports.settleChanges(client, 'the server does not know the client any more');
  const sentAt = { deletion_sent_at: new Date(deletion.sentAt).toISOString() };
  return endManaging(failure, { ...inHand, target: { ...sentAt, ...target } }, settled);
}

/** Its answer may have had the token that the server wants now. */
function updateWords({ sentAt, saved }: Pick<SentChange, 'sentAt' | 'saved'>): string {
  const kept = saved === undefined ? '' : ` What came of its answer is kept in ${plainText(saved, 1000)}.`;
  return `An update of this client was sent at ${new Date(sentAt).toISOString()}, and nobody knows whether it was done: if it was, the server may want the new registration access token of its answer.${kept}`;
}

async function told(reading: ClientReading, inHand: Managing): Promise<number> {
  const { kept, talk, options } = inHand;
  const { target, now, deviations, rotated, settled = [] } = reading;
  const { asked } = kept.record;
  const granted = kept.record.client.metadata;
  const rows = verified(asked, granted, now);
  for (const credential of rotated) {
    talk.line({ mark: 'care', topic: 'read', text: `the server gave a new ${credential}; it is in the record` });
  }
  for (const deviation of deviations) talk.line({ mark: 'care', topic: 'deviation', text: plainText(deviation) });
  for (const change of settled) talk.line({ mark: 'care', topic: 'read', text: settledWords(change) });
  const verdict = { outcome: 'verified', exitCode: rows.length === 0 ? EXIT.done : EXIT.needsALook } as const;
  const { outcome, bundle } = await withManagedBundle(inHand, { outcome: verdict, answers: { target, reading } });
  if (options.json) {
    const more = {
      differences: maskedRows(rows) as unknown as Json,
      ...masked({ asked, granted, now }),
      deviations,
      rotated: rotated.length > 0 ? rotated : undefined,
      settled: settledMember(settled),
      bundle,
    };
    printManaged({ outcome, target, more }, inHand);
    return outcome.exitCode;
  }
  for (const row of maskedRows(rows)) for (const line of lines(row)) talk.result(line);
  const name = JSON.stringify(plainText(nameOf(target), 80));
  talk.say(
    rows.length === 0
      ? `${name} stands at ${target.server.url} as it was asked for and granted.`
      : `${name} differs at ${target.server.url}. To change it: client update`,
  );
  return outcome.exitCode;
}

function lines({ member, asked, granted, now }: Verified): string[] {
  const part = (name: string, value: Json | undefined) =>
    `  ${name.padEnd(8)} ${value === undefined ? '(nothing)' : plainText(typeof value === 'string' ? value : JSON.stringify(value), 2000)}`;
  return [plainText(member, 80), part('asked', asked), part('granted', granted), part('now', now)];
}

function maskedRows(rows: Verified[]): Verified[] {
  return rows.map(row => {
    const { member, ...values } = row;
    const shown = Object.entries(values).map(([name, value]) => [name, maskSecretMembers({ [member]: value })[member]]);
    return { member, ...Object.fromEntries(shown) };
  });
}

function masked<K extends string>(metadata: { [name in K]: { [member: string]: Json } }) {
  return Object.fromEntries(
    Object.entries<{ [member: string]: Json }>(metadata).map(([name, value]) => [name, maskSecretMembers(value)]),
  );
}
