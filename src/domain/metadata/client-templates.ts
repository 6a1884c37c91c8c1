import type { ClientMetadata } from './client-metadata.ts';

export type ClientTemplate = {
  name: string;
  /** One line for a list: who this client is. */
  summary: string;
  metadata: ClientMetadata;
};

/** Where one's own client starts from; a runbook's or an operator's members win over these. */
export const clientTemplates: readonly ClientTemplate[] = [
  {
    name: 'bff-server',
    summary: 'confidential web app, private_key_jwt',
    metadata: {
      client_name: 'bff-server',
      token_endpoint_auth_method: 'private_key_jwt',
      grant_types: ['authorization_code'],
      response_types: ['code'],
    },
  },
  {
    name: 'web-confidential',
    summary: 'confidential web app, client secret, code flow',
    metadata: {
      client_name: 'web-app',
      token_endpoint_auth_method: 'client_secret_basic',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
    },
  },
  {
    name: 'spa-pkce',
    summary: 'public browser app, PKCE, no secret',
    metadata: {
      client_name: 'spa',
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code'],
      response_types: ['code'],
    },
  },
  {
    name: 'native',
    summary: 'public app on a device, loopback or own scheme',
    metadata: {
      client_name: 'native-app',
      application_type: 'native',
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
    },
  },
  {
    name: 'service',
    summary: 'no user: client_credentials with a secret',
    metadata: {
      client_name: 'service',
      token_endpoint_auth_method: 'client_secret_basic',
      grant_types: ['client_credentials'],
      response_types: [],
      redirect_uris: [],
    },
  },
  {
    name: 'own',
    summary: 'nothing brought along: your own members only',
    metadata: {},
  },
];

export function clientTemplate(name: string): ClientTemplate | undefined {
  return clientTemplates.find(template => template.name === name);
}
