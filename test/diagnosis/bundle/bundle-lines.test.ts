import { expect, test } from 'vitest';
import { bundleHead, stepLines } from '../../../src/diagnosis/bundle/bundle-lines.ts';
import { bundleSteps } from '../../../src/diagnosis/bundle/read-bundle.ts';
import { plainText } from '../../../src/domain/plain-text.ts';
import { BUNDLE } from './bundles.ts';

test('a step reads in the order of time: what was seen, what was sent, what came', () => {
  const [mint, register] = bundleSteps({
    ...BUNDLE,
    exchanges: BUNDLE.exchanges.map((exchange, index) =>
      index === 0
        ? { ...exchange, bearer: 'admin-token', answer: { status: 201, headers: { date: 'now' }, body: '{}' } }
        : { ...exchange, silence: { sent: true, code: 'ECONNRESET', message: 'read ECONNRESET', after_ms: 12 } },
    ),
  });
  expect(mint && stepLines(mint)).toEqual([
    '2026-11-24T10:00:00.000Z  mint',
    '  > POST https://idp.example/mint with the admin-token, request id mint-1',
    '  < 201',
    '  < date: now',
    '  < {}',
    '  ✔ IAT until 11:01:00, 10 uses',
  ]);
  expect(register && stepLines(register)).toEqual([
    '2026-11-24T10:01:00.000Z  register',
    '  > POST https://idp.example/register, request id register-1',
    '  < no answer: read ECONNRESET (ECONNRESET, 12 ms)',
    '  ✖ The server refused the registration: 401 invalid_token',
  ]);
});

test('the head says which run it was, on what, and how the clocks stood', () => {
  const head = bundleHead({
    ...BUNDLE,
    outcome: { outcome: 'refused', exit_code: 5 },
    server: { url: 'https://idp.example', preset: 'keycloak' },
    clock_difference_seconds: -1800,
  });
  expect(head).toContain('run       run-1, runbook bff-server');
  expect(head).toContain('server    https://idp.example (keycloak)');
  expect(head).toContain('clock     the server’s is 1800 s behind');
  expect(head.join('\n')).toContain('refused, exit code 5');
});

test('nothing that somebody wrote into a bundle moves the cursor', () => {
  const evil = '\u001b[2J\u202egnp\n';
  const [first] = BUNDLE.seen;
  const bundle = {
    ...BUNDLE,
    run: { id: evil, runbook: evil },
    warnings: [evil],
    seen: first ? [{ ...first, mark: 'care' as const, step: evil, text: evil }] : [],
    exchanges: BUNDLE.exchanges.map(exchange => ({
      ...exchange,
      url: evil,
      answer: { status: 200, headers: { [evil]: evil }, body: evil },
    })),
  };
  for (const line of [...bundleHead(bundle), ...bundleSteps(bundle).flatMap(stepLines)]) {
    expect(line.trim()).toBe(plainText(line, 2000));
  }
});
