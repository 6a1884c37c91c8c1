import { describe, expect, test } from 'vitest';
import { proxyFor } from '../../src/servers/proxy.ts';

const PROXY = 'http://proxy.example:3128/';
const proxies = (noProxy: string) => ({ httpProxy: '', httpsProxy: PROXY, noProxy });
const way = (url: string, noProxy = '') =>
  proxyFor(new URL(url), proxies(noProxy)) === undefined ? 'direct' : 'proxy';

describe('the way to a server', () => {
  test.each([
    ['https://idp.example', '', 'proxy'],
    ['https://idp.example', 'idp.example', 'direct'],
    ['https://IDP.example.', 'idp.EXAMPLE', 'direct'],
    ['https://idp.example', 'example', 'direct'],
    ['https://idp.example', '.example', 'direct'],
    ['https://idp.example', '*.example', 'direct'],
    ['https://idp.example', '*.idp.example', 'proxy'],
    ['https://idp.example', 'dp.example', 'proxy'],
    ['https://idp.example', 'other.test idp.example', 'direct'],
    ['https://idp.example', 'other.test,*', 'direct'],
    ['https://idp.example', '*:8443', 'proxy'],
    ['https://idp.example', 'idp.example:443', 'direct'],
    ['https://idp.example:8443', 'idp.example:443', 'proxy'],
    ['https://[2001:db8::1]', '2001:db8::1', 'direct'],
    ['https://[2001:db8::1]:8443', '[2001:db8::1]:8443', 'direct'],
    ['https://[2001:db8::1]:8443', '[2001:db8::1]:443', 'proxy'],
  ])('%s with NO_PROXY=%s is %s', (url, noProxy, expected) => {
    expect(way(url, noProxy)).toBe(expected);
  });

  test.each(['https://127.0.0.1:1', 'https://localhost', 'https://[::1]:1'])('%s is direct in any case', url => {
    expect(way(url)).toBe('direct');
  });

  test('of plain http is not through a proxy for https, but the other way round', () => {
    expect(way('http://idp.example')).toBe('direct');
    const both = { httpProxy: PROXY, httpsProxy: '', noProxy: '' };
    expect(proxyFor(new URL('https://idp.example'), both)?.href).toBe(PROXY);
  });
});
