import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isExampleAddress } from '../../src/domain/findings/example-addresses.ts';
import { requestFindings } from '../../src/domain/findings/request-findings.ts';
import type { Json } from '../../src/domain/json.ts';
import { askedMetadata } from '../../src/domain/registration/registration-request.ts';
import { type PracticeServer, startPracticeServer } from '../../src/practice/practice-server.ts';
import type { FlagValues } from '../../src/runbook/plan/gathering.ts';
import type { Plan } from '../../src/runbook/plan/plan.ts';
import { planRequests } from '../../src/runbook/plan/plan-requests.ts';
import { render } from '../../src/runbook/render/render.ts';
import { readPowerShell } from '../support/powershell-text.ts';
import { registered } from '../support/practice-client.ts';
import { planned } from './planned.ts';

const FOLDER = new URL('../../runbooks/', import.meta.url);
const shipped = readdirSync(FOLDER)
  .filter(file => file.endsWith('.yaml'))
  .map(file => ({ file, text: readFileSync(new URL(file, FOLDER), 'utf8') }));
const textOf = (name: string) => shipped.find(({ file }) => file === `${name}.yaml`)?.text ?? '';

let server: PracticeServer;
beforeAll(async () => {
  server = await startPracticeServer();
});
afterAll(() => server.stop());

/** The same runbook for the practice server, with a client there where it changes one. */
async function practised(text: string): Promise<Plan> {
  const flags: FlagValues = {
    'server.url': server.url,
    'server.initial_access_token_endpoint': server.initialAccessTokenEndpoint,
    'server.registration_endpoint': server.registrationEndpoint,
    'server.preset': 'practice',
  };
  const target = text.includes('\nupdate:') ? await registered(server) : undefined;
  return planned(text, { flags, ...(target && { target }) });
}

test('the eight that the package promises are there', () => {
  expect(shipped.map(({ file }) => file)).toEqual([
    'bff-redirect-uris.yaml',
    'bff-rotate-keys.yaml',
    'bff-server.yaml',
    'bff-startup-dcr-iat.yaml',
    'native.yaml',
    'service.yaml',
    'spa-pkce.yaml',
    'web-confidential.yaml',
  ]);
});

describe.each(shipped)('$file', ({ file, text }) => {
  test('has no address that a check would take for the operator’s own', () => {
    const addresses = text.match(/https?:\/\/[^\s"]+/g) ?? [];
    expect(addresses.length).toBeGreaterThan(0);
    expect(addresses.filter(address => !isExampleAddress(address) && !address.includes('127.0.0.1'))).toEqual([]);
  });

  test('tells editors its schema in its first line, and has a title, a summary and a checklist', () => {
    expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=./runbook.schema.json');
    const plan = planned(text, { file });
    expect([plan.title, plan.summary].every(Boolean)).toBe(true);
    expect(plan.checklist.length).toBeGreaterThan(0);
  });

  test('has nothing in it that would stop a run, and nothing to say about itself', () => {
    const { known, findings } = planned(text, { file });
    expect(findings).toEqual([]);
    if (!known.registers) return;
    const { template, metadata, redirectUris, keys } = known;
    const about = requestFindings(askedMetadata({ template, metadata, redirectUris }), { keys });
    expect(about.filter(({ severity }) => severity !== 'hint')).toEqual([]);
  });

  test('reads as a page with its requests and its checklist', () => {
    const plan = planned(text, { file });
    const page = render(plan, 'markdown');
    expect(page.startsWith(`# ${plan.title}\n`)).toBe(true);
    for (const { method, url } of planRequests(plan)) expect(page).toContain(`${method} ${url}`);
    expect(page.match(/^- \[ \] /gm)).toHaveLength(plan.checklist.length);
    expect(page.match(/^```/gm) ?? []).toHaveLength(2 * planRequests(plan).length);
  });

  test('as PowerShell it closes, and carries the same bodies', () => {
    const plan = planned(text, { file });
    const { hereStrings } = readPowerShell(render(plan, 'powershell'));
    const bodies = planRequests(plan).map(({ body }) => JSON.parse(JSON.stringify(body).replace('"$DCR_JWKS"', '0')));
    const needsKeys = render(plan, 'powershell').includes('$env:DCR_JWKS');
    const read = needsKeys ? [hereStrings[0], `${hereStrings[1]}0${hereStrings[2]}`] : hereStrings;
    expect(read.map(piece => JSON.parse(piece ?? ''))).toEqual(bodies);
  });

  test('as cURL it does what it says, against a real server', async () => {
    const plan = await practised(text);
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const jwk = { ...(publicKey.export({ format: 'jwk' }) as object), kid: 'k1', alg: 'RS256', use: 'sig' };
    const env = {
      PATH: process.env['PATH'],
      NO_PROXY: '*',
      ADMIN_TOKEN: server.adminToken,
      DCR_JWKS: JSON.stringify({ keys: [jwk] }),
      REGISTRATION_ACCESS_TOKEN: plan.known.target?.client.registration_access_token?.reveal(),
    };
    const { stdout } = await promisify(execFile)('sh', ['-c', render(plan, 'curl')], { env });
    const answer = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
    if (plan.known.registers || plan.known.target) expect(answer).toMatchObject({ client_id: expect.any(String) });
    else expect(answer).toMatchObject({ token: expect.any(String), max_uses: 1 });
  });
});

test('bff-server carries the documented flow whole', () => {
  const plan = planned(textOf('bff-server'));
  const [mint, register] = planRequests(plan);
  expect(mint).toEqual({
    stage: 'mint',
    method: 'POST',
    url: 'https://idp.ocg.labs.empowernow.ai/api/admin/dcr/initial-access-tokens',
    bearer: 'admin-token',
    body: { label: 'ms-bff bootstrap', expires_in: 3600, max_uses: 10 },
  });
  const body: Record<string, Json> = { ...register?.body };
  delete body['jwks'];
  expect({ ...register, body }).toEqual({
    stage: 'register',
    method: 'POST',
    url: 'https://idp.ocg.labs.empowernow.ai/api/oidc/dcr/register',
    bearer: 'iat',
    body: {
      client_name: 'bff-server',
      token_endpoint_auth_method: 'private_key_jwt',
      grant_types: ['authorization_code'],
      response_types: ['code'],
      scope: 'openid profile email offline_access admin.api application.all dcr.register',
      redirect_uris: [
        'https://automate.ocg.labs.empowernow.ai/auth/callback',
        'https://authn.ocg.labs.empowernow.ai/auth/callback',
        'https://authz.ocg.labs.empowernow.ai/auth/callback',
      ],
    },
  });
  expect(plan.known.keys).toEqual({ from: 'generate', alg: 'RS256' });
  expect(plan.known.handOver[0]).toMatchObject({
    to: 'dotenv',
    file: '.env',
    set: { OIDC_CLIENT_ID: 'client_id', OIDC_PRIVATE_KEY_FILE: 'private_key_file', OIDC_KID: 'kid' },
  });
});

test('bff-startup-dcr-iat only mints, one use, and ends with taking the token out again', () => {
  const plan = planned(textOf('bff-startup-dcr-iat'));
  expect(plan.steps).toEqual(['server', 'admin-token', 'mint', 'hand-over']);
  expect(plan.known.mint).toMatchObject({ expires_in: 3600, max_uses: 1 });
  expect(plan.known.handOver[0]).toEqual({
    to: 'compose',
    file: 'docker-compose.yml',
    service: 'bff',
    set: { DCR_IAT: 'initial_access_token' },
  });
  expect(plan.checklist.at(-1)).toMatch(/^Remove DCR_IAT after the first 201/);
});
