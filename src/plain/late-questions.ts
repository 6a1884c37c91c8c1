import { parseJson } from '../domain/json.ts';
import { nameOf } from '../domain/managed-client.ts';
import { plainText } from '../domain/plain-text.ts';
import { redirectUrisFindings } from '../domain/redirect-uri.ts';
import { askedMetadata, registrationRequest } from '../domain/registration-request.ts';
import { requestFindings } from '../domain/request-findings.ts';
import { renderCurl } from '../runbook/render-curl.ts';
import type { Asker } from './asker.ts';
import { ask, choose } from './choice.ts';
import { type Answer, type Asked, type Question, told } from './question.ts';

export const redirectUrisQuestion: Question = {
  what: 'where the server may send users back to',
  ask: async ({ asker, state }) => {
    let uris = state.answers.redirectUris ?? state.itinerary.known.redirectUris ?? [];
    for (;;) {
      for (const [index, uri] of uris.entries()) asker.say(`${index + 1}. ${plainText(uri, 300)}`);
      for (const { message, index } of redirectUrisFindings(uris)) {
        asker.say(`About ${index === undefined ? 'the list' : `number ${index + 1}`}: ${message}.`);
      }
      const typed = (
        await asker.line('Enter keeps the list. Or type URIs to add, d NUMBER to delete, b for back, q to leave:')
      ).trim();
      if (typed === 'b') return 'back';
      if (typed === 'q') return 'leave';
      if (typed === '') return told({ type: 'redirect-uris-kept', redirectUris: uris });
      const deleted = /^d\s+(\d+)$/.exec(typed)?.[1];
      uris = deleted ? uris.filter((_, index) => index !== Number(deleted) - 1) : [...uris, ...typed.split(/[\s,]+/)];
    }
  },
};

type ReviewWish = 'register' | 'anyway' | 'edit' | 'json' | 'curl' | 'save';

export const reviewQuestion: Question = {
  what: 'read it once more',
  ask: async asked => {
    const { asker, state, desk } = asked;
    const metadata = askedMetadata(state.answers);
    for (const [member, value] of Object.entries(metadata)) {
      asker.say(`${member}: ${plainText(typeof value === 'string' ? value : JSON.stringify(value), 400)}`);
    }
    const findings = requestFindings(metadata, {
      keys: state.answers.keys?.choice,
      server: state.answers.server,
    });
    for (const { severity, message } of findings) {
      asker.say(`${severity === 'hint' ? 'Worth knowing' : 'A refusal is likely'}: ${message}.`);
    }
    const chosen = await choose<ReviewWish>(asker, [
      { value: 'register', label: `register this client at ${state.answers.server?.url ?? 'the server'}` },
      { value: 'edit', label: 'change a member' },
      { value: 'json', label: 'read the request as JSON' },
      { value: 'curl', label: 'read the request as cURL' },
      { value: 'save', label: 'save this as a runbook' },
      { value: 'anyway', label: 'register although a refusal is likely' },
    ]);
    switch (chosen) {
      case 'register':
      case 'anyway':
        return told({ type: 'review-confirmed', sendAnyway: chosen === 'anyway' });
      case 'edit':
        return editedMember(asked);
      case 'save': {
        const saved = await desk.saveRunbook(state);
        asker.say(saved.ok ? `Saved as ${saved.value}.` : 'It could not be saved.');
        return 'again';
      }
      case 'json':
      case 'curl': {
        const { server, iat } = state.answers;
        const request = server && registrationRequest(server, metadata, iat !== undefined);
        if (request) asker.say(chosen === 'json' ? JSON.stringify(request.body, null, 2) : renderCurl([request]));
        return 'again';
      }
      default:
        return chosen;
    }
  },
};

