import { maskSecretMembers } from '../../domain/secrets/secret-members.ts';
import type { Answers } from '../../flow/answers.ts';

/** What the operator said between two states, in words; what a step came to is told elsewhere. */
export function answersBetween(before: Answers, after: Answers): string[] {
  const { mint, template, redirectUris, metadata, allowedOrigins } = after;
  const changed = Object.entries(metadata).filter(([member, value]) => value !== before.metadata[member]);
  return [
    ...(mint && mint !== before.mint ? [`terms ${JSON.stringify(mint)}`] : []),
    ...(template !== undefined && template !== before.template ? [`template ${template}`] : []),
    ...(redirectUris && redirectUris !== before.redirectUris ? [`redirect URIs ${JSON.stringify(redirectUris)}`] : []),
    ...Object.entries(maskSecretMembers(Object.fromEntries(changed))).map(
      ([member, value]) => `${member} ${value === null ? 'left out' : JSON.stringify(value)}`,
    ),
    ...allowedOrigins.filter(origin => !before.allowedOrigins.includes(origin)).map(origin => `${origin} allowed`),
  ];
}
