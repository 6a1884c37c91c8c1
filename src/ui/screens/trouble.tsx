import { Box, Text } from 'ink';
import { useMemo, useState } from 'react';
import { clockFace } from '../../domain/duration.ts';
import type { Failure } from '../../domain/failure.ts';
import { plainText } from '../../domain/plain-text.ts';
import { retryAfterSeconds, secondsToWait } from '../../domain/server/retry-after.ts';
import { bundleNote } from '../../guidance/bundle-note.ts';
import { TROUBLE_HELP } from '../../guidance/client-help.ts';
import type { Note } from '../../guidance/note.ts';
import { type Troubles, troublesOf } from '../../guidance/trouble/trouble-rows.ts';
import { type TroubleWords, troubleWords } from '../../guidance/trouble/trouble-words.ts';
import {
  dismissal,
  type Leaving,
  mintAgain,
  type Situation,
  safeRetry,
  sendAnyway,
  type WayOut,
} from '../../guidance/trouble/ways-out.ts';
import { Findings } from '../components/findings.tsx';
import type { Hint } from '../components/key-hints.tsx';
import { useLayout } from '../hooks/use-layout.ts';
import { useListFocus } from '../hooks/use-list-focus.ts';
import { useLook } from '../hooks/use-look.ts';
import { useAsOf } from '../hooks/use-now.ts';
import { useRun } from '../hooks/use-run.ts';
import { useFocusWanter } from '../hooks/use-wanted-focus.ts';
import { type LetterKeys, pressLetter } from '../letter-keys.ts';
import { inGlyphs } from '../look.ts';
import { Marked } from '../marked.tsx';
import { Paragraph } from '../prose.tsx';
import type { ScreenProps } from '../screen.ts';
import { StepFrame } from '../step-frame.tsx';
import { CauseRows } from '../trouble/cause-rows.tsx';
import { EXCHANGE_HINTS, ExchangePanel } from '../trouble/exchange-panel.tsx';

/** What went wrong, the causes that the evidence speaks for, and the way out of each. */
export function Trouble({ state, failure, clock, tell, desk, leave }: ScreenProps & { failure: Failure }) {
  const { steps } = useRun();
  const want = useFocusWanter();
  const [seen] = useState(() => clock.now());
  const situation = useMemo<Situation>(() => ({ state, failure, steps, at: seen }), [state, failure, steps, seen]);
  const troubles = useMemo(() => troublesOf(situation), [situation]);
  const { rows, first } = troubles;
  const [focus, setFocus] = useState(first.id);
  const [showsExchange, setShowsExchange] = useState(false);
  const [said, setSaid] = useState<Note>();
  const wanted = useMemo(() => retryAfterSeconds(failure), [failure]);
  const wait = useAsOf(clock, at => secondsToWait(wanted, seen, at), { isActive: wanted !== undefined });

  const exchange = 'exchange' in failure ? failure.exchange : undefined;
  const focused = rows.find(row => row.id === focus) ?? first;
  const ways: Ways = {
    enter: focused.way,
    retry: safeRetry(situation),
    mint: mintAgain(situation),
    anyway: sendAnyway(situation),
    back: dismissal(situation),
  };
  const take = (way: WayOut | Leaving | undefined) => {
    if (way && 'leaves' in way) return leave();
    if (way === undefined || (way.happening.type === 'retried' && wait > 0)) return;
    if (way.focus) want(way.focus);
    tell(way.happening);
  };
  const keys: LetterKeys = {
    a: () => take(ways.anyway),
    b: () => void desk.saveBundle(state).then(saved => setSaid(bundleNote(saved))),
    d: exchange && (() => setShowsExchange(true)),
    m: () => take(ways.mint),
    r: () => take(ways.retry),
  };
  return (
    <StepFrame
      state={state}
      clock={clock}
      hints={
        showsExchange
          ? EXCHANGE_HINTS
          : hintsOf(ways, { wait, count: rows.length, hasExchange: exchange !== undefined })
      }
      help={TROUBLE_HELP}
      onKey={(input, key) => {
        if (key.escape) return showsExchange ? setShowsExchange(false) : take(ways.back);
        return showsExchange ? undefined : pressLetter(keys, input, key);
      }}
    >
      {showsExchange && exchange ? (
        <ExchangePanel exchange={exchange} desk={desk} />
      ) : (
        <Causes
          words={troubleWords(failure)}
          troubles={troubles}
          focus={focus}
          wait={wait}
          said={said}
          onFocus={setFocus}
          onSubmit={id => take(rows.find(row => row.id === id)?.way)}
        />
      )}
    </StepFrame>
  );
}

