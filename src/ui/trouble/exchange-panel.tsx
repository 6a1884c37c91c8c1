import { useInput } from 'ink';
import { useMemo, useState } from 'react';
import type { Exchange } from '../../domain/server/request.ts';
import type { Desk } from '../../engine/desk.ts';
import { copyNote } from '../../guidance/copy-note.ts';
import type { Note } from '../../guidance/note.ts';
import { exchangeText } from '../../guidance/trouble/exchange-text.ts';
import { Findings } from '../components/findings.tsx';
import type { Hint } from '../components/key-hints.tsx';
import { ScrollView } from '../components/scroll-view.tsx';
import { useRoom } from '../hooks/use-room.ts';

export const EXCHANGE_HINTS: readonly Hint[] = [
  { key: '↑↓', does: 'scroll' },
  { key: 'c', does: 'copy', weight: 2 },
  { key: 'Esc', does: 'back', weight: 3 },
];

/** The request that failed and its answer, as far as one came; `c` copies both. */
export function ExchangePanel({ exchange, desk }: { exchange: Exchange; desk: Desk }) {
  const { rows, columns, isHidden } = useRoom();
  const text = useMemo(() => exchangeText(exchange), [exchange]);
  const [said, setSaid] = useState<Note>();
  useInput(
    (input, key) => {
      if (input !== 'c' || key.ctrl || key.meta) return;
      void desk.copy(text).then(copied => setSaid(copyNote('Request and answer', copied)));
    },
    { isActive: !isHidden },
  );
  return (
    <>
      <ScrollView text={text} rows={rows - 1} width={columns} />
      <Findings findings={said ? [said] : []} rows={1} />
    </>
  );
}
