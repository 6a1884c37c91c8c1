import { Box, useCursor } from 'ink';
import TextInput from 'ink-text-input';
import { useLayoutEffect, useRef, useState } from 'react';
import { cut, printable } from '../cells.ts';
import { type OnScreen, useInSight } from '../hooks/use-in-sight.ts';
import { useLook } from '../hooks/use-look.ts';
import { useRoom } from '../hooks/use-room.ts';
import { useTextField } from './text-field-keys.ts';
import { textFieldPicture } from './text-field-picture.ts';
import { type TextFieldState, textFieldState } from './text-field-state.ts';

export type TextFieldProps = {
  /** Said by screen readers; it is not drawn. */
  label: string;
  value: string;
  onChange: (value: string) => void;
  onSubmit?: ((value: string) => void) | undefined;
  /**
   * Told of every paste as it came. A string that it returns is inserted instead ('' for nothing); with undefined the
   * paste itself is, without its line ends. A paste never submits.
   */
  onPaste?: ((pasted: string) => string | undefined) | undefined;
  placeholder?: string | undefined;
  /** Eight dots, however long the value is. */
  mask?: boolean | undefined;
  isActive?: boolean | undefined;
  /** Cells, the caret's included; the room's where it is left out. */
  width?: number | undefined;
};

/** One line to type in. */
export function TextField(props: TextFieldProps) {
  const { value, onChange, onSubmit, onPaste, label, placeholder, mask = false, width } = props;
  const room = useRoom();
  const isActive = (props.isActive ?? true) && !room.isHidden;
  const state = useTextField({ value, onChange, onSubmit, onPaste, isMasked: mask, isActive });
  return (
    <TextLine label={label} state={state} placeholder={placeholder} mask={mask} isActive={isActive} width={width} />
  );
}

export type TextLineProps = Pick<TextFieldProps, 'label' | 'placeholder' | 'mask' | 'width'> & {
  state: TextFieldState;
  isActive: boolean;
};

const MASK_LENGTH = 8;

/**
 * The picture of a text field. ink-text-input draws it and no more: its own keys insert the letter of a Ctrl chord,
 * know no Home, End, Delete or words, halve emoji, keep the line ends of a paste, and cannot be switched off one by one.
 * So it is never focused; `text-field-keys.ts` has the keys, `text-field-state.ts` the editing, and the caret is the
 * terminal's own cursor, where input methods and magnifiers look for it and where it is seen without colours.
 */
export function TextLine({ label, state, placeholder = '', mask = false, isActive, ...props }: TextLineProps) {
  const look = useLook();
  const room = useRoom();
  const { ref, place } = useInSight({ isActive, change: `${state.caret} ${state.text.length}` });

  const width = Math.max(3, props.width ?? room.columns);
  const first = useRef(0);
  const drawn = mask ? textFieldState(state.text === '' ? '' : look.glyphs.mask.repeat(MASK_LENGTH)) : state;
  const picture = textFieldPicture(drawn, { width, first: first.current, ellipsis: look.glyphs.ellipsis });
  first.current = picture.first;

  return (
    <Box
      ref={ref}
      width={width}
      height={1}
      flexShrink={0}
      overflow="hidden"
      aria-role="textbox"
      aria-label={`${label}: ${mask ? masked(state.text) : printable(state.text)}`}
    >
      <TextInput
        value={picture.shown}
        placeholder={cut(placeholder, width, look.glyphs.ellipsis)}
        focus={false}
        showCursor={false}
        onChange={() => undefined}
      />
      {isActive && <Caret place={place && { x: place.x + picture.caretCell, y: place.y }} />}
    </Box>
  );
}

function masked(value: string): string {
  return value === '' ? 'empty' : `${value.length} characters, hidden`;
}

/** Mounted only while its field is active: every mounted `useCursor` speaks, and the last one would win. */
function Caret({ place }: { place: OnScreen | undefined }) {
  const { setCursorPosition } = useCursor();
  const [, drawAgain] = useState(false);
  // A field that loses the focus takes its cursor away after the one that gains it has set its own, where it is below.
  useLayoutEffect(() => drawAgain(true), []);
  setCursorPosition(place);
  return null;
}
