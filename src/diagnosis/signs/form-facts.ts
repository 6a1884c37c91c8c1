import { isJsonObject } from '../../domain/json.ts';
import { plainText } from '../../domain/plain-text.ts';
import { maskSecretText } from '../../domain/secrets/secret-members.ts';
import type { Answer } from './answer.ts';
import { isBlockPage } from './block-page.ts';
import type { AddFact } from './fact.ts';

export type FormFact =
  | 'empty'
  | 'json'
  | 'json-rpc'
  | 'xml'
  | 'json-cut'
  | 'markup'
  | 'plain'
  | 'sign-in'
  | 'bot-challenge';

const SIGN_IN =
  /\b(?:sign|log)[- ]?(?:in|on)\b|\blogin\b|\bsso\b|\bpassword\b|\bauthenticat|captive portal|single sign|\b(?:guest|public|free) ?wi-?fi\b|hotspot|terms of (?:use|service) to (?:access|continue)/i;
/** What kind of text the answer is, and what kind of page. */
export function readForm(answer: Answer, add: AddFact<FormFact>): void {
  const { body, json, xml, page } = answer;
  const type = answer.headers['content-type'] ?? '';
  if (body.trim() === '') {
    if (answer.known || answer.status !== undefined) add('empty', 'the answer has no body');
    return;
  }
  if (isJsonObject(json) && json['jsonrpc'] !== undefined) add('json-rpc', 'the answer is JSON-RPC');
  if (json !== undefined) add('json', 'the answer is JSON');
  else if (xml !== undefined) add('xml', 'the answer is XML');
  else if (page !== undefined) {
    const title = page.title ?? page.text.slice(0, 80);
    add('markup', `the answer is a page: “${plainText(title, 120)}”`);
    if (page.hasPasswordField || SIGN_IN.test(page.title ?? page.text.slice(0, 400)))
      add('sign-in', `the page is a sign-in: “${plainText(title, 120)}”`);
    if (isBlockPage(page, body))
      add('bot-challenge', `the page is one of a bot or firewall check: “${plainText(title, 120)}”`);
  } else if (/^\s*[{[]/.test(body)) {
    // The end alone may be the middle of a secret, with its name out of sight.
    add('json-cut', `the answer begins as JSON and breaks off: ${plainText(maskSecretText(body).slice(-60), 60)}`);
  } else {
    add('plain', `the answer is plain text${type === '' ? '' : ` (${plainText(type, 60)})`}`);
  }
}
