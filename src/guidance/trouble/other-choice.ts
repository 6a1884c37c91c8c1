import { authMethod } from '../../domain/metadata/client-metadata.ts';
import { clientTemplate, clientTemplates } from '../../domain/metadata/client-templates.ts';
import { askedMetadata } from '../../domain/registration/registration-request.ts';
import type { Answers } from '../../flow/answers.ts';
import type { KeySource } from '../drafts/key-draft.ts';
import type { WantedFocus } from './ways-out.ts';

/** Where the keys to offer come from: what a trouble is about is not offered once more. */
export function keySourceToOffer(now: KeySource | undefined, wanted: WantedFocus | undefined): KeySource {
  if (wanted?.cause === undefined) return now ?? 'generate';
  if (wanted.cause === 'keys.other_form_wanted') return now === 'jwks_uri' ? 'generate' : 'jwks_uri';
  return now === undefined || now === 'none' || now === 'jwks_uri' ? 'generate' : now;
}

/** The template to offer likewise: where the way to authenticate is refused, the first that brings another one. */
export function templateToOffer(now: string, wanted: WantedFocus | undefined, answers: Answers): string {
  const isRefused = wanted?.cause !== undefined && METHOD_CAUSES.includes(wanted.cause);
  // A method that stands beside the template wins over every template.
  if (!isRefused || 'token_endpoint_auth_method' in answers.metadata) return now;
  const refused = authMethod(askedMetadata(answers));
  const wantsCode = clientTemplate(now)?.metadata['response_types']?.toString() === 'code';
  const other = clientTemplates.find(
    ({ metadata }) =>
      'token_endpoint_auth_method' in metadata &&
      authMethod(metadata) !== refused &&
      (metadata['response_types']?.toString() === 'code') === wantsCode,
  );
  return other?.name ?? now;
}

const METHOD_CAUSES: readonly string[] = ['metadata.auth_method_unsupported', 'metadata.public_client_refused'];
