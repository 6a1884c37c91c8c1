import type { Json } from '../json.ts';
import type { ClientMetadata } from '../metadata/client-metadata.ts';
import { differences } from '../registration/difference.ts';
import { withoutNulls } from './client-changes.ts';

/** One member as it was asked for, as it was granted, and as it stands now; each left out where it was or is not there. */
export type Verified = { member: string; asked?: Json; granted?: Json; now?: Json };

/** The members that do not stand at the server as they were asked for or granted. What nobody asked for is not its matter. */
export function verified(asked: ClientMetadata, granted: ClientMetadata, now: ClientMetadata): Verified[] {
  const members = [...differences(asked, now), ...differences(withoutNulls(granted), now)].map(({ member }) => member);
  return [...new Set(members)].map(member => ({
    member,
    ...part('asked', asked[member]),
    ...part('granted', granted[member]),
    ...part('now', now[member]),
  }));
}

function part<K extends string>(name: K, value: Json | undefined): { [name in K]?: Json } {
  const found: { [name in K]?: Json } = {};
  if (value !== undefined) found[name] = value;
  return found;
}
