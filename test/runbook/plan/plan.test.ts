import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAccessToken } from '../../../src/domain/mint/access-token.ts';
import { STEP_IDS, type StepId } from '../../../src/flow/step.ts';
import type { FlagValues } from '../../../src/runbook/plan/gathering.ts';
import { plan } from '../../../src/runbook/plan/plan.ts';
import { problemText } from '../../../src/runbook/problem.ts';
import { questions } from '../../../src/runbook/questions.ts';
import { render } from '../../../src/runbook/render/render.ts';
import { planned } from '../planned.ts';

const now = { wall: Date.parse('2026-11-23T10:00:00Z'), mono: 1000 };

test('without a runbook there is a plan all the same: the whole flow, from bff-server', () => {
  const { title, steps, silent, known, checklist } = planned();
  expect({ title, steps, silent, checklist }).toEqual({
    title: 'Register a client',
    steps: [...STEP_IDS],
    silent: [],
    checklist: [],
  });
  expect(known).toEqual({
    registers: true,
    allowedOrigins: [],
    openRegistration: false,
    mint: { label: 'dcr-runbook', expires_in: 3600, max_uses: 10 },
    template: 'bff-server',
    keys: { from: 'generate', alg: 'RS256' },
    metadata: {},
    handOver: [],
    sendAnyway: false,
    confirmed: false,
  });
});

test('what the operator allows and confirms is passed on', () => {
  const { known } = planned(undefined, { yes: true, sendAnyway: true, allowedOrigins: ['https://b.example'] });
  expect(known).toMatchObject({ confirmed: true, sendAnyway: true, allowedOrigins: ['https://b.example'] });
});

test('an initial access token that is a JWT tells its own end', () => {
  const jwt = ['{"alg":"none"}', `{"exp":${now.wall / 1000 + 90}}`]
    .map(part => Buffer.from(part).toString('base64url'))
    .join('.');
  const token = readAccessToken(`${jwt}.x`);
  if ('problem' in token) throw new Error(token.problem);
  const result = plan({ iat: { token, from: 'environment' }, now });
  expect('plan' in result && result.plan.known.iat).toMatchObject({
    lifetimeSeconds: 90,
    lifetimeFrom: 'token',
    receivedAt: now,
  });
});

test('all that is wrong is said at once, each with the flag it is about', () => {
  const flags: FlagValues = {
    'server.url': 'nowhere',
    'initial_access_token.expires_in': 'soon',
    'client.template': 'bff',
    'client.metadata': ['x'],
    hand_over: ['paper:x'],
  };
  const result = plan({ flags, until: 'end', now });
  expect('problems' in result && result.problems.map(({ path }) => path)).toEqual([
    '--until',
    '--server',
    '--expires-in',
    '--template',
    '--set',
    '--save-to',
  ]);
});

test('any flags make a plan that can be shown, or problems that can', () => {
  const value = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.webUrl({ withFragments: true, withQueryParameters: true }),
    fc.constantFrom(
      'generate',
      'none',
      'a=1',
      'scope+=x',
      'dotenv:.env',
      'compose:a#b',
      '/r',
      '../x',
      '7',
      'native',
      'http://127.0.0.1',
      '-',
      '',
    ),
  );
  const flags = fc.dictionary(
    fc.constantFrom(...questions.map(({ name }) => name)),
    fc.oneof(value, fc.array(value, { maxLength: 3 })),
  );
  fc.assert(
    fc.property(flags, fc.constantFrom(undefined, ...STEP_IDS, 'x'), fc.boolean(), (given, until, allowHttp) => {
      const result = plan({ flags: given as FlagValues, now, allowHttp, ...(until !== undefined && { until }) });
      if ('problems' in result) {
        for (const problem of result.problems) expect(problemText(problem)).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
        return;
      }
      expect(
        result.plan.steps.every((id, index, all) => index === 0 || position(id) > position(all[index - 1] ?? 'server')),
      ).toBe(true);
      for (const format of ['markdown', 'curl', 'powershell'] as const)
        expect(render(result.plan, format)).not.toBe('');
    }),
    { numRuns: 150 },
  );
});

function position(id: StepId): number {
  const order: readonly StepId[] = STEP_IDS;
  return order.indexOf(id);
}
