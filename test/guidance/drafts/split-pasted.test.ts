import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitPasted } from '../../../src/guidance/drafts/split-pasted.ts';

const A = 'https://a.example/cb';
const B = 'http://127.0.0.1/cb?x=1,2';
const C = 'com.example.app:/cb';

test('many redirect URIs, however they were written down', () => {
  for (const pasted of [
    `${A}\n${B}\n${C}\n`,
    `  ${A}\r\n\r\n${B}\t${C}`,
    `${A} ${B} ${C}`,
    `${A},${B},${C}`,
    `${A}, ${B}, ${C},`,
    `"${A}", '${B}',"${C}"`,
    JSON.stringify([A, B, C]),
    JSON.stringify([A, B, C], undefined, 2),
    `- ${A}\n- ${B}\n- ${C}`,
    `<${A}>;\n<${B}>;\n<${C}>`,
  ]) {
    expect({ pasted, split: splitPasted(pasted) }).toEqual({ pasted, split: [A, B, C] });
  }
});

test('one stays one, without the line end it was copied with', () => {
  expect(splitPasted(`${B}\n`)).toEqual([B]);
  expect(splitPasted('http://[::1]:8080/cb')).toEqual(['http://[::1]:8080/cb']);
});

test('nothing is nothing', () => {
  expect(splitPasted(' \n ')).toEqual([]);
  expect(splitPasted('[]')).toEqual([]);
});

test('what only looks like JSON is taken by its words', () => {
  expect(splitPasted(`[${A}`)).toEqual([`[${A}`]);
});

test('whatever is pasted, an entry has no white space in it and is never empty', () => {
  fc.assert(
    fc.property(fc.string(), pasted => {
      for (const entry of splitPasted(pasted.replaceAll('[', ''))) expect(entry).toMatch(/^\S+$/);
    }),
  );
});
