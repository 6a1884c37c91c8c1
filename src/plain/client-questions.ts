import { authMethod } from '../domain/metadata/client-metadata.ts';
import { clientTemplates } from '../domain/metadata/client-templates.ts';
import { KEY_ALGORITHMS, type KeyAlgorithm } from '../domain/metadata/key-material.ts';
import { askedMetadata } from '../domain/registration/registration-request.ts';
import type { Answers } from '../flow/answers.ts';
import { jwksUriFindings, type KeyDraft, type KeySource, keyChoice, keyDraft } from '../guidance/drafts/key-draft.ts';
import { keyObjection } from '../guidance/drafts/key-objection.ts';
import { sentence } from '../guidance/sentence.ts';
import { KEYS_HELP, TEMPLATE_HELP } from '../guidance/step-help.ts';
import { keySourceToOffer, templateToOffer } from '../guidance/trouble/other-choice.ts';
import { askText, choose, isTurn, type Option, type Turn } from './dialogue.ts';
import { type Asked, type Question, told } from './question.ts';
import { sayNotes } from './say-notes.ts';

export const templateQuestion: Question = {
  what: () => 'choose a client template',
  help: TEMPLATE_HELP,
  ask: async ({ asker, state: { answers, itinerary }, isAnew, wanted }) => {
    const { known } = itinerary;
    if (isAnew) asker.say('It brings the metadata that such a client needs; each member can be changed in the review.');
    const offered = templateToOffer(answers.template ?? known.template, wanted, answers);
    const initial = clientTemplates.findIndex(({ name }) => name === offered);
    const options = clientTemplates.map(({ name, summary }) => ({ value: name, label: `${name}: ${summary}` }));
    const template = await choose(asker, options, { initial: Math.max(0, initial), help: TEMPLATE_HELP });
    if (isTurn(template)) return template;
    return told({ type: 'template-chosen', template, metadata: { ...known.metadata, ...answers.metadata } });
  },
};

type KeyWish = KeySource | 'details';

export const keysQuestion: Question = {
  what: ({ answers }) => `${authMethod(askedMetadata(answers))}: how will the server know your client's key`,
  help: KEYS_HELP,
  ask: async asked => {
    const { asker, state, isAnew, wanted } = asked;
    const before = state.answers.keys?.choice ?? state.itinerary.known.keys;
    const draft = keyDraft(before);
    if (isAnew) asker.say('The client signs with a private key; the server needs the public half.');
    const options: Option<KeyWish>[] = [
      { value: 'generate', label: `make a key pair, ${pairWords(draft)}; the private key stays here` },
      { value: 'details', label: 'make one with another algorithm or key ID' },
      { value: 'file', label: `read one from a PEM or JWKS file${known(draft.path)}; only its public half is sent` },
      { value: 'jwks_uri', label: `name a jwks_uri${known(draft.url)}; the server fetches the public key there` },
      { value: 'none', label: 'none; most servers refuse that' },
    ];
    const offeredFirst = keySourceToOffer(before?.from, wanted);
    const initial = Math.max(
      0,
      options.findIndex(({ value }) => value === offeredFirst),
    );
    const offered = options.map(option => withObjection(option, state.answers));
    const chosen = await choose(asker, offered, { initial, help: KEYS_HELP });
    if (isTurn(chosen)) return chosen;
    const said = chosen === 'generate' || chosen === 'none' ? draft : await detailsOf(asked, chosen, draft);
    if (isTurn(said)) return said === 'back' ? 'again' : said;
    return told({ type: 'keys-chosen', choice: keyChoice(chosen === 'details' ? 'generate' : chosen, said, before) });
  },
};

/** What a known server has against keys in this form is heard before it is chosen. */
function withObjection(option: Option<KeyWish>, answers: Answers): Option<KeyWish> {
  const against = keyObjection(option.value === 'details' ? 'generate' : option.value, answers);
  return against === undefined ? option : { ...option, label: `${option.label} (${against})` };
}

async function detailsOf(
  { asker, state }: Asked,
  wish: 'details' | 'file' | 'jwks_uri',
  draft: KeyDraft,
): Promise<KeyDraft | Turn> {
  if (wish === 'details') {
    const alg = await choose<KeyAlgorithm>(asker, ALGORITHMS, {
      initial: KEY_ALGORITHMS.indexOf(draft.alg),
      help: KEYS_HELP,
    });
    if (isTurn(alg)) return alg;
    const kid = await askText(asker, 'Key ID, empty to make it from the key', {
      initial: draft.kid,
      help: KEYS_HELP,
      mayBeEmpty: true,
    });
    return isTurn(kid) ? kid : { ...draft, alg, kid: kid.text };
  }
  if (wish === 'file') {
    const path = await askText(asker, 'Path of the file', { initial: draft.path, help: KEYS_HELP });
    return isTurn(path) ? path : { ...draft, path: path.text };
  }
  const asks = askedMetadata(state.answers);
  const url = await askText(asker, 'The jwks_uri', {
    initial: draft.url,
    help: KEYS_HELP,
    problemOf: text => {
      const wrong = jwksUriFindings(text, asks).find(({ severity }) => severity === 'cannot-send');
      return wrong && sentence(wrong.message);
    },
  });
  if (isTurn(url)) return url;
  sayNotes(asker, jwksUriFindings(url.text, asks));
  return { ...draft, url: url.text };
}

const ALGORITHMS: readonly Option<KeyAlgorithm>[] = [
  { value: 'RS256', label: 'RS256: RSA, 2048 bits; every server takes it' },
  { value: 'ES256', label: 'ES256: elliptic curve P-256; smaller and faster, taken by most' },
];

function pairWords({ alg, kid }: KeyDraft): string {
  return kid.trim() === '' ? alg : `${alg}, key ID ${kid.trim()}`;
}

function known(value: string): string {
  return value === '' ? '' : ` (${value})`;
}
