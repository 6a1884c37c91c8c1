import type { Evidence } from '../../domain/evidence/evidence.ts';

type StageWords = { headline?: string; try?: readonly string[]; source?: string };

/** A cause that a diagnosis can name. The id is a promise to scripts: it never changes its meaning. */
export type Cause = {
  id: string;
  /** Where it is met. */
  stages: readonly Evidence['stage'][];
  /** One sentence that says what is wrong. */
  headline: string;
  /** What to do, the likeliest help first. */
  try: readonly string[];
  /** The same in the words of one stage, where the general ones would speak of another. */
  at?: Readonly<Partial<Record<Evidence['stage'], StageWords>>>;
  /** The address that was asked belongs to the evidence. */
  showsAddress?: true;
  /** RFC section or public documentation. */
  source: string;
  /** The step of the flow where it is mended; left out where no step can. */
  goTo?: 'server' | 'admin-token' | 'mint' | 'template' | 'keys' | 'redirect-uris' | 'review';
  /** Who has to act; «operator» is the one at this screen. */
  acts: 'operator' | 'server-administrator' | 'network-administrator';
};
