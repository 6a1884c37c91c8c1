import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { redact } from '../domain/secrets/secret.ts';
import { shown } from '../domain/server/answer-text.ts';
import { type Environment, type ProxySettings, proxyFor } from '../servers/proxy.ts';
import type { Probed } from './probed.ts';

const named = { layer: 'configuration', check: 'environment' } as const;

/** Variables that change how this tool, or Node, reaches a server, and those that are easily mistaken for such. */
export async function environmentChecks(environment: Environment): Promise<Probed[]> {
  const set = (name: string) => (environment[name] ?? '') !== '';
  const checks: Probed[] = [];
  if (environment['NODE_TLS_REJECT_UNAUTHORIZED'] === '0') {
    checks.push({
      ...named,
      status: 'warning',
      seen: 'NODE_TLS_REJECT_UNAUTHORIZED=0: certificates are not verified',
      try: ['Unset it: anybody on the way could read the tokens. A private authority is trusted with --cacert.'],
    });
  }
  checks.push(...(await extraAuthorities(environment['NODE_EXTRA_CA_CERTS'])));
  const mistaken = ['SSL_CERT_FILE', 'SSL_CERT_DIR', 'CURL_CA_BUNDLE', 'REQUESTS_CA_BUNDLE'].filter(set);
  if (mistaken.length > 0 && !set('NODE_EXTRA_CA_CERTS')) {
    checks.push({
      ...named,
      status: 'ok',
      seen: `${mistaken.join(', ')} set: curl and others read it, this tool does not`,
    });
  }
  const vendors = ['DCR_IAT', 'DCR_REDIRECT_URIS'].filter(set);
  if (vendors.length > 0) {
    checks.push({
      ...named,
      status: 'ok',
      seen: `${vendors.join(' and ')} set: for the application, never read here (DCR_RUNBOOK_IAT is)`,
    });
  }
  const ours = Object.keys(environment).filter(name => name.startsWith('DCR_RUNBOOK_') && set(name));
  if (ours.length > 0) checks.push({ ...named, status: 'ok', seen: `${ours.toSorted().join(', ')} set` });
  return checks.length > 0 ? checks : [{ ...named, status: 'ok', seen: 'no variable changes how servers are reached' }];
}

/** Node only warns where it cannot read the file, and goes on without it. */
async function extraAuthorities(path: string | undefined): Promise<Probed[]> {
  if (path === undefined || path === '') return [];
  const file = shown(path, 200);
  try {
    await access(path, constants.R_OK);
    return [{ ...named, status: 'ok', seen: `NODE_EXTRA_CA_CERTS: the authorities in ${file} are trusted too` }];
  } catch {
    const advice = ['Correct the path, or unset it and name the authority with --cacert.'];
    return [{ ...named, status: 'warning', seen: `NODE_EXTRA_CA_CERTS: ${file} cannot be read`, try: advice }];
  }
}

/** Which way leads to each address: directly, or through which proxy. */
export function wayCheck(origins: readonly URL[], proxies: ProxySettings): Probed {
  const ways = origins.map(origin => {
    const proxy = proxyFor(origin, proxies);
    return proxy === undefined ? `${origin.host} directly` : `${origin.host} through the proxy ${proxy.host}`;
  });
  const given = proxies.httpProxy !== '' || proxies.httpsProxy !== '';
  const exempt = given && proxies.noProxy !== '' ? ` (NO_PROXY: ${shown(redact(proxies.noProxy), 200)})` : '';
  return { layer: 'configuration', check: 'proxy', status: 'ok', seen: `${ways.join(', ')}${exempt}` };
}
