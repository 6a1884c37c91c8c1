import { bundledEvidence } from '../../../src/domain/evidence/bundled-evidence.ts';
import type { Evidence } from '../../../src/domain/evidence/evidence.ts';
import type { SupportBundle } from '../../../src/domain/evidence/support-bundle.ts';

export const EVIDENCE: Evidence = {
  stage: 'register',
  status: 401,
  headers: { 'content-type': 'application/json' },
  body: '{"error":"invalid_token","error_description":"Expired initial access token"}',
  request: { method: 'POST', url: 'https://idp.example/register', body: { client_name: 'bff-server' } },
  ledger: { ageSeconds: 4, secondsLeft: 3596, maxUses: 10, registered: 0, refused: 1, origin: 'minted' },
  token: { form: 'jwt', kind: 'initial-access-token' },
  sent: true,
  at: 1_795_527_281_833,
};

const exchange = (stage: string, sent_at: string): SupportBundle['exchanges'][number] => ({
  stage,
  method: 'POST',
  url: `https://idp.example/${stage}`,
  request_id: `${stage}-1`,
  sent_at,
});

/** A mint, a registration that was refused, and a second mint. */
export const BUNDLE: SupportBundle = {
  schema_version: 1,
  kind: 'support-bundle',
  made_at: '2026-11-24T10:05:00.000Z',
  note: 'Secrets are cut.',
  run: { id: 'run-1', runbook: 'bff-server' },
  tool: { name: 'dcr-runbook', version: '0.1.0', node: 'v24.0.0', openssl: '3.5.0' },
  platform: { system: 'linux', release: '6', architecture: 'x64', terminal: 'xterm', locale: 'C.UTF-8' },
  diagnosis: [],
  plan: [{ name: 'server.url', value: 'https://idp.example', from: 'runbook bff-server' }],
  warnings: [],
  seen: [
    { at: '2026-11-24T10:00:00.000Z', step: 'mint', mark: 'question', text: 'mint' },
    { at: '2026-11-24T10:01:00.000Z', step: 'mint', mark: 'done', text: 'IAT until 11:01:00, 10 uses' },
    { at: '2026-11-24T10:01:00.000Z', step: 'register', mark: 'question', text: 'register' },
    {
      at: '2026-11-24T10:02:00.000Z',
      step: 'register',
      mark: 'trouble',
      text: 'The server refused the registration: 401 invalid_token',
      trouble: { failure: { kind: 'oauth-error' }, evidence: bundledEvidence(EVIDENCE), diagnosis: [] },
    },
    { at: '2026-11-24T10:03:00.000Z', step: 'mint', mark: 'question', text: 'mint' },
  ],
  exchanges: [
    exchange('mint', '2026-11-24T10:00:30.000Z'),
    exchange('register', '2026-11-24T10:01:30.000Z'),
    exchange('mint', '2026-11-24T10:03:30.000Z'),
  ],
  journal: [],
};
