import type { Finding } from '../../domain/findings/finding.ts';
import { grantFindings } from '../../domain/findings/grant-findings.ts';
import { presetFindings } from '../../domain/findings/preset-findings.ts';
import type { ClientMetadata } from '../../domain/metadata/client-metadata.ts';
import { redirectUriFindings } from '../../domain/metadata/redirect-uri.ts';
import type { Note } from '../note.ts';

/** What is to be said about a list of redirect URIs while it is edited. Each URI is looked at once, so long lists stay fluid. */
export type RedirectNotes = {
  ofEntry(uri: string, index: number, entries: readonly string[]): Finding[];
  /** Places (from 0) of what cannot be sent, whatever the server thinks of it. */
  unsendable(entries: readonly string[]): number[];
  /** Places of what most servers refuse. */
  doubtful(entries: readonly string[]): number[];
  ofList(entries: readonly string[]): Finding[];
};

/** `asked`: the rest of what goes out with the list; `preset`: whose habits the server has. */
export function createRedirectNotes(asked: ClientMetadata, preset: string | undefined): RedirectNotes {
  const type = asked['application_type'];
  const applicationType = typeof type === 'string' ? type : undefined;
  const known = new Map<string, Finding[]>();
  const look = (uri: string): Finding[] => {
    const found = known.get(uri) ?? redirectUriFindings(uri, { applicationType });
    known.set(uri, found);
    return found;
  };
  const ofServerAndGrants = (whole: ClientMetadata) => [...grantFindings(whole), ...presetFindings(whole, preset)];
  const places = (entries: readonly string[], severity: Finding['severity']) =>
    entries.flatMap((uri, index) => (look(uri).some(finding => finding.severity === severity) ? [index] : []));
  return {
    ofEntry: (uri, index, entries) => {
      const earlier = entries.indexOf(uri);
      return earlier === -1 || earlier >= index ? look(uri) : [...look(uri), duplicate(earlier)];
    },
    unsendable: entries => places(entries, 'cannot-send'),
    doubtful: entries => places(entries, 'refusal-likely'),
    ofList: entries =>
      ofServerAndGrants({ ...asked, redirect_uris: [...entries] }).filter(({ member }) => member === 'redirect_uris'),
  };
}

function duplicate(earlier: number): Finding {
  return {
    severity: 'hint',
    member: 'redirect_uris',
    message: `it is in the list twice: the same as number ${earlier + 1}`,
    source: 'RFC 7591 section 2 (redirect_uris)',
  };
}

/** «3», «3 and 7», «3, 7 and 4 more»: places as people count them. */
export function placesInWords(places: readonly number[]): string {
  const shown = places.slice(0, 3).map(place => String(place + 1));
  const left = places.length - shown.length;
  const parts = left > 0 ? [...shown, `${left} more`] : shown;
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

function numbersInWords(places: readonly number[]): string {
  return `${places.length > 1 ? 'numbers' : 'number'} ${placesInWords(places)}`;
}

/** What concerns the whole list, some of it perhaps out of sight. */
export function summaryNotes(notes: RedirectNotes, entries: readonly string[], wasTold: boolean): Note[] {
  const [unsendable, doubtful] = [notes.unsendable(entries), notes.doubtful(entries)];
  const said: Note[] = [];
  if (unsendable.length > 0) {
    const way = wasTold ? `: mend or delete ${unsendable.length > 1 ? 'them' : 'it'}, then Enter keeps the list` : '';
    said.push({ severity: 'cannot-send', message: `${numbersInWords(unsendable)} cannot be sent${way}` });
  }
  if (doubtful.length > 0) {
    const which = numbersInWords(doubtful);
    said.push({
      severity: 'refusal-likely',
      message: `${which} will probably be refused; you can keep it and decide in the review`,
    });
  }
  return [...said, ...notes.ofList(entries)];
}
