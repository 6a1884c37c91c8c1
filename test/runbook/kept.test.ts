import { describe, expect, it } from 'vitest';
import { Secret } from '../../src/domain/secrets/secret.ts';
import type { Answers } from '../../src/flow/answers.ts';
import { saidBetween } from '../../src/runbook/kept/kept-answers.ts';
import { type KeptPlan, keepableFlags } from '../../src/runbook/kept/kept-plan.ts';
import { readKeptAnswers, readKeptPlan } from '../../src/runbook/kept/read-kept.ts';
import { adminToken, initialAccessToken, keyMaterial, registration, SERVER, TELLTALE } from '../support/flow.ts';

const NOTHING: Answers = { allowedOrigins: [], metadata: {}, earlier: [] };

describe('the answers that a journal keeps', () => {
  it('are those that changed, and come back as they were', () => {
    const first: Answers = { ...NOTHING, server: SERVER, mint: { label: 'x', max_uses: 2 } };
    const second: Answers = {
      ...first,
      template: 'native',
      redirectUris: ['https://a.example/cb'],
      metadata: { scope: null },
    };
    const said = [saidBetween(NOTHING, first) ?? {}, saidBetween(first, second) ?? {}];
    expect(said.map(Object.keys)).toEqual([
      ['server', 'mint'],
      ['template', 'redirectUris', 'metadata'],
    ]);
    const { allowedOrigins: _, earlier: __, ...answers } = second;
    expect(readKeptAnswers(JSON.parse(JSON.stringify(said)))).toEqual(answers);
    expect(saidBetween(second, { ...second })).toBeUndefined();
  });

  it('can be taken back, and end with the client that they were about', () => {
    const before: Answers = { ...NOTHING, redirectUris: ['https://a.example/cb'], template: 'native' };
    const after: Answers = { ...NOTHING, earlier: [{ ...registration({ asked: {} }), differences: [] }] };
    const said = saidBetween(before, after);
    expect(said).toEqual({ redirectUris: null, template: null, another: true });
    expect(readKeptAnswers([saidBetween(NOTHING, before) ?? {}, said ?? {}])).toEqual({});
  });

  it('hold no token, no key and no secret', () => {
    const after: Answers = {
      ...NOTHING,
      adminToken: adminToken(),
      iat: initialAccessToken(),
      keys: { ...keyMaterial(), privateKeyFile: 'keys/sig-1.pem' },
      metadata: { scope: 'openid', my_password: TELLTALE, jwks: { keys: [{ kty: 'EC', d: TELLTALE }] } },
      handedOver: [
        { to: 'json', file: '-', changes: [], missing: [], warnings: [], text: new Secret(`text-${TELLTALE}`) },
      ],
    };
    const said = saidBetween(NOTHING, after) ?? {};
    expect(JSON.stringify(said)).not.toContain(TELLTALE);
    expect(readKeptAnswers([said])).toMatchObject({
      keys: { from: 'generate', alg: 'ES256' },
      metadata: { scope: 'openid' },
    });
  });

  it('that another version wrote differently are asked again, and the others stand', () => {
    const said = { server: { address: 'x' }, template: 'native', redirectUris: 'https://a.example', wishes: 7 };
    expect(readKeptAnswers([said])).toEqual({ template: 'native' });
  });
});

describe('the plan that a journal keeps', () => {
  const plan: KeptPlan = {
    runbook: { name: 'mine', from: 'path', file: './mine.yaml', text: 'version: 1' },
    flags: { 'client.template': 'native' },
    environment: { 'server.url': 'https://idp.example.com' },
    send_anyway: false,
    again: false,
    replays: true,
    allow_http: false,
    allow_origin: [],
    connection: { timeout_ms: 1000 },
    folder: '/work',
    left_out: [],
  };

  it('comes back as it was', () => {
    expect(readKeptPlan(JSON.parse(JSON.stringify(plan)))).toEqual(plan);
  });

  it('of another version is none; answers to questions that are not known here are left out', () => {
    expect(readKeptPlan({ ...plan, folder: 7 })).toBeUndefined();
    expect(readKeptPlan({})).toBeUndefined();
    const later = { ...plan, flags: { ...plan.flags, 'client.colour': 'red' } };
    expect(readKeptPlan(later)).toEqual(plan);
  });

  it('has neither tokens nor members that hold a secret, which are named', () => {
    const set = ['scope=openid', `my_secret=${TELLTALE}`, `jwks={"keys":[{"kty":"EC","d":"${TELLTALE}"}]}`, 'broken'];
    const flags = { 'admin-token': '/token', iat: '-', 'client.metadata': set, hand_over: 'json:a.json' };
    expect(keepableFlags(flags)).toEqual({
      flags: { 'client.metadata': ['scope=openid', 'broken'], hand_over: 'json:a.json' },
      leftOut: ['my_secret', 'jwks'],
    });
  });
});
