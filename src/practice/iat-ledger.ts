const MAX_ROWS = 1000;

type Row = {
  /** Milliseconds since the epoch. */
  expiresAt: number;
  usesLeft: number;
  refusedWith: string | undefined;
  /** Resolves when everybody who came before has settled. */
  turn: Promise<void>;
};

/** What a registration may do with its token; `because` is the server's word where it has a special one. */
type Admission = { admitted: true } | { admitted: false; because: string | undefined };

export type IatLedger = {
  enter(token: string, terms: { expiresAt: number; uses: number; refusedWith?: string | undefined }): void;
  /** Waits until the registrations that came before with this token are settled. Has to be followed by `settle`. */
  admit(request: object, token: string): Promise<Admission>;
  /** Takes the use where a client was registered. Answers whether this request was a registration that was made. */
  settle(request: object, registered: boolean): boolean;
};

/**
 * The book on initial access tokens. oidc-provider keeps no count of uses and thinks in whole seconds;
 * here a lifetime is exact to the millisecond and only a client that was registered costs a use.
 */
export function createIatLedger(): IatLedger {
  const rows = new Map<string, Row>();
  const waiting = new WeakMap<object, { row: Row; leave: () => void }>();

  return {
    enter(token, { expiresAt, uses, refusedWith }) {
      rows.set(token, { expiresAt, usesLeft: uses, refusedWith, turn: Promise.resolve() });
      const oldest = rows.keys().next().value;
      if (rows.size > MAX_ROWS && oldest !== undefined) rows.delete(oldest);
    },

    async admit(request, token) {
      const row = rows.get(token);
      if (!row) return { admitted: false, because: undefined };
      const before = row.turn;
      const { promise, resolve } = Promise.withResolvers<void>();
      row.turn = promise;
      waiting.set(request, { row, leave: resolve });
      await before;
      if (row.usesLeft > 0 && Date.now() < row.expiresAt) return { admitted: true };
      return { admitted: false, because: row.refusedWith };
    },

    settle(request, registered) {
      const seat = waiting.get(request);
      if (!seat) return false;
      waiting.delete(request);
      if (registered) seat.row.usesLeft -= 1;
      seat.leave();
      return registered;
    },
  };
}
