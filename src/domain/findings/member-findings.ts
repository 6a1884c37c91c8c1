import type { Json } from '../json.ts';
import { isJsonObject } from '../json.ts';
import { type ClientMetadata, SERVERS_OWN } from '../metadata/client-metadata.ts';
import { plainText } from '../plain-text.ts';
import type { Finding } from './finding.ts';

type Shape = 'text' | 'texts' | 'object' | 'url' | 'flag' | 'number';

/** The JSON types of RFC 7591 section 2 and OpenID Connect Registration 1.0 section 2. */
export const MEMBER_SHAPES: Readonly<Record<string, Shape>> = {
  redirect_uris: 'texts',
  token_endpoint_auth_method: 'text',
  grant_types: 'texts',
  response_types: 'texts',
  client_name: 'text',
  client_uri: 'url',
  logo_uri: 'url',
  scope: 'text',
  contacts: 'texts',
  tos_uri: 'url',
  policy_uri: 'url',
  jwks_uri: 'url',
  jwks: 'object',
  software_id: 'text',
  software_version: 'text',
  software_statement: 'text',
  application_type: 'text',
  sector_identifier_uri: 'url',
  subject_type: 'text',
  id_token_signed_response_alg: 'text',
  token_endpoint_auth_signing_alg: 'text',
  default_max_age: 'number',
  require_auth_time: 'flag',
  default_acr_values: 'texts',
  initiate_login_uri: 'url',
  request_uris: 'texts',
  post_logout_redirect_uris: 'texts',
};

const FITS: Record<Shape, (value: Json) => boolean> = {
  text: value => typeof value === 'string',
  texts: value => Array.isArray(value) && value.every(item => typeof item === 'string'),
  object: isJsonObject,
  url: value => typeof value === 'string' && /^https?:\/\/[^/?#]/i.test(value) && URL.canParse(value),
  flag: value => typeof value === 'boolean',
  number: value => typeof value === 'number',
};

const WANTED: Record<Shape, string> = {
  text: 'a text (a number or true/false needs quotes)',
  texts: 'a list of texts, even for a single one',
  object: 'an object',
  url: 'an http or https URL',
  flag: 'true or false',
  number: 'a number',
};

/** Bodies above this are refused by more and more servers. */
const LARGE_BYTES = 64 * 1024;

/** What is to be said about members one by one: their types, and whose they are. */
export function memberFindings(asked: ClientMetadata): Finding[] {
  return [...wrongShapes(asked), ...serversOwn(asked), ...emptyName(asked), ...contacts(asked), ...size(asked)];
}

function wrongShapes(asked: ClientMetadata): Finding[] {
  return Object.entries(asked).flatMap(([member, value]): Finding[] => {
    // Human-readable members carry a language tag behind a hash (RFC 7591 section 2.2).
    const plain = member.split('#')[0] ?? member;
    const shape = Object.hasOwn(MEMBER_SHAPES, plain) ? MEMBER_SHAPES[plain] : undefined;
    if (shape === undefined || FITS[shape](value)) return [];
    return [
      {
        severity: 'refusal-likely',
        member,
        message: `${plainText(member, 80)} has to be ${WANTED[shape]}`,
        cause: plain === 'redirect_uris' ? 'redirect.missing' : 'metadata.field_invalid',
        source: `RFC 7591 section 2 (${plain})`,
      },
    ];
  });
}

function serversOwn(asked: ClientMetadata): Finding[] {
  return SERVERS_OWN.filter(member => Object.hasOwn(asked, member)).map(member => ({
    // A wished-for client_id is an extension that some servers take; a secret of one's own is none.
    severity: member === 'client_id' ? 'hint' : 'refusal-likely',
    member,
    message: `${member} is for the server to give: some refuse a request that brings it, others pass over it`,
    cause: 'metadata.admin_only_field',
    source: 'RFC 7591 section 3.2.1',
  }));
}

function emptyName(asked: ClientMetadata): Finding[] {
  const name = asked['client_name'];
  if (typeof name === 'string' && name.trim() !== '') return [];
  if (name !== undefined && typeof name !== 'string') return [];
  return [
    {
      severity: 'hint',
      member: 'client_name',
      message:
        'client_name is missing: people at the server will see the client_id only, and some servers insist on a name',
      cause: 'metadata.field_missing',
      source: 'RFC 7591 section 2 (client_name)',
    },
  ];
}

function contacts(asked: ClientMetadata): Finding[] {
  const listed = Array.isArray(asked['contacts']) ? asked['contacts'] : [];
  const odd = listed.findIndex(contact => typeof contact === 'string' && !/^[^\s@]+@[^\s@]+$/.test(contact));
  if (odd === -1) return [];
  return [
    {
      severity: 'hint',
      member: 'contacts',
      index: odd,
      message: 'a contact is an e-mail address as a rule, and some servers insist',
      cause: 'metadata.field_invalid',
      source: 'RFC 7591 section 2 (contacts)',
    },
  ];
}

function size(asked: ClientMetadata): Finding[] {
  const bytes = Buffer.byteLength(JSON.stringify(asked));
  if (bytes <= LARGE_BYTES) return [];
  return [
    {
      severity: 'hint',
      message: `the request is ${Math.round(bytes / 1024)} KiB long, which some servers refuse as too large`,
      cause: 'request.too_large',
      source: 'RFC 9110 section 15.5.14',
    },
  ];
}
