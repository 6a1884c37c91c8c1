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
    else problems[field] = read.message;
  }
  return Object.keys(problems).length > 0 ? { problems } : { parameters };
}

/** `1 hour`, `90 min`, `2 days`: a lifetime in a unit people think in; '' where the seconds say it best. */
export function lifetimeInWords(seconds: number): string {
  const units = [
    ['day', 86_400],
    ['hour', 3600],
    ['min', 60],
  ] as const;
  for (const [unit, length] of units) {
    if (seconds % length !== 0 || seconds < length) continue;
    const count = seconds / length;
    return `${count.toLocaleString('en-US')} ${unit}${count === 1 || unit === 'min' ? '' : 's'}`;
  }
  return '';
}
