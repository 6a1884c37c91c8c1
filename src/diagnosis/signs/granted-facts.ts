import type { Evidence } from '../../domain/evidence/evidence.ts';
import type { Json, JsonObject } from '../../domain/json.ts';
import { plainText } from '../../domain/plain-text.ts';
import { differences } from '../../domain/registration/difference.ts';
import { isSecretMember } from '../../domain/secrets/secret-members.ts';
import type { AddFact } from './fact.ts';
import { quote } from './quote.ts';
import type { RequestView } from './request-view.ts';

export type GrantedFact =
  | 'client-granted'
  | 'no-client-id'
  | 'granted-otherwise'
  | 'no-management'
  | 'odd-members'
  | 'token-rotated'
  | 'metadata-document'
  | 'metadata-elsewhere'
  | 'metadata-without-registration'
  | 'exp-zero-shown'
  | 'exp-shown';

type Adds = AddFact<GrantedFact>;

const isText = (value: Json | undefined): value is string => typeof value === 'string' && value !== '';

/** What a success granted, beside what was asked for and what RFC 7591 section 3.2.1 wants. */
export function readGranted(stage: Evidence['stage'], granted: JsonObject, request: RequestView, add: Adds): void {
  const id = granted['client_id'];
  if (!isText(id)) {
    const names = Object.keys(granted).slice(0, 8).join(', ') || 'none';
    add('no-client-id', `the answer has no client_id; its members are ${plainText(names, 160)}`);
    return;
  }
  add('client-granted', `the answer has the client_id ${plainText(id, 60)}`);
  readDifference(granted, request, add);
  if (
    stage === 'register' &&
    !isText(granted['registration_client_uri']) &&
    !isText(granted['registration_access_token'])
  )
    add('no-management', 'the answer has neither registration_client_uri nor registration_access_token');
  readOddMembers(granted, add);
  readSecretOfNone(granted, request, add);
  if (stage === 'read' && isText(granted['registration_access_token']))
    add('token-rotated', 'the answer to the read brings a registration_access_token', 'registration_access_token');
}

function readDifference(granted: JsonObject, request: RequestView, add: Adds): void {
  // What a sentence mentions of a request holds for a member that the answer has, and for no other.
  const asked = request.whole ? request.members : mentioned(request.members, granted);
  if (Object.keys(asked).length > 0) {
    const known = differences(asked, granted).filter(
      ({ member, asked: wish, granted: given }) =>
        member !== 'client_id' &&
        !isSecretMember(member) &&
        // Another type is an odd form, not another value.
        (given === undefined || Array.isArray(given) === Array.isArray(wish)),
    );
    const first = known.find(({ granted: given }) => given !== undefined) ?? known[0];
    if (first !== undefined) {
      const given = first.granted === undefined ? 'nothing' : quote(first.granted);
      add('granted-otherwise', `asked ${first.member}: ${quote(first.asked)}, granted: ${given}`, first.member);
    }
  }
}

/** A client that asked for the method none is public (RFC 7591 section 2); a secret says that the server made it another. */
function readSecretOfNone(granted: JsonObject, request: RequestView, add: Adds): void {
  const asked = request.members['token_endpoint_auth_method'];
  const given = granted['token_endpoint_auth_method'];
  if (asked !== 'none' || granted['client_secret'] === undefined) return;
  const member = 'token_endpoint_auth_method';
  if (given === 'none') add('odd-members', 'a client_secret came for a client that authenticates by none', member);
  else add('granted-otherwise', `asked ${member}: "none", granted: a client_secret`, member);
}

function mentioned(members: JsonObject, granted: JsonObject): JsonObject {
  const compared = ['scope', 'grant_types', 'response_types', 'token_endpoint_auth_method'];
  return Object.fromEntries(
    Object.entries(members).filter(([name]) => compared.includes(name) && granted[name] !== undefined),
  );
}

function readOddMembers(granted: JsonObject, add: Adds): void {
  const uri = granted['registration_client_uri'];
  if (granted['client_secret'] !== undefined && granted['client_secret_expires_at'] === undefined)
    add('odd-members', 'client_secret came without client_secret_expires_at', 'client_secret_expires_at');
  for (const name of ['client_secret_expires_at', 'client_id_issued_at']) {
    const value = granted[name];
    if (value !== undefined && typeof value !== 'number')
      add('odd-members', `${name} is ${plainText(JSON.stringify(value), 60)}, not a number`, name);
  }
  for (const name of ['redirect_uris', 'grant_types', 'response_types', 'contacts']) {
    const value = granted[name];
    if (value !== undefined && !Array.isArray(value))
      add('odd-members', `${name} is ${plainText(JSON.stringify(value), 60)}, not an array`, name);
  }
  if (Array.isArray(granted['scope'])) add('odd-members', 'scope is an array, not a string', 'scope');
  if (isText(uri) && URL.parse(uri) === null)
    add('odd-members', `registration_client_uri is relative: ${plainText(uri, 120)}`, 'registration_client_uri');
  if (isText(uri) !== isText(granted['registration_access_token']))
    add(
      'odd-members',
      `of registration_client_uri and registration_access_token only one came`,
      'registration_client_uri',
    );
}

/** A document that is no registration: authorization server metadata, or the payload of a token. */
export function readDocument(document: JsonObject, request: RequestView, add: Adds): void {
  const issuer = document['issuer'];
  if (document['exp'] === 0) add('exp-zero-shown', 'exp is 0');
  else if (typeof document['exp'] === 'number') add('exp-shown', `exp is ${document['exp']}`);
  if (!isText(issuer) || document['client_id'] !== undefined) return;
  add('metadata-document', `the answer is metadata of the issuer ${plainText(issuer, 120)}`);
  if (document['registration_endpoint'] === undefined)
    add('metadata-without-registration', 'the metadata has no registration_endpoint');
  const from = URL.parse(request.url ?? '') ?? URL.parse(issuer);
  for (const name of ['issuer', 'registration_endpoint', 'token_endpoint', 'authorization_endpoint']) {
    const address = document[name];
    const origin = isText(address) ? URL.parse(address)?.origin : undefined;
    if (from !== null && origin !== undefined && origin !== from.origin)
      add('metadata-elsewhere', `${name} is ${plainText(String(address), 120)}, read from ${from.origin}`);
  }
}
