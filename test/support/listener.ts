import { PassThrough } from 'node:stream';
import { expect, onTestFinished, vi } from 'vitest';
import type { Instant } from '../../src/domain/instant.ts';
import type { Desk } from '../../src/engine/desk.ts';
import { createSession, type Session } from '../../src/engine/session.ts';
import type { Itinerary } from '../../src/engine/state.ts';
import { type Asker, createAsker } from '../../src/plain/asker.ts';
import { type PlainRun, runPlain } from '../../src/plain/run-plain.ts';
import { steps } from '../../src/steps/steps.ts';
import { itinerary, later } from './flow.ts';
import { type Script, scriptedPorts } from './scripted-ports.ts';
import { TerminalIn } from './terminal-streams.ts';

/** An operator who hears lines and types lines, on streams that are no terminal. */
export type Listener = {
  asker: Asker;
  stdin: TerminalIn;
  /** Everything that was said so far. */
  everything(): string;
  /** Waits until it was said, after what was waited for before; what was said in between. */
  hears(what: string | RegExp): Promise<string>;
  types(text: string): void;
  /** Waits for the question, and answers it with a line. */
  answers(question: string | RegExp, line: string): Promise<string>;
};

export function createListener({ unicode = true }: { unicode?: boolean } = {}): Listener {
  const stdin = new TerminalIn();
  const stdout = new PassThrough();
  let said = '';
  let heard = 0;
  stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const asker = createAsker({ stdin, stdout, unicode });
  onTestFinished(() => asker.close());
  const hears = async (what: string | RegExp) => {
    const from = heard;
    const place = () => {
      const rest = said.slice(from);
      const found = typeof what === 'string' ? rest.indexOf(what) : rest.search(what);
      expect(found, `${what} was not said; what was said is\n${rest}`).toBeGreaterThanOrEqual(0);
      return found + (typeof what === 'string' ? what.length : (what.exec(rest)?.[0].length ?? 0));
    };
    const length = await vi.waitFor(place, { timeout: 5000, interval: 2 });
    heard = from + length;
    return said.slice(from, heard);
  };
  const types = (text: string) => {
    stdin.write(text);
  };
  return {
    asker,
    stdin,
    everything: () => said,
    hears,
    types,
    answers: async (question, line) => {
      const words = await hears(question);
      types(`${line}\n`);
      return words;
    },
  };
}

export const NUMBER = /Number, b for back, q to leave, \? for help \[\d+\]: /;
export const KEEP = 'Enter to keep the list: ';

export type Listening = Listener & { session: Session; run: PlainRun; calls(): readonly string[] };

export type ListeningOptions = {
  plan?: Itinerary;
  script?: Script;
  desk?: Partial<Desk>;
  replay?: boolean;
  summary?: string;
  at?: () => Instant;
};

/** The whole flow in plain lines over a world on paper. */
export function listenTo({
  plan = itinerary({ known: { metadata: {} } }),
  script = {},
  desk = {},
  replay = false,
  at = () => later(60),
}: ListeningOptions = {}): Listening {
  const listener = createListener();
  const scripted = scriptedPorts({ now: at, ...script });
  const session = createSession({ itinerary: plan, steps, ports: scripted.ports, identity: { run: 'run-1' } });
  const run = runPlain({
    begun: {
      session,
      desk: { ...DESK, ...desk },
      plan: {
        ...plan,
        title: 'Bootstrap the BFF client',
        steps: [...plan.steps],
        silent: [...plan.silent],
        sources: {},
        checklist: [],
        findings: [],
      },
    },
    steps,
    asker: listener.asker,
    clock: { now: at },
    replay,
  });
  return { ...listener, session, run, calls: () => scripted.calls };
}

/** Enter at every question, up to the one named. */
export async function enterUpTo(listening: Listening, what: string): Promise<void> {
  for (;;) {
    const said = await listening.hears(/Step \d+ of \d+: [^\n]*/);
    if (said.includes(what)) return;
    await listening.answers(/(Number, b for back|Enter to keep the list)[^\n]*: $/, '');
  }
}

const DESK: Desk = {
  readTokenFile: async () => ({ ok: false, failure: { kind: 'not-valid', problem: 'there is no such file' } }),
  copy: async () => ({ by: 'wl-copy', isCertain: true }),
  reveal: secret => secret.reveal(),
  earlierClient: async () => undefined,
  saveBundle: async () => ({ ok: true, value: '/bundles/bundle-1.json' }),
  saveRunbook: async () => ({ ok: true, value: 'mine.yaml' }),
  async *examine() {
    yield { layer: 'dns', check: 'addresses', status: 'ok', seen: 'idp.example.com is 192.0.2.1' };
    yield { layer: 'tcp', check: 'connection', status: 'failed', seen: 'refused', try: ['Start the server.'] };
  },
  composeServices: async () => ['bff'],
  previewHandOver: async (_, targets) =>
    targets.flatMap(target =>
      target.to === 'checklist' ? [] : [{ to: target.to, file: target.file, changes: [], missing: [], warnings: [] }],
    ),
};
