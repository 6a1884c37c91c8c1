import { differences } from '../../domain/difference.ts';
import type { Evidence } from '../../domain/evidence.ts';
import type { Challenge } from '../../domain/failure.ts';
import { isJsonObject, type Json } from '../../domain/json.ts';
import { plainText } from '../../domain/plain-text.ts';
import type { Fact } from './fact.ts';
import type { Page } from './markup.ts';
import type { RequestView } from './request-view.ts';

export type AnswerFact =
  | 'empty'
  | 'error-in-success'
  | 'json'
  | 'json-cut'
  | 'markup'
  | 'plain'
  | 'sign-in'
  | 'bot-challenge'
  | 'code-alone'
  | 'no-words'
  | 'unspecific'
  | 'exp-shown'
  | 'challenge'
  | 'challenge-bare'
  | 'challenge-other-scheme'
  | 'challenge-scope'
  | 'client-granted'
  | 'no-client-id'
  | 'granted-otherwise'
  | 'no-management'
  | 'odd-members'
  | 'token-rotated'
  | 'mint-answer'
  | 'mint-token-elsewhere'
  | 'mint-otherwise'
  | 'mint-unlimited'
  | 'metadata-document'
  | 'metadata-elsewhere'
  | 'metadata-without-registration'
  | 'exp-zero-shown'
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

type Adds = (name: AnswerFact, sentence: string, member?: string) => void;

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

const isText = (value: Json | undefined): value is string => typeof value === 'string' && value !== '';

function readGranted(answer: Answer, granted: { [member: string]: Json }, request: RequestView, add: Adds): void {
  const id = granted['client_id'];
  if (!isText(id)) {
    const names = Object.keys(granted).slice(0, 8).join(', ') || 'none';
    add('no-client-id', `the answer has no client_id; its members are ${plainText(names, 160)}`);
    return;
  }
  add('client-granted', `the answer has the client_id ${plainText(id, 60)}`, 'client_id');
  if (request.whole && Object.keys(request.members).length > 0) {
    const known = differences(request.members, granted).filter(
      ({ member }) => !/secret|token|^client_id$/.test(member),
    );
    const first = known.find(({ granted: given }) => given !== undefined) ?? known[0];
    if (first !== undefined) {
      const given = first.granted === undefined ? 'nothing' : plainText(JSON.stringify(first.granted), 120);
      add(
        'granted-otherwise',
        `asked ${first.member}: ${plainText(JSON.stringify(first.asked), 120)}, granted: ${given}`,
        first.member,
      );
    }
  }
  if (
    answer.stage === 'register' &&
    !isText(granted['registration_client_uri']) &&
    !isText(granted['registration_access_token'])
  )
    add('no-management', 'the answer has neither registration_client_uri nor registration_access_token');
  readOddMembers(granted, add);
  if (answer.stage === 'read' && isText(granted['registration_access_token']))
    add('token-rotated', 'the answer to the read brings a registration_access_token', 'registration_access_token');
}

function readOddMembers(granted: { [member: string]: Json }, add: Adds): void {
  const uri = granted['registration_client_uri'];
  if (granted['client_secret'] !== undefined && granted['client_secret_expires_at'] === undefined)
    add('odd-members', 'client_secret came without client_secret_expires_at', 'client_secret_expires_at');
  for (const name of ['client_secret_expires_at', 'client_id_issued_at']) {
    const value = granted[name];
    if (value !== undefined && typeof value !== 'number')
      add('odd-members', `${name} is ${plainText(JSON.stringify(value), 60)}, not a number`, name);
  }
  for (const name of ['redirect_uris', 'grant_types', 'response_types', 'contacts']) {
    const value = granted[name];
    if (value !== undefined && !Array.isArray(value))
      add('odd-members', `${name} is ${plainText(JSON.stringify(value), 60)}, not an array`, name);
  }
  if (Array.isArray(granted['scope'])) add('odd-members', 'scope is an array, not a string', 'scope');
  if (isText(uri) && URL.parse(uri) === null)
    add('odd-members', `registration_client_uri is relative: ${plainText(uri, 120)}`, 'registration_client_uri');
  if (isText(uri) !== isText(granted['registration_access_token']))
    add(
      'odd-members',
      `of registration_client_uri and registration_access_token only one came`,
      'registration_client_uri',
    );
}

const TOKEN_NAME =
  /^(?:initial_?access_?token|iat|token|access_?token|token_?value|value|jwt|initialaccesstoken|bearer_?token)$/i;

function readMinted(minted: { [member: string]: Json }, request: RequestView, add: Adds): void {
  const names = Object.keys(minted).slice(0, 12).join(', ') || 'none';
  add('mint-answer', `the mint's answer has the members ${plainText(names, 160)}`);
  if (!isText(minted['token'])) {
    const nested = Object.entries(minted).find(([name, value]) => isText(value) && TOKEN_NAME.test(name));
    const where = nested === undefined ? '' : `; ${nested[0]} may be it`;
    add('mint-token-elsewhere', `the answer has no member token; its members are ${plainText(names, 160)}${where}`);
    return;
  }
  const pairs = [
    { asked: ['expires_in', 'expiration', 'ttl', 'lifetime'], given: ['expires_in', 'expiration', 'ttl', 'lifetime'] },
    {
      asked: ['max_uses', 'max_usages', 'count', 'uses'],
      given: ['max_uses', 'max_usages', 'count', 'uses', 'remaining_uses', 'remainingCount'],
    },
  ];
  for (const { asked, given } of pairs) {
    const wanted = asked.map(name => request.members[name]).find(value => value !== undefined && value !== null);
    const name = given.find(candidate => minted[candidate] !== undefined);
    const got = name === undefined ? undefined : minted[name];
    if (wanted !== undefined && got !== undefined && wanted !== got)
      add(
        'mint-otherwise',
        `asked ${plainText(JSON.stringify(wanted), 40)}, the answer says ${name}: ${plainText(JSON.stringify(got), 40)}`,
      );
    if (wanted === undefined && got !== undefined && (got === 0 || got === null || got === 1))
      add('mint-unlimited', `nothing was asked, the answer says ${name}: ${plainText(JSON.stringify(got), 40)}`);
  }
}

function readDocument(document: { [member: string]: Json }, request: RequestView, add: Adds): void {
  const issuer = document['issuer'];
  if (document['exp'] === 0) add('exp-zero-shown', 'exp is 0');
  else if (typeof document['exp'] === 'number') add('exp-shown', `exp is ${document['exp']}`);
  if (!isText(issuer) || document['client_id'] !== undefined) return;
  add('metadata-document', `the answer is metadata of the issuer ${plainText(issuer, 120)}`);
  if (document['registration_endpoint'] === undefined)
    add('metadata-without-registration', 'the metadata has no registration_endpoint');
  const from = URL.parse(request.url ?? '') ?? URL.parse(issuer);
  for (const name of ['issuer', 'registration_endpoint', 'token_endpoint', 'authorization_endpoint']) {
    const address = document[name];
    const origin = isText(address) ? URL.parse(address)?.origin : undefined;
    if (from !== null && origin !== undefined && origin !== from.origin)
      return add('metadata-elsewhere', `${name} is ${plainText(String(address), 120)}, read from ${from.origin}`);
  }
}
