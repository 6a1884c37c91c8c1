import { notOffered } from '../domain/findings/metadata-findings.ts';
import type { JsonObject } from '../domain/json.ts';
import type { ClientMetadata } from '../domain/metadata/client-metadata.ts';
import { shown } from '../domain/server/answer-text.ts';
import { type AuthorizationServer, isSameOrigin } from '../domain/server/authorization-server.ts';
import { isSameIssuer } from '../servers/discovery.ts';
import { type Probed, skipped } from './probed.ts';

type Document = { url: string; document: JsonObject };

/** What the metadata says of issuer and registration endpoint, and whether it offers what the runbook asks for. */
export function metadataChecks(
  { document }: Document,
  others: readonly Document[],
  server: AuthorizationServer,
  asked: ClientMetadata | undefined,
): Probed[] {
  return [
    issuerCheck(document, server),
    registrationCheck(document, others, server),
    ...(asked === undefined
      ? [skipped('discovery', 'offers', 'no runbook was named, so nothing is asked for')]
      : offerChecks(document, asked)),
  ];
}

function issuerCheck({ issuer }: JsonObject, server: AuthorizationServer): Probed {
  const named = { layer: 'discovery', check: 'issuer' } as const;
  const asked = server.issuer ?? server.url;
  const says = shown(`${issuer}`, 200);
  if (isSameIssuer(`${issuer}`, asked)) return { ...named, status: 'ok', seen: says };
  const isElsewhere = !URL.canParse(`${issuer}`) || new URL(`${issuer}`).origin !== new URL(asked).origin;
  return {
    ...named,
    // Discovery may not use such a document (RFC 8414 section 3.3); a run that names its endpoint never asks.
    status: server.registration_endpoint === undefined ? 'failed' : 'warning',
    seen: `the metadata is of ${says}, asked for was ${shown(asked, 200)}`,
    ...(isElsewhere
      ? { cause: 'discovery.origin_mismatch' }
      : { cause: 'discovery.wrong_url', try: [`If that is the issuer that is meant, name it with --issuer ${says}.`] }),
  };
}

function registrationCheck(document: JsonObject, others: readonly Document[], server: AuthorizationServer): Probed {
  const named = { layer: 'discovery', check: 'registration_endpoint' } as const;
  const configured = server.registration_endpoint;
  const endpoint = document['registration_endpoint'];
  if (endpoint === undefined) {
    return {
      ...named,
      status: configured === undefined ? 'failed' : 'warning',
      seen: 'the metadata names none, so clients may not be registered here, or not this way',
      cause: 'dcr.not_advertised',
    };
  }
  const says = shown(`${endpoint}`, 200);
  if (typeof endpoint !== 'string' || !/^https?:/i.test(endpoint) || !URL.canParse(endpoint)) {
    return { ...named, status: configured === undefined ? 'failed' : 'warning', seen: `${says} is no URL` };
  }
  const other = others.find(each => each.document['registration_endpoint'] !== endpoint);
  if (configured !== undefined && new URL(endpoint).href !== configured) {
    return {
      ...named,
      status: 'warning',
      seen: `the metadata says ${says}, configured is ${shown(configured, 200)}`,
      try: [`Unless the server’s documentation says otherwise, take the server’s own: --registration-endpoint ${says}`],
    };
  }
  if (!isSameOrigin(server, endpoint)) {
    const { origin } = new URL(endpoint);
    return {
      ...named,
      status: 'warning',
      seen: `${says} is on another origin than ${shown(server.url, 200)}`,
      cause: 'discovery.origin_mismatch',
      try: [`No token goes there before you name it: --allow-origin ${shown(origin, 120)}, if that is right.`],
    };
  }
  if (other !== undefined) {
    const differs = shown(`${other.document['registration_endpoint'] ?? 'none'}`, 200);
    return { ...named, status: 'warning', seen: `${says}, but ${other.url} says ${differs}` };
  }
  return { ...named, status: 'ok', seen: says };
}

/** Members of a registration, in the words of the metadata that offers them (RFC 8414 section 2). */
const OFFERS = [
  { check: 'methods', members: ['token_endpoint_auth_method'], offered: ['token_endpoint_auth_methods_supported'] },
  {
    check: 'grants',
    members: ['grant_types', 'response_types'],
    offered: ['grant_types_supported', 'response_types_supported'],
  },
  { check: 'scopes', members: ['scope'], offered: ['scopes_supported'] },
  {
    check: 'algorithms',
    members: [
      'token_endpoint_auth_signing_alg',
      'id_token_signed_response_alg',
      'request_object_signing_alg',
      'userinfo_signed_response_alg',
    ],
    offered: ['token_endpoint_auth_signing_alg_values_supported', 'id_token_signing_alg_values_supported'],
  },
];

function offerChecks(document: JsonObject, asked: ClientMetadata): Probed[] {
  const findings = notOffered(asked, document);
  return OFFERS.map(({ check, members, offered }): Probed => {
    const lacking = findings.filter(({ member }) => member !== undefined && members.includes(member));
    const [first] = lacking;
    if (first !== undefined) {
      const seen = lacking.map(({ message }) => message).join('; ');
      return { layer: 'discovery', check, status: 'warning', seen, ...(first.cause && { cause: first.cause }) };
    }
    const isSilent = offered.every(name => document[name] === undefined);
    if (isSilent) return skipped('discovery', check, `the metadata does not list ${offered.join(' or ')}`);
    return { layer: 'discovery', check, status: 'ok', seen: 'what is asked for is offered' };
  });
}
