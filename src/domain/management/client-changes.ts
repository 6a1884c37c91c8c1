import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { type ClientMetadata, SERVERS_OWN, strings } from '../metadata/client-metadata.ts';
import type { KeyMaterial } from '../metadata/key-material.ts';
import { type MemberChange, withChange } from '../metadata/member-change.ts';
import { nearest } from '../nearest.ts';
import { plainText } from '../plain-text.ts';
import { differences } from '../registration/difference.ts';

/** merge: added to those that stand; replace: in their place. */
export const REDIRECT_URI_CHANGES = ['replace', 'merge'] as const;
/** add: a new key beside those that stand; drop-old: of those that stand, only the newest one of ours stays. */
export const KEY_CHANGES = ['add', 'drop-old'] as const;
export type KeyChange = (typeof KEY_CHANGES)[number];

/** What is to be different about a registered client. */
export type ClientChanges = {
  redirectUris?: { uris: string[]; how: (typeof REDIRECT_URI_CHANGES)[number] };
  /** In the order in which they are made; null takes a member out. */
  members: MemberChange[];
  keys?: KeyChange;
};

/** The keys of ours that a change of keys is about. */
export type ClientKeys = {
  /** What `add` adds; left out: not made yet. */
  added?: KeyMaterial | undefined;
  /** The key ID that the client signs with from here on, for `drop-old`. */
  kid?: string | undefined;
};

const REDIRECT_URIS = 'redirect_uris';

export const SERVER_SETS_IT = 'is set by the server only (RFC 7592 section 2.2)';

/** Whether only the server may change that member. */
export function isServerMember(member: string): boolean {
  return SERVERS_OWN.includes(member);
}

/** The whole metadata of the client once it is changed, or why it cannot be changed like that. */
export function changedMetadata(
  granted: ClientMetadata,
  changes: ClientChanges,
  keys: ClientKeys,
): { metadata: ClientMetadata } | { problem: string; hint?: string } {
  let metadata = withoutNulls(granted);
  for (const change of changes.members) {
    if (isServerMember(change.member)) return { problem: `${change.member} ${SERVER_SETS_IT}` };
    const after = withChange(metadata, change);
    if ('message' in after) return { problem: `${plainText(change.member, 60)}: ${after.message}` };
    metadata = withoutNulls(after.metadata);
  }
  if (changes.redirectUris) metadata = { ...metadata, redirect_uris: redirectUris(metadata, changes.redirectUris) };
  if (changes.keys === undefined) return { metadata };
  const jwks = changedKeys(metadata, changes.keys, keys);
  return 'problem' in jwks ? jwks : { metadata: { ...metadata, ...jwks } };
}

/** The same changes, but for one member: that is to be this value, whatever was planned for it. null takes it out. */
export function withMember(
  changes: ClientChanges,
  granted: ClientMetadata,
  { member, value }: { member: string; value: Json },
): ClientChanges {
  const { redirectUris: uris, keys, members } = changes;
  const saysKeys = member === 'jwks' || (member === 'jwks_uri' && value !== null);
  const others: ClientChanges = {
    members: members.filter(change => change.member !== member),
    ...(uris && member !== REDIRECT_URIS && { redirectUris: uris }),
    ...(keys && !saysKeys && { keys }),
  };
  const standing = Object.hasOwn(granted, member) ? granted[member] : null;
  // To the letter: the order of a list is nothing to send, and kept for the change after it.
  if (JSON.stringify(standing) === JSON.stringify(value)) return others;
  const isList = member === REDIRECT_URIS && Array.isArray(value) && strings(value).length === value.length;
  return isList
    ? { ...others, redirectUris: { uris: strings(value), how: 'replace' } }
    : { ...others, members: [...others.members, { member, appends: false, value }] };
}

/** The members that these changes are about, each once. */
export function membersIn({ members, redirectUris: uris, keys }: ClientChanges): string[] {
  const named = members.map(({ member }) => member);
  return [...new Set([...named, ...(uris ? [REDIRECT_URIS] : []), ...(keys ? ['jwks'] : [])])];
}

