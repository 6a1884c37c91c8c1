import { isJsonObject, type Json } from '../../domain/json.ts';
import { strings } from '../../domain/metadata/client-metadata.ts';
import { clientTemplate } from '../../domain/metadata/client-templates.ts';
import { plainText } from '../../domain/plain-text.ts';
import { askedMetadata } from '../../domain/registration/registration-request.ts';
import { maskSecretMembers } from '../../domain/secrets/secret-members.ts';
import type { State } from '../../engine/state.ts';
import type { Answers } from '../../flow/answers.ts';
import type { StepId } from '../../flow/step.ts';

/** One line of the review: a member of the request, or an answer that the request is made of. */
export type MemberRow = {
  /** The member, or one of the ids below, which no member can have. */
  id: string;
  label: string;
  /** Left out of the request: undefined. */
  value: Json | undefined;
  text: string;
  /** Where the value came from, in a word. */
  source: string;
  /** The step that asks for it. Where that step can be gone to, the line leads there. */
  step?: StepId;
};

export const TEMPLATE_ROW = '\ntemplate';
export const KEYS_ROW = '\nkeys';

/** Where values of the plan came from: `client.metadata.<member>` and questions by name. */
export type Sources = Readonly<Record<string, string>>;

const STEPS: Readonly<Record<string, StepId>> = { redirect_uris: 'redirect-uris', jwks: 'keys', jwks_uri: 'keys' };

/** Every member of the request with its origin, in the order it goes out; then what was left out on purpose. */
export function memberRows(state: State, sources: Sources): MemberRow[] {
  const { answers } = state;
  const asked = askedMetadata(answers);
  const base = clientTemplate(answers.template ?? '')?.metadata ?? {};
  const members = Object.keys({ ...base, ...answers.metadata, ...asked });
  return [
    ...templateRow(state, sources),
    ...members.map((member): MemberRow => {
      const value = Object.hasOwn(asked, member) ? asked[member] : undefined;
      const step = Object.hasOwn(STEPS, member) ? STEPS[member] : undefined;
      return {
        id: member,
        label: plainText(member, 80),
        value,
        text: value === undefined ? 'left out' : memberText(member, value),
        source: sourceOf(state, sources, member),
        ...(step !== undefined && { step }),
      };
    }),
    ...keysRow(state, sources, members),
  ];
}

function templateRow({ answers, itinerary }: State, sources: Sources): MemberRow[] {
  const { template } = answers;
  if (template === undefined) return [];
  const source = template === itinerary.known.template ? (sources['client.template'] ?? 'default') : 'chosen';
  return [{ id: TEMPLATE_ROW, label: 'template', value: template, text: template, source, step: 'template' }];
}

/** No keys is an answer too, and the one that servers refuse most. */
function keysRow({ answers: { keys }, itinerary: { known } }: State, sources: Sources, members: string[]): MemberRow[] {
  if (keys?.choice.from !== 'none' || members.includes('jwks') || members.includes('jwks_uri')) return [];
  const source = known.keys?.from === 'none' ? (sources['client.keys'] ?? 'chosen') : 'chosen';
  return [{ id: KEYS_ROW, label: 'keys', value: undefined, text: 'none', source, step: 'keys' }];
}

function sourceOf({ answers, itinerary: { known } }: State, sources: Sources, member: string): string {
  const planned = sources[`client.metadata.${member}`];
  if (member === 'redirect_uris' && answers.redirectUris !== undefined) {
    return isSame(answers.redirectUris, known.redirectUris) ? (planned ?? 'runbook') : 'typed';
  }
  if (isFromKeys(answers, member)) return KEY_SOURCES[answers.keys?.choice.from ?? 'none'];
  if (!Object.hasOwn(answers.metadata, member)) return 'template';
  return isSame(answers.metadata[member], known.metadata[member]) ? (planned ?? 'runbook') : 'typed';
}

const KEY_SOURCES = { generate: 'made here', file: 'a key file', jwks_uri: 'chosen', none: 'chosen' } as const;

function isFromKeys({ keys }: Answers, member: string): boolean {
  return (member === 'jwks' && keys?.jwks !== undefined) || (member === 'jwks_uri' && keys?.jwks_uri !== undefined);
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

const MOST_CHARACTERS = 300;
/** Items of a list that are written out before the rest is only counted. */
const WRITTEN_OUT = 3;

/** A member's value in one line: secrets masked, long lists counted. */
export function memberText(member: string, value: Json): string {
  const shown = maskSecretMembers({ [member]: value })[member] ?? null;
  if (member === 'jwks') return keySetText(shown);
  if (member === 'scope' && typeof shown === 'string') return counted(shown.split(' ').filter(Boolean), ' ');
  if (member === 'redirect_uris' && Array.isArray(shown) && shown.length > 1) return `${shown.length} URIs`;
  if (Array.isArray(shown) && shown.length > 0 && strings(shown).length === shown.length)
    return counted(strings(shown), ', ');
  return plainText(typeof shown === 'string' && shown !== '' ? shown : JSON.stringify(shown), MOST_CHARACTERS);
}

function counted(items: string[], between: string): string {
  const [first = ''] = items;
  const written = first.length > 40 ? 1 : WRITTEN_OUT;
  const left = items.length - written;
  const text = plainText(items.slice(0, written).join(between), MOST_CHARACTERS);
  return left > 0 ? `${text} (+${left})` : text;
}

function keySetText(jwks: Json): string {
  const keys = isJsonObject(jwks) && Array.isArray(jwks['keys']) ? jwks['keys'].filter(isJsonObject) : undefined;
  const [key] = keys ?? [];
  if (keys === undefined || key === undefined) return plainText(JSON.stringify(jwks), MOST_CHARACTERS);
  const { alg, kid } = key;
  const named = [typeof alg === 'string' ? alg : undefined, typeof kid === 'string' ? `kid ${kid}` : undefined];
  const count = keys.length === 1 ? '1 key' : `${keys.length} keys`;
  return plainText([count, ...named.filter(part => part !== undefined)].join(', '), MOST_CHARACTERS);
}
