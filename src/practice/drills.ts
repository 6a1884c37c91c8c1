import type { Drill } from './drill.ts';
import { adminTokenDrills } from './drills/admin-token-drills.ts';
import { connectionDrills } from './drills/connection-drills.ts';
import { endpointDrills } from './drills/endpoint-drills.ts';
import { iatDrills } from './drills/iat-drills.ts';
import { metadataDrills } from './drills/metadata-drills.ts';
import { mintDrills } from './drills/mint-drills.ts';
import { policyDrills } from './drills/policy-drills.ts';
import { resultDrills } from './drills/result-drills.ts';
import { tlsDrills } from './drills/tls-drills.ts';

/** In the order in which a run could meet them. */
export const drillKinds: readonly { kind: string; drills: readonly Drill[] }[] = [
  { kind: 'on the way to the server', drills: connectionDrills },
  { kind: 'secure connections', drills: tlsDrills },
  { kind: 'the admin access token', drills: adminTokenDrills },
  { kind: 'the mint', drills: mintDrills },
  { kind: 'the initial access token', drills: iatDrills },
  { kind: 'the registration endpoint', drills: endpointDrills },
  { kind: 'what is asked for', drills: metadataDrills },
  { kind: 'the server’s policies', drills: policyDrills },
  { kind: 'the answer', drills: resultDrills },
];

export const drills: readonly Drill[] = drillKinds.flatMap(({ drills: ofKind }) => ofKind);

export function findDrill(name: string): Drill | undefined {
  return drills.find(drill => drill.name === name);
}
