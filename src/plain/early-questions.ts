import { readAccessToken } from '../domain/access-token.ts';
import { clientTemplates } from '../domain/client-templates.ts';
import type { KeyChoice } from '../domain/key-material.ts';
import { MINT_DEFAULTS } from '../domain/mint-request.ts';
import { ask, choose } from './choice.ts';
import { type Answer, type Asked, type Question, told } from './question.ts';

export const serverQuestion: Question = {
  what: 'the server',
  ask: async ({ asker, state }) => {
    const { server, allowedOrigins, registers } = state.itinerary.known;
    if (server === undefined) {
      asker.say('No server is known. Leave, and name one: --server URL.');
      return 'leave';
    }
    asker.say(`Tokens go to ${[new URL(server.url).origin, ...allowedOrigins].join(', ')} and nowhere else.`);
    const chosen = await choose(asker, [{ value: 'go-on', label: `go on with ${server.url}` }]);
    return chosen === 'go-on' ? told({ type: 'server-chosen', server, allowedOrigins, registers }) : (chosen as Answer);
  },
};

export const adminTokenQuestion: Question = {
  what: 'the admin access token',
  ask: async asked => {
    const { asker, state } = asked;
    const ready = state.answers.adminToken ?? state.itinerary.known.adminToken;
    const chosen = await choose(asker, [
      ...(ready ? [{ value: 'ready' as const, label: 'use the one that is ready' }] : []),
      { value: 'paste' as const, label: 'paste it; nothing is shown while you do' },
      { value: 'file' as const, label: 'read it from a file' },
    ]);
    if (chosen === 'ready' && ready) return told({ type: 'admin-token-given', adminToken: ready });
    if (chosen === 'file') return tokenOfFile(asked);
    return chosen === 'paste' ? pastedToken(asked) : (chosen as Answer);
  },
};

async function pastedToken({ asker }: Asked): Promise<Answer> {
  const read = readAccessToken(await asker.hidden('Paste the admin access token and press Enter:'));
  if ('problem' in read) {
    asker.say(`That cannot be used: ${read.problem}.`);
    return 'again';
  }
  asker.say(`${read.token.length} characters read.`);
  if (read.notes.length > 0) asker.say(`Removed ${read.notes.join(' and ')}.`);
  return told({ type: 'admin-token-given', adminToken: read });
}

async function tokenOfFile({ asker, desk }: Asked): Promise<Answer> {
  const path = await ask(asker, 'Path of the file', '');
  if (typeof path === 'string') return path;
  const read = await desk.readTokenFile(path.text);
  if (!read.ok) {
    asker.say(read.failure.kind === 'not-valid' ? read.failure.problem : 'The file cannot be read.');
    return 'again';
  }
  for (const warning of read.value.warnings) asker.say(warning);
  return told({ type: 'admin-token-given', adminToken: read.value.token });
}

export const mintQuestion: Question = {
  what: 'mint an initial access token',
  ask: async ({ asker, state }) => {
    const draft = { ...MINT_DEFAULTS, ...state.itinerary.known.mint, ...state.answers.mint };
    const label = await ask(asker, 'Label', draft.label);
    if (typeof label === 'string') return label;
    const lifetime = await ask(asker, 'Lifetime in seconds', String(draft.expires_in));
    if (typeof lifetime === 'string') return lifetime;
    const uses = await ask(asker, 'Uses', String(draft.max_uses));
    if (typeof uses === 'string') return uses;
    const parameters = { label: label.text, expires_in: Number(lifetime.text), max_uses: Number(uses.text) };
    return told({ type: 'mint-confirmed', parameters });
  },
};

export const templateQuestion: Question = {
  what: 'choose a client template',
  ask: async ({ asker, state }) => {
    const { known } = state.itinerary;
    const wanted = state.answers.template ?? known.template;
    const options = clientTemplates.map(({ name, summary }) => ({ value: name, label: `${name}: ${summary}` }));
    const initial = Math.max(
      0,
      clientTemplates.findIndex(({ name }) => name === wanted),
    );
    const chosen = await choose(asker, options, { initial });
    if (chosen === 'back' || chosen === 'leave') return chosen;
    return told({ type: 'template-chosen', template: chosen, metadata: known.metadata });
  },
};

export const keysQuestion: Question = {
  what: "how the server will know your client's key",
  ask: async ({ asker, state }) => {
    const known = state.answers.keys?.choice ?? state.itinerary.known.keys;
    const chosen = await choose<KeyChoice['from'] | 'ES256' | 'known'>(asker, [
      ...(known && known.from !== 'generate' ? [{ value: 'known' as const, label: keyWords(known) }] : []),
      { value: 'generate', label: 'make a key pair, RS256; the private key stays here' },
      { value: 'ES256', label: 'make a key pair, ES256' },
      { value: 'file', label: 'read one: a PEM or JWKS file' },
      { value: 'jwks_uri', label: 'name a jwks_uri' },
      { value: 'none', label: 'none; most servers refuse that' },
    ]);
    if (chosen === 'back' || chosen === 'leave') return chosen;
    if (chosen === 'known' && known) return told({ type: 'keys-chosen', choice: known });
    if (chosen === 'generate' || chosen === 'ES256') {
      const alg = chosen === 'ES256' ? 'ES256' : 'RS256';
      return told({ type: 'keys-chosen', choice: { from: 'generate', alg } });
    }
    if (chosen === 'none') return told({ type: 'keys-chosen', choice: { from: 'none' } });
    const where = await ask(asker, chosen === 'file' ? 'Path of the file' : 'The jwks_uri', '');
    if (typeof where === 'string') return where;
    const choice: KeyChoice =
      chosen === 'file' ? { from: 'file', path: where.text } : { from: 'jwks_uri', url: where.text };
    return told({ type: 'keys-chosen', choice });
  },
};

function keyWords(choice: KeyChoice): string {
  if (choice.from === 'file') return `as known: read ${choice.path}`;
  return choice.from === 'jwks_uri' ? `as known: ${choice.url}` : 'as known: none';
}
