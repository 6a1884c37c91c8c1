import type { FileTarget } from '../../domain/hand-over.ts';
import { editCompose } from './compose.ts';
import { editDotenv } from './dotenv.ts';
import type { Edited, Entry } from './edit.ts';
import { editJson } from './json.ts';
import { editKubernetesSecret } from './k8s-secret.ts';

/** The target's text (undefined: no file yet) with the entries in it, by its format. */
export function editTarget(text: string | undefined, target: FileTarget, entries: Entry[]): Edited {
  switch (target.to) {
    case 'dotenv':
      return editDotenv(text, entries);
    case 'compose':
      return editCompose(text, target.service, entries);
    case 'json':
      return editJson(text, entries);
    case 'k8s-secret':
      return editKubernetesSecret(text, target.name, entries);
  }
}
