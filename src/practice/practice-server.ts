import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Provider } from 'oidc-provider';
import { newAdminToken } from './admin-token.ts';
import { sendAnswer } from './answer.ts';
import type { Drill, ServerTrouble } from './drill.ts';
import { drills, findDrill } from './drills.ts';
import { createIatAdminEndpoint, type MintedToken, type MintTerms } from './iat-admin-endpoint.ts';
import { createIatLedger, type IatLedger } from './iat-ledger.ts';
import { close, HOST, listen } from './listener.ts';
import { createObjections } from './objections.ts';
import { createOpenIdProvider, generateSigningKeys, POLICIES } from './openid-provider.ts';
import { settleRegistrations } from './settle-registrations.ts';

const ISSUER_PATH = '/api/oidc';
const REGISTRATION_PATH = '/api/oidc/dcr/register';
const MINT_PATH = '/api/admin/dcr/initial-access-tokens';

export type PracticeServer = {
  /** `http://127.0.0.1:PORT`, unless the drill is about just that. */
  url: string;
  issuer: string;
  initialAccessTokenEndpoint: string;
  registrationEndpoint: string;
  /** Fresh at every start. */
  adminToken: string;
  /** Another one, where that is what helps. */
  spareAdminToken?: string;
  /** PEM of the authority that a client has to trust, where the server speaks https by a certificate of its own. */
  authority?: string;
  drill?: Drill;
  /** Ends open connections and answers under way; resolves when the port is free. */
  stop(): Promise<void>;
};

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * A certified OpenID provider and two routes of the documented flow, on a loopback port (0 or none: a free one).
 * Throws where the drill is not known or the port can't be had.
 */
export async function startPracticeServer(options: { port?: number; drill?: string } = {}): Promise<PracticeServer> {
  const drill = chosenDrill(options.drill);
  const trouble = drill?.server ?? {};
  const [library, keys] = await Promise.all([import('oidc-provider'), generateSigningKeys()]);
  const { server, origin: url, authority } = await listen(options.port ?? 0, trouble);
  const issuer = url + ISSUER_PATH;
  const adminToken = newAdminToken(issuer, trouble.adminTokenClaims);
  const spareAdminToken = trouble.helpsAnotherAdminToken ? newAdminToken(issuer) : undefined;
  const ledger = createIatLedger();
  const objections = createObjections(trouble.objection);
  const provider = createOpenIdProvider(library, { issuer, keys, ledger, objections, trouble });
  const stopping = new AbortController();
  settleRegistrations(provider, { ledger, objections, trouble, stopping: stopping.signal });
  const mint = createIatAdminEndpoint({
    adminToken,
    spareAdminToken,
    mint: createMint(provider, ledger, trouble),
    instead: trouble.mintAnswer,
  });
  const route = router(mint, provider.callback(), trouble);
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (trouble.clockAheadSeconds !== undefined) response.setHeader('date', dateIn(trouble.clockAheadSeconds));
    route(request, response).catch(error => {
      sendAnswer(response, { status: 500, body: { error: 'server_error', error_description: `${error}` } });
    });
  });
  let stopped: Promise<void> | undefined;
  return {
    url,
    issuer,
    initialAccessTokenEndpoint: url + MINT_PATH,
    registrationEndpoint: url + REGISTRATION_PATH,
    adminToken,
    ...(spareAdminToken !== undefined && { spareAdminToken }),
    ...(authority !== undefined && { authority }),
    ...(drill ? { drill } : {}),
    stop() {
      stopping.abort();
      stopped ??= close(server);
      return stopped;
    },
  };
}

function chosenDrill(name: string | undefined): Drill | undefined {
  const drill = name === undefined ? undefined : findDrill(name);
  if (name !== undefined && !drill) {
    throw new Error(`There is no drill "${name}". The drills are ${drills.map(each => each.name).join(', ')}.`);
  }
  return drill;
}

function dateIn(seconds: number): string {
  return new Date(Date.now() + seconds * 1000).toUTCString();
}

function createMint(provider: Provider, ledger: IatLedger, { mintedToken }: ServerTrouble) {
  let truth = mintedToken;
  return (terms: MintTerms): Promise<MintedToken> => {
    const minted = mintToken(provider, ledger, truth, terms);
    // Minting again is what helps, so it does.
    truth = undefined;
    return minted;
  };
}

async function mintToken(
  provider: Provider,
  ledger: IatLedger,
  truth: ServerTrouble['mintedToken'],
  terms: MintTerms,
): Promise<MintedToken> {
  // The library counts in whole seconds, which could cost the token the last part of its life; the ledger is exact.
  const iat = new provider.InitialAccessToken({ expiresIn: terms.expires_in + 1, policies: POLICIES });
  const token = await iat.save();
  const issuedAt = Date.now();
  ledger.enter(token, {
    expiresAt: issuedAt + (truth?.lifetimeSeconds ?? terms.expires_in) * 1000,
    uses: truth?.uses ?? terms.max_uses,
    refusedWith: truth?.refusedWith,
  });
  return {
    token,
    id: randomUUID(),
    label: terms.label,
    issued_at: new Date(issuedAt).toISOString(),
    expires_at: new Date(issuedAt + terms.expires_in * 1000).toISOString(),
    expires_in: terms.expires_in,
    max_uses: terms.max_uses,
    remaining_uses: terms.max_uses,
  };
}

function router(mint: Handler, openid: Handler, trouble: ServerTrouble): Handler {
  return async (request, response) => {
    const [path = '', query] = (request.url ?? '').split('?', 2);
    if (path === MINT_PATH) return mint(request, response);
    if (trouble.registrationAnswer && path === REGISTRATION_PATH && request.method === 'POST') {
      return sendAnswer(response, trouble.registrationAnswer);
    }
    // RFC 8414 section 3.1 puts the issuer's path behind the well-known one, OpenID Connect Discovery before it.
    const wellKnown = /^(\/\.well-known\/(?:oauth-authorization-server|openid-configuration))\/api\/oidc$/.exec(path);
    const inside = wellKnown?.[1] ?? (path.startsWith(`${ISSUER_PATH}/`) ? path.slice(ISSUER_PATH.length) : undefined);
    if (inside === undefined) {
      return sendAnswer(response, { status: 404, body: { error: 'not_found', error_description: 'no such route' } });
    }
    request.url = query === undefined ? inside : `${inside}?${query}`;
    // The library builds its addresses from these two; whatever name it was reached by, they are the issuer's.
    Object.assign(request, { originalUrl: ISSUER_PATH + request.url });
    request.headers.host = `${HOST}:${request.socket.localPort}`;
    return openid(request, response);
  };
}
