import { Box, Text } from 'ink';
import type { RegisteredClient } from '../../domain/registration/registered-client.ts';
import { type GrantedRow, grantedRow } from '../../guidance/result/granted.ts';
import { useLook } from '../hooks/use-look.ts';
import { Prose } from '../prose.tsx';
import { Fact } from './fact.tsx';

const LABEL_CELLS = 7;

/** Asked against granted, member by member; one line where nothing differs. */
export function GrantedList({ registered: { differences } }: { registered: RegisteredClient }) {
  const rows = differences.map(grantedRow);
  if (rows.length === 0) return <Prose tone="done">✔ The server granted what you asked</Prose>;
  const members = rows.length === 1 ? '1 member' : `${rows.length} members`;
  return (
    <Box flexDirection="column" flexShrink={0}>
      <Prose tone="care">{`▲ The server granted what you asked, but for ${members}`}</Prose>
      {rows.map(row => (
        <Granted key={row.member} row={row} />
      ))}
    </Box>
  );
}

function Granted({ row: { member, asked, granted, note } }: { row: GrantedRow }) {
  const { tones } = useLook();
  return (
    <Box flexDirection="column" flexShrink={0}>
      <Text wrap="hard">
        {'  '}
        <Text {...tones.strong}>{member}</Text>
        <Text {...tones.dim}>{note === '' ? '' : `  ${note}`}</Text>
      </Text>
      <Fact label="asked" value={asked} labelWidth={LABEL_CELLS} indent={4} />
      <Fact label="granted" value={granted} labelWidth={LABEL_CELLS} indent={4} />
    </Box>
  );
}
