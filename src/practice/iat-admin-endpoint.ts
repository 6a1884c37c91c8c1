import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendAnswer } from './answer.ts';
import type { CannedAnswer } from './drill.ts';

const MAX_BODY_BYTES = 16 * 1024;
const MAX_LABEL = 200;
const MAX_EXPIRES_IN = 365 * 24 * 3600;
const MAX_USES = 10_000;

export type MintTerms = { label: string; expires_in: number; max_uses: number };
export type MintedToken = MintTerms & {
  token: string;
  id: string;
  /** RFC 3339 with milliseconds, as `expires_at`: the token lives for exactly `expires_in` seconds. */
  issued_at: string;
  expires_at: string;
  remaining_uses: number;
};

class Refusal extends Error {
  readonly answer: CannedAnswer;

  constructor(status: number, error: string, error_description: string, headers: Record<string, string> = {}) {
    super(error_description);
    this.answer = { status, headers, body: { error, error_description } };
  }
}

function challenge(error?: string, description?: string): Record<string, string> {
  const parameters = ['realm="practice"'];
  if (error) parameters.push(`error="${error}"`);
  if (description) parameters.push(`error_description="${description}"`);
  return { 'www-authenticate': `Bearer ${parameters.join(', ')}` };
}

function isSame(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

/** Which of the tokens it is. */
function checkedBearer(request: IncomingMessage, tokens: readonly string[]): string {
  const [scheme = '', token, ...rest] = (request.headers.authorization ?? '').split(' ');
  if (scheme.toLowerCase() !== 'bearer') {
    // RFC 6750 section 3: without credentials the challenge carries no error code.
    throw new Refusal(401, 'invalid_token', 'no access token provided', challenge());
  }
  if (!token || rest.length > 0) {
    const description = 'the authorization header must be Bearer and one token';
    throw new Refusal(400, 'invalid_request', description, challenge('invalid_request', description));
  }
  const known = tokens.find(each => isSame(token, each));
  if (known === undefined) {
    const description = 'The access token is not one of this server';
    throw new Refusal(401, 'invalid_token', description, challenge('invalid_token', description));
  }
  return known;
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const tooLarge = () =>
    new Refusal(413, 'invalid_request', `the body is larger than ${MAX_BODY_BYTES} bytes`, { connection: 'close' });
  if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  // Leaving the loop early must not destroy the socket: the answer still has to go out.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parseObject(bytes: Buffer): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new Refusal(400, 'invalid_request', 'the body is not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Refusal(400, 'invalid_request', 'the body must be a JSON object');
  }
  return { ...value };
}

function wholeNumber(body: Record<string, unknown>, name: string, preset: number, max: number): number {
  const value = body[name] === undefined ? preset : body[name];
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1 || value > max) {
    throw new Refusal(400, 'invalid_request', `${name} must be an integer between 1 and ${max}`);
  }
  return value;
}

function mintTerms(body: Record<string, unknown>): MintTerms {
  const label = body['label'] ?? '';
  if (typeof label !== 'string' || label.length > MAX_LABEL) {
    throw new Refusal(400, 'invalid_request', `label must be a string of at most ${MAX_LABEL} characters`);
  }
  return {
    label,
    expires_in: wholeNumber(body, 'expires_in', 3600, MAX_EXPIRES_IN),
    max_uses: wholeNumber(body, 'max_uses', 1, MAX_USES),
  };
}

/** `POST` with the admin token mints; how a mint is spelled no RFC says, this is the documented flow's way. */
export function createIatAdminEndpoint(options: {
  adminToken: string;
  /** Mints as it should, whatever the other one meets. */
  spareAdminToken?: string | undefined;
  mint(terms: MintTerms): Promise<MintedToken>;
  instead?: CannedAnswer | undefined;
}): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  async function answerTo(request: IncomingMessage): Promise<CannedAnswer> {
    if (request.method !== 'POST') {
      throw new Refusal(405, 'invalid_request', 'only POST is supported here', { allow: 'POST' });
    }
    const token = checkedBearer(request, [options.adminToken, options.spareAdminToken ?? options.adminToken]);
    if (options.instead && token === options.adminToken) return options.instead;
    if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) {
      throw new Refusal(415, 'invalid_request', 'the content type must be application/json');
    }
    return { status: 201, body: await options.mint(mintTerms(parseObject(await readBody(request)))) };
  }

  return async (request, response) => {
    try {
      sendAnswer(response, await answerTo(request));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      sendAnswer(response, error.answer);
    }
  };
}
