import { describe, expect, it } from 'vitest';
import { redirectUris } from '../../src/steps/redirect-uris.ts';
import { answersOf, overheard } from '../support/answers.ts';
import { itinerary, later, REDIRECT_URIS } from '../support/flow.ts';

const { redirectUris: _, ...WITHOUT } = answersOf();
const kept = (uris: string[]) =>
  redirectUris.hear(WITHOUT, { type: 'redirect-uris-kept', redirectUris: uris }, later(1));

describe('the redirect URIs', () => {
  it('are asked for where a grant redirects; left out, grant_types is authorization_code', () => {
    expect(redirectUris.applies?.(answersOf())).toBe(true);
    expect(redirectUris.applies?.(answersOf({ template: 'own' }))).toBe(true);
    expect(redirectUris.applies?.(answersOf({ template: 'own', metadata: { grant_types: ['implicit'] } }))).toBe(true);
    expect(redirectUris.applies?.(answersOf({ template: 'service' }))).toBe(false);
    expect(redirectUris.applies?.(answersOf({ metadata: { grant_types: ['client_credentials'] } }))).toBe(false);
  });

  it('are kept as written and in order', () => {
    const uris = ['https://b.example.com/cb', 'https://a.example.com/CB'];
    expect(kept(uris)).toEqual({ do: 'next', answers: { ...WITHOUT, redirectUris: uris } });
  });

  it('that cannot be sent block, each named with its number, and what was kept before stays', () => {
    const move = kept(['https://a.example.com/cb', 'javascript:alert(1)', ' ']);
    expect(move).toMatchObject({ do: 'fail', failure: { kind: 'blocked', passable: false } });
    expect(move).toHaveProperty('failure.problems', [
      expect.stringContaining('redirect_uris[1]: '),
      expect.stringContaining('redirect_uris[2]: '),
    ]);
    expect(move).not.toHaveProperty('answers');
  });

  it('that will probably be refused pass here: the review has a say on them', () => {
    expect(kept(['http://app.example.com/cb', 'https://app.example.com/cb#f'])).toMatchObject({ do: 'next' });
  });

  it('are suggested as typed last, else as known, else by the flag that is missing', () => {
    const { known } = itinerary();
    const { redirectUris: __, ...unknown } = known;
    const suggested = (uris: string[]) => ({ happening: { type: 'redirect-uris-kept', redirectUris: uris } });
    expect(redirectUris.suggest?.(known, WITHOUT)).toEqual(suggested(REDIRECT_URIS));
    expect(redirectUris.suggest?.(known, answersOf({ redirectUris: [] }))).toEqual(suggested([]));
    expect(redirectUris.suggest?.(unknown, WITHOUT)).toMatchObject({
      missing: { needs: expect.stringContaining('--redirect-uri') },
    });
  });

  it('are heard of here only', () => {
    expect(overheard(redirectUris, ['redirect-uris-kept'], WITHOUT)).toEqual([]);
  });
});
