import { useEffect, useState } from 'react';
import { type Check, checkText, tallyOf } from '../../domain/evidence/check.ts';
import { plainText } from '../../domain/plain-text.ts';
import type { AuthorizationServer } from '../../domain/server/authorization-server.ts';
import type { Desk } from '../../engine/desk.ts';
import type { State } from '../../engine/state.ts';
import { SERVER_HELP } from '../../guidance/step-help.ts';
import type { Hint } from '../components/key-hints.tsx';
import { ScrollView } from '../components/scroll-view.tsx';
import { useLayout } from '../hooks/use-layout.ts';
import { useLook } from '../hooks/use-look.ts';
import { useRoom } from '../hooks/use-room.ts';
import { type Glyphs, inGlyphs } from '../look.ts';
import { Heading } from '../prose.tsx';
import type { ScreenProps } from '../screen.ts';
import { StepFrame } from '../step-frame.tsx';

export type ServerChecksProps = Pick<ScreenProps, 'state' | 'clock' | 'desk'> & {
  server: AuthorizationServer;
  onClose: () => void;
};

/** What stands between here and that server, layer by layer; lines appear as each is known. */
export function ServerChecks({ state, clock, desk, server, onClose }: ServerChecksProps) {
  const seen = useChecks(desk, server, state);
  return (
    <StepFrame
      {...{ state, clock, hints: HINTS, help: SERVER_HELP }}
      functionKeys={{ f4: onClose }}
      onKey={(_, key) => {
        if (key.escape) onClose();
      }}
    >
      <Heading about={plainText(server.url, 200)}>Is the way to the server open?</Heading>
      <Lines {...seen} home={new URL(server.url).origin} />
    </StepFrame>
  );
}

const HINTS: readonly Hint[] = [
  { key: 'Esc', does: 'back to the addresses', short: 'back', weight: 3 },
  { key: '↑↓', does: 'scroll', weight: 2 },
  { key: 'F1', does: 'help' },
];

/** A mark and the space behind it. */
const MARK_CELLS = 2;

function Lines({ checks, isDone, home }: { checks: readonly Check[]; isDone: boolean; home: string }) {
  const look = useLook();
  const { rows } = useRoom();
  const { kind } = useLayout();
  // The verdict first: where there are many lines, it must not have to be looked for.
  const verdict = isDone ? tallyOf(checks) : 'Looking …';
  const lines = checks.flatMap(check => linesOf(check, home, look.glyphs));
  const text = inGlyphs(look, [verdict, ...lines].join('\n'));
  return <ScrollView text={text} hang={MARK_CELLS} rows={rows - (kind === 'tiny' ? 1 : 4)} />;
}

function linesOf(check: Check, home: string, glyphs: Glyphs): string[] {
  const { layer, origin, status, try: tries = [] } = check;
  const marks = { ok: glyphs.done, warning: glyphs.care, failed: glyphs.trouble, skipped: glyphs.open };
  const where = origin === undefined || origin === home ? '' : ` at ${origin}`;
  return [
    `${marks[status]} ${layer} ${check.check}${where}: ${checkText(check)}`,
    ...tries.map(advice => `  ${glyphs.point} ${advice}`),
  ];
}

function useChecks(desk: Desk, server: AuthorizationServer, state: State): { checks: Check[]; isDone: boolean } {
  const [seen, setSeen] = useState<{ checks: Check[]; isDone: boolean }>({ checks: [], isDone: false });
  const [asked] = useState({ server, state });
  useEffect(() => {
    let isAwaited = true;
    const look = async () => {
      const checks: Check[] = [];
      for await (const check of desk.examine(asked.server, asked.state)) {
        if (!isAwaited) return;
        checks.push(check);
        setSeen({ checks: [...checks], isDone: false });
      }
      if (isAwaited) setSeen({ checks, isDone: true });
    };
    void look();
    return () => {
      isAwaited = false;
    };
  }, [desk, asked]);
  return seen;
}
