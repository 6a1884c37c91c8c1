import { presetFindings } from '../../domain/findings/preset-findings.ts';
import type { KeyChoice } from '../../domain/metadata/key-material.ts';
import { askedMetadata } from '../../domain/registration/registration-request.ts';
import type { Answers } from '../../flow/answers.ts';
import type { KeySource } from './key-draft.ts';

/** What a known server has against keys in this form. */
export function keyObjection(source: KeySource, answers: Answers): string | undefined {
  const asked = askedMetadata(answers);
  const wish = source === 'jwks_uri' ? { ...asked, jwks_uri: '' } : asked;
  const choices: Record<KeySource, KeyChoice> = {
    generate: { from: 'generate', alg: 'RS256' },
    file: { from: 'file', path: '' },
    jwks_uri: { from: 'jwks_uri', url: '' },
    none: { from: 'none' },
  };
  const findings = presetFindings(wish, answers.server?.preset, choices[source]);
  return findings.find(({ cause }) => cause === 'keys.other_form_wanted')?.message;
}
