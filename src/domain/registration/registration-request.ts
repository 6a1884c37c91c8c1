import { type ClientMetadata, needsKeys } from '../metadata/client-metadata.ts';
import { clientTemplate } from '../metadata/client-templates.ts';
import type { KeyMaterial } from '../metadata/key-material.ts';
import type { AuthorizationServer } from '../server/authorization-server.ts';
import type { HttpRequest } from '../server/request.ts';

/** What the client metadata of a request is made of, later ones winning. */
export type MetadataParts = {
  template?: string | undefined;
  /** Members from the runbook, flags and the review; null leaves a member of the template out. */
  metadata: ClientMetadata;
  redirectUris?: string[] | undefined;
  keys?: KeyMaterial | undefined;
};

/** The client metadata as it will be sent. Keys join where the method needs them and the metadata brings none. */
export function askedMetadata({ template, metadata, redirectUris, keys }: MetadataParts): ClientMetadata {
  const asked: ClientMetadata = { ...(clientTemplate(template ?? '')?.metadata ?? {}), ...metadata };
  if (redirectUris !== undefined) asked['redirect_uris'] = redirectUris;
  const bringsKeys = (asked['jwks'] ?? asked['jwks_uri'] ?? null) !== null;
  if (needsKeys(asked) && !bringsKeys) {
    if (keys?.jwks) asked['jwks'] = keys.jwks;
    if (keys?.jwks_uri) asked['jwks_uri'] = keys.jwks_uri;
  }
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== null));
}

/** The registration as data (RFC 7591 section 3.1). `server.registration_endpoint` has to stand. */
export function registrationRequest(server: AuthorizationServer, asked: ClientMetadata, withIat: boolean): HttpRequest {
  const request: HttpRequest = {
    stage: 'register',
    method: 'POST',
    url: server.registration_endpoint ?? '',
    body: asked,
  };
  return withIat ? { ...request, bearer: 'iat' } : request;
}
