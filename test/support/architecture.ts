import { posix } from 'node:path';
import { STEP_IDS } from '../../src/flow/step.ts';

/** Source files by their path below `src/`. */
export type Sources = ReadonlyMap<string, string>;
/** `type` is gone at run time, `lazy` is `import()`. */
type Import = { from: string; to: string; kind: 'runs' | 'type' | 'lazy' };

type Room = {
  /** Rooms that it may know besides itself. */
  knows: readonly string[];
  /** Packages and Node's own modules that it may use; `node:` is any of these. */
  uses: readonly string[];
};

/** Who may know whom. A room that only thinks uses nothing of the world. */
const ROOMS: Readonly<Record<string, Room>> = {
  domain: { knows: [], uses: ['zod'] },
  diagnosis: { knows: ['domain'], uses: [] },
  flow: { knows: ['domain'], uses: [] },
  steps: { knows: ['domain', 'flow'], uses: [] },
  runbook: { knows: ['domain', 'flow'], uses: ['zod', 'yaml'] },
  engine: { knows: ['domain', 'flow', 'steps', 'runbook'], uses: [] },
  servers: { knows: ['domain', 'engine'], uses: ['node:', 'undici'] },
  store: { knows: ['domain', 'engine'], uses: ['node:', 'conf', 'jose', 'yaml'] },
  doctor: { knows: ['domain', 'servers'], uses: ['node:', 'undici'] },
  headless: { knows: ['domain', 'diagnosis', 'flow', 'runbook', 'engine'], uses: [] },
  guidance: { knows: ['domain', 'diagnosis', 'flow', 'runbook', 'engine'], uses: [] },
  ui: {
    knows: ['domain', 'diagnosis', 'flow', 'runbook', 'engine', 'guidance'],
    uses: ['node:', 'react', 'ink', 'ink-select-input', 'ink-text-input'],
  },
  plain: { knows: ['domain', 'diagnosis', 'flow', 'runbook', 'engine', 'guidance'], uses: [] },
  practice: { knows: [], uses: ['node:', 'oidc-provider'] },
  cli: {
    knows: [
      ...['domain', 'diagnosis', 'flow', 'steps', 'runbook', 'engine', 'servers', 'store'],
      ...['doctor', 'headless', 'guidance', 'ui', 'plain', 'practice'],
    ],
    uses: ['node:', 'commander'],
  },
  'main.ts': { knows: ['cli'], uses: [] },
};

/** Heavy rooms: a start that does not need them must not load them. */
const LAZY = ['ui', 'practice', 'doctor'];
const MAY_REVEAL = /^(servers|store)\/|^cli\/telling\/reveal\.ts$/;

/** Everything in these files that breaks the plan of the house, one line each. */
export function violations(sources: Sources): string[] {
  const imports = [...sources].flatMap(([path, text]) => importsOf(path, text));
  const strangers = [...sources.keys()].filter(path => ROOMS[roomOf(path)] === undefined);
  return [
    ...strangers.map(path => `${path}: nobody knows the room ${roomOf(path)}`),
    ...imports.flatMap(entry => [...wrongArrow(entry), ...wrongWay(entry)]),
    ...circles(imports),
    ...[...sources].flatMap(([path, text]) => (reveals(text) && !MAY_REVEAL.test(path) ? [`${path} reveals`] : [])),
  ];
}

function importsOf(from: string, text: string): Import[] {
  const found = (pattern: RegExp, kindOf: (match: RegExpExecArray) => Import['kind']) =>
    [...text.matchAll(pattern)].map(match => ({ from, to: resolved(from, match.at(-1) ?? ''), kind: kindOf(match) }));
  return [
    ...found(/^(?:import|export)\s+(type\s)?[^'";]*?\sfrom\s+'([^']+)'/gm, match => (match[1] ? 'type' : 'runs')),
    ...found(/^import\s+'([^']+)'/gm, () => 'runs'),
    ...found(/\bimport\(\s*'([^']+)'/g, () => 'lazy'),
  ];
}

/** A path below `src/`, or a package's name as it is. */
function resolved(from: string, specifier: string): string {
  return specifier.startsWith('.') ? posix.join('src', posix.dirname(from), specifier) : specifier;
}

function roomOf(path: string): string {
  return path.replace(/^src\//, '').split('/')[0] ?? '';
}

function wrongArrow({ from, to, kind }: Import): string[] {
  const room = roomOf(from);
  const { knows = [], uses = [] } = ROOMS[room] ?? {};
  const says = `${from} imports ${to.replace(/^src\//, '')}`;
  if (!to.startsWith('src/')) {
    // `package.json` beside src/ is data of the whole tool.
    const isUsed = to === 'package.json' || uses.some(name => to === name || (name === 'node:' && to.startsWith(name)));
    return isUsed ? [] : [`${says}: ${room} uses ${uses.join(', ') || 'no packages'}`];
  }
  const target = roomOf(to);
  if (target !== room && !knows.includes(target)) return [`${says}: ${room} must not know ${target}`];
  if (
    (room === 'servers' || room === 'store') &&
    target === 'engine' &&
    (to !== 'src/engine/ports.ts' || kind !== 'type')
  )
    return [`${says}: of the engine, ${room} knows the types of ports.ts`];
  return [];
}

function wrongWay({ from, to, kind }: Import): string[] {
  const room = roomOf(from);
  const target = roomOf(to);
  const isLate = kind !== 'runs';
  if (to.startsWith('src/') && room === 'cli' && LAZY.includes(target) && !isLate)
    return [`${from} imports ${target} at once: it is loaded by import() where it is needed`];
  if (room === 'main.ts' && !isLate) return [`${from} imports ${to} before it has looked at Node`];
  const [one, other] = [from, to].map(path => /^(?:src\/)?steps\/(.*)\.ts$/.exec(path)?.[1] ?? '');
  const isStep = (name = '') => STEP_IDS.some(id => id === name);
  return isStep(one) && isStep(other) ? [`${from} imports ${other}: a step names no other step`] : [];
}

/** Each circle once, from its first file on. */
function circles(imports: Import[]): string[] {
  const known = new Map<string, string[]>();
  for (const { from, to, kind } of imports) {
    if (kind === 'lazy') continue;
    const path = `src/${from}`;
    known.set(path, [...(known.get(path) ?? []), to]);
  }
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, above: string[]) => {
    const start = above.indexOf(path);
    if (start >= 0) found.push(`a circle: ${[...above.slice(start), path].join(' -> ').replaceAll('src/', '')}`);
    if (start >= 0 || done.has(path)) return;
    for (const next of known.get(path) ?? []) visit(next, [...above, path]);
    done.add(path);
  };
  for (const path of known.keys()) visit(path, []);
  return found;
}

/** `reveal()` takes nothing; a port of that name is given a secret. */
function reveals(text: string): boolean {
  return /\.\s*reveal\s*\(\s*\)|\[\s*['"`]reveal['"`]\s*\]/.test(text);
}
