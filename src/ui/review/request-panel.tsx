import { Text, useInput } from 'ink';
import { useState } from 'react';
import type { Desk } from '../../engine/desk.ts';
import { copyNote } from '../../guidance/copy-note.ts';
import type { Note } from '../../guidance/note.ts';
import type { RequestInSight } from '../../guidance/review/registration-view.ts';
import { cut, printable } from '../cells.ts';
import { Findings } from '../components/findings.tsx';
import { RequestView } from '../components/request-view.tsx';
import { useLayout } from '../hooks/use-layout.ts';
import { useLook } from '../hooks/use-look.ts';
import { useRoom } from '../hooks/use-room.ts';

/** The exact request in three spellings; `c` copies the one in sight. */
export function RequestPanel({ view: { lines, views }, desk }: { view: RequestInSight; desk: Desk }) {
  const room = useRoom();
  const { glyphs, tones } = useLook();
  const head = useLayout().kind === 'tiny' ? lines.slice(0, 1) : lines;
  const [at, setAt] = useState(0);
  const [said, setSaid] = useState<Note>();
  useInput(
    (input, key) => {
      // The view turns its pages by itself; this only knows which one is in sight.
      const by = key.leftArrow || (key.tab && key.shift) ? -1 : key.rightArrow || key.tab ? 1 : 0;
      if (by !== 0) setAt(now => (now + by + views.length) % views.length);
      const shown = views[at];
      if (input === 'c' && !key.ctrl && !key.meta && shown) {
        void desk.copy(shown.text).then(copied => setSaid(copyNote(shown.title, copied)));
      }
    },
    { isActive: !room.isHidden },
  );
  return (
    <>
      {head.map(line => (
        <Text key={line} {...tones.dim} wrap="hard">
          {cut(printable(line), room.columns, glyphs.ellipsis, 'middle')}
        </Text>
      ))}
      <RequestView views={views} rows={room.rows - head.length - 1} />
      <Findings findings={said ? [said] : []} rows={1} />
    </>
  );
}
