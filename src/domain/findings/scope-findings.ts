import { type ClientMetadata, scopeValues, strings } from '../metadata/client-metadata.ts';
import { plainText } from '../plain-text.ts';
import type { Finding } from './finding.ts';

/** RFC 6749 section 3.3: scope-token. */
const SCOPE_TOKEN = /^[\x21\x23-\x5b\x5d-\x7e]+$/;
/** Scopes that let a client do what an administrator does. */
const WIDE = /^(admin|dcr)([.:].*)?$|[.:](all|admin|full)$|^\*$/i;

/** What is to be said about the scopes asked for. */
export function scopeFindings(asked: ClientMetadata): Finding[] {
  const { scope } = asked;
  if (typeof scope !== 'string') return [];
  const values = scopeValues(scope);
  return [...malformed(scope, values), ...offlineAccess(asked, values), ...wide(values)];
}

function malformed(scope: string, values: string[]): Finding[] {
  const member = 'scope';
  const source = 'RFC 6749 section 3.3';
  const odd = values.find(value => !SCOPE_TOKEN.test(value));
  if (odd !== undefined) {
    const message = `the scope "${plainText(odd, 60)}" has a character that no scope may have`;
    return [{ severity: 'refusal-likely', member, message, cause: 'metadata.field_invalid', source }];
  }
  if (values.some(value => /[^,],[^,]/.test(value)) || values.some(value => value.endsWith(','))) {
    const message = 'the scopes are separated by commas: a single space goes between them';
    return [{ severity: 'refusal-likely', member, message, cause: 'metadata.field_invalid', source }];
  }
  if (scope !== values.join(' ') || new Set(values).size < values.length) {
    const message = 'scope has spaces too many, or names a scope twice: strict servers refuse that';
    return [{ severity: 'hint', member, message, cause: 'metadata.field_invalid', source }];
  }
  return [];
}

function offlineAccess(asked: ClientMetadata, values: string[]): Finding[] {
  if (!values.includes('offline_access') || strings(asked['grant_types']).includes('refresh_token')) return [];
  return [
    {
      severity: 'hint',
      member: 'scope',
      message:
        'scope has offline_access but grant_types lacks refresh_token: some servers refuse it, most give no refresh token',
      cause: 'metadata.grant_response_mismatch',
      source: 'OpenID Connect Core 1.0 section 11',
    },
  ];
}

function wide(values: string[]): Finding[] {
  const found = values.filter(value => WIDE.test(value));
  if (found.length === 0) return [];
  return [
    {
      severity: 'hint',
      member: 'scope',
      message: `${plainText(found.join(', '), 120)} can do a lot: whoever gets hold of this client gets it too. Does it need that?`,
      source: 'RFC 9700 section 2.3',
    },
  ];
}
