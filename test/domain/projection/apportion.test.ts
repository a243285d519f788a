import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { apportion, floorShare } from '../../../shared/domain/projection/apportion.ts';
import { deal } from '../../../shared/domain/projection/deal.ts';

const sum = (parts: readonly number[]) => parts.reduce((one, other) => one + other, 0);
const weights = fc.array(fc.nat(50), { minLength: 1, maxLength: 8 }).filter((list) => sum(list) > 0);

describe('apportion', () => {
  test('gives what is left to the largest remainders, ties to the first', () => {
    expect(apportion(10, [1, 1, 1])).toEqual([4, 3, 3]);
    expect(apportion(7, [5, 3, 2])).toEqual([4, 2, 1]);
    expect(apportion(-3, [1, 1])).toEqual([-2, -1]);
    expect(apportion(0, [0, 0])).toEqual([0, 0]);
  });

  test('sums to the total, and no part is a whole post away from its quota', () => {
    fc.assert(
      fc.property(fc.nat(1000), weights, (total, list) => {
        const parts = apportion(total, list);
        expect(sum(parts)).toBe(total);
        parts.forEach((one, n) => {
          expect(Math.abs(one * sum(list) - total * (list[n] as number))).toBeLessThan(sum(list));
        });
      }),
    );
  });

  test('does not depend on how the weights are written', () => {
    fc.assert(
      fc.property(fc.nat(1000), weights, (total, list) => {
        const large = list.map((weight) => BigInt(weight) * 10n ** 17n);
        expect(apportion(total, large)).toEqual(apportion(total, list));
      }),
    );
  });
});

describe('floorShare', () => {
  test('is exact beyond the safe integers', () => {
    expect(floorShare(7, 1, 2)).toBe(3);
    const [large, next] = [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER - 1];
    expect(floorShare(large, next, large)).toBe(next);
    expect(floorShare(3, next, large)).toBe(2);
  });
});

describe('deal', () => {
  test('gives each its total, one after another to who is furthest behind', () => {
    expect(deal([1, 1, 1, 1], [2, 2])).toEqual([
      [1, 0],
      [0, 1],
      [1, 0],
      [0, 1],
    ]);
    expect(deal([3, 3], [4, 2])).toEqual([
      [2, 1],
      [2, 1],
    ]);
  });

  test('loses nobody of any cohort and nobody of any destination', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(6), { minLength: 1, maxLength: 6 }), weights, (hands, list) => {
        const totals = apportion(sum(hands), list);
        const dealt = deal(hands, totals);
        expect(dealt.map(sum)).toEqual(hands);
        expect(totals.map((_, n) => sum(dealt.map((parts) => parts[n] as number)))).toEqual(totals);
      }),
    );
  });
});
