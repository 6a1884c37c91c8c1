import { checkServerIdentity, type DetailedPeerCertificate, type PeerCertificate } from 'node:tls';
import { duration } from '../domain/duration.ts';
import type { EpochMillis } from '../domain/instant.ts';
import { shown } from '../domain/server/answer-text.ts';
import { wallTime } from '../domain/wall-time.ts';
import { type Probed, skipped } from './probed.ts';

/** What the server showed of itself, its own certificate first; `error` is OpenSSL's code for the first thing wrong. */
export type Served = { chain: DetailedPeerCertificate[]; error?: string };

const DAY_MS = 86_400_000;
const SOON_MS = 14 * DAY_MS;
const DATES = ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'];
/** The chain does not end in an authority that is trusted; other codes find fault with something in it. */
const NO_AUTHORITY = [
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
];
const NAMES = 'ERR_TLS_CERT_ALTNAME_INVALID';

/** Who vouches for the server, for which names, and until when. */
export function certificateChecks(served: Served, host: string, now: EpochMillis): Probed[] {
  const [leaf] = served.chain;
  if (leaf === undefined) {
    const seen = 'the server showed no certificate';
    return [{ layer: 'tls', check: 'chain', status: 'failed', seen, cause: 'tls.handshake' }];
  }
  return [chainCheck(served), namesCheck(leaf, host), datesCheck(served, now)];
}

function chainCheck({ chain, error }: Served): Probed {
  const named = { layer: 'tls', check: 'chain' } as const;
  if (error !== undefined && DATES.includes(error)) {
    return skipped('tls', 'chain', 'a certificate outside its dates hides what would be said of the chain');
  }
  const way = chain.map(({ subject }) => `«${nameOf(subject)}»`).join(', issued by ');
  if (error === undefined || error === NAMES) return { ...named, status: 'ok', seen: `trusted: ${way}` };
  const failed = { ...named, status: 'failed', trouble: { code: error } } as const;
  const last = chain.at(-1);
  if (last === undefined || !NO_AUTHORITY.includes(error)) return { ...failed, seen: `${way}: ${error}` };
  const authority = nameOf(last.issuer);
  if (nameOf(last.subject) === authority) {
    const seen = `${way}: the authority «${authority}» at its end is not among those that this machine trusts`;
    return { ...failed, seen };
  }
  return {
    ...failed,
    seen: `${way}: the authority «${authority}» that issued the last one is not trusted here, and the server did not send it`,
    cause: 'tls.untrusted',
    try: [
      `Where «${authority}» is an intermediate, the server has to send it too; its administrator mends that.`,
      'Where it is a private authority, give its certificate with --cacert, or NODE_EXTRA_CA_CERTS.',
      ...whereToGet(last),
    ],
  };
}

function whereToGet({ infoAccess }: DetailedPeerCertificate): string[] {
  const place = infoAccess?.['CA Issuers - URI']?.find(uri => /^https?:\/\//.test(uri));
  return place === undefined ? [] : [`The certificate says that its issuer is to be had at ${shown(place, 200)}.`];
}

function namesCheck(leaf: DetailedPeerCertificate, host: string): Probed {
  const named = { layer: 'tls', check: 'names' } as const;
  const names = shown(leaf.subjectaltname ?? `no subjectAltName, CN ${nameOf(leaf.subject)}`, 300);
  const mismatch = checkServerIdentity(host, leaf);
  if (mismatch === undefined) return { ...named, status: 'ok', seen: `${host} is among ${names}` };
  return { ...named, status: 'failed', seen: `${host} is not among ${names}`, trouble: { code: NAMES } };
}

function datesCheck({ chain, error }: Served, now: EpochMillis): Probed {
  const named = { layer: 'tls', check: 'dates' } as const;
  // A root is trusted for its key, and its dates count only where OpenSSL says so.
  const isDated = error !== undefined && DATES.includes(error);
  const dated = chain.filter(({ subject, issuer }, at) => isDated || at === 0 || nameOf(subject) !== nameOf(issuer));
  const wrong = dated.find(each => Date.parse(each.valid_to) < now || Date.parse(each.valid_from) > now);
  if (wrong !== undefined) {
    const isOver = Date.parse(wrong.valid_to) < now;
    const when = isOver
      ? `expired at ${wallTime(Date.parse(wrong.valid_to))}`
      : `is valid only from ${wallTime(Date.parse(wrong.valid_from))}`;
    const seen = `«${nameOf(wrong.subject)}» ${when}; this machine’s clock says ${wallTime(now)}`;
    return { ...named, status: 'failed', seen, trouble: { code: isOver ? 'CERT_HAS_EXPIRED' : 'CERT_NOT_YET_VALID' } };
  }
  if (isDated) return { ...named, status: 'failed', seen: error, trouble: { code: error } };
  const [first] = dated.toSorted((a, b) => Date.parse(a.valid_to) - Date.parse(b.valid_to));
  if (first === undefined) return skipped('tls', 'dates', 'there is no certificate');
  const until = Date.parse(first.valid_to);
  const seen = `valid until ${wallTime(until)} (${duration((until - now) / 1000)})`;
  // Some authorities issue for days only: there the last fifth is what is short.
  const isSoon = until - now < Math.min(SOON_MS, (until - Date.parse(first.valid_from)) / 5);
  if (!isSoon) return { ...named, status: 'ok', seen };
  return { ...named, status: 'warning', seen, try: ['The server’s administrator renews the certificate before that.'] };
}

function nameOf(name: PeerCertificate['subject']): string {
  const text = name.CN ?? name.O ?? name.OU ?? Object.values(name)[0] ?? 'without a name';
  return shown([text].flat().join(' '), 120);
}
