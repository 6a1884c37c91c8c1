import { membersIn } from '../../domain/management/client-changes.ts';
import { plainText } from '../../domain/plain-text.ts';
import { maskSecretMembers } from '../../domain/secrets/secret-members.ts';
import type { Answers } from '../../flow/answers.ts';

/** What the operator said between two states, in words; what a step came to is told elsewhere. */
export function answersBetween(before: Answers, after: Answers): string[] {
  const { mint, template, redirectUris, metadata, allowedOrigins, changes } = after;
  const changed = Object.entries(metadata).filter(([member, value]) => value !== before.metadata[member]);
  return [
    ...(mint && mint !== before.mint ? [`terms ${JSON.stringify(mint)}`] : []),
    ...(template !== undefined && template !== before.template ? [`template ${template}`] : []),
    ...(redirectUris && redirectUris !== before.redirectUris ? [`redirect URIs ${JSON.stringify(redirectUris)}`] : []),
    ...Object.entries(maskSecretMembers(Object.fromEntries(changed))).map(
      ([member, value]) => `${member} ${value === null ? 'left out' : JSON.stringify(value)}`,
    ),
    ...(changes && before.changes && changes !== before.changes
      ? [`the update is to change ${plainText(membersIn(changes).join(', '), 200) || 'nothing'}`]
      : []),
    ...allowedOrigins.filter(origin => !before.allowedOrigins.includes(origin)).map(origin => `${origin} allowed`),
  ];
}
