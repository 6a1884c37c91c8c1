import { Box } from 'ink';
import { nameOf } from '../../domain/management/managed-client.ts';
import { plainText } from '../../domain/plain-text.ts';
import type { RegisteredClient } from '../../domain/registration/registered-client.ts';
import { typeable } from '../../guidance/trouble/unknown-outcome.ts';
import { useLayout } from '../hooks/use-layout.ts';
import { Marked } from '../marked.tsx';
import { Paragraph } from '../prose.tsx';
import { TypedName } from '../typed-name.tsx';

/** Deleting cannot be taken back, so it takes more than a key. */
export function UndoQuestion({ registered, onConfirm }: { registered: RegisteredClient; onConfirm(): void }) {
  const isTiny = useLayout().kind === 'tiny';
  return (
    <Box flexDirection="column" flexShrink={0}>
      <Marked mark="?" markTone="care" tone="strong">
        Delete this client at the server?
      </Marked>
      <Paragraph tone="dim">{plainText(registered.client.client_id, 120)}</Paragraph>
      {!isTiny && <Paragraph>Its credentials stop working and its record goes. Your answers are kept.</Paragraph>}
      <TypedName
        toDo="To delete it"
        wanted={typeable(nameOf(registered))}
        otherwise="the client was kept"
        onConfirm={onConfirm}
      />
    </Box>
  );
}
