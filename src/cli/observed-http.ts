import type { Transmission } from '../domain/server/request.ts';
import type { Http } from '../servers/http.ts';

/** Told of each request as its answer, or the end of waiting for one, comes back. */
export type Observer = (transmission: Transmission) => void;

/** The same way to the network, seen by others: discovery and all. */
export function observed(http: Http, observers: readonly Observer[]): Http {
  return {
    ...http,
    send: async (...asked) => {
      const transmission = await http.send(...asked);
      for (const observe of observers) observe(transmission);
      return transmission;
    },
  };
}
