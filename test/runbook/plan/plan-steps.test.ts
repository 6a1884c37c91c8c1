import { describe, expect, test } from 'vitest';
import { STEP_IDS } from '../../../src/flow/step.ts';
import { givenToken, planned, planProblems } from '../planned.ts';

const MINTING =
  'version: 1\nserver: {url: https://a.example, initial_access_token_endpoint: /mint, registration_endpoint: /r}\n';
const GIVEN_ONLY = 'version: 1\nserver: {url: https://a.example, registration_endpoint: /r}\n';
const steps = (text: string, rest: Parameters<typeof planned>[1] = {}) => {
  const plan = planned(text, rest);
  return [plan.steps.join(' '), plan.silent.join(' ')];
};
const AFTER_MINT = 'template keys redirect-uris review register result hand-over';

test('a whole run has every step, and asks at each of them', () => {
  expect(steps(MINTING)).toEqual([STEP_IDS.join(' '), '']);
});

describe('who has a token already does not mint', () => {
  test('an IAT that is given takes admin-token and mint out', () => {
    const rest = { iat: givenToken('initial') };
    expect(steps(MINTING, rest)).toEqual([`server ${AFTER_MINT}`, '']);
    expect(planned(MINTING, rest).known.iat?.token.reveal()).toBe('initial');
  });

  test('a server that mints nowhere leaves them out too; the missing token is said by the registration', () => {
    expect(steps(GIVEN_ONLY)).toEqual([`server ${AFTER_MINT}`, '']);
    expect(planned(GIVEN_ONLY).known).not.toHaveProperty('iat');
  });

  test('open registration needs no token at all, but takes one that is given', () => {
    const open = `${MINTING}initial_access_token: none\n`;
    expect(steps(open)).toEqual([`server ${AFTER_MINT}`, '']);
    expect(planned(open).known.openRegistration).toBe(true);
    expect(planned(open, { iat: givenToken('initial') }).known.openRegistration).toBe(false);
  });

  test('as long as no server is named, minting may be what is to be done', () => {
    expect(steps('version: 1\n')).toEqual([STEP_IDS.join(' '), '']);
  });
});

describe('steps that a runbook leaves out', () => {
  test('questions are answered without asking; acts are not done', () => {
    expect(steps(`${MINTING}steps: [mint, redirect-uris, register, hand-over]\n`)).toEqual([
      'server admin-token mint template keys redirect-uris review register hand-over',
      'server admin-token template keys review',
    ]);
  });

  test('a run that only mints asks nothing about a client', () => {
    const text = `${MINTING}steps: [server, admin-token, mint, hand-over]\n`;
    expect(steps(text)).toEqual(['server admin-token mint hand-over', '']);
    expect(planned(text).known.registers).toBe(false);
  });

  test('without mint there is no question for an admin token', () => {
    expect(steps(`${MINTING}steps: [admin-token, register]\n`)[0]).not.toMatch(/mint|admin-token/);
  });

  test('there is no result without a registration', () => {
    expect(steps(`${MINTING}steps: [mint, result]\n`)[0]).toBe('server admin-token mint');
  });
});

describe('--until and --from', () => {
  test('--until cuts what comes after', () => {
    expect(steps(MINTING, { until: 'mint' })).toEqual(['server admin-token mint', '']);
    expect(steps(MINTING, { until: 'review' })[0]).toBe('server admin-token mint template keys redirect-uris review');
    expect(planned(MINTING, { until: 'review' }).known.registers).toBe(false);
  });

  test('--from answers the questions before it, and does not mint again', () => {
    expect(steps(MINTING, { from: 'review', iat: givenToken('initial') })).toEqual([
      `server ${AFTER_MINT}`,
      'server template keys redirect-uris',
    ]);
    expect(steps(MINTING, { from: 'review' })[0]).not.toContain('mint');
    expect(steps(MINTING, { from: 'mint' })).toEqual([STEP_IDS.join(' '), 'server admin-token']);
  });

  test.each([
    [
      { until: 'mnt' },
      '--until: has to be one of server, admin-token, mint, template, keys, redirect-uris, review, register, result, hand-over (did you mean "mint"?)',
    ],
    [{ from: 'register', until: 'mint' }, '--until: mint comes before --from register: nothing is left to do'],
    [{ from: 'hand-over' }, '--from: hand-over comes after the registration, which a run cannot pass over'],
  ])('%j makes no sense', (bounds, problem) => {
    expect(planProblems(MINTING, bounds)[0]).toContain(problem);
  });
});

describe('a run that ends in a mint needs somewhere to mint', () => {
  test.each([
    ['--until mint', GIVEN_ONLY, { until: 'mint' }],
    ['a runbook that only mints', `${GIVEN_ONLY}steps: [server, mint, hand-over]\n`, {}],
  ])('%s', (_, text, rest) => {
    expect(planProblems(text, rest)).toEqual([
      'server.initial_access_token_endpoint: is missing, so there is nowhere to mint',
    ]);
    expect(planProblems(text, { ...rest, flags: { 'server.initial_access_token_endpoint': '/mint' } })).toEqual([]);
  });
});
