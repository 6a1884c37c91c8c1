import { duration } from '../../domain/duration.ts';
import type { TokenLook } from '../../domain/evidence/evidence.ts';
import type { Instant } from '../../domain/instant.ts';
import { plainText } from '../../domain/plain-text.ts';
import type { AuthorizationServer } from '../../domain/server/authorization-server.ts';
import { preset } from '../../domain/server/presets.ts';
import type { Note } from '../note.ts';

type Where = { at: Instant; server?: AuthorizationServer | undefined };

const KINDS: Readonly<Record<NonNullable<TokenLook['kind']>, string>> = {
  'initial-access-token': 'an initial access token: that is what this step makes',
  'registration-access-token': 'a registration access token: it manages one client and mints nothing',
  'id-token': 'an ID token: it says who somebody is and opens nothing',
  'refresh-token': 'a refresh token: it has to be traded for an access token first',
  'personal-access-token': 'a personal access token: the admin API may want an access token instead',
};

/** The scope that a server of this preset documents for its admin API. */
const ADMIN_SCOPES: Readonly<Record<string, string>> = { empowernow: 'admin.api' };

/** What was taken away from a pasted token, as one line; nothing where it was clean. */
export function cleaningNote(removed: readonly string[]): Note[] {
  const [last, ...before] = removed;
  if (last === undefined) return [];
  // Cleaning begins with what sticks to the outside; people read from the left.
  const list = before.length === 0 ? last : `${before.reverse().join(', ')} and ${last}`;
  return [{ severity: 'done', message: `removed ${list}` }];
}

/** What an admin access token shows of itself, before it is sent anywhere. Nothing of it was verified. */
export function tokenNotes(look: TokenLook, { at, server }: Where): Note[] {
  const wrongKind: Note[] =
    look.kind === undefined ? [] : [{ severity: 'refusal-likely', message: `it looks like ${KINDS[look.kind]}` }];
  if (look.form === 'opaque') {
    const said: Note = {
      severity: 'hint',
      message: 'not a JWT, so there is nothing to look into; the server will judge it',
    };
    return wrongKind.length > 0 ? wrongKind : [said];
  }
  return [
    timeNote(look, at),
    ...notYetNote(look, at),
    ...wrongKind,
    ...audienceNote(look, server),
    ...scopeNote(look, server),
  ];
}

function timeNote({ exp, aud }: TokenLook, at: Instant): Note {
  const what = aud?.[0] === undefined ? 'a JWT' : `a JWT for ${plainText(aud[0], 100)}`;
  // To some servers an exp of 0 means never.
  if (exp === undefined || exp === 0) return { severity: 'done', message: `${what}, without an end (exp)` };
  const seconds = exp - at.wall / 1000;
  return seconds > 0
    ? { severity: 'done', message: `${what}, lapses in ${duration(seconds)}` }
    : { severity: 'cannot-send', message: `${what}, expired ${duration(-seconds)} ago by this clock: get a fresh one` };
}

function notYetNote({ nbf }: TokenLook, at: Instant): Note[] {
  const seconds = (nbf ?? 0) - at.wall / 1000;
  if (seconds <= 0) return [];
  return [
    { severity: 'refusal-likely', message: `it is valid only in ${duration(seconds)} (nbf), or this clock is slow` },
  ];
}

function audienceNote({ aud }: TokenLook, server: AuthorizationServer | undefined): Note[] {
  const [first] = aud ?? [];
  if (aud === undefined || first === undefined || server === undefined) return [];
  const documented = preset(server.preset ?? '')?.adminAudience;
  const origin = URL.parse(server.url)?.origin ?? server.url;
  const fits = aud.some(name => (documented === undefined ? !isElsewhere(name, origin) : name.includes(documented)));
  if (fits) return [];
  const wanted =
    documented === undefined ? `this server is ${origin}` : `the admin API documents one with ${documented}`;
  return [{ severity: 'refusal-likely', message: `its audience is ${plainText(first, 100)}; ${wanted}` }];
}

/** An audience that is no address (`account`, `admin-api`) may be anybody's. */
function isElsewhere(audience: string, origin: string): boolean {
  const url = URL.parse(audience);
  return url !== null && /^https?:$/.test(url.protocol) && url.origin !== origin;
}

function scopeNote({ scope }: TokenLook, server: AuthorizationServer | undefined): Note[] {
  const wanted = ADMIN_SCOPES[server?.preset ?? ''];
  if (wanted === undefined || scope === undefined || scope.split(' ').includes(wanted)) return [];
  return [{ severity: 'refusal-likely', message: `its scope has no ${wanted}; the server may refuse to mint` }];
}
