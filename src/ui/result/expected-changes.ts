import { strings } from '../../domain/client-metadata.ts';
import type { FileTarget, HandedOver, HandOverValue } from '../../domain/hand-over.ts';
import { plainText } from '../../domain/plain-text.ts';
import { SECRET_MARK, Secret } from '../../domain/secret.ts';
import type { Answers } from '../../flow/answers.ts';

/** A difference as it can be told without the file: what is there now is not known. */
export type ExpectedChange = { key: string; value: string; change?: HandedOver['changes'][number]['change'] };
export type Expected = Pick<HandedOver, 'missing' | 'warnings' | 'problem'> & { changes: ExpectedChange[] };

/** What a target will be given. Secrets stand as `[secret]`, as in a difference. */
export function expectedChanges({ set }: FileTarget, answers: Answers): Expected {
  const expected: Expected = { changes: [], missing: [], warnings: [] };
  for (const [key, name] of Object.entries(set)) {
    const value = handOverValue(name, answers);
    if (value === undefined) expected.missing.push(name);
    else expected.changes.push({ key, value: value instanceof Secret ? SECRET_MARK : plainText(value, 200) });
  }
  return expected;
}

function handOverValue(name: HandOverValue, { registered, iat, server }: Answers): string | Secret | undefined {
  const client = registered?.client;
  switch (name) {
    case 'client_id':
    case 'client_secret':
    case 'registration_access_token':
    case 'registration_client_uri':
      return client?.[name];
    case 'initial_access_token':
      return iat?.token;
    case 'issuer':
      return server?.issuer;
    case 'server_url':
      return server?.url;
    case 'private_key_file':
      return registered?.keys?.privateKeyFile;
    case 'kid':
      return registered?.keys?.kid;
    case 'redirect_uris':
      return strings(client?.metadata['redirect_uris']).join(' ') || undefined;
  }
}
