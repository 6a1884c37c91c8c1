import { describe, expect, it } from 'vitest';
import { catalogue } from '../../src/diagnosis/catalogue.ts';
import { firing } from '../../src/diagnosis/diagnose.ts';
import type { Condition } from '../../src/diagnosis/rule.ts';
import { presetAdvice } from '../../src/diagnosis/rules/preset-advice.ts';
import { rules } from '../../src/diagnosis/rules.ts';
import { readSigns } from '../../src/diagnosis/signs.ts';
import { preset } from '../../src/domain/server/presets.ts';
import { type Case, evidenceOfCase, readCases } from './corpus.ts';
import { RULE_CASES } from './rule-cases.ts';

const corpora: Case[] = ['cases.json', 'held-out.json', 'unseen.json', 'known-messages.json'].flatMap(readCases);
const firingIn = (evidence: Parameters<typeof readSigns>[0]) => firing(readSigns(evidence)).map(({ rule }) => rule.id);
const inCorpora = new Set(corpora.flatMap(one => firingIn(evidenceOfCase(one))));

/** Every pattern of a condition, however deep. */
function patterns(condition: Condition): RegExp[] {
  const { says, clause, requested, header = {}, any = [], all = [], not } = condition;
  const own = [says, clause, requested].flatMap(words => (words === undefined ? [] : words));
  const parts = [...any, ...all, ...(not === undefined ? [] : [not])];
  return [...own.flatMap(words => words as RegExp | RegExp[]), ...Object.values(header), ...parts.flatMap(patterns)];
}

describe('the rules', () => {
  it('have an id each', () => {
    const ids = rules.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it.each(rules.map(({ id }) => id))('%s fires on a failure that can be met', id => {
    const own = RULE_CASES[id];
    expect(own === undefined ? inCorpora : firingIn(own)).toContain(id);
  });

  it('answer every cause of the catalogue', () => {
    const answered = new Set<string>(rules.map(({ cause }) => cause));
    expect(catalogue.map(({ id }) => id).filter(id => !answered.has(id))).toEqual([]);
  });

  it('are never surer than words can make them, nor without any confidence', () => {
    for (const { id, confidence } of rules) {
      expect(confidence, id).toBeGreaterThan(0.1);
      expect(confidence, id).toBeLessThan(0.97);
    }
  });

  it('hold no whole sentence of a single case', () => {
    const sources = rules.flatMap(({ id, when }) => patterns(when).map(({ source }) => ({ id, source })));
    const sentences = corpora.map(({ body }) => body.toLowerCase()).filter(body => body.length > 60);
    const literal = sources.flatMap(({ id, source }) =>
      source.split('|').flatMap(part => {
        const text = part.replace(/\\b/g, '').toLowerCase();
        return text.length > 60 && sentences.some(sentence => sentence.includes(text)) ? [`${id}: ${text}`] : [];
      }),
    );
    expect(literal).toEqual([]);
  });

  it('keep no state between two failures', () => {
    for (const { id, when } of rules) for (const { flags } of patterns(when)) expect(flags, id).not.toMatch(/[gy]/);
  });
});

describe('what a known server’s documentation adds', () => {
  it('is about servers that are known here', () => {
    for (const { preset: name } of presetAdvice) expect(preset(name)?.name).toBe(name);
  });
});
