import {
  clientConfigurationEndpoint,
  habitsOf,
  type ManagedClient,
  readRequest,
} from '../../domain/management/managed-client.ts';
import { clientUpdate, updateRequest } from '../../domain/management/update-request.ts';
import { type ClientMetadata, needsKeys } from '../../domain/metadata/client-metadata.ts';
import { mintRequest } from '../../domain/mint/mint-request.ts';
import { askedMetadata, registrationRequest } from '../../domain/registration/registration-request.ts';
import type { HttpRequest } from '../../domain/server/request.ts';
import { JWKS_VARIABLE } from '../render/request-body.ts';
import type { Plan } from './plan.ts';

/** The requests of a plan, as far as they are known before keys are made; those stand as `$DCR_JWKS`. */
export function planRequests({ steps, known }: Pick<Plan, 'steps' | 'known'>): HttpRequest[] {
  if (known.target) return updateRequests(known, known.target);
  const { server } = known;
  if (server === undefined) return [];
  return [
    ...(steps.includes('mint') ? [mintRequest(server, known.mint)] : []),
    ...(known.registers ? [registrationRequest(server, plannedMetadata(known), !known.openRegistration)] : []),
  ];
}

/** From what the record has: what stands at the server is known once it was read. */
function updateRequests(
  { allowedOrigins, changes = { members: [] } }: Plan['known'],
  target: ManagedClient,
): HttpRequest[] {
  const endpoint = clientConfigurationEndpoint(target, allowedOrigins);
  const { keys: rotation, ...others } = changes;
  const added = { member: 'jwks', appends: false, value: JWKS_VARIABLE };
  const members = rotation === 'add' ? [...others.members, added] : others.members;
  const asked = { ...others, members, ...(rotation === 'drop-old' && { keys: rotation }) };
  const planned = clientUpdate(target, target.client.metadata, asked, {});
  if (!endpoint.ok || 'problem' in planned) return [];
  const { url } = endpoint.value;
  return [...(habitsOf(target)?.rotates.read ? [] : [readRequest(url)]), updateRequest(url, planned.update)];
}

function plannedMetadata({ template, metadata, redirectUris, keys }: Plan['known']): ClientMetadata {
  const asked = askedMetadata({ template, metadata, redirectUris });
  const bringsKeys = asked['jwks'] !== undefined || asked['jwks_uri'] !== undefined;
  if (!needsKeys(asked) || bringsKeys || keys === undefined || keys.from === 'none') return asked;
  return keys.from === 'jwks_uri' ? { ...asked, jwks_uri: keys.url } : { ...asked, jwks: JWKS_VARIABLE };
}
