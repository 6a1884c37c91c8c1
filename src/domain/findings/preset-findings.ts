import { authMethod, type ClientMetadata, isKnownMember, scopeValues, strings } from '../metadata/client-metadata.ts';
import type { KeyChoice } from '../metadata/key-material.ts';
import { plainText } from '../plain-text.ts';
import type { Finding } from './finding.ts';

type Wish = {
  asked: ClientMetadata;
  grants: string[];
  /** Keys go inline: they are there, or will be made or read for it. */
  inline: boolean;
};
/** A habit of one server that its documentation or its source shows. */
type Habit = Omit<Finding, 'message'> & {
  preset: string;
  when: (wish: Wish) => boolean;
  message: string | ((wish: Wish) => string);
};

const asksPrivateKeyJwt = ({ asked }: Wish) => authMethod(asked) === 'private_key_jwt';
const redirects = ({ grants }: Wish) => grants.includes('authorization_code') || grants.includes('implicit');
const has =
  (member: string) =>
  ({ asked }: Wish) =>
    Object.hasOwn(asked, member);

/** What OpenID Connect Core section 5.4 and 11 define; every server has them in its policy. */
const COMMON_SCOPES = ['openid', 'profile', 'email', 'address', 'phone', 'offline_access'];
const DUENDE_GRANTS = ['authorization_code', 'client_credentials', 'refresh_token'];
const SPRING = 'Spring Authorization Server reference, «Dynamic Client Registration»';
const DUENDE = 'Duende IdentityServer, DynamicClientRegistrationValidator';
const HYDRA = 'Ory Hydra, client/validator.go and client/handler.go';