async function editedMember({ asker, state }: Asked): Promise<Answer> {
  const member = await ask(asker, 'Which member', '');
  if (typeof member === 'string' || member.text === '') return 'again';
  if (member.text === 'redirect_uris') return told({ type: 'jumped', to: 'redirect-uris' });
  const before = askedMetadata(state.answers)[member.text];
  const value = await ask(asker, 'Its value, null leaves it out', before === undefined ? '' : JSON.stringify(before));
  if (typeof value === 'string') return 'again';
  return told({ type: 'member-set', member: member.text, value: parseJson(value.text) ?? literal(value.text) });
}

function literal(text: string): string | null {
  return text === 'null' ? null : text;
}

export const resultQuestion: Question = {
  what: 'registered',
  ask: async ({ asker, state, desk }) => {
    const registered = state.answers.registered;
    if (registered === undefined) return told({ type: 'result-read' });
    const { client, record, keys, differences, deviations } = registered;
    asker.say(`client_id: ${plainText(client.client_id, 300)}`);
    if (record !== undefined) asker.say(`Kept in ${record}.`);
    if (keys?.privateKeyFile !== undefined) asker.say(`The private key is in ${keys.privateKeyFile}.`);
    for (const { member, asked, granted } of differences) {
      asker.say(
        `${member}: asked ${plainText(JSON.stringify(asked), 200)}, granted ${plainText(JSON.stringify(granted ?? null), 200)}.`,
      );
    }
    for (const deviation of deviations) asker.say(`The answer deviates: ${plainText(deviation)}.`);
    const secret = client.client_secret;
    const isManaged = record !== undefined && client.registration_access_token !== undefined;
    const chosen = await choose<'go-on' | 'copy' | 'reveal' | 'another' | 'undo'>(asker, [
      { value: 'go-on', label: 'go on' },
      { value: 'copy', label: 'copy the client_id' },
      { value: 'another', label: 'register another client with the same IAT' },
      ...(secret ? [{ value: 'reveal' as const, label: 'show the client secret' }] : []),
      ...(isManaged ? [{ value: 'undo' as const, label: 'take it back: delete this client at the server' }] : []),
    ]);
    if (chosen === 'go-on') return told({ type: 'result-read' });
    if (chosen === 'another') return told({ type: 'another-client-wanted' });
    if (chosen === 'undo') return undone(asker, nameOf(registered));
    if (chosen === 'reveal' && secret) asker.say(desk.reveal(secret));
    if (chosen === 'copy') {
      const copied = await desk.copy(client.client_id);
      asker.say('problem' in copied ? `Not copied: ${copied.problem}.` : `Copied by ${copied.by}.`);
    }
    return chosen === 'back' || chosen === 'leave' ? chosen : 'again';
  },
};

async function undone(asker: Asker, name: string): Promise<Answer> {
  const shown = plainText(name, 80);
  const typed = (await asker.line(`Type ${shown} to delete it, anything else to keep it:`)).trim();
  return typed === shown ? told({ type: 'undo-confirmed', clientName: name }) : 'again';
}

export const handOverQuestion: Question = {
  what: 'where your application looks for it',
  ask: async ({ asker, state, desk }) => {
    const targets = state.itinerary.known.handOver;
    const files = targets.filter(target => target.to !== 'checklist');
    for (const { file, changes, problem } of await desk.previewHandOver(state, targets)) {
      asker.say(
        problem === undefined
          ? `${file}: ${changes.map(({ key, change }) => `${key} ${change}`).join(', ')}.`
          : `${file}: ${problem}`,
      );
    }
    for (const target of targets)
      if (target.to === 'checklist') for (const item of target.items) asker.say(`To do: ${item}.`);
    const chosen = await choose<'write' | 'skip'>(asker, [
      ...(files.length > 0
        ? [{ value: 'write' as const, label: `write ${files.map(({ file }) => file).join(', ')}` }]
        : []),
      { value: 'skip' as const, label: 'write nothing, finish' },
    ]);
    if (chosen === 'back' || chosen === 'leave') return chosen;
    return told({ type: 'hand-over-confirmed', targets: chosen === 'write' ? targets : [] });
  },
};
