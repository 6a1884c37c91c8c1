import type { ReactNode } from 'react';
import type { Secret } from '../../src/domain/secrets/secret.ts';
import type { Desk } from '../../src/engine/desk.ts';
import type { Session } from '../../src/engine/session.ts';
import type { State } from '../../src/engine/state.ts';
import type { Happening } from '../../src/flow/event.ts';
import type { Plan } from '../../src/runbook/plan/plan.ts';
import { steps } from '../../src/steps/steps.ts';
import { App } from '../../src/ui/app.tsx';
import { type Drafts, DraftsContext } from '../../src/ui/hooks/use-draft.ts';
import { LookContext } from '../../src/ui/hooks/use-look.ts';
import { createLook } from '../../src/ui/look.ts';
import { later } from './flow.ts';
import { type Screen, type ShowOptions, show } from './ink.ts';
import type { Walk } from './walk.ts';

export type Staged = {
  screen: Screen;
  /** All that the screens said, in order. */
  told: Happening[];
  /** What went into the clipboard. */
  copied: (string | Secret)[];
  /** How often the run was left. */
  left(): number;
  /** The walk went on without the screen (a reply came): what it looks like then. */
  catchUp(): Promise<void>;
};

export type StageOptions = ShowOptions & {
  desk?: Partial<Desk>;
  /** Seconds after the run began; the clock stands still at it. */
  at?: () => number;
  sources?: Plan['sources'];
  unicode?: boolean;
};

/** The whole face over a walk: the screens draw its state, and what they tell, it hears. */
export async function stage(walk: Walk, options: StageOptions = {}): Promise<Staged> {
  const told: Happening[] = [];
  const copied: (string | Secret)[] = [];
  let left = 0;
  const listeners = new Set<(state: State) => void>();
  const changed = () => {
    for (const listener of listeners) listener(walk.state());
  };
  const session: Session = {
    state: walk.state,
    subscribe: listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell: (step, happening) => {
      told.push(happening);
      walk.tell(happening, step);
      changed();
    },
    whenIdle: async () => walk.state(),
  };
  const desk: Desk = {
    readTokenFile: async () => ({ ok: false, failure: { kind: 'not-valid', problem: 'there is no such file' } }),
    copy: async text => {
      copied.push(text);
      return { by: 'wl-copy', isCertain: true };
    },
    reveal: secret => secret.reveal(),
    saveRunbook: async () => ({ ok: true, value: 'mine.yaml' }),
    earlierClient: async () => undefined,
    examine: async function* () {},
    saveBundle: async () => ({ ok: true, value: '/bundles/bundle-1.json' }),
    // Never: what will be set is shown until a test says what the files hold.
    composeServices: async () => ['bff'],
    previewHandOver: () => new Promise(() => {}),
    ...options.desk,
  };
  const drafts: Drafts = new Map();
  const { at = () => 60 } = options;
  const clock = { now: () => later(at()) };
  const plan: Plan = {
    title: 'Bootstrap the BFF client',
    steps: [...walk.state().itinerary.steps],
    silent: [...walk.state().itinerary.silent],
    known: walk.state().itinerary.known,
    sources: options.sources ?? {},
    checklist: [],
    findings: [],
  };
  const face: ReactNode = (
    <LookContext value={createLook({ unicode: options.unicode ?? true, motion: false })}>
      <DraftsContext value={drafts}>
        <App
          begun={{ session, plan, desk }}
          steps={steps}
          clock={clock}
          leave={() => {
            left += 1;
          }}
          isLeaving={false}
        />
      </DraftsContext>
    </LookContext>
  );
  const screen = await show(face, options);
  return {
    screen,
    told,
    copied,
    left: () => left,
    catchUp: async () => {
      changed();
      await screen.rerender(face);
    },
  };
}
