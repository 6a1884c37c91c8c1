import { Box } from 'ink';
import type { EpochMillis } from '../../domain/instant.ts';
import type { KeyMaterial } from '../../domain/metadata/key-material.ts';
import type { RegisteredClient } from '../../domain/registration/registered-client.ts';
import { secretLife } from '../../guidance/result/granted.ts';
import { cellWidth } from '../cells.ts';
import { useLook } from '../hooks/use-look.ts';
import { Fact, type FactProps } from './fact.tsx';

type Row = Omit<FactProps, 'labelWidth'>;

/** Who the client is, its secret as eight dots unless it is revealed, and the files that hold all of it. */
export function ClientFacts({
  registered,
  revealed,
  now,
}: {
  registered: RegisteredClient;
  revealed: string | undefined;
  now: EpochMillis;
}) {
  const { glyphs } = useLook();
  const dots = glyphs.mask.repeat(8);
  const { client, keys, record } = registered;
  const life = secretLife(client.client_secret_expires_at, now);
  const rows: Row[] = [
    { label: 'client_id', value: client.client_id, tone: 'strong' },
    ...(client.client_secret ? [{ label: 'client_secret', value: revealed ?? dots, note: life }] : []),
    ...(keys ? keyRows(keys) : []),
    ...(client.registration_access_token
      ? [{ label: 'management', value: dots, note: 'a registration access token, in the record' }]
      : []),
    ...(record === undefined ? [] : [{ label: 'kept in', value: record, note: '(0600)' }]),
  ];
  const labelWidth = Math.max(...rows.map(row => cellWidth(row.label)));
  return (
    <Box flexDirection="column" flexShrink={0}>
      {rows.map(row => (
        <Fact key={row.label} {...row} labelWidth={labelWidth} />
      ))}
    </Box>
  );
}

function keyRows({ kid, alg, privateKeyFile, jwks_uri, choice }: KeyMaterial): Row[] {
  const named = [kid === undefined ? undefined : `kid ${kid}`, alg].filter(part => part !== undefined).join(', ');
  const rows: Row[] = named === '' ? [] : [{ label: 'key', value: named }];
  if (privateKeyFile !== undefined) {
    const note = choice.from === 'generate' ? '(0600)' : 'yours';
    rows.push({ label: 'private key', value: privateKeyFile, note });
  }
  if (jwks_uri !== undefined) rows.push({ label: 'jwks_uri', value: jwks_uri });
  return rows;
}
