import type { Rule } from '../rule.ts';
import { changes, opaque } from './refusals.ts';

/** The client’s keys, named by jwks_uri. */
export const jwksUriRules = [
  {
    id: 'jwks-uri-said-refused',
    cause: 'keys.jwks_uri_refused',
    when: {
      stage: changes,
      about: ['jwks-uri'],
      clause: [
        /https|private (?!key)|reserved|loopback|\blocal|trusted|origin|not (?:be )?allowed/,
        /public(?:ly)?|internal|scheme|\bhosts?\b|valid ur[il]/,
      ],
      not: {
        clause: [
          /either|mandatory|both|exclusive|pointed by|http \d{3}|status|returned|fetch|download|retriev/,
          /load|private_key_jwt requires/,
        ],
      },
    },
    confidence: 0.9,
  },
  {
    id: 'jwks-uri-not-public-and-blamed',
    cause: 'keys.jwks_uri_refused',
    when: { stage: changes, about: ['jwks-uri'], facts: ['jwks-uri-not-public'], not: { complains: ['unreachable'] } },
    confidence: 0.8,
  },
  {
    id: 'jwks-uri-not-public-and-opaque',
    cause: 'keys.jwks_uri_refused',
    when: { all: [opaque], facts: ['jwks-uri-not-public'] },
    confidence: 0.5,
  },
  {
    id: 'some-address-said-internal',
    cause: 'keys.jwks_uri_refused',
    when: {
      stage: changes,
      status: [400, 422],
      facts: ['unspecific', 'jwks-uri-not-public'],
      says: /internal|private|loopback|reserved|local|not (?:be )?public|ssrf|https/,
    },
    confidence: 0.82,
  },
  {
    id: 'some-address-said-unreachable',
    cause: 'keys.jwks_uri_unreachable',
    when: {
      stage: changes,
      status: [400, 422],
      facts: ['unspecific', 'keys-by-uri'],
      complains: ['unreachable'],
      not: { about: ['token'] },
    },
    confidence: 0.72,
  },
  {
    id: 'jwks-uri-said-unreachable',
    cause: 'keys.jwks_uri_unreachable',
    when: {
      stage: changes,
      any: [
        { about: ['jwks-uri', 'jwks'], complains: ['unreachable'] },
        {
          about: ['jwks-uri'],
          clause: [
            /pointed by|http (?:status )?\d{3}|status(?: code)? \d{3}|\breturn(?:ed|s)?\b|not json|content[- ]type/,
            /no keys|timed? ?out|connection|refused|resolve/,
          ],
        },
      ],
    },
    confidence: 0.9,
  },
  {
    id: 'jwks-uri-sent-and-keys-blamed',
    cause: 'keys.jwks_uri_unreachable',
    when: {
      stage: changes,
      facts: ['keys-by-uri'],
      about: ['jwks', 'jwks-uri'],
      complains: ['invalid'],
      not: { facts: ['jwks-uri-not-public'] },
    },
    confidence: 0.5,
  },
] as const satisfies readonly Rule[];
