import type { Instant } from '../domain/instant.ts';
import { standingOf } from '../domain/mint/initial-access-token.ts';
import type { State } from '../engine/state.ts';
import type { MintField } from './drafts/mint-draft.ts';
import type { Note } from './note.ts';
import { STEP_TITLES } from './step-titles.ts';

export const MINT_LABELS: Readonly<Record<MintField, string>> = {
  label: 'Label',
  expires_in: 'Lifetime',
  max_uses: 'Uses',
};

/** A token that was there and is of no use any more is why somebody stands here again. */
export function mintHeading({ answers }: State): string {
  return answers.iat === undefined ? 'Mint an initial access token' : 'Mint another initial access token';
}

/** What a mint is for, or why another one is needed. */
export function mintAbout({ answers: { iat }, returnTo }: State, at: Instant): string {
  const place = returnTo.at(-1);
  if (iat === undefined || place === undefined) {
    return 'A short-lived key to the registration endpoint. One hour and a few uses are plenty; a fresh one can be minted at any time.';
  }
  const standing = standingOf(iat, at);
  const why = {
    expired: 'The last one lapsed',
    'used-up': 'The last one has no uses left',
    usable: 'The last one is still good',
  };
  return `${why[standing]}. All you typed is kept, and you come back to: ${STEP_TITLES[place]}.`;
}

export function mintProblems(problems: Partial<Record<MintField, string>>): Note[] {
  return Object.entries(problems).map(([field, message]) => ({
    severity: 'cannot-send',
    message: `${MINT_LABELS[field as MintField]} ${message}`,
  }));
}
