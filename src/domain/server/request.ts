import type { JsonObject } from '../json.ts';

/** What is being tried at the server. */
export type Stage = 'discover' | 'mint' | 'register' | 'read' | 'update' | 'delete';

/** Which token goes into the Authorization header. The token itself joins the request in `servers/`, nowhere earlier. */
export type Bearer = 'admin-token' | 'iat' | 'registration-access-token';

/**
 * A request as data, without its secret: what `--dry-run` prints, what cURL and PowerShell render, and what the network
 * sends, so that the three cannot differ.
 */
export type HttpRequest = {
  stage: Stage;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';
  url: string;
  /** Left out: the request goes without a token. */
  bearer?: Bearer;
  body?: JsonObject;
};

/** What came back, as bytes, before anybody judged it. */
export type RawAnswer = {
  status: number;
  /** Names in lower case; a repeated header's values joined by ", ". */
  headers: Record<string, string>;
  /** Decoded (gunzipped), at most 1 MiB. */
  body: Uint8Array;
  /**
   * The body broke off, was longer than 1 MiB, could not be decoded, or came with two lengths that contradict each other
   * (RFC 9112 section 6.3); `body` holds what came.
   */
  incomplete?: 'cut' | 'too-large' | 'undecodable' | 'contradictory';
  /** When the last byte came, and how long it took from the first byte of the request. */
  receivedAt: number;
  tookMs: number;
};

/** One request with its answer, fit to be shown and kept: no secret, bounded, text only. */
export type Exchange = {
  request: HttpRequest;
  /** Our X-Request-Id of this request, for the server's log. */
  requestId: string;
  sentAt: number;
  status?: number;
  headers?: Record<string, string>;
  body?: string;
  /** How many bytes the body had as it came, decoded; `body` is cut and bounded. */
  bodyBytes?: number;
};

/** How one request ended, before anybody judged it. */
export type Transmission =
  | { kind: 'answered'; answer: RawAnswer; exchange: Exchange }
  /** `sent`: a connection stood, so the request may have reached the server. `code` is Node's, undici's or ours (TIMEOUT). */
  | { kind: 'unanswered'; sent: boolean; code: string; message: string; afterMs: number; exchange: Exchange };
