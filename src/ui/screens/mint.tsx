import { Box, Text } from 'ink';
import { useState } from 'react';
import { mintRequest } from '../../domain/mint/mint-request.ts';
import type { HttpRequest } from '../../domain/server/request.ts';
import {
  lifetimeInWords,
  type MintDraft,
  type MintField,
  mintDraft,
  mintFields,
  readMintDraft,
} from '../../guidance/drafts/mint-draft.ts';
import { MINT_LABELS, mintAbout, mintHeading, mintProblems } from '../../guidance/mint-words.ts';
import { MINT_HELP } from '../../guidance/step-help.ts';
import { renderCurl } from '../../runbook/render/render-curl.ts';
import { renderPowerShell } from '../../runbook/render/render-powershell.ts';
import { cut } from '../cells.ts';
import { Findings } from '../components/findings.tsx';
import type { Hint } from '../components/key-hints.tsx';
import { RequestView } from '../components/request-view.tsx';
import { FieldRow } from '../field-row.tsx';
import { useDraft } from '../hooks/use-draft.ts';
import { useFieldFocus } from '../hooks/use-field-focus.ts';
import { useLayout } from '../hooks/use-layout.ts';
import { useLook } from '../hooks/use-look.ts';
import { useRoom } from '../hooks/use-room.ts';
import { useWantedFocus } from '../hooks/use-wanted-focus.ts';
import { Heading, Prose } from '../prose.tsx';
import type { ScreenProps } from '../screen.ts';
import { StepFrame } from '../step-frame.tsx';

const LABEL_CELLS = 8;
const LIFETIME_CELLS = 8;

/** Label, lifetime and uses of the initial access token, and the request that asks for it. */
export function MintScreen({ state, clock, tell }: ScreenProps) {
  const { answers, itinerary } = state;
  const { kind } = useLayout();
  const [draft, setDraft] = useDraft(`mint ${answers.earlier.length}`, mintDraft(answers.mint ?? itinerary.known.mint));
  const [isShown, setShown] = useState(false);
  const fields = mintFields(answers.server);
  const wanted = useWantedFocus('mint')?.member;
  const { active, move } = useFieldFocus(
    fields,
    fields.find(field => field === wanted),
  );
  const read = readMintDraft(draft);
  const request = answers.server && 'parameters' in read ? mintRequest(answers.server, read.parameters) : undefined;

  const submit = (field: MintField, value: string) => {
    const last = readMintDraft({ ...draft, [field]: value });
    if ('parameters' in last) tell({ type: 'mint-confirmed', parameters: last.parameters });
  };
  if (isShown && request) {
    return (
      <StepFrame
        state={state}
        clock={clock}
        hints={SHOWN_HINTS}
        help={MINT_HELP}
        functionKeys={{ f2: () => setShown(false) }}
        onKey={(_, key) => key.escape && setShown(false)}
      >
        <RequestInThreeTongues request={request} />
      </StepFrame>
    );
  }
  const notes = 'problems' in read ? mintProblems(read.problems) : [];
  return (
    <StepFrame
      state={state}
      clock={clock}
      hints={HINTS}
      help={MINT_HELP}
      isTyping
      functionKeys={{ f2: () => setShown(request !== undefined) }}
      onKey={(_, key) => {
        if (!move(key) && key.escape) tell({ type: 'went-back' });
      }}
    >
      <Heading about={mintAbout(state, clock.now())}>{mintHeading(state)}</Heading>
      {fields.map(field => (
        <FieldRow
          key={field}
          label={MINT_LABELS[field]}
          labelWidth={LABEL_CELLS}
          value={draft[field]}
          placeholder={field === 'label' ? 'none' : 'the server decides'}
          isActive={field === active}
          aside={asideOf(field, draft)}
          width={field === 'expires_in' ? LIFETIME_CELLS : undefined}
          onChange={value => setDraft(now => ({ ...now, [field]: value }))}
          onSubmit={value => submit(field, value)}
        />
      ))}
      <Box flexDirection="column" marginTop={kind === 'tiny' ? 0 : 1} flexShrink={0}>
        {request ? <RequestLines request={request} /> : <Findings findings={notes} />}
      </Box>
    </StepFrame>
  );
}

const HINTS: readonly Hint[] = [
  { key: 'Enter', does: 'mint', weight: 5 },
  { key: 'Tab', does: 'next field', short: 'field', weight: 2 },
  { key: 'F2', does: 'as cURL, PowerShell', short: 'request', weight: 1 },
  { key: 'Esc', does: 'back', weight: 4 },
  { key: 'F1', does: 'help', weight: 3 },
];
export const SHOWN_HINTS: readonly Hint[] = [
  { key: '←→', does: 'JSON, cURL, PowerShell', short: 'other form', weight: 2 },
  { key: '↑↓', does: 'scroll' },
  { key: 'Esc', does: 'back to the fields', short: 'back', weight: 3 },
];

function asideOf(field: MintField, draft: MintDraft): string {
  if (field !== 'expires_in') return '';
  const text = draft.expires_in.trim();
  if (!/^\d{1,15}$/.test(text)) return '';
  const words = lifetimeInWords(Number(text));
  return words === '' ? 's' : `s  (${words})`;
}

function RequestLines({ request }: { request: HttpRequest }) {
  const look = useLook();
  const { columns } = useRoom();
  const path = URL.parse(request.url)?.pathname ?? request.url;
  const line = (text: string) => cut(text, columns, look.glyphs.ellipsis, 'middle');
  return (
    <>
      <Prose tone="dim">{line(`${request.method} ${path}`)}</Prose>
      <Text wrap="wrap">{JSON.stringify(request.body ?? {})}</Text>
    </>
  );
}

/** The exact request; tokens stand in it as variables. */
export function RequestInThreeTongues({ request }: { request: HttpRequest }) {
  const { rows } = useRoom();
  const json = `${request.method} ${request.url}\n\n${JSON.stringify(request.body ?? {}, undefined, 2)}`;
  return (
    <RequestView
      rows={rows}
      views={[
        { title: 'JSON', text: json },
        { title: 'cURL', text: renderCurl([request]) },
        { title: 'PowerShell', text: renderPowerShell([request]) },
      ]}
    />
  );
}
