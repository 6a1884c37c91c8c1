import { describe, expect, it } from 'vitest';
import { tellingLines } from '../../../src/diagnosis/report/telling-lines.ts';
import { diagnosed, sampleBytes } from './samples.ts';

/** The lines that gave the first cause of a sample away. */
function marked(file: string): string[] {
  const { main } = diagnosed(sampleBytes(file));
  const [cause] = main?.diagnosis ?? [];
  if (main === undefined || cause === undefined) return [];
  const telling = tellingLines(main, cause);
  return main.excerpt.filter((_, index) => telling.has(index)).map(line => line.trim());
}

describe('the lines that gave a cause away', () => {
  it('are the status line, the server’s words, and what was sent', () => {
    expect(marked('httpie.txt')).toEqual([
      '"token_endpoint_auth_method": "private_key_jwt"',
      'HTTP/1.1 400 Bad Request',
      '"error": "invalid_client_metadata",',
      '"error_description": "jwks or jwks_uri is mandatory for this client"',
    ]);
  });

  it('are found behind the bars of PowerShell, where its window wrapped the words', () => {
    expect(marked('powershell-7.txt')).toEqual([
      expect.stringContaining('grant_types can only'),
      expect.stringContaining("contain 'implicit'"),
    ]);
  });

  it('are found in a JSON line of a log', () => {
    expect(marked('bff-start.log')).toEqual([expect.stringContaining('Initial access token has no remaining uses')]);
  });

  it.each(['curl-error.txt', 'python-trace.txt', 'java-trace.txt', 'go-error.txt', 'powershell-5.txt', 'curl-v.txt'])(
    'are there for %s too',
    file => {
      expect(marked(file).length).toBeGreaterThan(0);
    },
  );
});
