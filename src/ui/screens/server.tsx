import { Box, Text } from 'ink';
import { useState } from 'react';
import { plainText } from '../../domain/plain-text.ts';
import type { AuthorizationServer } from '../../domain/server/authorization-server.ts';
import {
  originToAllow,
  type ReadServer,
  readServerDraft,
  SERVER_MEMBERS,
  type ServerDraft,
  type ServerField,
  serverDraft,
  tokenOrigins,
} from '../../guidance/drafts/server-draft.ts';
import { SERVER_LABELS, serverFields, serverHabits } from '../../guidance/server-words.ts';
import { SERVER_HELP } from '../../guidance/step-help.ts';
import { Choice } from '../components/choice.tsx';
import { Findings } from '../components/findings.tsx';
import { type Hint, stepBack } from '../components/key-hints.tsx';
import { FieldRow } from '../field-row.tsx';
import { useDraft } from '../hooks/use-draft.ts';
import { useFieldFocus } from '../hooks/use-field-focus.ts';
import { useLayout } from '../hooks/use-layout.ts';
import { useRun } from '../hooks/use-run.ts';
import { useWantedFocus } from '../hooks/use-wanted-focus.ts';
import { Heading, Prose } from '../prose.tsx';
import type { ScreenProps } from '../screen.ts';
import { StepFrame } from '../step-frame.tsx';
import { ServerChecks } from './server-checks.tsx';

const PLACEHOLDERS: Readonly<Record<ServerField, string>> = {
  url: 'https://',
  mint: '/path, or a whole address',
  registration: 'looked up at the server',
};
const LABEL_CELLS = 11;

/** Which server, where its endpoints are, and which origins get a token. */
export function ServerScreen({ state, clock, tell, desk }: ScreenProps) {
  const { answers, itinerary, failure } = state;
  const before = answers.server ?? itinerary.known.server;
  const [draft, setDraft] = useDraft(`server ${answers.earlier.length}`, serverDraft(before));
  const [allowed, setAllowed] = useState(answers.allowedOrigins);
  const [asks, setAsks] = useState<{ origin: string; server: AuthorizationServer }>();
  const [examined, setExamined] = useState<AuthorizationServer>();
  const readAs = (fields: ServerDraft) =>
    readServerDraft(fields, { before, now: clock.now(), mints: itinerary.steps.includes('mint') });
  const read = readAs(draft);

  const choose = (server: AuthorizationServer, allowedOrigins: string[]) => {
    const origin = originToAllow(server, allowedOrigins);
    if (origin !== undefined) return setAsks({ origin, server });
    return tell({ type: 'server-chosen', server, allowedOrigins, registers: itinerary.known.registers });
  };
  const looked = read.server ?? before;
  // What a discovery found elsewhere is asked about here too.
  const found =
    looked && failure?.kind === 'origin-not-allowed' ? { origin: failure.origin, server: looked } : undefined;
  const foreign = asks ?? found;
  if (foreign) {
    const answer = (yes: boolean) => {
      setAsks(undefined);
      if (!yes) return tell({ type: 'jumped', to: 'server' });
      const origins = [...allowed, foreign.origin];
      setAllowed(origins);
      return choose(foreign.server, origins);
    };
    return <OriginQuestion {...{ state, clock, ...foreign }} onAnswer={answer} />;
  }
  const submit = (field: ServerField, value: string) => {
    const { server, atFault } = readAs({ ...draft, [field]: value });
    if (server) choose(server, allowed);
    return atFault;
  };
  if (examined) {
    return <ServerChecks {...{ state, clock, desk }} server={examined} onClose={() => setExamined(undefined)} />;
  }
  return (
    <Addresses
      {...{ state, clock, draft, read }}
      onChange={change => setDraft(now => ({ ...now, ...change }))}
      onSubmit={submit}
      onExamine={setExamined}
      onBack={() => tell({ type: 'went-back' })}
    />
  );
}

type AddressesProps = Pick<ScreenProps, 'state' | 'clock'> & {
  draft: ServerDraft;
  read: ReadServer;
  onChange: (change: Partial<ServerDraft>) => void;
  /** Answers which field keeps it from being sent. */
  onSubmit: (field: ServerField, value: string) => ServerField | undefined;
  onExamine: (server: AuthorizationServer) => void;
  onBack: () => void;
};

