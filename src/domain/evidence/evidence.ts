import type { Json } from '../json.ts';
import type { Stage } from '../server/request.ts';

/** Our own book on the initial access token; the server's text alone cannot tell expired from used up. */
export type Ledger = {
  /** Seconds since it was minted or read, and until it lapses (negative: lapsed; Infinity: never). */
  ageSeconds: number;
  secondsLeft: number;
  maxUses?: number;
  /** Registrations made and refused with it from here. */
  registered: number;
  refused: number;
  /** Minted in this run, or given by file. */
  origin: 'minted' | 'given';
};

/** What a token shows of itself, locally: nothing here was verified. */
export type TokenLook = {
  form: 'jwt' | 'opaque';
  /** Seconds since the epoch, as in the JWT. 0 means never to some servers. */
  exp?: number;
  nbf?: number;
  issuedAt?: number;
  iss?: string;
  aud?: string[];
  scope?: string;
  /** What it seems to be where it is not what was asked for. */
  kind?: 'initial-access-token' | 'registration-access-token' | 'id-token' | 'refresh-token' | 'personal-access-token';
};

/** Everything at hand about one failure, from wherever it came: a run of ours, or a text somebody pasted. */
export type Evidence = {
  /** Which exchange failed. 'network': not known which, or before any. */
  stage: Stage | 'network';
  request?: {
    method?: string;
    url?: string;
    headers?: Record<string, string>;
    /** The request's body: an object, or the text as it was. */
    body?: Json;
    /** Free text about the request, where that is all there is. */
    text?: string;
  };
  status?: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  /** The answer's body as text, bounded, secrets cut. */
  body?: string;
  /** How long the body was as it came, in bytes: cutting secrets and bounding changes the length of `body`. */
  bodyBytes?: number;
  /** Node's, undici's, OpenSSL's or curl's code (ECONNRESET, CERT_HAS_EXPIRED, UND_ERR_CONNECT_TIMEOUT …). */
  errorCode?: string;
  errorMessage?: string;
  /** The request had left when it failed (true), or nothing was sent (false). */
  sent?: boolean;
  ledger?: Ledger;
  /** The server's clock minus ours, in seconds, from its Date header. */
  clockDifferenceSeconds?: number;
  token?: TokenLook;
  preset?: string;
  /** The client had been read at the server in this run, just before. */
  wasRead?: true;
  /** When it failed, in milliseconds since the epoch by our clock; a token's exp is judged by it. */
  at?: number;
};

/** One cause that a diagnosis names, ready for the JSON document and for a screen. */
export type Diagnosis = {
  /** An id of the catalogue, for example `redirect.not_https`. */
  cause: string;
  /** 0 to 1. Honest: where the evidence cannot tell causes apart, several share a low one. */
  confidence: number;
  headline: string;
  /** Sentences that quote what was seen. */
  evidence: string[];
  try: string[];
  /** RFC section or public documentation. */
  source: string;
  /** The step of the flow where it is mended, and the client metadata member at fault. */
  goTo?: string;
  member?: string;
};
