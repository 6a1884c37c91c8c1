import type { Evidence } from '../../domain/evidence/evidence.ts';
import type { CauseId } from '../catalogue.ts';

/** What the documentation of a known server adds to the general advice. */
export const presetAdvice: readonly {
  preset: string;
  causes: readonly CauseId[];
  /** Left out: all. */
  stages?: readonly Evidence['stage'][];
  try: readonly string[];
}[] = [
  {
    preset: 'empowernow',
    causes: ['scope.not_allowed'],
    try: ['At EmpowerNow: add the scope to policy.allowed_scopes in dcr_config.yaml, restart the IdP, register again.'],
  },
  {
    preset: 'empowernow',
    causes: ['metadata.opaque'],
    try: ['EmpowerNow’s page names redirect_uris, grant_types and token_endpoint_auth_method as the usual ones.'],
  },
  {
    preset: 'empowernow',
    causes: ['endpoint.wrong_path', 'request.method'],
    stages: ['mint'],
    try: ['EmpowerNow documents /api/admin/dcr/initial-access-tokens.'],
  },
  {
    preset: 'empowernow',
    causes: ['endpoint.wrong_path', 'request.method'],
    stages: ['register', 'read', 'update', 'delete'],
    try: ['EmpowerNow documents both /api/oidc/dcr/register and /api/oidc/register; updates are PATCH there.'],
  },
  {
    preset: 'empowernow',
    causes: ['token.wrong_issuer_or_audience', 'token.insufficient_scope', 'token.not_verifiable'],
    try: ['EmpowerNow’s admin token has an audience that ends in /api/admin, and the scope admin.api.'],
  },
  {
    preset: 'keycloak',
    causes: ['metadata.admin_only_field'],
    try: ['Keycloak’s OpenID Connect endpoint refuses client_id; its «default» provider takes one.'],
  },
  {
    preset: 'keycloak',
    causes: ['scope.not_allowed'],
    try: [
      'In Keycloak: Clients, Client registration, Authenticated access policies, Allowed Client Scopes; openid itself can trip it.',
    ],
  },
  {
    preset: 'keycloak',
    causes: ['rat.stale_or_mismatch'],
    try: ['Keycloak gives a new registration access token with every update.'],
  },
];
