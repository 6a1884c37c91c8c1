import { answerCauses } from './catalogue/answer-causes.ts';
import type { Cause } from './catalogue/cause.ts';
import { connectionCauses } from './catalogue/connection-causes.ts';
import { inputCauses } from './catalogue/input-causes.ts';
import { keyCauses } from './catalogue/key-causes.ts';
import { metadataCauses } from './catalogue/metadata-causes.ts';
import { policyCauses } from './catalogue/policy-causes.ts';
import { redirectCauses } from './catalogue/redirect-causes.ts';
import { registrationTokenCauses } from './catalogue/registration-token-causes.ts';
import { tokenCauses } from './catalogue/token-causes.ts';

export type { Cause } from './catalogue/cause.ts';

const rows = [
  ...tokenCauses,
  ...registrationTokenCauses,
  ...inputCauses,
  ...policyCauses,
  ...keyCauses,
  ...metadataCauses,
  ...redirectCauses,
  ...connectionCauses,
  ...answerCauses,
] as const;

export type CauseId = (typeof rows)[number]['id'];

/** Every cause that a diagnosis can name. */
export const catalogue: readonly (Cause & { id: CauseId })[] = rows;

const byId = new Map(catalogue.map(row => [row.id, row]));

export function cause(id: CauseId): Cause & { id: CauseId } {
  const row = byId.get(id);
  if (row === undefined) throw new Error(`no cause ${id} in the catalogue`);
  return row;
}
