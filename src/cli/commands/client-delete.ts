import type { Failure } from '../../domain/failure.ts';
import { nameOf } from '../../domain/management/managed-client.ts';
import { EXIT, type Outcome, outcomeOf } from '../../domain/outcome.ts';
import { plainText } from '../../domain/plain-text.ts';
import { shellWord } from '../../domain/shell-word.ts';
import { perform } from '../../engine/perform.ts';
import { withManagedBundle } from '../bundle/managed-bundle.ts';
import type { Command } from '../command.ts';
import type { Managing } from '../management/client-in-hand.ts';
import { endManaging, managing, printManaged } from '../management/managing.ts';
import { endJournal } from '../runs/close-run.ts';
import { endWithFailure } from '../telling/report.ts';
import { askLine } from '../terminal/ask-line.ts';
import { terminalFor } from '../terminal/interactive.ts';
import { onSignals } from '../terminal/on-signals.ts';
import { VERSION } from '../world.ts';

/** Deletes the client at the server, once somebody typed what it is called. */
export function deleteClient({
  client,
  preset,
  confirm,
  options,
}: Command & { name: 'client-delete' }): Promise<number> {
  return managing({ command: 'client delete', client, preset }, options, async inHand => {
    const refused = await unconfirmed(inHand, confirm);
    if (refused) return endWithFailure(refused, options.json);
    const { target, world } = inHand;
    const runbook = { runbook: inHand.command, version: VERSION, server: target.server.url };
    const began = await world.ports.appendToJournal({ type: 'run-began', ...runbook });
    if (!began.ok) return endWithFailure(began.failure, options.json);
    const effect = { type: 'delete-client', target, allowedOrigins: options.allowOrigin } as const;
    const signals = onSignals(() => true, inHand.talk);
    const reply = await perform(effect, world.ports, { run: world.run });
    signals.stopListening();
    if (reply.type === 'failed') {
      await endJournal(world, outcomeOf(reply.failure), { isOpen: false });
      return endManaging(reply.failure, inHand);
    }
    if (reply.type !== 'client-deleted') throw new Error(`deleting a client came to ${reply.type}`);
    const outcome = { outcome: 'deleted', exitCode: EXIT.done } as const;
    await endJournal(world, outcome, { isOpen: false });
    return told(outcome, reply.notes, inHand);
  });
}

/** Why it is not to be deleted: nobody said its name, or another one. */
async function unconfirmed({ target, options }: Managing, confirm: string | undefined): Promise<Failure | undefined> {
  const name = nameOf(target);
  const shown = plainText(name, 80);
  const terminal = confirm === undefined ? terminalFor(options, process) : undefined;
  const isThere = terminal !== undefined || terminalFor(options, process) !== undefined;
  if (!isThere && (!options.yes || confirm === undefined)) return missing({ options, confirm, shown });
  const typed = terminal
    ? (await askLine(terminal, `This deletes ${shown} at ${target.server.url}. Type its name to do so:`)).trim()
    : confirm;
  if (typed === undefined) {
    return { kind: 'missing-answer', question: 'the name of the client', needs: `--confirm ${shellWord(shown)}` };
  }
  if (typed === name || (terminal !== undefined && typed === shown)) return undefined;
  return {
    kind: 'not-valid',
    problem: `that is not what the client is called: nothing was sent`,
    hint: `It is called ${shown}.`,
  };
}

/** Both at once, where nobody is there to be asked. */
function missing({
  options,
  confirm,
  shown,
}: Pick<Managing, 'options'> & { confirm: string | undefined; shown: string }) {
  const lacks = [
    ...(options.yes ? [] : [{ question: 'your consent to delete it', needs: '--yes' }]),
    ...(confirm === undefined ? [{ question: 'the name of the client', needs: `--confirm ${shellWord(shown)}` }] : []),
  ];
  const all = (member: 'question' | 'needs') => lacks.map(lack => lack[member]).join(' and ');
  return { kind: 'missing-answer', question: all('question'), needs: all('needs') } as const;
}

async function told(deleted: Outcome, notes: string[], inHand: Managing): Promise<number> {
  const { target, talk, options } = inHand;
  const { record: _, ...gone } = target;
  const { outcome, bundle } = await withManagedBundle(inHand, {
    outcome: deleted,
    answers: { deleted: { client: target.client, asked: target.asked, differences: [], deviations: [], notes } },
  });
  if (options.json)
    printManaged({ outcome, target: gone, more: { warnings: notes.length > 0 ? notes : undefined, bundle } }, inHand);
  else talk.result(plainText(target.client.client_id, 1000));
  talk.say(`"${plainText(nameOf(target), 80)}" is deleted at ${target.server.url}, and its record is gone.`);
  for (const note of notes) talk.line({ mark: 'care', topic: 'note', text: note });
  return outcome.exitCode;
}
