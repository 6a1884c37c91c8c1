import type { Diagnosis, Evidence } from '../domain/evidence/evidence.ts';
import { plainText } from '../domain/plain-text.ts';
import { maskSecretText } from '../domain/secrets/secret-members.ts';
import { type CauseId, cause } from './catalogue.ts';
import { type Held, held } from './held.ts';
import type { Rule } from './rule.ts';
import { presetAdvice } from './rules/preset-advice.ts';
import { rules } from './rules.ts';
import { readSigns, type Signs } from './signs.ts';

/** Causes below this say nothing that would help. */
const LEAST = 0.08;
const MOST_CAUSES = 5;
/** Not even the plainest words prove a cause: who wrote them may have been wrong. */
const SUREST = 0.97;
/** A lead smaller than this decides nothing … */
const RIVAL = 0.08;
/** … and then this is as sure as one can be. */
const UNDECIDED = 0.78;

type Named = { rule: Rule; confidence: number; held: Held };

/**
 * The causes that the evidence speaks for, the likeliest first; an empty list where nothing is known.
 * Never throws, whatever the evidence holds.
 */
export function diagnose(evidence: Evidence): Diagnosis[] {
  const signs = readSigns(evidence);
  const byCause = new Map<CauseId, Named[]>();
  for (const named of firing(signs)) byCause.set(named.rule.cause, [...(byCause.get(named.rule.cause) ?? []), named]);
  const causes = [...byCause.values()]
    .map(named => diagnosisOf(named, signs))
    .filter(({ confidence }) => confidence >= LEAST)
    .sort((a, b) => b.confidence - a.confidence)
    .slice(0, MOST_CAUSES);
  return isSuccess(signs) ? causes : withRivals(causes);
}

/** Of a success several things can be true at once; a refusal has one reason. */
function isSuccess({ status, facts }: Signs): boolean {
  return status !== undefined && status >= 200 && status < 300 && !facts.has('error-in-success');
}

/** Where a second cause is nearly as likely as the first, nobody can be sure of either. */
function withRivals(causes: Diagnosis[]): Diagnosis[] {
  const [first, second] = causes;
  if (first === undefined || second === undefined || first.confidence - second.confidence >= RIVAL) return causes;
  const most = causes.map(({ confidence }, index) => Math.min(confidence, UNDECIDED - index / 100));
  return causes.map((cause, index) => ({ ...cause, confidence: most[index] ?? cause.confidence }));
}

/** The rules that hold, each with how sure it makes us. */
export function firing(signs: Signs): Named[] {
  return rules.flatMap(rule => {
    const main = held(rule.when, signs);
    if (main === undefined) return [];
    let confidence = rule.confidence;
    const sentences = [...main.sentences];
    for (const { when, by } of rule.shift ?? []) {
      const more = held(when, signs);
      if (more === undefined) continue;
      confidence += by;
      if (by > 0) sentences.push(...more.sentences);
    }
    return [{ rule, confidence, held: { ...main, sentences } }];
  });
}

function diagnosisOf(named: Named[], signs: Signs): Diagnosis {
  const [first, ...others] = named.toSorted((a, b) => b.confidence - a.confidence);
  if (first === undefined) throw new Error('a cause without a rule');
  const row = cause(first.rule.cause);
  const words = row.at?.[wordsStage(signs)];
  // A second rule of the same cause agrees; it closes a part of what was left open.
  const agreeing = others.filter(other => other.confidence >= 0.3).length;
  const confidence = Math.min(SUREST, first.confidence + (1 - first.confidence) * 0.15 * Math.min(agreeing, 2));
  const member = first.held.member ?? first.rule.member;
  const place = row.showsAddress && signs.asked !== undefined ? [`you sent ${signs.asked}`] : [];
  const seen = [
    ...answerWords(signs),
    ...place,
    ...first.held.sentences,
    ...others.flatMap(other => other.held.sentences),
  ];
  const advice = presetAdvice.filter(
    ({ preset, causes, stages }) =>
      preset === signs.preset && causes.includes(row.id) && (stages === undefined || stages.includes(signs.stage)),
  );
  return {
    cause: row.id,
    confidence: Math.max(0, Math.round(confidence * 100) / 100),
    headline: first.rule.headline ?? words?.headline ?? row.headline,
    evidence: [...new Set(seen.map(shown))].slice(0, 6),
    try: [...new Set([...(first.rule.try ?? []), ...(words?.try ?? row.try), ...advice.flatMap(one => one.try)])],
    source: words?.source ?? row.source,
    ...(row.goTo === undefined || first.rule.isBeyond ? {} : { goTo: row.goTo }),
    ...(member === undefined ? {} : { member }),
  };
}

/** A discovery is not told from other connections, but by where it asked. */
function wordsStage({ stage, facts }: Signs): Signs['stage'] {
  return stage === 'network' && facts.has('url-well-known') ? 'discover' : stage;
}

/** The server's own words, always first. */
function answerWords(signs: Signs): string[] {
  const code = [...signs.codes][0];
  const answered =
    signs.status === undefined ? undefined : [signs.status, code].filter(part => part !== undefined).join(' ');
  const who = signs.status === undefined ? 'the error says' : 'the server said';
  return [
    ...(answered === undefined ? [] : [`the answer was ${answered}`]),
    ...signs.said.slice(0, 2).map(sentence => `${who} “${plainText(sentence, 240)}”`),
  ];
}

/** Servers and runtimes repeat tokens in their messages, and a pasted address can hold a password. */
function shown(sentence: string): string {
  return plainText(maskSecretText(sentence).replace(/(:\/\/)[^\s/@]{1,200}@/g, '$1…@'), 400);
}
