import type { Finding } from '../../domain/findings/finding.ts';
import { keyFindings } from '../../domain/findings/key-findings.ts';
import type { ClientMetadata } from '../../domain/metadata/client-metadata.ts';
import type { KeyAlgorithm, KeyChoice } from '../../domain/metadata/key-material.ts';
import { readUrl } from '../../runbook/plan/read-answer.ts';

export type KeySource = KeyChoice['from'];
/** The answers to the questions behind each source of a key, as they are typed. */
export type KeyDraft = { alg: KeyAlgorithm; kid: string; path: string; url: string };

export function keyDraft(choice: KeyChoice | undefined): KeyDraft {
  const draft: KeyDraft = { alg: 'RS256', kid: '', path: '', url: '' };
  switch (choice?.from) {
    case 'generate':
      return { ...draft, alg: choice.alg, kid: choice.kid ?? '' };
    case 'file':
      return { ...draft, path: choice.path };
    case 'jwks_uri':
      return { ...draft, url: choice.url };
    default:
      return draft;
  }
}

/** What a source and its answers come to. A file keeps the algorithm and kid that were known for it. */
export function keyChoice(
  from: KeySource,
  { alg, kid, path, url }: KeyDraft,
  before: KeyChoice | undefined,
): KeyChoice {
  switch (from) {
    case 'generate':
      return { from, alg, ...(kid.trim() !== '' && { kid: kid.trim() }) };
    case 'file':
      return before?.from === 'file' && before.path === path.trim() ? before : { from, path: path.trim() };
    case 'jwks_uri':
      return { from, url: url.trim() };
    case 'none':
      return { from };
  }
}

/** What is to be said about a jwks_uri for this client; `cannot-send` where it is no URL. */
export function jwksUriFindings(text: string, asked: ClientMetadata): Finding[] {
  const url = text.trim();
  if (url === '') return [];
  const read = readUrl(url);
  if ('message' in read) {
    const { message, hint } = read;
    return [{ severity: 'cannot-send', message: `it ${hint === undefined ? message : `${message}: ${hint}`}` }];
  }
  const { jwks: _, ...rest } = asked;
  return keyFindings({ ...rest, jwks_uri: url }, { from: 'jwks_uri', url }).filter(
    ({ member }) => member === 'jwks_uri',
  );
}
