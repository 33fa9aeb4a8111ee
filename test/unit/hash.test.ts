import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../functions/core/hash.ts';

/** Keys sorted as text; the plain reading of what canonical means. */
function plainly(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(plainly).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${plainly(member)}`).join(',')}}`;
}

describe('散列所依据的文本', () => {
  it('is the JSON of the content with sorted keys, whatever characters stand in it', () => {
    const anything = fc.jsonValue({ stringUnit: 'binary' });
    fc.assert(fc.property(anything, (value) => void expect(canonicalJson(value)).toBe(plainly(value))));
    const text = fc.string({ unit: 'binary', maxLength: 40 });
    fc.assert(
      fc.property(text, (value) => void expect(canonicalJson(value)).toBe(JSON.stringify(value))),
      {
        numRuns: 2_000,
      },
    );
    for (let unit = 0; unit <= 0xffff; unit++) {
      const half = String.fromCharCode(unit);
      if (canonicalJson(half) !== JSON.stringify(half)) expect.fail(`U+${unit.toString(16)}`);
    }
  });

  it('is the same whatever order the keys were written in', () => {
    expect(canonicalJson({ b: 1, a: { d: null, c: [1] } })).toBe(
      canonicalJson({ a: { c: [1], d: null }, b: 1 }),
    );
  });

  it('leaves out what is undefined', () => {
    expect(canonicalJson({ a: undefined, b: [undefined] })).toBe('{"b":[null]}');
  });
});
