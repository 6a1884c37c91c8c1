import { differences } from '../../domain/difference.ts';
import type { Evidence } from '../../domain/evidence.ts';
import type { Challenge } from '../../domain/failure.ts';
import { isJsonObject, type Json } from '../../domain/json.ts';
import { plainText } from '../../domain/plain-text.ts';
import type { Fact } from './fact.ts';
import type { Page } from './markup.ts';
import type { RequestView } from './request-view.ts';

export type AnswerFact =
  | GrantedFact
  | 'empty'
  | 'json'
  | 'json-cut'
  | 'markup'
  | 'plain'
  | 'sign-in'
  | 'bot-challenge'
  | 'code-alone'
  | 'no-words'
  | 'unspecific'
  | 'challenge'
  | 'challenge-bare'
  | 'challenge-other-scheme'
  | 'challenge-scope'
  | 'shorter-than-announced'
  | 'longer-than-read'
  | 'location'
  | 'location-sign-in'
  | 'location-https'
  | 'location-slash'
  | 'behind-cloudflare'
  | 'behind-proxy'
  | 'allow-without-post';

export type Answer = {
  stage: Evidence['stage'];
  status: number | undefined;
  headers: Record<string, string>;
  body: string;
  /** A body came, even an empty one. */
  known: boolean;
  json: Json | undefined;
  page: Page | undefined;
  challenge: Challenge | undefined;
};

type Adds = AddFact<AnswerFact>;

/** What the answer shows beside its words: its form, its headers, and what a success granted. */
export function answerFacts(answer: Answer, request: RequestView): Map<AnswerFact, Fact> {
  const facts = new Map<AnswerFact, Fact>();
  const add: Adds = (name, sentence, member) =>
    facts.set(name, member === undefined ? { sentence } : { sentence, member });
  readForm(answer, add);
  readHeaders(answer, request, add);
  if (isJsonObject(answer.json) && (answer.status ?? 200) < 300) {
    if (isText(answer.json['error']) && answer.json['client_id'] === undefined)
      add('error-in-success', `the status is ${answer.status ?? 'not known'}, and the body has an error`);
    if (answer.stage === 'mint') readMinted(answer.json, request, add);
    else if (answer.stage !== 'network' && answer.stage !== 'discover') readGranted(answer, answer.json, request, add);
    readDocument(answer.json, request, add);
  }
  if (Array.isArray(answer.json) && answer.stage === 'mint' && (answer.status ?? 200) < 300)
    add('mint-token-elsewhere', `the answer is a list of ${answer.json.length}, not an object with a token`);
  return facts;
}

const SIGN_IN =
  /\b(?:sign|log)[- ]?(?:in|on)\b|\blogin\b|\bsso\b|\bpassword\b|\bauthenticat|captive portal|single sign/i;
const SIGN_IN_ADDRESS =
  /\/(?:login|signin|sign-in|sign_in|logon|sso|saml2?|adfs|oauth2\/(?:start|sign_in|authorize)|authorize|auth)\b|[?&](?:response_type|saml_?request|redirect_uri|returnurl|return_to|rd|continue)=|accounts\.google|login\.microsoftonline|okta\.com\/(?:login|app)|cloudflareaccess\.com/i;
const BOT =
  /just a moment|checking your browser|attention required|enable javascript and cookies|cf-chl|challenge-platform|are you (?:a )?(?:human|robot)|captcha|ddos protection|verify you are|access denied|request (?:blocked|unsuccessful|rejected)|web application firewall|the requested url was rejected|(?:web ?)?page (?:is |has been )?blocked|access control configuration prevents|url is banned/i;

