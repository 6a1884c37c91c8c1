import { readFileSync } from 'node:fs';
import { lowerNames } from '../../src/diagnosis/signs/request-view.ts';
import type { Diagnosis, Evidence } from '../../src/domain/evidence/evidence.ts';

/** One failure with its cause. Members that no diagnosis sees (fix, source …) are left out here. */
export type Case = {
  id: string;
  /** Of unseen.json: which of its rounds it was written for. */
  round?: number;
  stage: Evidence['stage'];
  request: string | NonNullable<Evidence['request']>;
  status: number | null;
  headers: Record<string, string>;
  body: string;
  error_code: string | null;
  cause: string;
};

export function readCases(file: string): Case[] {
  return JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')) as Case[];
}

export function evidenceOfCase({ stage, request, status, headers, body, error_code }: Case): Evidence {
  return {
    stage,
    request: typeof request === 'string' ? { text: request } : request,
    headers: lowerNames(headers),
    body,
    ...(status !== null && { status }),
    ...(error_code !== null && { errorCode: error_code }),
  };
}

/** How sure a diagnosis has to be for a wrong first cause to count as confidently wrong. */
const CONFIDENT = 0.8;

export type Figures = { cases: number; first: number; amongThree: number; confidentlyWrong: number; misses: string[] };

/** The shares of cases (0 to 1), and a line for each whose first cause is another. */
export function figuresOf(cases: readonly Case[], diagnose: (evidence: Evidence) => Diagnosis[]): Figures {
  const named = cases.map(one => ({ one, causes: diagnose(evidenceOfCase(one)) }));
  const share = (count: number) => count / cases.length;
  const misses = named.filter(({ one, causes }) => causes[0]?.cause !== one.cause);
  return {
    cases: cases.length,
    first: share(cases.length - misses.length),
    amongThree: share(named.filter(({ one, causes }) => rankOf(one, causes) < 3).length),
    confidentlyWrong: share(misses.filter(({ causes }) => (causes[0]?.confidence ?? 0) >= CONFIDENT).length),
    misses: misses.map(({ one, causes }) => {
      const said = causes.map(({ cause, confidence }) => `${cause} ${confidence}`).join(', ');
      return `${one.id}: ${one.cause}, but said ${said || 'nothing'}`;
    }),
  };
}

function rankOf(one: Case, causes: readonly Diagnosis[]): number {
  const rank = causes.findIndex(({ cause }) => cause === one.cause);
  return rank === -1 ? Number.POSITIVE_INFINITY : rank;
}
