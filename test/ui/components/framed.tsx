import { Text } from 'ink';
import type { ReactNode } from 'react';
import { Frame, type FrameProps, type FrameStep } from '../../../src/ui/components/frame.tsx';
import type { IatStanding } from '../../../src/ui/components/iat-countdown.tsx';
import type { Screen } from '../../support/ink.ts';

export const STEPS: FrameStep[] = [
  'Server',
  'Admin token',
  'Mint',
  'Template',
  'Redirect URIs',
  'Review',
  'Register',
  'Result',
].map((title, index) => ({
  id: title,
  title,
  state: index < 3 ? 'done' : index === 3 ? 'here' : 'open',
  answer: `answer ${index}`,
}));
const IAT: IatStanding = { secondsLeft: 3252, lifetimeSeconds: 3600, usesLeft: 10, maxUses: 10, usesAreCertain: true };
const HINTS = [
  { key: 'Enter', does: 'go on', weight: 3 },
  { key: 'Ctrl+O', does: 'read from a file' },
  { key: 'Esc', does: 'back', weight: 2 },
  { key: 'F1', does: 'help', weight: 2 },
];

/** A frame of a run that stands at its fourth step, around any body. */
export function framed(children: ReactNode, more: Partial<FrameProps> = {}) {
  return (
    <Frame title="Bootstrap the BFF client" where="https://idp.example" steps={STEPS} iat={IAT} hints={HINTS} {...more}>
      {children}
    </Frame>
  );
}

export const lines = (count: number) =>
  Array.from({ length: count }, (_, index) => `line ${index}`).map(line => <Text key={line}>{line}</Text>);
export const rowsOf = (screen: Screen) => screen.lastFrame().split('\n');
