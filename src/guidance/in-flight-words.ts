import { type ManagedClient, nameOf } from '../domain/management/managed-client.ts';
import { clientName } from '../domain/metadata/client-metadata.ts';
import { mintRequest } from '../domain/mint/mint-request.ts';
import { plainText } from '../domain/plain-text.ts';
import type { Effect } from '../flow/effect.ts';

/** What is out: in words, where it went, and whether a second try by itself is out of the question. */
export type InFlightWords = { doing: string; about: string; request?: string; isBounded: boolean };

export function inFlightWords(effect: Effect): InFlightWords {
  switch (effect.type) {
    case 'discover-endpoints': {
      const about = 'Its metadata says where clients are registered (RFC 8414). No token is sent.';
      return { doing: `Looking up the endpoints of ${hostOf(effect.server.url)}`, about, isBounded: true };
    }
    case 'mint-iat': {
      const { method, url } = mintRequest(effect.server, effect.parameters);
      const about = 'The admin access token goes to this endpoint only.';
      return { doing: 'Minting an initial access token', about, request: `${method} ${url}`, isBounded: true };
    }
    case 'obtain-keys':
      return { doing: KEYS[effect.choice.from], about: 'The private half stays on this machine.', isBounded: false };
    case 'register-client': {
      const name = plainText(clientName(effect.asked) ?? 'the client', 80);
      const request = `POST ${effect.server.registration_endpoint ?? ''}`;
      return { doing: `Registering ${name}`, about: 'Sent once, never repeated by itself.', request, isBounded: true };
    }
    case 'read-client':
      return { ...managing('Reading', effect.target), about: 'What stands at the server comes before any change.' };
    case 'update-client':
      return { ...managing('Updating', effect.target), about: 'Sent once, never repeated by itself.' };
    case 'delete-client':
      return { ...managing('Deleting', effect.target), about: 'Sent once, never repeated by itself.' };
    case 'hand-over': {
      const files = effect.targets.flatMap(target => ('file' in target ? [target.file] : []));
      return {
        doing: 'Handing over',
        about: files.length === 0 ? '' : `Writing ${files.join(', ')}`,
        isBounded: false,
      };
    }
  }
}

const KEYS = {
  generate: 'Making a key pair',
  file: 'Reading the key',
  jwks_uri: 'Taking the jwks_uri',
  none: 'Going on without a key',
} as const;

function managing(doing: string, target: ManagedClient): Omit<InFlightWords, 'about'> {
  const doingIt = `${doing} ${plainText(nameOf(target), 80)} at ${hostOf(target.server.url)}`;
  return { doing: doingIt, isBounded: true };
}

function hostOf(url: string): string {
  return URL.parse(url)?.host ?? plainText(url, 80);
}
