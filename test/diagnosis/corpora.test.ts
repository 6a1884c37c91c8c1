import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { type Figures, figuresOf, readCases } from './corpus.ts';

/*
 * cases.json: failures from public sources; the rules were written with them in sight.
 * held-out.json: 298 more, written before the rules that answer them.
 * unseen.json: rounds of messages of real servers, looked up only after the rules stood, with their causes written
 *   down before the rules were asked. Of the rounds from 6 on it keeps the hardest: registration endpoints (6), gateways,
 *   firewalls, frameworks and other languages (7), registration again, client management and whatever else may answer
 *   (8 to 10), and what mints and gateways say (11); the figures below are those of the whole rounds.
 * known-messages.json: what runtimes and TLS libraries (k-runtime), bearer token checks of frameworks and gateways
 *   (k-bearer), registration endpoints (k-metadata) and gateways, client management and discovery (k-edge) are known
 *   to say, and failures of the causes met least (k-rare). A table to hold on to, not an unseen round.
 *
 * First run, before anything was mended:
 *   held-out        96.3 % first, 98.0 % among three, 1.7 % confidently wrong (same author as the rules)
 *   unseen, round 1 67.2 % first, 75.6 % among three, 16.0 % confidently wrong
 *   unseen, round 2 81.3 % first, 85.8 % among three, 5.2 % confidently wrong
 *   unseen, round 3 79.6 % first, 84.9 % among three, 2.2 % confidently wrong
 *   unseen, round 4 79.2 % first, 84.2 % among three, 6.9 % confidently wrong
 *   unseen, round 5 79.4 % first, 88.7 % among three, 8.2 % confidently wrong
 *   unseen, round 6 80.4 % first, 83.5 % among three, 6.2 % confidently wrong (97 answers)
 *   unseen, round 7 66.4 % first, 70.2 % among three, 16.0 % confidently wrong (131 answers)
 *   unseen, round 8 73.1 % first, 77.9 % among three, 8.7 % confidently wrong (104 answers)
 *   unseen, round 9 76.5 % first, 84.7 % among three, 4.7 % confidently wrong (85 answers)
 *   unseen, round 10 75.0 % first, 80.7 % among three, 6.8 % confidently wrong (88 answers), and of pages of filters
 *     (45 texts, each under 200, 403 and 503) 54.8 % first, 60.0 % among three, 40.0 % confidently wrong
 *   unseen, round 11 78.6 % first, 87.5 % among three, 3.6 % confidently wrong (56 answers)
 *   k-runtime       69.6 % first
 *   k-bearer        74.8 % first
 *   k-metadata      86.7 % first, 93.3 % among three, 7.8 % confidently wrong (after round 5 was mended)
 *   k-edge          93.4 % first, 96.2 % among three, 0.9 % confidently wrong (after all of the above was mended)
 *   k-rare          77.7 % first, 86.4 % among three, 4.9 % confidently wrong (likewise)
 * Of rounds 4 and 5 one label each was mended after that first run (u4-envoy-rbac, u5-op-no-supported), of
 * round 8 one too (u8-sig-only).
 * So of messages never met, the truth lies nearer to the last lines than to what this test prints now.
 */
const CORPORA = ['cases.json', 'held-out.json', 'unseen.json', 'known-messages.json'];

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

function print(file: string, { cases, first, amongThree, confidentlyWrong, misses }: Figures): void {
  const line = `${file}: ${cases} cases, first ${percent(first)}, among three ${percent(amongThree)}, confidently wrong ${percent(confidentlyWrong)}`;
  process.stdout.write(`${[line, ...misses.map(miss => `  ${miss}`)].join('\n')}\n`);
}

describe('a support engineer who pastes a real failure', () => {
  it.each(CORPORA)('gets its cause first, or at least among three, and is not misled: %s', file => {
    const figures = figuresOf(readCases(file), diagnose);
    print(file, figures);
    expect(figures.first).toBeGreaterThanOrEqual(0.9);
    expect(figures.amongThree).toBeGreaterThanOrEqual(0.98);
    expect(figures.confidentlyWrong).toBeLessThanOrEqual(0.03);
  });

  it('finds every case under an id of its own', () => {
    const ids = CORPORA.flatMap(readCases).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
