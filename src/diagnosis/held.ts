import type { Condition, StatusWanted, Words } from './rule.ts';
import type { Signs } from './signs.ts';

/** What was seen that makes a condition hold, in sentences. */
export type Held = { sentences: string[]; member?: string };

/** Whether a condition holds for these signs, and by what; undefined where it does not. */
export function held(condition: Condition, signs: Signs): Held | undefined {
  if (!plainMembersHold(condition, signs)) return undefined;
  if (condition.not !== undefined && held(condition.not, signs) !== undefined) return undefined;
  const seen: Held = { sentences: [] };
  const facts = [
    ...(condition.facts ?? []),
    ...(condition.anyFact ?? []).filter(name => signs.facts.has(name)).slice(0, 2),
  ];
  for (const name of facts) {
    const fact = signs.facts.get(name);
    if (fact === undefined) return undefined;
    seen.sentences.push(fact.sentence);
    if (fact.member !== undefined) seen.member ??= fact.member;
  }
  for (const name of Object.keys(condition.header ?? {})) seen.sentences.push(`${name}: ${signs.headers[name] ?? ''}`);
  for (const code of condition.fails ?? [])
    if (signs.failures.has(code)) seen.sentences.push(`the error code is ${code}`);
  for (const part of condition.all ?? []) {
    const one = held(part, signs);
    if (one === undefined) return undefined;
    seen.sentences.push(...one.sentences);
    if (one.member !== undefined) seen.member ??= one.member;
  }
  if (condition.any === undefined) return seen;
  for (const alternative of condition.any) {
    const one = held(alternative, signs);
    if (one === undefined) continue;
    const member = seen.member ?? one.member;
    return { sentences: [...seen.sentences, ...one.sentences], ...(member === undefined ? {} : { member }) };
  }
  return undefined;
}

function plainMembersHold(condition: Condition, signs: Signs): boolean {
  const { stage, status, code, says, fails, header, anyFact, requested, preset } = condition;
  if (stage !== undefined && !stage.includes(signs.stage)) return false;
  if (
    status !== undefined &&
    !status.some(
      wanted => isStatus(wanted, signs.status) || (signs.meant !== undefined && isStatus(wanted, signs.meant)),
    )
  )
    return false;
  if (code !== undefined && !code.some(wanted => signs.codes.has(wanted))) return false;
  if (says !== undefined && !matches(says, signs.text)) return false;
  if (fails !== undefined && !fails.some(wanted => signs.failures.has(wanted))) return false;
  if (anyFact !== undefined && !anyFact.some(name => signs.facts.has(name))) return false;
  if (requested !== undefined && !matches(requested, signs.requested)) return false;
  if (preset !== undefined && !preset.includes(signs.preset ?? '')) return false;
  if (header !== undefined && !Object.entries(header).every(([name, form]) => form.test(signs.headers[name] ?? '')))
    return false;
  return statementHolds(condition, signs);
}

function matches(words: Words, text: string): boolean {
  return words instanceof RegExp ? words.test(text) : words.some(pattern => pattern.test(text));
}

function isStatus(wanted: StatusWanted, status: number | undefined): boolean {
  if (wanted === 'none') return status === undefined;
  if (typeof wanted === 'number') return wanted === status;
  return status !== undefined && Math.floor(status / 100) === Number(wanted[0]);
}

/** Subject, complaint and words have to stand in one clause. */
function statementHolds({ about, aboutAll, complains, clause }: Condition, signs: Signs): boolean {
  if ((about ?? aboutAll ?? complains ?? clause) === undefined) return true;
  return signs.statements.some(
    statement =>
      (about === undefined || about.some(subject => statement.about.has(subject))) &&
      (aboutAll === undefined || aboutAll.every(subject => statement.about.has(subject))) &&
      (complains === undefined || complains.some(complaint => statement.complains.has(complaint))) &&
      (clause === undefined || matches(clause, statement.clause)),
  );
}
