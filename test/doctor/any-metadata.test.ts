import fc from 'fast-check';
import { expect, test } from 'vitest';
import { explained } from '../../src/cli/doctor/explained.ts';
import { metadataChecks } from '../../src/doctor/metadata.ts';
import type { JsonObject } from '../../src/domain/json.ts';
import { DEFAULT_WIRE } from '../../src/domain/server/authorization-server.ts';

const MEMBERS = ['issuer', 'registration_endpoint', 'scopes_supported', 'grant_types_supported'];
const SERVER = { url: 'https://idp.example', wire: DEFAULT_WIRE };
const ASKED = { grant_types: ['authorization_code'], scope: 'openid' };

const documents = fc
  .dictionary(fc.constantFrom(...MEMBERS), fc.oneof(fc.jsonValue(), fc.webUrl(), fc.string({ unit: 'binary' })))
  .map(document => document as JsonObject);

test('whatever a server publishes is judged, and comes out fit to be shown', () => {
  fc.assert(
    fc.property(documents, fc.boolean(), (document, isNamed) => {
      const server = isNamed ? { ...SERVER, registration_endpoint: 'https://idp.example/register' } : SERVER;
      const checks = metadataChecks({ url: 'https://idp.example/m', document }, [], server, ASKED).map(explained);
      expect(checks.map(({ check }) => check)).toEqual([
        ...['issuer', 'registration_endpoint', 'methods', 'grants', 'scopes', 'algorithms'],
      ]);
      for (const { seen, try: tries = [] } of checks) {
        for (const text of [seen, ...tries]) expect(text).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
      }
    }),
  );
});
