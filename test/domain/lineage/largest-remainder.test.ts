import fc from 'fast-check';
import Fraction from 'fraction.js';
import { describe, expect, test } from 'vitest';
import { giveOut, largestRemainder } from '../../../shared/domain/largest-remainder.ts';

const weights = (...parts: [number, number][]) =>
  parts.map(([n, d], index) => ({ key: 'ABCDEFGH'[index] ?? '', weight: new Fraction(n, d) }));
const parts = (total: number, ...shares: [number, number][]) => [...largestRemainder(total, weights(...shares)).values()];

describe('largest remainder', () => {
  test('gives whole parts first, then one each to the largest remainders', () => {
    expect(parts(10, [47, 100], [16, 100], [158, 1000], [12, 100], [61, 1000], [31, 1000])).toEqual([5, 2, 1, 1, 1, 0]);
  });

  test('serves equal remainders in the order given', () => {
    expect(parts(10, [1, 3], [1, 3], [1, 3])).toEqual([4, 3, 3]);
    expect(parts(2, [1, 4], [1, 4], [1, 4], [1, 4])).toEqual([1, 1, 0, 0]);
  });

  test('is exact where floating point is not: 0.7 of 10 and 3 tenths of 10', () => {
    expect(parts(10, [7, 10], [1, 10], [1, 10], [1, 10])).toEqual([7, 1, 1, 1]);
    expect(parts(3, [1, 3_000_000_000_001], [3_000_000_000_000, 3_000_000_000_001])).toEqual([0, 3]);
  });

  test('takes weights that do not sum to 1', () => {
    expect(parts(255, [520, 1], [171, 1], [13, 1])).toEqual([188, 62, 5]);
  });

  test('refuses to give out what cannot be given out', () => {
    expect(() => parts(-1, [1, 1])).toThrow(RangeError);
    expect(() => parts(1.5, [1, 1])).toThrow(RangeError);
    expect(() => parts(1, [0, 1])).toThrow(RangeError);
    expect(() => parts(1)).toThrow(RangeError);
    expect(parts(0, [0, 1])).toEqual([0]);
  });

  const shares = fc.array(fc.tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 1, max: 50 })), { minLength: 1, maxLength: 8 });

  test('sums to the total, and no part is a whole post or more from its quota', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.constant([1, 50] as [number, number]), shares, (total, first, others) => {
        const all = weights(first, ...others.slice(0, 7));
        const sum = all.reduce((whole, { weight }) => whole.add(weight), new Fraction(0));
        const given = largestRemainder(total, all);
        expect([...given.values()].reduce((a, b) => a + b, 0)).toBe(total);
        for (const { key, weight } of all)
          expect(
            weight
              .mul(total)
              .div(sum)
              .sub(given.get(key) ?? 0)
              .abs()
              .lt(1),
          ).toBe(true);
      }),
    );
  });

  test('never gives posts outside the base beyond all posts, and each sums', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.nat(200), shares, (inside, outside, others) => {
        const given = [...giveOut({ total: inside + outside, outsideBase: outside }, weights([1, 50], ...others.slice(0, 7))).values()];
        expect(given.reduce((sum, part) => sum + part.total, 0)).toBe(inside + outside);
        expect(given.reduce((sum, part) => sum + part.outsideBase, 0)).toBe(outside);
        for (const part of given) expect(part.outsideBase).toBeLessThanOrEqual(part.total);
      }),
    );
  });
});
