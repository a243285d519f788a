import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { glidePath } from '../../../shared/domain/glide-path.ts';

const targets = (baseYear: number, base: number, required: number, deadlineYear: number) =>
  glidePath({ baseYear, base, required, deadlineYear }).map(({ target }) => target);

describe('glide path', () => {
  test('runs straight from the base year to the deadline year, both included', () => {
    expect(glidePath({ baseYear: 2021, base: 26_500, required: 23_850, deadlineYear: 2025 })).toEqual([
      { year: 2021, target: 26_500 },
      { year: 2022, target: 25_838 },
      { year: 2023, target: 25_175 },
      { year: 2024, target: 24_513 },
      { year: 2025, target: 23_850 },
    ]);
  });

  test('rounds half up, on the way down and on the way up', () => {
    expect(targets(2021, 2, 1, 2023)).toEqual([2, 2, 1]);
    expect(targets(2021, 1, 2, 2023)).toEqual([1, 2, 2]);
  });

  test('of national size stays exact', () => {
    expect(targets(2015, 2_053_690, 1_848_321, 2021).at(3)).toBe(1_951_006);
  });

  test('ends at what is required, falls steadily, and is never a half post or more off the line', () => {
    fc.assert(
      fc.property(fc.nat(3_000_000), fc.nat(1000), fc.integer({ min: 1, max: 15 }), (base, permille, years) => {
        const required = Math.floor((base * permille) / 1000);
        const path = targets(2021, base, required, 2021 + years);
        expect([path[0], path.at(-1), path.length]).toEqual([base, required, years + 1]);
        path.forEach((target, step) => {
          expect(target).toBeLessThanOrEqual(path[step - 1] ?? base);
          expect(2 * Math.abs(target * years - (base * years + (required - base) * step))).toBeLessThanOrEqual(years);
        });
      }),
    );
  });

  test('needs a deadline after the base year', () => {
    expect(() => targets(2025, 10, 9, 2025)).toThrow(RangeError);
  });
});
