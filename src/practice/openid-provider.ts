import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import type { ClientMetadata, Configuration, JWK, KoaContextWithOIDC, Provider } from 'oidc-provider';
import type { ServerTrouble } from './drill.ts';
import type { IatLedger } from './iat-ledger.ts';
import { createMemoryAdapter } from './memory-adapter.ts';
import type { Objections } from './objections.ts';
import { PRACTICE_SCOPES } from './practice-scopes.ts';

export type OpenIdLibrary = typeof import('oidc-provider');

/** The policies of every initial access token; its client's registration access token takes them over. */
export const POLICIES = ['counted', 'drilled'];

export async function generateSigningKeys(): Promise<JWK[]> {
  const generate = promisify(generateKeyPair);
  const [rsa, ec] = await Promise.all([
    generate('rsa', { modulusLength: 2048 }),
    generate('ec', { namedCurve: 'P-256' }),
  ]);
  return [
    { ...rsa.privateKey.export({ format: 'jwk' }), kid: 'practice-rs256', use: 'sig', alg: 'RS256' },
    { ...ec.privateKey.export({ format: 'jwk' }), kid: 'practice-es256', use: 'sig', alg: 'ES256' },
  ];
}

type ProviderOptions = {
  issuer: string;
  keys: JWK[];
  ledger: IatLedger;
  objections: Objections;
  trouble: ServerTrouble;
};

function registrationPolicies({ errors }: OpenIdLibrary, { ledger, objections, trouble }: ProviderOptions) {
  return {
    async counted(ctx: KoaContextWithOIDC): Promise<void> {
      const iat = ctx.oidc.entities.InitialAccessToken;
      if (!iat) return; // An update comes with a registration access token, which is not counted.
      const admission = await ledger.admit(ctx.req, iat.jti);
      if (admission.admitted) return;
      const refusal = new errors.InvalidToken('initial access token expired or used up');
      if (admission.because) refusal.error_description = admission.because;
      throw refusal;
    },

    drilled(ctx: KoaContextWithOIDC, metadata: ClientMetadata): void {
      const { grantedScopes } = trouble;
      if (grantedScopes && typeof metadata.scope === 'string') {
        const granted = metadata.scope.split(' ').filter(scope => grantedScopes.includes(scope));
        metadata.scope = granted.join(' ');
      }
      // Its own answer takes the place of this one.
      if (objections.raise(ctx.req, metadata)) throw new errors.InvalidClientMetadata('objected to');
    },
  };
}

/** A provider that says nothing on the terminal: its defaults that would warn when they are used are all replaced. */
export function createOpenIdProvider(library: OpenIdLibrary, options: ProviderOptions): Provider {
  const { errors } = library;
  const configuration: Configuration = {
    adapter: createMemoryAdapter,
    jwks: { keys: options.keys },
    // The default of 15 seconds would let expired tokens through.
    clockTolerance: 0,
    scopes: options.trouble.supportedScopes ?? PRACTICE_SCOPES,
    routes: { registration: '/dcr/register' },
    ttl: {
      AccessToken: 600,
      ClientCredentials: 600,
      Grant: 3600,
      IdToken: 600,
      Interaction: 600,
      RefreshToken: 3600,
      Session: 3600,
    },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      registration: {
        enabled: true,
        initialAccessToken: true,
        policies: registrationPolicies(library, options),
      },
      registrationManagement: { enabled: true, rotateRegistrationAccessToken: true },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo() {
          throw new errors.InvalidTarget();
        },
      },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource(ctx, form) {
          ctx.body = `<!DOCTYPE html><title>Sign out</title>${form}`;
        },
        postLogoutSuccessSource(ctx) {
          ctx.body = '<!DOCTYPE html><title>Signed out</title>';
        },
      },
    },
    clientBasedCORS: () => false,
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
    // Nothing here may reach out to addresses that a client named.
    fetch: () => Promise.reject(new Error('the practice server fetches nothing')),
    renderError(ctx, out) {
      ctx.type = 'json';
      ctx.body = out;
    },
  };
  const provider = new library.Provider(options.issuer, configuration);
  provider.silent = true;
  return provider;
}
