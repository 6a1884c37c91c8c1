import { readAccessToken } from '../../src/domain/mint/access-token.ts';
import { parseRunbook } from '../../src/runbook/file/parse-runbook.ts';
import type { PlanInput } from '../../src/runbook/plan/gathering.ts';
import { type Plan, plan } from '../../src/runbook/plan/plan.ts';
import { problemText } from '../../src/runbook/problem.ts';

const now = { wall: Date.parse('2026-11-23T10:00:00Z'), mono: 1000 };
type Rest = Omit<PlanInput, 'now' | 'runbook' | 'where'>;

function attempt(text: string | undefined, rest: Rest) {
  if (text === undefined) return plan({ ...rest, now });
  const parsed = parseRunbook(text, rest.file);
  if ('problems' in parsed) throw new Error(parsed.problems.map(problemText).join('\n'));
  return plan({ ...parsed, ...rest, now });
}

/** The plan of a runbook's text; a test fails where there is none. */
export function planned(text?: string, rest: Rest = {}): Plan {
  const result = attempt(text, rest);
  if ('problems' in result) throw new Error(result.problems.map(problemText).join('\n'));
  return result.plan;
}

/** What is wrong with it, as it is told. */
export function planProblems(text?: string, rest: Rest = {}): string[] {
  const result = attempt(text, rest);
  return 'problems' in result ? result.problems.map(problemText) : [];
}

/** A token that was read from a file already. */
export function givenToken(text: string): { token: ReturnType<typeof accessToken>; from: 'flag' } {
  return { token: accessToken(text), from: 'flag' };
}

function accessToken(text: string) {
  const token = readAccessToken(text);
  if ('problem' in token) throw new Error(token.problem);
  return token;
}
