import { expect, test } from 'vitest';
import { createIatLedger } from '../../src/practice/iat-ledger.ts';

function ledgerWith(terms: { expiresAt?: number; uses?: number; refusedWith?: string }) {
  const ledger = createIatLedger();
  ledger.enter('iat', { expiresAt: Number.POSITIVE_INFINITY, uses: 1, ...terms });
  return ledger;
}

test('a second registration with the same token waits until the first is settled, and gets the use it gave back', async () => {
  const ledger = ledgerWith({});
  const [first, second, third] = [{}, {}, {}];
  const order: string[] = [];
  expect(await ledger.admit(first, 'iat')).toEqual({ admitted: true });
  const waiting = ledger.admit(second, 'iat').then(admission => {
    order.push('second admitted');
    return admission;
  });
  const last = ledger.admit(third, 'iat');
  await ledger.admit({}, 'another token');
  order.push('first settled');
  expect(ledger.settle(first, false)).toBe(false);
  expect(await waiting).toEqual({ admitted: true });
  expect(order).toEqual(['first settled', 'second admitted']);
  expect(ledger.settle(second, true)).toBe(true);
  expect(await last).toEqual({ admitted: false, because: undefined });
  ledger.settle(third, false);
});

test('whoever was not let in, or came without a token, takes no use', async () => {
  const ledger = ledgerWith({});
  expect(ledger.settle({}, true)).toBe(false);
  const request = {};
  expect(await ledger.admit(request, 'iat')).toEqual({ admitted: true });
  expect(ledger.settle(request, true)).toBe(true);
  expect(ledger.settle(request, true)).toBe(false);
});

test('a lapsed or spent token is refused with the words it was given', async () => {
  for (const terms of [{ expiresAt: Date.now() }, { uses: 0 }]) {
    const ledger = ledgerWith({ ...terms, refusedWith: 'gone' });
    const request = {};
    expect(await ledger.admit(request, 'iat')).toEqual({ admitted: false, because: 'gone' });
    ledger.settle(request, false);
  }
});

test('of very many tokens the oldest are forgotten', async () => {
  const ledger = ledgerWith({});
  for (let index = 0; index < 1000; index += 1) {
    ledger.enter(`later ${index}`, { expiresAt: Number.POSITIVE_INFINITY, uses: 1 });
  }
  expect(await ledger.admit({}, 'iat')).toEqual({ admitted: false, because: undefined });
  expect(await ledger.admit({}, 'later 0')).toEqual({ admitted: true });
});