function Addresses({ state, clock, draft, read, onChange, onSubmit, onExamine, onBack }: AddressesProps) {
  const { plan } = useRun();
  const { kind } = useLayout();
  const [wasTold, setWasTold] = useState(false);
  const fields = serverFields(state);
  const wanted = useWantedFocus('server')?.member;
  const { active, move, goTo } = useFieldFocus(
    fields,
    fields.find(field => SERVER_MEMBERS[field] === wanted),
  );
  const gap = kind === 'tiny' ? 0 : 1;
  const complainAbout = (field: ServerField | undefined) => {
    setWasTold(true);
    if (field) goTo(field);
  };
  // An empty form needs no reproach before the first Enter.
  const notes = [...(wasTold || draft.url !== '' ? read.notes : []), ...serverHabits(read.server, plan.findings)];
  return (
    <StepFrame
      {...{ state, clock, hints: HINTS, help: SERVER_HELP }}
      isTyping
      functionKeys={{ f4: () => (read.server ? onExamine(read.server) : complainAbout(read.atFault)) }}
      onKey={(_, key) => {
        if (!move(key) && key.escape) onBack();
      }}
    >
      <Heading about={plan.summary ?? 'Where clients are registered is looked up at the server (RFC 8414).'}>
        {state.itinerary.known.registers ? 'Which server registers the client?' : 'Which server mints the token?'}
      </Heading>
      {fields.map(field => (
        <FieldRow
          key={field}
          label={SERVER_LABELS[field]}
          labelWidth={LABEL_CELLS}
          value={draft[field]}
          placeholder={PLACEHOLDERS[field]}
          isActive={field === active}
          onChange={value => onChange({ [field]: value })}
          onSubmit={value => complainAbout(onSubmit(field, value))}
        />
      ))}
      <Box flexDirection="column" marginTop={gap} rowGap={gap} flexShrink={0}>
        {read.server && <Origins server={read.server} />}
        <Findings findings={notes} />
      </Box>
    </StepFrame>
  );
}

const HINTS: readonly Hint[] = [
  { key: 'Enter', does: 'go on', weight: 4 },
  { key: 'Tab', does: 'next field', short: 'field', weight: 2 },
  { key: 'F4', does: 'check the way there', short: 'check', weight: 1 },
  stepBack(1),
  { key: 'F1', does: 'help', weight: 2 },
];
const ALLOW_HINTS: readonly Hint[] = [
  { key: 'Enter', does: 'take it', weight: 4 },
  { key: '↑↓', does: 'choose', weight: 2 },
  { key: 'Esc', does: 'back to the addresses', short: 'back', weight: 3 },
  { key: 'F1', does: 'help' },
];

function Origins({ server }: { server: AuthorizationServer }) {
  const origins = tokenOrigins(server);
  return (
    <Text wrap="wrap">
      <Prose tone="dim">Tokens go to </Prose>
      {origins.map(origin => plainText(origin, 120)).join(' and ')}
      <Prose tone="dim">, and nowhere else.</Prose>
    </Text>
  );
}

type OriginQuestionProps = Pick<ScreenProps, 'state' | 'clock'> & {
  origin: string;
  server: AuthorizationServer;
  onAnswer: (yes: boolean) => void;
};

function OriginQuestion({ state, clock, origin, server, onAnswer }: OriginQuestionProps) {
  const named = plainText(origin, 120);
  return (
    <StepFrame
      {...{ state, clock, hints: ALLOW_HINTS, help: SERVER_HELP }}
      onKey={(_, key) => {
        if (key.escape) onAnswer(false);
      }}
    >
      <Heading about={`The server is ${plainText(server.url, 120)}. Whoever gets a token can use it until it lapses.`}>
        {`May a token go to ${named}?`}
      </Heading>
      <Choice
        label="May a token go to another origin"
        items={[
          { value: 'no', label: 'No, back to the addresses' },
          { value: 'yes', label: `Allow ${named}` },
        ]}
        onSubmit={value => onAnswer(value === 'yes')}
      />
    </StepFrame>
  );
}
