import { plainText } from '../domain/plain-text.ts';
import { redact } from '../domain/secrets/secret.ts';

export type NetworkError = {
  /** Node's, OpenSSL's or undici's; UNKNOWN where the error has none. */
  code: string;
  /** Safe to show: no secret, one line. */
  message: string;
};

/** What a rejected connection or a broken answer says of itself: of an error's causes, the innermost that has a code. */
export function networkError(error: unknown): NetworkError {
  const chain = causesOf(error);
  const code = codeOf(chain.findLast(cause => codeOf(cause) !== undefined)) ?? 'UNKNOWN';
  const coded = chain.filter(cause => codeOf(cause) === code).map(messageOf);
  const messages = coded.some(text => text !== '') ? coded : chain.map(messageOf);
  const message = plainText(redact([...new Set(messages)].filter(text => text !== '').join('; ')));
  return { code: plainText(code, 100), message: message === '' ? code : message };
}

function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(OPENSSL_LINE, '$1').trim();
}

/** OpenSSL's own lines, `40AD…:error:0A00010B:SSL routines:function:reason:file:line:more`, of which the reason is for people. */
const OPENSSL_LINE = /[0-9A-F]{8,16}:error:[0-9A-F]{8}:[^:]*:[^:]*:([^:]+):[^\n]*:\d+:([^\n]*)/g;

/**
 * TLS 1.3 verifies a client's certificate after the client already thinks that the handshake is over: the request is on
 * the wire, but a server that sends one of these alerts never read it.
 */
export function isCertificateAlert(code: string): boolean {
  return CERTIFICATE_ALERT.test(code);
}

// RFC 8446 section 6.2, by OpenSSL's names for them; since 3.5 some begin with SSL/TLS instead of SSLV3.
const CERTIFICATE_ALERT =
  /^ERR_SSL_[\w/]*ALERT_(CERTIFICATE_REQUIRED|BAD_CERTIFICATE|UNSUPPORTED_CERTIFICATE|CERTIFICATE_REVOKED|CERTIFICATE_EXPIRED|CERTIFICATE_UNKNOWN|UNKNOWN_CA|ACCESS_DENIED|DECRYPT_ERROR|HANDSHAKE_FAILURE|NO_CERTIFICATE)$/;

/** The error and what caused it, outermost first; of an AggregateError (one per address tried) all its errors. */
function causesOf(error: unknown, depth = 0): unknown[] {
  if (error === undefined || error === null || depth > 5) return [];
  const inner = error instanceof AggregateError ? error.errors.flatMap(each => causesOf(each, depth + 1)) : [];
  const cause = error instanceof Error ? causesOf(error.cause, depth + 1) : [];
  return [error, ...inner, ...cause];
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' && error.code !== '' ? error.code : undefined;
}