function readForm(answer: Answer, add: Adds): void {
  const { body, json, page } = answer;
  const type = answer.headers['content-type'] ?? '';
  if (body.trim() === '') {
    if (answer.known || answer.status !== undefined) add('empty', 'the answer has no body');
    return;
  }
  if (json !== undefined) add('json', 'the answer is JSON');
  else if (page !== undefined) {
    const title = page.title ?? page.text.slice(0, 80);
    add('markup', `the answer is a page: “${plainText(title, 120)}”`);
    if (page.hasPasswordField || SIGN_IN.test(page.title ?? page.text.slice(0, 400)))
      add('sign-in', `the page is a sign-in: “${plainText(title, 120)}”`);
    if (
      BOT.test(`${page.title ?? ''} ${page.text.slice(0, 1000)}`) ||
      /cf-chl|challenge-platform|captcha/i.test(body.slice(0, 20_000))
    )
      add('bot-challenge', `the page is one of a bot or firewall check: “${plainText(title, 120)}”`);
  } else if (/^\s*[{[]/.test(body)) {
    add('json-cut', `the answer begins as JSON and breaks off: ${plainText(body.slice(-60), 60)}`);
  } else {
    add('plain', `the answer is plain text${type === '' ? '' : ` (${plainText(type, 60)})`}`);
  }
}

function readHeaders(answer: Answer, request: RequestView, add: Adds): void {
  const { headers, challenge, status } = answer;
  if (challenge !== undefined) {
    const shown = plainText(headers['www-authenticate'] ?? '', 160);
    add('challenge', `WWW-Authenticate: ${shown}`);
    if (challenge.error === undefined)
      add('challenge-bare', `the challenge names no error (RFC 6750 section 3): ${shown}`);
    if (!['bearer', 'dpop'].includes(challenge.scheme))
      add('challenge-other-scheme', `the server asks for the scheme ${plainText(challenge.scheme, 40)}`);
    if (challenge.scope !== undefined)
      add('challenge-scope', `the challenge asks for the scope ${plainText(challenge.scope, 120)}`);
  }
  const location = headers['location'];
  if (location !== undefined && status !== undefined && status >= 300 && status < 400) {
    add('location', `Location: ${plainText(location, 160)}`);
    if (SIGN_IN_ADDRESS.test(location))
      add('location-sign-in', `Location leads to a sign-in: ${plainText(location, 160)}`);
    readLocation(location, request.url ?? '', add);
  }
  if (headers['cf-ray'] !== undefined || /cloudflare/i.test(headers['server'] ?? ''))
    add(
      'behind-cloudflare',
      `Cloudflare answered${headers['cf-ray'] === undefined ? '' : ` (cf-ray ${plainText(headers['cf-ray'], 40)})`}`,
    );
  if (
    headers['via'] !== undefined ||
    headers['x-squid-error'] !== undefined ||
    headers['proxy-authenticate'] !== undefined
  )
    add(
      'behind-proxy',
      `a proxy answered or passed it on${headers['via'] === undefined ? '' : `: Via ${plainText(headers['via'], 80)}`}`,
    );
  const allow = headers['allow'];
  if (allow !== undefined) add('allow-without-post', `Allow: ${plainText(allow, 80)}`);
  const announced = Number(headers['content-length'] ?? Number.NaN);
  const came = Buffer.byteLength(answer.body);
  if (headers['content-encoding'] === undefined && announced > came && answer.known && came > 0)
    add('shorter-than-announced', `${announced} bytes were announced and ${came} came`);
  if (came >= 1_048_576 || announced > 1_048_576)
    add('longer-than-read', `the answer has ${Math.max(announced || 0, came)} bytes`);
}

function readLocation(location: string, from: string, add: Adds): void {
  const source = URL.parse(from);
  const target = URL.parse(location, from === '' ? undefined : from);
  if (source === null || target === null) return;
  if (source.protocol === 'http:' && target.protocol === 'https:')
    add('location-https', 'Location is the same with https');
  if (target.pathname === `${source.pathname}/` || `${target.pathname}/` === source.pathname)
    add('location-slash', 'Location differs by a slash at the end');
}

