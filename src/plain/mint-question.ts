import { mintRequest } from '../domain/mint/mint-request.ts';
import {
  lifetimeInWords,
  type MintDraft,
  type MintField,
  mintDraft,
  mintFields,
  readMintDraft,
} from '../guidance/drafts/mint-draft.ts';
import { MINT_LABELS, mintAbout, mintHeading, mintProblems } from '../guidance/mint-words.ts';
import { sentence } from '../guidance/sentence.ts';
import { MINT_HELP } from '../guidance/step-help.ts';
import { renderCurl } from '../runbook/render/render-curl.ts';
import { renderPowerShell } from '../runbook/render/render-powershell.ts';
import { askInTurn, askText, choose, isTurn } from './dialogue.ts';
import { type Answer, type Asked, type Question, told } from './question.ts';
import { sayNotes } from './say-notes.ts';

type Wish = 'mint' | 'change' | 'curl' | 'powershell';

export const mintQuestion: Question = {
  what: state => mintHeading(state).toLowerCase(),
  help: MINT_HELP,
  ask: async asked => {
    const { asker, state, clock, isAnew } = asked;
    if (isAnew) asker.say(mintAbout(state, clock.now()));
    return askToMint(asked, mintDraft(state.answers.mint ?? state.itinerary.known.mint));
  },
};

async function askToMint(asked: Asked, draft: MintDraft): Promise<Answer> {
  const { asker, state } = asked;
  const read = readMintDraft(draft);
  const server = state.answers.server;
  if ('problems' in read || server === undefined) {
    if ('problems' in read) sayNotes(asker, mintProblems(read.problems));
    return changed(asked, draft);
  }
  asker.say(draftInWords(mintFields(server), draft));
  const chosen = await choose<Wish>(
    asker,
    [
      { value: 'mint', label: 'mint it' },
      { value: 'change', label: 'change that' },
      { value: 'curl', label: 'read the request as cURL' },
      { value: 'powershell', label: 'read the request as PowerShell' },
    ],
    { help: MINT_HELP },
  );
  if (isTurn(chosen)) return chosen;
  if (chosen === 'mint') return told({ type: 'mint-confirmed', parameters: read.parameters });
  if (chosen === 'change') return changed(asked, draft);
  const request = mintRequest(server, read.parameters);
  asker.quote(chosen === 'curl' ? renderCurl([request]) : renderPowerShell([request]));
  return askToMint(asked, draft);
}

async function changed(asked: Asked, draft: MintDraft): Promise<Answer> {
  const { asker, state } = asked;
  const typed = await askInTurn(mintFields(state.answers.server), (field, said) =>
    askText(asker, WHAT[field], {
      initial: said[field] ?? draft[field],
      help: MINT_HELP,
      mayBeEmpty: true,
      problemOf: text => {
        const read = readMintDraft({ label: '', expires_in: '', max_uses: '', [field]: text });
        return 'problems' in read ? sentence(`${MINT_LABELS[field]} ${read.problems[field]}`) : undefined;
      },
    }),
  );
  if (typed === 'leave') return typed;
  return typed === 'back' ? 'again' : askToMint(asked, { ...draft, ...typed });
}

const WHAT: Readonly<Record<MintField, string>> = {
  label: 'Label',
  expires_in: 'Lifetime in seconds',
  max_uses: 'Uses',
};

/** `Label ms-bff bootstrap, lifetime 3600 seconds (1 hour), 10 uses.` */
function draftInWords(fields: readonly MintField[], { label, expires_in, max_uses }: MintDraft): string {
  const words = lifetimeInWords(Number(expires_in));
  const said: Readonly<Record<MintField, string>> = {
    label: label === '' ? 'no label' : `label ${label}`,
    expires_in:
      expires_in === ''
        ? 'the server decides the lifetime'
        : `lifetime ${expires_in} seconds${words === '' ? '' : ` (${words})`}`,
    max_uses: max_uses === '' ? 'the server decides the uses' : `${max_uses} ${max_uses === '1' ? 'use' : 'uses'}`,
  };
  return sentence(fields.map(field => said[field]).join(', '));
}
