import { useState } from 'react';
import { authMethod } from '../../domain/metadata/client-metadata.ts';
import type { KeyChoice } from '../../domain/metadata/key-material.ts';
import { askedMetadata } from '../../domain/registration/registration-request.ts';
import type { State } from '../../engine/state.ts';
import { type KeyDraft, type KeySource, keyChoice, keyDraft } from '../../guidance/drafts/key-draft.ts';
import { keyObjection } from '../../guidance/drafts/key-objection.ts';
import { KEYS_HELP } from '../../guidance/step-help.ts';
import { keySourceToOffer } from '../../guidance/trouble/other-choice.ts';
import { Choice, type ChoiceItem } from '../components/choice.tsx';
import type { Hint } from '../components/key-hints.tsx';
import { useDraft } from '../hooks/use-draft.ts';
import { useWantedFocus } from '../hooks/use-wanted-focus.ts';
import { Heading } from '../prose.tsx';
import type { ScreenProps } from '../screen.ts';
import { StepFrame } from '../step-frame.tsx';
import { JwksUriForm, KeyFileForm, type KeyFormProps, KeyPairForm } from './key-forms.tsx';

const FORMS = { generate: KeyPairForm, file: KeyFileForm, jwks_uri: JwksUriForm } as const;

/** How the server will know the client's key; asked only where the authentication method needs one. */
export function KeysScreen({ state, clock, tell }: ScreenProps) {
  const { answers, itinerary } = state;
  const before = answers.keys?.choice ?? itinerary.known.keys;
  const [draft, setDraft] = useDraft(`keys ${answers.earlier.length}`, keyDraft(before));
  const wanted = useWantedFocus('keys');
  const [focused, setFocused] = useState<KeySource>(() => keySourceToOffer(before?.from, wanted));
  const [form, setForm] = useState<keyof typeof FORMS>();
  const choose = (choice: KeyChoice) => tell({ type: 'keys-chosen', choice });
  const frame = { state, clock, help: KEYS_HELP };

  if (form) {
    const Form = FORMS[form];
    const props: KeyFormProps = {
      draft,
      asked: askedMetadata(answers),
      onChange: change => setDraft(now => ({ ...now, ...change })),
      onSubmit: last => choose(keyChoice(form, last, before)),
    };
    return (
      <StepFrame {...frame} hints={FORM_HINTS[form]} isTyping onKey={(_, key) => key.escape && setForm(undefined)}>
        <Form {...props} />
      </StepFrame>
    );
  }
  const take = (source: KeySource) => {
    if (source === 'file' || source === 'jwks_uri') setForm(source);
    else choose(keyChoice(source, draft, before));
  };
  return (
    <StepFrame
      {...frame}
      hints={focused === 'generate' ? [...HINTS.slice(0, 2), CHANGE_HINT, ...HINTS.slice(2)] : HINTS}
      onKey={(input, key) => {
        if (key.escape) tell({ type: 'went-back' });
        else if (input === 'a' && focused === 'generate' && !key.ctrl && !key.meta) setForm('generate');
      }}
    >
      <Heading about="The client signs with a private key; the server needs the public half.">
        {answers.target
          ? 'Which key joins those that the server has?'
          : `${authMethod(askedMetadata(answers))}: how will the server know your client's key?`}
      </Heading>
      <Choice
        label="Key"
        items={itemsOf(state, draft)}
        initial={focused}
        rows={4}
        onFocus={setFocused}
        onSubmit={take}
      />
    </StepFrame>
  );
}

const HINTS: readonly Hint[] = [
  { key: 'Enter', does: 'take it', short: '', weight: 5 },
  { key: '↑↓', does: 'choose', short: '', weight: 1 },
  { key: 'Esc', does: 'back', weight: 4 },
  { key: 'F1', does: 'help', weight: 2 },
];
const CHANGE_HINT: Hint = { key: 'a', does: 'change alg, kid', short: 'alg, kid', weight: 3 };
export const FORM_HINTS: Readonly<Record<keyof typeof FORMS, readonly Hint[]>> = {
  generate: [
    { key: 'Enter', does: 'make it', weight: 4 },
    { key: 'Tab', does: 'next field', short: 'field', weight: 2 },
    { key: '←→', does: 'another algorithm', short: 'alg', weight: 2 },
    { key: 'Esc', does: 'back', weight: 3 },
  ],
  file: [
    { key: 'Enter', does: 'read it', weight: 4 },
    { key: 'Esc', does: 'back', weight: 3 },
    { key: 'F1', does: 'help', weight: 2 },
  ],
  jwks_uri: [
    { key: 'Enter', does: 'take it', weight: 4 },
    { key: 'Esc', does: 'back', weight: 3 },
    { key: 'F1', does: 'help', weight: 2 },
  ],
};

function itemsOf({ answers }: State, { alg, kid }: KeyDraft): ChoiceItem<KeySource>[] {
  const { server, target } = answers;
  const named = kid.trim() === '' ? '' : `, kid ${kid.trim()}`;
  const nobody = server?.preset === 'empowernow' ? "as the vendor's page sends it" : 'sent without a key';
  const here: ChoiceItem<KeySource>[] = [
    { value: 'generate', label: 'Make a key pair', hint: `${alg}${named}; the private key stays here, 0600` },
    { value: 'file', label: 'Read one', hint: 'a PEM or JWKS file; only its public half is sent' },
  ];
  // A key that is added to those of a registered client has to be at hand.
  if (target) return here;
  const items: ChoiceItem<KeySource>[] = [
    ...here,
    { value: 'jwks_uri', label: 'Name a jwks_uri', hint: 'the server fetches the public key from your client' },
    { value: 'none', label: 'None', hint: `${nobody}; most servers refuse` },
  ];
  return items.map(item => ({ ...item, hint: keyObjection(item.value, answers) ?? item.hint }));
}
