import { Box, Text, useInput } from 'ink';
import { useState } from 'react';
import type { ClientMetadata } from '../../domain/metadata/client-metadata.ts';
import { KEY_ALGORITHMS, type KeyAlgorithm } from '../../domain/metadata/key-material.ts';
import { jwksUriFindings, type KeyDraft } from '../../guidance/drafts/key-draft.ts';
import { cellWidth, cut, fitted } from '../cells.ts';
import { Findings } from '../components/findings.tsx';
import { FieldRow } from '../field-row.tsx';
import { useFieldFocus } from '../hooks/use-field-focus.ts';
import { useLook } from '../hooks/use-look.ts';
import { useRoom } from '../hooks/use-room.ts';
import { Heading } from '../prose.tsx';

export type KeyFormProps = {
  draft: KeyDraft;
  /** What the client asks for so far. */
  asked: ClientMetadata;
  onChange(change: Partial<KeyDraft>): void;
  onSubmit(last: KeyDraft): void;
};

const ALGORITHMS: Readonly<Record<KeyAlgorithm, string>> = {
  RS256: 'RSA, 2048 bits: every server takes it',
  ES256: 'elliptic curve P-256: smaller and faster, taken by most',
};
const LABEL_CELLS = 9;

/** Algorithm and key ID of a pair to be made. */
export function KeyPairForm({ draft, onChange, onSubmit }: KeyFormProps) {
  const { isHidden } = useRoom();
  const { active, move } = useFieldFocus(['kid', 'alg']);
  const isChoosing = active === 'alg';
  useInput(
    (input, key) => {
      if (key.eventType === 'release' || move(key) || !isChoosing) return;
      if (key.return) onSubmit(draft);
      else if (key.leftArrow || key.rightArrow || input === ' ') onChange({ alg: nextAlgorithm(draft.alg) });
    },
    { isActive: !isHidden },
  );
  return (
    <>
      <Heading about="The private half is written to a 0600 file before anything is sent; the public half goes into jwks.">
        Make a key pair
      </Heading>
      <FieldRow
        label="Key ID"
        labelWidth={LABEL_CELLS}
        value={draft.kid}
        placeholder="made from the key"
        isActive={!isChoosing}
        onChange={kid => onChange({ kid })}
        onSubmit={kid => onSubmit({ ...draft, kid })}
      />
      <AlgorithmRow alg={draft.alg} isActive={isChoosing} />
    </>
  );
}

function nextAlgorithm(alg: KeyAlgorithm): KeyAlgorithm {
  return KEY_ALGORITHMS[(KEY_ALGORITHMS.indexOf(alg) + 1) % KEY_ALGORITHMS.length] ?? alg;
}

function AlgorithmRow({ alg, isActive }: { alg: KeyAlgorithm; isActive: boolean }) {
  const { glyphs, tones } = useLook();
  const { columns } = useRoom();
  const named = `${isActive ? glyphs.point : ' '} ${fitted('Algorithm', LABEL_CELLS + 2, glyphs.ellipsis)}${alg}  `;
  return (
    <Box height={1} flexShrink={0}>
      <Text {...(isActive ? tones.accent : tones.plain)} wrap="hard">
        {named}
      </Text>
      <Text {...tones.dim} wrap="hard">
        {cut(ALGORITHMS[alg], columns - cellWidth(named), glyphs.ellipsis)}
      </Text>
    </Box>
  );
}

/** The path of a PEM or JWKS file. */
export function KeyFileForm({ draft, onChange, onSubmit }: KeyFormProps) {
  const [isEmpty, setEmpty] = useState(false);
  return (
    <>
      <Heading about="A PEM or JWKS file. Of a private key only the public half is sent; the file stays where it is.">
        Read a key from a file
      </Heading>
      <FieldRow
        label="File"
        labelWidth={4}
        value={draft.path}
        placeholder="path of the file"
        isActive
        onChange={path => {
          setEmpty(false);
          onChange({ path });
        }}
        onSubmit={path => (path.trim() === '' ? setEmpty(true) : onSubmit({ ...draft, path }))}
      />
      {isEmpty && <Below findings={[{ severity: 'cannot-send', message: 'Name the file first.' }]} />}
    </>
  );
}

/** A URL where the server finds the public keys. */
export function JwksUriForm({ draft, asked, onChange, onSubmit }: KeyFormProps) {
  const [isEmpty, setEmpty] = useState(false);
  const submit = (url: string) => {
    if (url.trim() === '') setEmpty(true);
    else if (jwksUriFindings(url, asked).every(({ severity }) => severity !== 'cannot-send'))
      onSubmit({ ...draft, url });
  };
  return (
    <>
      <Heading about="The server fetches the public keys from there whenever it needs them, so it has to reach that address.">
        Name the jwks_uri
      </Heading>
      <FieldRow
        label="URL"
        labelWidth={4}
        value={draft.url}
        placeholder="https://client.example/jwks.json"
        isActive
        onChange={url => {
          setEmpty(false);
          onChange({ url });
        }}
        onSubmit={submit}
      />
      <Below
        findings={
          isEmpty
            ? [{ severity: 'cannot-send', message: 'Name the address first.' }]
            : jwksUriFindings(draft.url, asked)
        }
      />
    </>
  );
}

function Below({ findings }: { findings: Parameters<typeof Findings>[0]['findings'] }) {
  return (
    <Box marginTop={1} flexShrink={0}>
      <Findings findings={findings} withSource />
    </Box>
  );
}
