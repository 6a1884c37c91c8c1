import { grouped, plainText } from '../domain/plain-text.ts';
import { redact, SECRET_MARK, Secret } from '../domain/secrets/secret.ts';
import { maskSecretMembers, maskSecretText, secretTexts } from '../domain/secrets/secret-members.ts';
import { suspectWords } from '../domain/secrets/suspect-words.ts';
import type { Exchange, HttpRequest, RawAnswer } from '../domain/server/request.ts';

const MOST_CHARACTERS = 65_536;

/** Everything else a server sends (cookies, its own secrets) is nobody's business. */
const SHOWN_HEADERS = new Set([
  'allow',
  'cf-ray',
  'content-encoding',
  'content-length',
  'content-type',
  'date',
  'location',
  'proxy-authenticate',
  'request-id',
  'retry-after',
  'server',
  'via',
  'www-authenticate',
  'x-amz-cf-id',
  'x-amzn-requestid',
  'x-amzn-trace-id',
  'x-correlation-id',
  'x-ms-request-id',
  'x-request-id',
  'x-trace-id',
]);

/** The request and what came back, without a secret and bounded, fit to be shown and kept. */
export function exchangeOf(request: HttpRequest, requestId: string, sentAt: number, answer?: RawAnswer): Exchange {
  // Whoever repeats it: a server that grants it back, or a deviation that tells what was asked.
  for (const { text } of secretTexts(request.body ?? null)) new Secret(text);
  const url = request.url.replace(/\/\/[^/?#]*@/, `//${SECRET_MARK}@`);
  const exchange: Exchange = {
    request: { ...request, url, ...(request.body === undefined ? {} : { body: maskSecretMembers(request.body) }) },
    requestId,
    sentAt,
  };
  if (answer === undefined) return exchange;
  sealUnexpected(request, answer);
  return {
    ...exchange,
    status: answer.status,
    headers: shownHeaders(answer.headers, request.url),
    body: shownBody(answer, request.stage === 'mint'),
    bodyBytes: answer.body.length,
  };
}

/**
 * A mint or a registration that succeeds answers JSON. What comes instead may be the token itself: from here on it is
 * known for a secret, whoever shows a part of it.
 */
function sealUnexpected({ stage, url, body }: HttpRequest, answer: RawAnswer): void {
  if ((stage !== 'mint' && stage !== 'register') || answer.status < 200 || answer.status >= 300) return;
  const text = new TextDecoder().decode(answer.body);
  for (const word of suspectWords(text, `${url} ${JSON.stringify(body ?? {})}`)) new Secret(word);
}

function shownHeaders(headers: Record<string, string>, url: string): Record<string, string> {
  const shown = Object.entries(headers).filter(([name]) => SHOWN_HEADERS.has(name));
  return Object.fromEntries(
    shown.map(([name, value]) => {
      const bounded = name === 'location' ? withoutQuery(value, url) : value;
      return [name, plainText(redact(maskSecretText(bounded.slice(0, 8192))), 2000)];
    }),
  );
}

/** A redirect's query can hold a code or a token. */
function withoutQuery(location: string, base: string): string {
  if (!URL.canParse(location, base)) return '';
  const url = new URL(location, base);
  return `${url.protocol}//${url.host}${url.pathname}`;
}

function shownBody({ body, status, incomplete }: RawAnswer, isMint: boolean): string {
  const text = new TextDecoder().decode(body);
  const size = `${grouped(body.length)} bytes`;
  if (incomplete === 'undecodable' && /[\ufffd\u0000]/.test(text)) return `(${size} that could not be decoded)`;
  const masked = redact(maskSecretText(text, isMint && status < 300));
  const shown = masked.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '').toWellFormed();
  return shown.length > MOST_CHARACTERS ? `${shown.slice(0, MOST_CHARACTERS - 1).toWellFormed()}…` : shown;
}
