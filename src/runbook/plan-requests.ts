import { type ClientMetadata, needsKeys } from '../domain/client-metadata.ts';
import { mintRequest } from '../domain/mint-request.ts';
import { askedMetadata, registrationRequest } from '../domain/registration-request.ts';
import type { HttpRequest } from '../domain/request.ts';
import type { Plan } from './plan.ts';
import { JWKS_VARIABLE } from './request-body.ts';

/** The requests of a plan, as far as they are known before keys are made; those stand as `$DCR_JWKS`. */
export function planRequests({ steps, known }: Pick<Plan, 'steps' | 'known'>): HttpRequest[] {
  const { server } = known;
  if (server === undefined) return [];
  return [
    ...(steps.includes('mint') ? [mintRequest(server, known.mint)] : []),
    ...(known.registers ? [registrationRequest(server, plannedMetadata(known), !known.openRegistration)] : []),
  ];
}

function plannedMetadata({ template, metadata, redirectUris, keys }: Plan['known']): ClientMetadata {
  const asked = askedMetadata({ template, metadata, redirectUris });
  const bringsKeys = asked['jwks'] !== undefined || asked['jwks_uri'] !== undefined;
  if (!needsKeys(asked) || bringsKeys || keys === undefined || keys.from === 'none') return asked;
  return keys.from === 'jwks_uri' ? { ...asked, jwks_uri: keys.url } : { ...asked, jwks: JWKS_VARIABLE };
}
