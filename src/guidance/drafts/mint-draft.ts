import { exactDuration } from '../../domain/duration.ts';
import type { MintParameters } from '../../domain/mint/mint-request.ts';
import type { AuthorizationServer } from '../../domain/server/authorization-server.ts';
import { readInteger, readLine } from '../../runbook/plan/read-answer.ts';

/** What is asked of a mint, as it is typed. An empty field leaves its member out. */
export type MintDraft = { label: string; expires_in: string; max_uses: string };
export type MintField = keyof MintDraft;

export function mintDraft({ label = '', expires_in, max_uses }: MintParameters): MintDraft {
  return { label, expires_in: expires_in?.toString() ?? '', max_uses: max_uses?.toString() ?? '' };
}

/** The members that this server takes. */
export function mintFields(server: AuthorizationServer | undefined): MintField[] {
  return (['label', 'expires_in', 'max_uses'] as const).filter(field => server?.wire.request[field] !== null);
}

/** The parameters, or for each field what is wrong with it. */
export function readMintDraft(
  draft: MintDraft,
): { parameters: MintParameters } | { problems: Partial<Record<MintField, string>> } {
  const parameters: MintParameters = {};
  const problems: Partial<Record<MintField, string>> = {};
  const label = draft.label.trim();
  if (label !== '') {
    const read = readLine(label);
    if ('value' in read) parameters.label = read.value;
    else problems.label = read.message;
  }
  for (const field of ['expires_in', 'max_uses'] as const) {
    const text = draft[field].trim();
    if (text === '') continue;
    const read = readInteger(1)(text);
    if ('value' in read) parameters[field] = read.value;
    else problems[field] = field === 'expires_in' ? 'has to be a whole number of seconds, 1 or more' : read.message;
  }
  return Object.keys(problems).length > 0 ? { problems } : { parameters };
}

/** A lifetime in a unit people think in: `1 h`, `90 min`, `2 d`; '' where the seconds say it best. */
export function lifetimeInWords(seconds: number): string {
  const words = exactDuration(seconds);
  return words.endsWith(' s') ? '' : words;
}
