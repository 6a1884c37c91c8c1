import { expect, test } from 'vitest';
import { bundleIn, bundleOf, bundleSteps, isSupportBundle } from '../../../src/diagnosis/bundle/read-bundle.ts';
import { diagnose } from '../../../src/diagnosis/diagnose.ts';
import { bundledEvidence, evidenceFrom } from '../../../src/domain/evidence/bundled-evidence.ts';
import type { Evidence } from '../../../src/domain/evidence/evidence.ts';
import type { SupportBundle } from '../../../src/domain/evidence/support-bundle.ts';
import { parseJson } from '../../../src/domain/json.ts';
import { plainText } from '../../../src/domain/plain-text.ts';
import { BUNDLE, EVIDENCE } from './bundles.ts';

const written = (bundle: object) => JSON.stringify(bundle);

function read(text: string): SupportBundle {
  const found = bundleOf(parseJson(text));
  if ('problem' in found) throw new Error(found.problem);
  return found.bundle;
}

test('the operator’s way is told step by step, each with what went over the wire meanwhile', () => {
  const steps = bundleSteps(read(written(BUNDLE)));
  expect(steps.map(({ step, exchanges }) => [step, exchanges.map(({ sent_at }) => sent_at)])).toEqual([
    ['mint', ['2026-11-24T10:00:30.000Z']],
    ['register', ['2026-11-24T10:01:30.000Z']],
    ['mint', ['2026-11-24T10:03:30.000Z']],
  ]);
});

test('a trouble can be judged anew', () => {
  const evidence = bundleSteps(read(written(BUNDLE))).flatMap(step => step.evidence);
  expect(evidence).toEqual([EVIDENCE]);
  expect(evidence.flatMap(diagnose)[0]?.cause).toBe('iat.expired');
});

test('a token that never lapses, for which JSON has no number, comes back as one', () => {
  const { ledger } = EVIDENCE;
  const endless: Evidence = {
    ...EVIDENCE,
    ...(ledger && { ledger: { ...ledger, secondsLeft: Number.POSITIVE_INFINITY } }),
  };
  const kept = JSON.parse(JSON.stringify(bundledEvidence(endless)));
  expect(evidenceFrom(kept)).toEqual(endless);
});

test('members that a later tool adds are passed over', () => {
  const later = { ...BUNDLE, mood: 'fine', tool: { ...BUNDLE.tool, npm: '11' } };
  expect(read(written(later))).toEqual(BUNDLE);
});

test.each([
  ['no JSON', '{"kind":', 'it is no support bundle'],
  ['another document', '{"schema_version":1,"outcome":"registered"}', 'it is no support bundle'],
  ['a later version', written({ ...BUNDLE, schema_version: 2 }), 'schema_version 2, and this tool reads 1'],
  ['a version that is none', written({ ...BUNDLE, schema_version: ['\u001b[2J'] }), 'schema_version'],
  ['a torn one', written({ ...BUNDLE, exchanges: [{}] }), 'it is a damaged support bundle: exchanges.0.stage'],
])('%s is told from a bundle', (_, text, problem) => {
  const found = bundleOf(parseJson(text));
  expect(found).toHaveProperty('problem', expect.stringContaining(problem));
  if ('problem' in found) expect(found.problem).toBe(plainText(found.problem));
});

test('whether something means to be a bundle is seen by its kind', () => {
  expect(isSupportBundle({ kind: 'support-bundle', schema_version: 9 })).toBe(true);
  expect(isSupportBundle({ kind: 'something else' })).toBe(false);
  expect(isSupportBundle(undefined)).toBe(false);
});

test('which token went along is told, and a token that somebody wrote into it is not', () => {
  const [first] = BUNDLE.exchanges;
  const told = {
    ...first,
    bearer: 'registration-access-token',
    url: 'https://idp.example/?access_token=s3cr3t-0123456789',
  };
  const read = bundleIn(written({ ...BUNDLE, exchanges: [told] }));
  expect(read).toMatchObject({ bundle: { exchanges: [{ bearer: 'registration-access-token' }] } });
  expect(JSON.stringify(read)).not.toContain('s3cr3t');
});
