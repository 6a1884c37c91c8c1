import { Box, Text } from 'ink';
import { useState } from 'react';
import type { Json } from '../../domain/json.ts';
import { clientTemplate, clientTemplates } from '../../domain/metadata/client-templates.ts';
import { plainText } from '../../domain/plain-text.ts';
import { mayGoBack } from '../../guidance/may-jump.ts';
import { TEMPLATE_HELP } from '../../guidance/step-help.ts';
import { templateToOffer } from '../../guidance/trouble/other-choice.ts';
import { Choice } from '../components/choice.tsx';
import type { Hint } from '../components/key-hints.tsx';
import { useLayout } from '../hooks/use-layout.ts';
import { useRoom } from '../hooks/use-room.ts';
import { useRun } from '../hooks/use-run.ts';
import { useWantedFocus } from '../hooks/use-wanted-focus.ts';
import { Heading, Prose } from '../prose.tsx';
import type { ScreenProps } from '../screen.ts';
import { StepFrame } from '../step-frame.tsx';

/** What kind of client it is, and the metadata that each kind brings along. */
export function TemplateScreen({ state, clock, tell }: ScreenProps) {
  const { steps } = useRun();
  const { answers, itinerary } = state;
  const wanted = useWantedFocus('template');
  const [offered] = useState(() => templateToOffer(answers.template ?? itinerary.known.template, wanted, answers));
  const [focused, setFocused] = useState(offered);
  const own = { ...itinerary.known.metadata, ...answers.metadata };
  return (
    <StepFrame
      state={state}
      clock={clock}
      hints={mayGoBack(steps, state, clock.now()) ? HINTS : HINTS.filter(({ key }) => key !== 'Esc')}
      help={TEMPLATE_HELP}
      onKey={(_, key) => {
        if (key.escape) tell({ type: 'went-back' });
      }}
    >
      <Heading about="It brings the metadata that such a client needs; each member can be changed in the review.">
        Choose a client template
      </Heading>
      <Templates
        initial={offered}
        onFocus={setFocused}
        onSubmit={template => tell({ type: 'template-chosen', template, metadata: own })}
      />
      <Brought template={focused} own={Object.keys(own)} />
    </StepFrame>
  );
}

const HINTS: readonly Hint[] = [
  { key: 'Enter', does: 'take it', short: '', weight: 4 },
  { key: '↑↓', does: 'choose', short: '', weight: 1 },
  { key: 'Esc', does: 'back', weight: 3 },
  { key: 'F1', does: 'help', weight: 2 },
];

type TemplatesProps = { initial: string; onFocus(name: string): void; onSubmit(name: string): void };

function Templates({ initial, onFocus, onSubmit }: TemplatesProps) {
  const { kind } = useLayout();
  const { rows } = useRoom();
  return (
    <Choice
      label="Client template"
      items={clientTemplates.map(({ name, summary }) => ({ value: name, label: name, hint: summary }))}
      initial={initial}
      rows={Math.max(3, kind === 'tiny' ? rows - 1 : rows - 8)}
      onFocus={onFocus}
      onSubmit={onSubmit}
    />
  );
}

/** The members that this template brings, and which of one's own win over it. Small windows leave it out. */
function Brought({ template, own }: { template: string; own: readonly string[] }) {
  const { kind } = useLayout();
  if (kind === 'tiny') return null;
  const members = Object.entries(clientTemplate(template)?.metadata ?? {});
  return (
    <Box flexDirection="column" marginTop={1} flexShrink={0}>
      <Prose tone="dim">
        {members.length === 0 ? 'It brings nothing: you name each member in the review.' : 'It brings'}
      </Prose>
      {members.length > 0 && (
        <Text wrap="wrap">{members.map(([member, value]) => `${member} ${inShort(value)}`).join(', ')}</Text>
      )}
      {own.length > 0 && <Prose tone="dim">{`These of yours win over it: ${plainText(own.join(', '), 200)}`}</Prose>}
    </Box>
  );
}

function inShort(value: Json): string {
  if (Array.isArray(value)) return value.length === 0 ? '(none)' : value.join(' ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
