import { Text, useInput } from 'ink';
import { expect, test } from 'vitest';
import { type Drafts, DraftsContext, useDraft } from '../../../src/ui/hooks/use-draft.ts';
import { show } from '../../support/ink.ts';

function Field({ begin }: { begin: string }) {
  const [draft, setDraft] = useDraft('field', begin);
  useInput(input => setDraft(now => now + input));
  return <Text>[{draft}]</Text>;
}

function Screen({ drafts, begin }: { drafts: Drafts; begin?: string }) {
  return <DraftsContext value={drafts}>{begin === undefined ? null : <Field begin={begin} />}</DraftsContext>;
}

test('a draft is there again when its screen comes back', async () => {
  const drafts: Drafts = new Map();
  const screen = await show(<Screen drafts={drafts} begin="known" />);
  await screen.press('!');
  await screen.rerender(<Screen drafts={drafts} />);
  expect(screen.lastFrame()).toBe('');
  await screen.rerender(<Screen drafts={drafts} begin="known" />);
  expect(screen.lastFrame()).toBe('[known!]');
});

test('once the answer it began with is another one, that one counts', async () => {
  const drafts: Drafts = new Map();
  const screen = await show(<Screen drafts={drafts} begin="known" />);
  await screen.press('!');
  await screen.rerender(<Screen drafts={drafts} />);
  await screen.rerender(<Screen drafts={drafts} begin="said" />);
  expect(screen.lastFrame()).toBe('[said]');
});
