import type { MintWire } from './authorization-server.ts';

/** The spelling and habits of a known server; a runbook's own words win over these. */
export type Preset = {
  name: string;
  summary: string;
  initial_access_token_endpoint?: string;
  registration_endpoint?: string;
  /** Where a client is managed whose registration named no registration_client_uri; {client_id} stands for its id. */
  client_configuration_endpoint?: string;
  /** RFC 7592 update: PUT, or PATCH where the server's own documentation says so. */
  update: 'PUT' | 'PATCH';
  /** Reading or updating gives a new registration access token or secret. */
  rotates: { read: boolean; update: boolean };
  wire?: Partial<MintWire>;
  /** Part of the admin token's aud, where the server documents one. */
  adminAudience?: string;
  /** The domain that the addresses in the vendor's documentation lie below. */
  exampleDomain?: string;
  notes: string[];
};

export const presets: readonly Preset[] = [
  {
    name: 'empowernow',
    summary: 'EmpowerNow IdP',
    initial_access_token_endpoint: '/api/admin/dcr/initial-access-tokens',
    registration_endpoint: '/api/oidc/dcr/register',
    client_configuration_endpoint: '/api/oidc/register/{client_id}',
    update: 'PATCH',
    rotates: { read: false, update: false },
    adminAudience: '/api/admin',
    exampleDomain: 'ocg.labs.empowernow.ai',
    notes: [
      'Scopes have to be in policy.allowed_scopes of dcr_config.yaml; a change there needs a restart of the IdP.',
      'The documentation also names /api/oidc/register for registration: try it when the endpoint answers 404 or 405.',
    ],
  },
  {
    name: 'keycloak',
    summary: 'Keycloak; the server URL ends in /realms/NAME',
    update: 'PUT',
    rotates: { read: false, update: true },
    wire: { request: { label: null, expires_in: 'expiration', max_uses: 'count' }, answer: { token: '/token' } },
    notes: [
      'initial_access_token_endpoint is /admin/realms/NAME/clients-initial-access on the same host.',
      'Its OpenID Connect endpoint refuses a client_id in the request.',
    ],
  },
  {
    name: 'spring',
    summary: 'Spring Authorization Server',
    registration_endpoint: '/connect/register',
    update: 'PUT',
    rotates: { read: false, update: false },
    notes: [
      'Its initial access token is an access token of its token endpoint with the scope client.create, good for one registration: give it by --iat-file.',
      'It reads the keys of private_key_jwt from a jwks_uri, never inline.',
    ],
  },
  {
    name: 'duende',
    summary: 'Duende IdentityServer',
    registration_endpoint: '/connect/dcr',
    update: 'PUT',
    rotates: { read: false, update: false },
    notes: [
      'Who may register is its host’s own policy: ask for an access token with the scope it wants, and give it by --iat-file.',
      'It has no RFC 7592: registered clients are changed by its administrator.',
    ],
  },
  {
    name: 'hydra',
    summary: 'Ory Hydra',
    registration_endpoint: '/oauth2/register',
    update: 'PUT',
    rotates: { read: false, update: true },
    notes: [
      'It registers without a token once oidc.dynamic_client_registration.enabled is set: initial_access_token: none.',
    ],
  },
  {
    name: 'practice',
    summary: 'the practice server inside this tool',
    initial_access_token_endpoint: '/api/admin/dcr/initial-access-tokens',
    registration_endpoint: '/api/oidc/dcr/register',
    update: 'PUT',
    rotates: { read: false, update: true },
    notes: [],
  },
];

export function preset(name: string): Preset | undefined {
  return presets.find(candidate => candidate.name === name);
}