/** What is to be taken out and is not there, in words: done already, or a name misspelt. */
export function absentWords(granted: ClientMetadata, { members }: ClientChanges): string[] {
  const standing = withoutNulls(granted);
  const removed = members.filter(({ appends, value }) => !appends && value === null);
  const absent = removed.map(({ member }) => member).filter(member => !Object.hasOwn(standing, member));
  return absent.map(member => {
    const near = nearest(member, Object.keys(granted));
    const meant = near === undefined ? '' : ` (did you mean ${plainText(near, 60)}?)`;
    return `the client has no member ${plainText(member, 60)} to take out${meant}`;
  });
}

/** The members in which the two differ; a list in another order is the same list. */
export function changedMembers(before: ClientMetadata, after: ClientMetadata): string[] {
  const [old, young] = [withoutNulls(before), withoutNulls(after)];
  const removed = Object.keys(old).filter(member => !Object.hasOwn(young, member));
  return [...differences(young, old).map(({ member }) => member), ...removed];
}

/** To most servers null means what leaving out means; some answer with it, and few take it back. */
export function withoutNulls(metadata: ClientMetadata): ClientMetadata {
  return Object.fromEntries(Object.entries(metadata).filter(([, value]) => value !== null));
}

function redirectUris(metadata: ClientMetadata, { uris, how }: NonNullable<ClientChanges['redirectUris']>): string[] {
  return how === 'replace' ? uris : [...new Set([...strings(metadata['redirect_uris']), ...uris])];
}

function changedKeys(
  metadata: ClientMetadata,
  how: KeyChange,
  { added, kid }: ClientKeys,
): { jwks: JsonObject } | { problem: string; hint?: string } {
  if (metadata['jwks_uri'] !== undefined) {
    return {
      problem: 'the server reads the keys of this client from its jwks_uri, so they cannot be changed by an update',
      hint: 'Publish the new key there, beside the old one.',
    };
  }
  const jwks = isJsonObject(metadata['jwks']) ? metadata['jwks'] : {};
  const standing = Array.isArray(jwks['keys']) ? jwks['keys'].filter(isJsonObject) : [];
  if (how === 'drop-old') return onlyNewest(jwks, standing, kid);
  if (added === undefined) return { jwks: { ...jwks, keys: standing } };
  const young = added.jwks?.keys ?? [];
  if (young.length === 0)
    return { problem: 'there is no key to add: it has to be made (generate) or read from a file' };
  const clash = young.find(key => standing.some(old => old['kid'] === key['kid'] && !isSameKey(old, key)));
  if (clash) {
    return {
      problem: `the client has another key of the kid ${plainText(String(clash['kid']), 80)} already`,
      hint: 'Give the new one a name of its own: --kid.',
    };
  }
  const unknown = young.filter(key => !standing.some(old => isSameKey(old, key)));
  return { jwks: { ...jwks, keys: [...standing, ...unknown] } };
}

function onlyNewest(
  jwks: JsonObject,
  standing: JsonObject[],
  kid: string | undefined,
): { jwks: JsonObject } | { problem: string; hint?: string } {
  if (kid === undefined) {
    return {
      problem: 'the record of this client names no key of ours, so none of its keys can be told to be the newest',
    };
  }
  const newest = standing.filter(key => key['kid'] === kid);
  if (newest.length > 0) return { jwks: { ...jwks, keys: newest } };
  return {
    problem: `the server does not have the key ${plainText(kid, 80)} that the record names: without the others the client would have no key at all`,
    hint: 'Add the key first, and drop the old ones when the client signs with the new one.',
  };
}

const KEY_MEMBERS = ['kty', 'crv', 'x', 'y', 'n', 'e'];

/** Whether two JWKs are one public key. */
export function isSameKey(one: JsonObject, other: JsonObject): boolean {
  return KEY_MEMBERS.every(member => one[member] === other[member]);
}
