import type { ClientMetadata } from '../../domain/metadata/client-metadata.ts';
import { KEY_ALGORITHMS, type KeyAlgorithm, type KeyChoice } from '../../domain/metadata/key-material.ts';
import { nearest } from '../../domain/nearest.ts';
import type { Runbook } from '../file/schema.ts';
import { question } from '../questions.ts';
import { isHttpUrl, isOneLine, NOT_ONE_LINE } from './answer-rules.ts';
import { answerTo, type Gathering } from './gathering.ts';
import { type Reader, readChoice, readLine } from './read-answer.ts';

type Form =
  | { from: 'generate' }
  | { from: 'none' }
  | { from: 'file'; path: string }
  | { from: 'jwks_uri'; url: string };
type InRunbook = NonNullable<NonNullable<Runbook['client']>['keys']>;

/** How the server will know the client's key. Left unsaid, a pair is made where the method needs one. */
export function plannedKeys(gathering: Gathering, asked: ClientMetadata): KeyChoice {
  const stated = gathering.input.runbook?.client?.keys;
  const inRunbook = stated && readStated(stated);
  const form = answerTo(gathering, 'client.keys', readForm, inRunbook?.form);
  const chosen: Form = form?.value ?? { from: 'generate' };
  if (form === undefined) gathering.sources['client.keys'] = 'default';
  // A kid of the runbook names the key that the runbook speaks of, and no other.
  const isSameKind = chosen.from === (inRunbook?.form ?? chosen).from;
  const alg = answerTo(
    gathering,
    'client.keys.generate',
    readChoice(KEY_ALGORITHMS),
    isSameKind ? inRunbook?.alg : undefined,
  );
  const kid = answerTo(gathering, 'client.keys.kid', readLine, isSameKind ? inRunbook?.kid : undefined);
  const named = { ...(kid && { kid: kid.value }) };
  switch (chosen.from) {
    case 'generate':
      return { from: 'generate', alg: alg?.value ?? impliedAlgorithm(gathering, asked), ...named };
    case 'file':
      return { ...chosen, ...(alg && { alg: alg.value }), ...named };
    default:
      for (const useless of [alg, kid]) {
        if (useless)
          gathering.problems.push({ ...useless.blame, message: `says nothing about keys: ${SAYS[chosen.from]}` });
      }
      return chosen;
  }
}

const SAYS = { none: 'there are none', jwks_uri: 'the server reads them from the jwks_uri' } as const;

function readStated(stated: InRunbook): { form: Form; alg?: KeyAlgorithm; kid?: string } {
  if (stated === 'generate' || stated === 'none') return { form: { from: stated } };
  if ('jwks_uri' in stated) return { form: { from: 'jwks_uri', url: stated.jwks_uri } };
  const kid = stated.kid === undefined ? {} : { kid: stated.kid };
  if ('generate' in stated) return { form: { from: 'generate' }, alg: stated.generate, ...kid };
  return { form: { from: 'file', path: stated.file }, ...(stated.alg && { alg: stated.alg }), ...kid };
}

/** A file called `none` or `generate` is `./none`. */
const readForm: Reader<Form> = text => {
  if (text === 'generate') return { value: { from: 'generate' } };
  if (text === 'none') return { value: { from: 'none' } };
  if (text === '') return { message: `has to be ${question('client.keys').placeholder}` };
  if (/^https?:/i.test(text)) {
    return isHttpUrl(text) ? { value: { from: 'jwks_uri', url: text } } : { message: 'is no usable URL' };
  }
  const near = /^[a-z]+$/.test(text) ? nearest(text, ['generate', 'none']) : undefined;
  if (near !== undefined) {
    return {
      message: 'is neither generate nor none',
      hint: `did you mean "${near}"? A file of that name is ./${text}`,
    };
  }
  return isOneLine(text) ? { value: { from: 'file', path: text } } : { message: NOT_ONE_LINE };
};

function impliedAlgorithm(gathering: Gathering, asked: ClientMetadata): KeyAlgorithm {
  const named = KEY_ALGORITHMS.find(alg => alg === asked['token_endpoint_auth_signing_alg']);
  const member = 'client.metadata.token_endpoint_auth_signing_alg';
  gathering.sources['client.keys.generate'] = (named && gathering.sources[member]) ?? 'default';
  return named ?? 'RS256';
}
