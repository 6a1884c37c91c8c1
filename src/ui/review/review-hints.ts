import type { Hint } from '../components/key-hints.tsx';
import { ADD_LINE, SEND_LINE } from './review-list.tsx';

/** What has the body: the list, one member, the name of a new one, the request as it goes out, or all findings. */
export type Mode = { at: 'list' | 'add' | 'request' | 'findings' } | { at: 'edit'; member: string };

type HintsFor = {
  focus: string;
  /** What Enter does at the first line. */
  sends: { does: string; short?: string };
  canLeaveOut: boolean;
  /** The line with the focus can be made as it stands at the server. */
  canReset?: boolean;
  /** What there is to send can be seen, and saved as a runbook. */
  hasRequest?: boolean;
  count: number;
  passable: boolean;
  hasFindings: boolean;
};

/** While the request as it goes out is in sight. */
export const REQUEST_HINTS: readonly Hint[] = [
  { key: '←→', does: 'JSON, cURL, PowerShell', short: 'turn', weight: 3 },
  { key: '↑↓', does: 'scroll', weight: 1 },
  { key: 'c', does: 'copy', weight: 3 },
  { key: 'Esc', does: 'back to the review', short: 'back', weight: 4 },
];

/** The keys that work now. */
export function reviewHints(mode: Mode, hintsFor: HintsFor): Hint[] {
  switch (mode.at) {
    case 'edit':
      return [
        { key: 'Enter', does: 'take it', weight: 4 },
        { key: 'Ctrl+U', does: 'clear', weight: 2 },
        { key: 'Ctrl+D', does: 'leave it out, when empty', short: 'leave out', weight: 2 },
        { key: 'Esc', does: 'as it was', short: 'back', weight: 3 },
      ];
    case 'add':
      return [
        { key: 'Enter', does: 'take the name', short: 'take', weight: 4 },
        { key: 'Tab', does: 'complete', weight: 2 },
        { key: '↑↓', does: 'choose', weight: 2 },
        { key: 'Esc', does: 'back', weight: 3 },
      ];
    case 'request':
      return [...REQUEST_HINTS];
    case 'findings':
      return [
        { key: '↑↓', does: 'scroll' },
        { key: 'Esc', does: 'back to the review', short: 'back', weight: 2 },
      ];
    case 'list':
      return listHints(hintsFor);
  }
}

function listHints(hintsFor: HintsFor): Hint[] {
  const { focus, sends, canLeaveOut, canReset = false, hasRequest = true, count, passable, hasFindings } = hintsFor;
  const enter = focus === SEND_LINE ? sends : { does: focus === ADD_LINE ? 'add one' : 'change it' };
  return [
    ...(focus === SEND_LINE && count > 0 ? [] : [{ key: 'Enter', ...enter, weight: 9 }]),
    ...(count > 0 && passable ? [{ key: 'a', does: 'send anyway', short: 'anyway', weight: 8 }] : []),
    ...(canReset ? [{ key: 'Ctrl+Z', does: 'as it stands', short: 'undo', weight: 5 }] : []),
    ...(canLeaveOut ? [{ key: 'Ctrl+D', does: 'leave it out', short: 'out', weight: 4 }] : []),
    { key: '↑↓', does: 'a line', short: '', weight: 6 },
    ...(hasRequest
      ? [
          { key: 'F2', does: 'as cURL, PowerShell', short: 'request', weight: 5 },
          { key: 's', does: 'save runbook', short: 'save', weight: 3 },
        ]
      : []),
    ...(hasFindings ? [{ key: 'f', does: 'findings', weight: 2 }] : []),
    { key: 'Esc', does: 'back', weight: 7 },
    { key: 'F1', does: 'help' },
  ];
}
