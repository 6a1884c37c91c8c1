import { join } from 'node:path';
import { handOverValues } from '../../domain/hand-over-values.ts';
import { clientName } from '../../domain/metadata/client-metadata.ts';
import { askedMetadata } from '../../domain/registration/registration-request.ts';
import { Secret } from '../../domain/secrets/secret.ts';
import type { Desk } from '../../engine/desk.ts';
import { earlierClient } from '../../engine/earlier-client.ts';
import { schemaText } from '../../runbook/file/json-schema.ts';
import { runbookOf, runbookText, updateRunbookOf } from '../../runbook/file/to-runbook.ts';
import { saveBundle } from '../../store/files/bundle-file.ts';
import type { Folders } from '../../store/files/folders.ts';
import { createNumberedFile, ensurePrivateFolder } from '../../store/files/private-file.ts';
import { readTokenFile } from '../../store/files/token-file.ts';
import { previewHandOver, servicesIn } from '../../store/hand-over/hand-over.ts';
import { placeSchema } from '../../store/schema-file.ts';
import { supportBundleText } from '../bundle/support-bundle.ts';
import { examined } from '../doctor/examined.ts';
import { printSecret } from '../telling/reveal.ts';
import { copyToClipboard } from '../terminal/clipboard.ts';
import type { OpenRun } from './open-run.ts';

export type DeskNeeds = { folders: Folders; run: OpenRun; terminal: NodeJS.WritableStream };

/** What a person at the terminal wants besides the flow. */
export function createDesk({ folders, run, terminal }: DeskNeeds): Desk {
  const { plan, world, options } = run;
  const reveal = printSecret(true);
  return {
    readTokenFile: path => readTokenFile('the token file', path, process.stdin),
    copy: text => copyToClipboard(text instanceof Secret ? reveal(text) : text, process.env, terminal),
    reveal,
    previewHandOver: ({ answers }, targets) => previewHandOver(targets, handOverValues(answers)),
    composeServices: servicesIn,
    earlierClient: (server, name) => earlierClient(world.ports, server, name),
    examine: (server, { answers, itinerary }) => {
      const asked = itinerary.known.registers ? { asked: askedMetadata(answers) } : {};
      return examined({ server, ...asked }, options, folders);
    },
    saveBundle: async state =>
      saveBundle(folders.data, world.run, await supportBundleText(run, { state, failure: state.failure })),
    saveRunbook: async ({ answers, itinerary }) => {
      const folder = join(folders.data, 'runbooks');
      const made = await ensurePrivateFolder(folder);
      if (!made.ok) return made;
      const name = clientName(answers.reading?.now ?? askedMetadata(answers)) ?? plan.runbookName ?? 'client';
      const update = updateRunbookOf(plan.title, answers, itinerary.known);
      const text = runbookText(update ?? runbookOf(plan.title, answers, itinerary.known));
      const schema = await placeSchema(folder, schemaText());
      if (!schema.ok) return schema;
      return createNumberedFile(folder, fileStem(update ? `update ${name}` : name), '.yaml', text);
    },
  };
}

/** The package's own runbook names cannot be taken by another file, so a saved one is never called like them alone. */
function fileStem(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return `my-${plain === '' ? 'client' : plain}`;
}
