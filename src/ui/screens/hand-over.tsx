import { useState } from 'react';
import type { FileTarget, HandOverTarget } from '../../domain/hand-over.ts';
import { HAND_OVER_HELP } from '../../guidance/client-help.ts';
import { secretNote } from '../../guidance/result/hand-over-words.ts';
import { readTarget } from '../../guidance/result/read-target.ts';
import { type Hint, stepBack } from '../components/key-hints.tsx';
import { useDraft } from '../hooks/use-draft.ts';
import { type LetterKeys, pressLetter } from '../letter-keys.ts';
import { HandedOverList } from '../result/handed-over-list.tsx';
import { type Adding, TargetAdder } from '../result/target-adder.tsx';
import { ADD_LINE, TargetList, WRITE_LINE } from '../result/target-list.tsx';
import { useHandOverPreview } from '../result/use-hand-over-preview.ts';
import type { ScreenProps } from '../screen.ts';
import { StepFrame } from '../step-frame.tsx';

/** A target of the list, and whether Enter writes it. */
type Listed = { target: FileTarget; isWanted: boolean };

/** Where the result goes: what each file would get, and afterwards what it got. */
export function HandOverScreen(props: ScreenProps) {
  const { handedOver } = props.state.answers;
  return handedOver === undefined ? <Before {...props} /> : <After {...props} handedOver={handedOver} />;
}

function Before({ state, clock, tell, desk }: ScreenProps) {
  const { known } = state.itinerary;
  const [listed, setListed] = useDraft<Listed[]>(
    `hand-over ${state.answers.earlier.length}`,
    known.handOver.filter(isFile).map(target => ({ target, isWanted: true })),
  );
  const [focus, setFocus] = useState(WRITE_LINE);
  const [adding, setAdding] = useState<Adding>();
  const targets = listed.map(({ target }) => target);
  const previews = useHandOverPreview(desk, state, targets);
  const checklist = known.handOver.filter(target => target.to === 'checklist');
  const wanted = listed.filter(({ isWanted }) => isWanted).map(({ target }) => target);

  const write = (chosen: FileTarget[]) =>
    tell({ type: 'hand-over-confirmed', targets: chosen.length === 0 ? [] : [...chosen, ...checklist] });
  const toggle = (id: string) => {
    setListed(now => now.map((one, index) => (String(index) === id ? { ...one, isWanted: !one.isWanted } : one)));
  };
  const add = (target: FileTarget) => {
    setListed(now => [...now, { target, isWanted: true }]);
    // Enter goes on from here to writing; on the new file it would leave that one out.
    setFocus(WRITE_LINE);
    setAdding(undefined);
  };
  const open = (id: string) => (id === WRITE_LINE ? write(wanted) : id === ADD_LINE ? setAdding({}) : toggle(id));
  const focused = focus === WRITE_LINE || focus === ADD_LINE ? undefined : listed[Number(focus)];
  const keys: LetterKeys = {
    a: () => setAdding({}),
    s: () => write([]),
    ' ': focused && (() => toggle(focus)),
  };
  return (
    <StepFrame
      state={state}
      clock={clock}
      hints={adding ? ADDING_HINTS : hintsOf({ focus, isWanted: focused?.isWanted, count: wanted.length })}
      help={HAND_OVER_HELP}
      isTyping={adding?.format !== undefined && adding.services === undefined}
      onKey={(input, key) => {
        if (key.escape) {
          if (adding === undefined) return tell({ type: 'went-back' });
          return setAdding(before(adding));
        }
        return adding ? undefined : pressLetter(keys, input, key);
      }}
    >
      {adding ? (
        <TargetAdder
          key={adding.format}
          adding={adding}
          onAdding={setAdding}
          read={(format, path) => readTarget(format, path, { state, now: clock.now(), desk })}
          onTarget={add}
        />
      ) : (
        <TargetList
          rows={listed.map((one, index) => ({ ...one, id: String(index), changed: previews[index] }))}
          notes={secretNote(wanted, state.answers)}
          checklist={checklist.flatMap(({ items }) => items)}
          isRecorded={(state.answers.updated ?? state.answers.registered) !== undefined}
          focus={focus}
          onFocus={setFocus}
          onSubmit={open}
        />
      )}
    </StepFrame>
  );
}

/** A step back in adding a file; out of it at the first. */
function before({ format, services, ...rest }: Adding): Adding | undefined {
  if (format === undefined) return undefined;
  return services === undefined ? {} : { ...rest, format };
}

function isFile(target: HandOverTarget): target is FileTarget {
  return target.to !== 'checklist';
}

type AfterProps = ScreenProps & { handedOver: NonNullable<ScreenProps['state']['answers']['handedOver']> };

function After({ state, clock, leave, handedOver }: AfterProps) {
  const checklist = state.itinerary.known.handOver.flatMap(target => (target.to === 'checklist' ? target.items : []));
  return (
    <StepFrame
      state={state}
      clock={clock}
      hints={[{ key: 'Enter', does: 'finish' }]}
      help={HAND_OVER_HELP}
      onKey={(_, key) => {
        if (key.return) leave();
      }}
    >
      <HandedOverList
        handedOver={handedOver}
        checklist={checklist}
        isRecorded={(state.answers.updated ?? state.answers.registered) !== undefined}
      />
    </StepFrame>
  );
}

const ADDING_HINTS: readonly Hint[] = [
  { key: 'Enter', does: 'take it', weight: 3 },
  { key: 'Esc', does: 'back', weight: 2 },
];

type HintsFor = { focus: string; isWanted: boolean | undefined; count: number };

function hintsOf({ focus, isWanted, count }: HintsFor): Hint[] {
  const writes = count === 0 ? 'finish' : count === 1 ? 'write it' : `write ${count} files`;
  const toggles = isWanted ? 'leave it out' : 'take it in';
  return [
    { key: 'Enter', does: focus === WRITE_LINE ? writes : focus === ADD_LINE ? 'add a file' : toggles, weight: 9 },
    ...(focus === ADD_LINE ? [] : [{ key: 'a', does: 'add a file', short: 'add', weight: 6 }]),
    ...(count > 0 ? [{ key: 's', does: 'skip', weight: 4 }] : []),
    { key: '↑↓', does: 'choose', short: '', weight: 3 },
    stepBack(7),
    { key: 'F1', does: 'help' },
  ];
}
