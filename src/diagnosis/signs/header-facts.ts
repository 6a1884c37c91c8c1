import { plainText } from '../../domain/plain-text.ts';
import type { Answer } from './answer.ts';
import type { AddFact } from './fact.ts';
import type { RequestView } from './request-view.ts';

export type HeaderFact =
  | 'challenge-bare'
  | 'challenge-other-scheme'
  | 'challenge-scope'
  | 'location'
  | 'location-sign-in'
  | 'location-https'
  | 'location-slash'
  | 'location-error'
  | 'location-blocked'
  | 'behind-cloudflare'
  | 'allow-named'
  | 'shorter-than-announced'
  | 'longer-than-read';

type Adds = AddFact<HeaderFact>;

const SIGN_IN_ADDRESS =
  /\/(?:login|signin|sign-in|sign_in|logon|sso|saml2?|adfs|oauth2\/(?:start|sign_in|authorize)|authorize|auth)\b|[?&](?:response_type|saml_?request|redirect_uri|returnurl|return_to|rd|continue)=|accounts\.google|login\.microsoftonline|okta\.com\/(?:login|app)|cloudflareaccess\.com/i;
/** A filter on the way that sends the caller to its own page says there why. */
const BLOCK_ADDRESS =
  /[?&/](?:block(?:ed)?(?:page)?|denied|deny|forbidden|notification|reason(?:code)?|category|cat)\b[=/?.]|[?&]action=(?:block|deny|caution)|gateway\.zscaler|fortiguard|websense|umbrella|netskope|bluecoat|usercheck/i;
/** What the answer's headers show. */
export function readHeaders(answer: Answer, request: RequestView, add: Adds): void {
  const { headers, challenge, status } = answer;
  if (challenge !== undefined) {
    const shown = plainText(headers['www-authenticate'] ?? '', 160);
    if (challenge.error === undefined)
      add('challenge-bare', `the challenge names no error (RFC 6750 section 3): ${shown}`);
    if (!['bearer', 'dpop'].includes(challenge.scheme.toLowerCase()))
      add('challenge-other-scheme', `the server asks for the scheme ${plainText(challenge.scheme, 40)}`);
    if (challenge.scope !== undefined)
      add('challenge-scope', `the challenge asks for the scope ${plainText(challenge.scope, 120)}`);
  }
  const location = headers['location'];
  if (location !== undefined && status !== undefined && status >= 300 && status < 400) {
    add('location', `Location: ${plainText(location, 160)}`);
    if (SIGN_IN_ADDRESS.test(location))
      add('location-sign-in', `Location leads to a sign-in: ${plainText(location, 160)}`);
    if (BLOCK_ADDRESS.test(location))
      add('location-blocked', `Location leads to a page that says why: ${plainText(location, 160)}`);
    const carried = errorInLocation(location);
    if (carried !== undefined) add('location-error', `Location carries ${plainText(carried.join(': '), 160)}`);
    readLocation(location, request.url ?? '', add);
  }
  if (headers['cf-ray'] !== undefined || /cloudflare/i.test(headers['server'] ?? ''))
    add(
      'behind-cloudflare',
      `Cloudflare answered${headers['cf-ray'] === undefined ? '' : ` (cf-ray ${plainText(headers['cf-ray'], 40)})`}`,
    );
  const allow = headers['allow'];
  if (allow !== undefined) add('allow-named', `Allow: ${plainText(allow, 80)}`);
  readLength(answer, add);
}

/** Headers in which gateways say what went wrong: X-Ca-Error-Message (Alibaba), grpc-message, X-Amzn-ErrorType. */
const ERROR_HEADER =
  /(?:^|-)(?:error|fault)-?(?:message|description|detail|details|type|reason|code|msg)?$|^grpc-message$/;

/** What headers say of the failure; a bare code in one says nothing. */
export function saidByHeaders(headers: Record<string, string>): string[] {
  return Object.entries(headers)
    .filter(([name, value]) => ERROR_HEADER.test(name) && /[a-z]{3}/i.test(value))
    .map(([, value]) => decoded(value).replace(/([a-z])([A-Z])/g, '$1 $2'));
}

/** gRPC percent-encodes its message. */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** RFC 6749 section 4.1.2.1: an authorization error comes back in the query, or the fragment, of a redirect. */
export function errorInLocation(location: string | undefined): [error: string, description: string] | undefined {
  const query = location?.split(/[?#]/).slice(1).join('&') ?? '';
  const parameters = new URLSearchParams(query.slice(0, 4000));
  const error = parameters.get('error');
  return error === null || error === '' ? undefined : [error, parameters.get('error_description') ?? ''];
}

function readLength({ headers, bytes, known }: Answer, add: Adds): void {
  const announced = Number(headers['content-length'] ?? Number.NaN);
  // Where secrets were cut out, the length of what is left says nothing.
  const came = bytes ?? announced;
  if (headers['content-encoding'] === undefined && announced > came && known && came > 0)
    add('shorter-than-announced', `${announced} bytes were announced and ${came} came`);
  if (came >= 1_048_576 || announced > 1_048_576)
    add('longer-than-read', `the answer has ${Math.max(announced || 0, came)} bytes`);
}

function readLocation(location: string, from: string, add: Adds): void {
  const source = URL.parse(from);
  const target = URL.parse(location, from === '' ? undefined : from);
  if (source === null || target === null) return;
  if (source.protocol === 'http:' && target.protocol === 'https:' && source.hostname === target.hostname)
    add('location-https', 'Location is the same with https');
  if (target.pathname === `${source.pathname}/` || `${target.pathname}/` === source.pathname)
    add('location-slash', 'Location differs by a slash at the end');
}