const habits: readonly Habit[] = [
  {
    preset: 'spring',
    severity: 'refusal-likely',
    member: 'jwks',
    cause: 'keys.other_form_wanted',
    source: SPRING,
    when: wish => asksPrivateKeyJwt(wish) && wish.inline && !has('jwks_uri')(wish),
    message: 'Spring Authorization Server reads keys from a jwks_uri only, never inline: publish them and name the URL',
  },
  {
    preset: 'spring',
    severity: 'hint',
    member: 'scope',
    cause: 'scope.not_allowed',
    source: SPRING,
    when: ({ asked }) => scopeValues(asked['scope']).length > 0,
    message: 'newer versions of Spring Authorization Server refuse every scope until their operator allows some',
  },
  {
    preset: 'duende',
    severity: 'refusal-likely',
    member: 'jwks_uri',
    cause: 'keys.other_form_wanted',
    source: DUENDE,
    when: wish => has('jwks_uri')(wish) && !wish.inline,
    message: 'Duende IdentityServer takes keys inline only, as jwks',
  },
  {
    preset: 'duende',
    severity: 'refusal-likely',
    member: 'jwks',
    cause: 'keys.other_form_wanted',
    source: DUENDE,
    when: wish => has('jwks')(wish) && !asksPrivateKeyJwt(wish),
    message: 'Duende IdentityServer takes jwks with private_key_jwt only',
  },
  {
    preset: 'duende',
    severity: 'refusal-likely',
    member: 'grant_types',
    cause: 'metadata.field_missing',
    source: DUENDE,
    when: ({ asked }) => strings(asked['grant_types']).length === 0,
    message: 'Duende IdentityServer insists on grant_types, though RFC 7591 has a default',
  },
  {
    preset: 'duende',
    severity: 'refusal-likely',
    member: 'grant_types',
    cause: 'metadata.grant_unsupported',
    source: DUENDE,
    when: ({ grants }) => grants.some(grant => !DUENDE_GRANTS.includes(grant)),
    message: `Duende IdentityServer registers these grants only: ${DUENDE_GRANTS.join(', ')}`,
  },
  {
    preset: 'duende',
    severity: 'refusal-likely',
    member: 'grant_types',
    cause: 'metadata.grant_response_mismatch',
    source: DUENDE,
    when: ({ grants }) => grants.includes('refresh_token') && !grants.includes('authorization_code'),
    message: 'Duende IdentityServer refuses refresh_token beside client_credentials',
  },
  {
    preset: 'duende',
    severity: 'refusal-likely',
    member: 'redirect_uris',
    cause: 'redirect.not_for_grant',
    source: DUENDE,
    when: wish => !redirects(wish) && strings(wish.asked['redirect_uris']).length > 0,
    message: 'Duende IdentityServer refuses redirect_uris for client_credentials: leave them out',
  },
  {
    preset: 'keycloak',
    severity: 'refusal-likely',
    member: 'client_id',
    cause: 'metadata.admin_only_field',
    source: 'Keycloak, OIDCClientRegistrationProvider («Client Identifier included»)',
    when: has('client_id'),
    message: "Keycloak's OpenID Connect endpoint refuses a client_id in the request: leave it out",
  },
  {
    preset: 'keycloak',
    severity: 'refusal-likely',
    cause: 'metadata.unknown_field',
    source: 'https://github.com/turnstonelabs/turnstone/issues/1082',
    when: ({ asked }) => strangers(asked).length > 0,
    message: ({ asked }) => `Keycloak refuses members it does not know: ${plainText(strangers(asked).join(', '), 120)}`,
  },
  {
    preset: 'keycloak',
    severity: 'hint',
    member: 'scope',
    cause: 'scope.not_allowed',
    source: 'Keycloak, Securing applications: client registration policies',
    when: ({ asked }) => scopeValues(asked['scope']).length > 0,
    message:
      "each scope has to pass Keycloak's policy Allowed Client Scopes; without scope a client gets the realm's own",
  },
  {
    preset: 'hydra',
    severity: 'refusal-likely',
    member: 'client_id',
    cause: 'metadata.admin_only_field',
    source: HYDRA,
    when: has('client_id'),
    message: 'Ory Hydra does not let a client choose its own client_id: leave it out',
  },
  {
    preset: 'hydra',
    severity: 'refusal-likely',
    cause: 'metadata.admin_only_field',
    source: HYDRA,
    when: wish =>
      ['metadata', 'skip_consent', 'skip_logout_consent', 'access_token_strategy'].some(name => has(name)(wish)),
    message:
      'Ory Hydra leaves metadata, skip_consent, skip_logout_consent and access_token_strategy to its administrator',
  },
  {
    preset: 'hydra',
    severity: 'refusal-likely',
    member: 'post_logout_redirect_uris',
    cause: 'redirect.post_logout_mismatch',
    source: HYDRA,
    when: ({ asked }) => {
      const origins = new Set(strings(asked['redirect_uris']).map(uri => URL.parse(uri)?.origin));
      return strings(asked['post_logout_redirect_uris']).some(uri => !origins.has(URL.parse(uri)?.origin));
    },
    message: 'Ory Hydra wants every post-logout redirect URI on scheme, host and port of a redirect URI',
  },
  {
    preset: 'empowernow',
    severity: 'hint',
    member: 'scope',
    cause: 'scope.not_allowed',
    source: 'EmpowerNow documentation: bff/reference/bff-idp-oauth-e2e',
    when: ({ asked }) => ownScopes(asked).length > 0,
    message: ({ asked }) =>
      `${plainText(ownScopes(asked).join(', '), 120)} must be in policy.allowed_scopes of dcr_config.yaml, and the IdP restarted since`,
  },
  {
    preset: 'empowernow',
    severity: 'hint',
    member: 'jwks_uri',
    cause: 'keys.other_form_wanted',
    source: 'EmpowerNow documentation: bff/how-to/dcr-bootstrap',
    when: wish => has('jwks_uri')(wish) && !wish.inline,
    message: "EmpowerNow's newer pages want the keys inline, as jwks, and not behind a jwks_uri",
  },
];

/** What is known of the server of this preset that speaks against the request, or is worth knowing. */
export function presetFindings(asked: ClientMetadata, preset: string | undefined, keys?: KeyChoice): Finding[] {
  const wish: Wish = {
    asked,
    grants: asked['grant_types'] === undefined ? ['authorization_code'] : strings(asked['grant_types']),
    inline: Object.hasOwn(asked, 'jwks') || keys?.from === 'generate' || keys?.from === 'file',
  };
  return habits
    .filter(habit => habit.preset === preset && habit.when(wish))
    .map(({ preset: _, when: __, message, ...habit }) => ({
      ...habit,
      message: typeof message === 'function' ? message(wish) : message,
    }));
}

function ownScopes(asked: ClientMetadata): string[] {
  return scopeValues(asked['scope']).filter(scope => !COMMON_SCOPES.includes(scope));
}

function strangers(asked: ClientMetadata): string[] {
  return Object.keys(asked).filter(member => !isKnownMember(member));
}
