import { strings } from '../../domain/metadata/client-metadata.ts';
import type { RequestView } from './request-view.ts';

/**
 * A text whose addresses are named rather than quoted: they hold words like https and localhost that say nothing of
 * the server's reason. One that the request has stands for its member, so «https://a.example/cb is not allowed»
 * speaks of redirect_uris.
 */
export function withoutAddresses(text: string, request: RequestView): string {
  const members = memberByValue(request);
  return [...members]
    .reduce((named, [value, member]) => named.replaceAll(value, `<${member}>`), text)
    .replace(/\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s"'<>]{1,2000}/gi, address =>
      address.includes('/.well-known/') ? '<.well-known address>' : '<address>',
    );
}

/** Values that look like addresses and belong to one member alone, the longest first. */
function memberByValue({ members }: RequestView): Map<string, string> {
  const owners = new Map<string, string[]>();
  for (const [member, value] of Object.entries(members).slice(0, 60))
    for (const one of new Set([...strings(value), ...(typeof value === 'string' ? [value] : [])].slice(0, 20)))
      if (/^\S{6,500}$/.test(one) && /[.:/]/.test(one)) owners.set(one, [...(owners.get(one) ?? []), member]);
  const single = [...owners].flatMap(([value, names]) =>
    names.length === 1 ? [[value, names[0] ?? ''] as const] : [],
  );
  return new Map(single.toSorted(([a], [b]) => b.length - a.length));
}