type Ways = {
  enter: WayOut | Leaving | undefined;
  retry: WayOut | undefined;
  mint: WayOut | undefined;
  anyway: WayOut | undefined;
  back: WayOut;
};

function hintsOf(
  { enter, retry, mint, anyway, back }: Ways,
  { wait, count, hasExchange }: { wait: number; count: number; hasExchange: boolean },
): Hint[] {
  const done = enter && 'happening' in enter ? enter.happening : undefined;
  const isRetry = done?.type === 'retried';
  const isMint = done?.type === 'jumped' && done.to === 'mint';
  const again = wait > 0 ? `try again in ${clockFace(wait)}` : 'try again';
  return [
    ...(enter ? [{ key: 'Enter', does: isRetry ? again : done ? 'do it' : 'leave', weight: 9 }] : []),
    ...(anyway ? [{ key: 'a', does: 'send anyway', weight: 8 }] : []),
    ...(count > 1 ? [{ key: '↑↓', does: 'choose', short: '', weight: 5 }] : []),
    ...(retry && !isRetry ? [{ key: 'r', does: again, short: wait > 0 ? clockFace(wait) : 'again', weight: 6 }] : []),
    ...(mint && !isMint ? [{ key: 'm', does: 'mint a fresh token', short: 'mint', weight: 3 }] : []),
    { key: 'b', does: 'support bundle', short: 'bundle', weight: 2 },
    ...(hasExchange ? [{ key: 'd', does: 'details', weight: 4 }] : []),
    {
      key: 'Esc',
      does: back.happening.type === 'went-back' ? 'back' : 'back to the question',
      short: 'back',
      weight: 7,
    },
    { key: 'F1', does: 'help' },
  ];
}

const BACK = 'The same trouble is back: what was done since did not help.';
const BACK_IN_SHORT = 'The same again: that did not help.';

type CausesProps = {
  words: TroubleWords;
  troubles: Troubles;
  focus: string;
  wait: number;
  said: Note | undefined;
  onFocus(id: string): void;
  onSubmit(id: string): void;
};

function Causes({ words, troubles: { rows, isBack }, focus, wait, said, onFocus, onSubmit }: CausesProps) {
  const look = useLook();
  const isTiny = useLayout().kind === 'tiny';
  const gap = isTiny ? 0 : 1;
  const { focused } = useListFocus({ values: rows.map(row => row.id), initial: focus, onFocus, onSubmit });
  const isNamed = rows.some(row => row.likelihood !== undefined);
  return (
    <Box flexDirection="column" rowGap={gap} flexShrink={0}>
      <Box flexDirection="column" flexShrink={0}>
        <Marked mark={look.glyphs.trouble} markTone="trouble" tone="strong">
          {words.headline}
        </Marked>
        {!isNamed && words.said !== undefined && (
          <Text>{inGlyphs(look, `  the server said “${plainText(words.said, 400)}”`)}</Text>
        )}
        <Findings
          findings={words.problems.map(message => ({ severity: 'refusal-likely', message }))}
          rows={isTiny ? 2 : 8}
        />
      </Box>
      {/* Below the causes a small window would not show it. */}
      {said && <Findings findings={[said]} rows={6} />}
      {!isNamed && words.next.length > 0 && <Paragraph>{words.next.join(' ')}</Paragraph>}
      {wait > 0 && (
        <Paragraph tone="care">{`The server wants to be left alone: try again in ${clockFace(wait)}.`}</Paragraph>
      )}
      {isBack && <Paragraph tone="care">{isTiny ? BACK_IN_SHORT : BACK}</Paragraph>}
      <CauseRows rows={rows} focused={focused} />
      <Paragraph tone="dim">{[...(isNamed ? words.next : []), 'Your answers are kept.'].join(' ')}</Paragraph>
    </Box>
  );
}
