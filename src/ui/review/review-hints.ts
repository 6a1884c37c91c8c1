import type { Hint } from '../components/key-hints.tsx';
import { ADD_LINE, REGISTER_LINE } from './review-list.tsx';

/** What has the body: the list, one member, the name of a new one, the request as it goes out, or all findings. */
export type Mode = { at: 'list' | 'add' | 'request' | 'findings' } | { at: 'edit'; member: string };

type HintsFor = { focus: string; canLeaveOut: boolean; count: number; passable: boolean; hasFindings: boolean };

/** While the request as it goes out is in sight. */
export const REQUEST_HINTS: readonly Hint[] = [
  { key: '←→', does: 'JSON, cURL, PowerShell', short: 'turn', weight: 3 },
  { key: '↑↓', does: 'scroll', weight: 1 },
  { key: 'c', does: 'copy', weight: 3 },
  { key: 'Esc', does: 'back to the review', short: 'back', weight: 4 },
];

/** The keys that work now. */
export function reviewHints(mode: Mode, { focus, canLeaveOut, count, passable, hasFindings }: HintsFor): Hint[] {
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
    case 'list': {
      const enter = focus === REGISTER_LINE ? 'register' : focus === ADD_LINE ? 'add one' : 'change it';
      return [
        ...(focus === REGISTER_LINE && count > 0 ? [] : [{ key: 'Enter', does: enter, weight: 9 }]),
        ...(count > 0 && passable ? [{ key: 'a', does: 'send anyway', short: 'anyway', weight: 8 }] : []),
        ...(canLeaveOut ? [{ key: 'Ctrl+D', does: 'leave it out', short: 'out', weight: 4 }] : []),
        { key: '↑↓', does: 'a line', short: '', weight: 6 },
        { key: 'F2', does: 'as cURL, PowerShell', short: 'request', weight: 5 },
        { key: 's', does: 'save runbook', short: 'save', weight: 3 },
        ...(hasFindings ? [{ key: 'f', does: 'findings', weight: 2 }] : []),
        { key: 'Esc', does: 'back', weight: 7 },
        { key: 'F1', does: 'help' },
      ];
    }
  }
}
