import type { EpochMillis } from './instant.ts';
import type { Exchange, Stage } from './server/request.ts';

/** A parsed WWW-Authenticate header (RFC 6750 section 3). */
export type Challenge = {
  scheme: string;
  realm?: string;
  scope?: string;
  error?: string;
  error_description?: string;
};

type AtServer = { stage: Stage; exchange: Exchange };

/**
 * Everything that can go wrong, closed: what happened, never what to do about it (that is `diagnosis/`).
 * No member holds a secret.
 */
export type Failure =
  /** No connection was made, so nothing was sent. `code` is Node's (ECONNREFUSED, CERT_HAS_EXPIRED …). */
  | { kind: 'unreachable'; stage: Stage; url: string; code: string; message: string; exchange?: Exchange }
  /** Sent (a mint, a read, a discovery) and no usable answer came; nothing of worth can have been lost. */
  | ({ kind: 'no-answer'; code: string; message: string; afterMs: number } & AtServer)
  /** The server refused with an error in the form of RFC 6749 section 5.2 or RFC 7591 section 3.2.2. */
  | ({
      kind: 'oauth-error';
      status: number;
      error: string;
      error_description?: string;
      challenge?: Challenge;
    } & AtServer)
  /** The server refused in some other form. */
  | ({ kind: 'refused'; status: number; says: string; challenge?: Challenge } & AtServer)
  /** Answered in a way that cannot be used; `problem` says in words why. */
  | ({ kind: 'unexpected-answer'; status: number; problem: string; saved?: string } & AtServer)
  /** A registration, update or delete was sent, and nobody here can know whether it was done. */
  | ({
      kind: 'outcome-unknown';
      sentAt: EpochMillis;
      because: string;
      code?: string;
      status?: number;
      saved?: string;
      /** The client that was to be changed or deleted. */
      client_id?: string;
      /** The run that sent it, for `resume`. */
      run?: string;
      /** Another run than the one that stops for it. */
      earlier?: true;
    } & AtServer)
  /** The initial access token lapsed or ran out, noticed here before anything was sent with it. */
  | { kind: 'iat-unusable'; standing: 'expired' | 'used-up'; deadOnArrival?: boolean }
  /** The admin access token is past its own exp. */
  | { kind: 'admin-token-expired'; expiredAt: EpochMillis }
  /** A question has no answer, and nobody is there to be asked. */
  | { kind: 'missing-answer'; question: string; needs: string }
  /** A token would go to an origin that nobody named. */
  | { kind: 'origin-not-allowed'; origin: string; url: string; role: string }
  /** Something that was given cannot be used. */
  | { kind: 'not-valid'; problem: string; hint?: string }
  /** Findings that block: the request would be refused, or cannot be sent. */
  | { kind: 'blocked'; problems: string[]; passable: boolean }
  /** A file or folder of ours, or a hand-over target, cannot be written. */
  | { kind: 'not-written'; path: string; code: string; message: string }
  /** A record here already has a client of that name at that server. */
  | { kind: 'already-registered'; client_id: string; client_name: string; record: string }
  /** `--deadline` was hit before a registration was sent. */
  | { kind: 'deadline'; afterMs: number }
  | { kind: 'cancelled'; signal: 'SIGINT' | 'SIGTERM' | 'SIGHUP' };

export type FailureOf<K extends Failure['kind']> = Extract<Failure, { kind: K }>;
