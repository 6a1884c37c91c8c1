import type { Cause } from './catalogue/cause.ts';
import { metadataCauses } from './catalogue/metadata.ts';
import { networkCauses } from './catalogue/network.ts';
import { registrationCauses } from './catalogue/registration.ts';
import { tokenCauses } from './catalogue/tokens.ts';

export type { Cause } from './catalogue/cause.ts';

const rows = [...tokenCauses, ...registrationCauses, ...metadataCauses, ...networkCauses] as const;

export type CauseId = (typeof rows)[number]['id'];

/** Every cause that a diagnosis can name. */
export const catalogue: readonly (Cause & { id: CauseId })[] = rows;

const byId = new Map(catalogue.map(row => [row.id, row]));

export function cause(id: CauseId): Cause & { id: CauseId } {
  const row = byId.get(id);
  if (row === undefined) throw new Error(`no cause ${id} in the catalogue`);
  return row;
}
