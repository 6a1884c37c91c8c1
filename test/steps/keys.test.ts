import { describe, expect, it } from 'vitest';
import type { KeyChoice } from '../../src/domain/metadata/key-material.ts';
import { keys } from '../../src/steps/keys.ts';
import { answersOf, overheard } from '../support/answers.ts';
import { itinerary, keyMaterial, later } from '../support/flow.ts';

const { keys: _, ...WITHOUT } = answersOf();
const FILE: KeyChoice = { from: 'file', path: 'key.pem' };

describe('the keys of a client', () => {
  it('are asked for only where the authentication method needs them and nobody brought them', () => {
    expect(keys.applies?.(answersOf())).toBe(true);
    expect(keys.applies?.(answersOf({ template: 'web-confidential' }))).toBe(false);
    expect(keys.applies?.(answersOf({ metadata: { token_endpoint_auth_method: 'none' } }))).toBe(false);
    expect(
      keys.applies?.(answersOf({ template: 'spa-pkce', metadata: { token_endpoint_auth_method: 'private_key_jwt' } })),
    ).toBe(true);
    expect(keys.applies?.(answersOf({ metadata: { jwks: { keys: [] } } }))).toBe(false);
    expect(keys.applies?.(answersOf({ metadata: { jwks_uri: 'https://a.example.com/jwks' } }))).toBe(false);
    expect(keys.applies?.(answersOf({ metadata: { jwks: null } }))).toBe(true);
  });

  it('are there when there is a public half, an address, or nothing on purpose', () => {
    const standing = (changes: Parameters<typeof answersOf>[0]) => keys.standing(answersOf(changes), later(1));
    expect(keys.standing(WITHOUT, later(1))).toBe('open');
    expect(standing({ keys: { choice: FILE } })).toBe('open');
    expect(standing({ keys: keyMaterial() })).toBe('done');
    expect(standing({ keys: { choice: { from: 'none' } } })).toBe('done');
    expect(standing({ keys: keyMaterial({ from: 'jwks_uri', url: 'https://a.example.com/jwks' }) })).toBe('done');
  });

  it('are made or read by whoever performs it, and then the next step comes', () => {
    expect(keys.hear(WITHOUT, { type: 'keys-chosen', choice: FILE }, later(1))).toEqual({
      do: 'ask',
      effect: { type: 'obtain-keys', choice: FILE },
      answers: { ...WITHOUT, keys: { choice: FILE } },
    });
    const made = keyMaterial(FILE);
    expect(keys.settle?.(WITHOUT, { type: 'keys-obtained', keys: made }, later(2))).toMatchObject({
      do: 'next',
      answers: { keys: made },
    });
  });

  it('that are there stay until the new ones are', () => {
    const before = answersOf();
    expect(keys.hear(before, { type: 'keys-chosen', choice: FILE }, later(1))).toMatchObject({ answers: before });
    const failure = { kind: 'not-valid', problem: 'key.pem does not exist' } as const;
    expect(keys.settle?.(before, { type: 'failed', failure }, later(2))).toEqual({ do: 'fail', failure });
  });

  it('are suggested as chosen last, else as known, else a pair made here', () => {
    const { known } = itinerary({ known: { keys: FILE } });
    const { keys: __, ...unknown } = known;
    const choice = (plan: typeof unknown, answers = WITHOUT) => keys.suggest?.(plan, answers);
    expect(choice(unknown)).toEqual({ happening: { type: 'keys-chosen', choice: { from: 'generate', alg: 'RS256' } } });
    expect(choice(known)).toEqual({ happening: { type: 'keys-chosen', choice: FILE } });
    expect(choice(known, answersOf({ keys: { choice: { from: 'none' } } }))).toEqual({
      happening: { type: 'keys-chosen', choice: { from: 'none' } },
    });
  });

  it('are heard of here only', () => {
    expect(overheard(keys, ['keys-chosen'], WITHOUT)).toEqual([]);
  });
});
