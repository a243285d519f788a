import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { capsOn, gradeCaps } from '../../../shared/domain/positions/grade-caps.ts';

const caps = capsOn('decree-232-2026', '2026-07-01')!.value;
const allowed = (permitted: number[], posts: number) =>
  gradeCaps(caps, permitted, posts, new Map()).map((state) => [state.grade, state.allowed]);

describe('the caps on grades (Decree 232/2026, Điều 10)', () => {
  it.each([
    [
      [5, 4, 3],
      10,
      [
        [5, 3],
        [4, 4],
      ],
    ],
    [
      [5, 4, 3, 2, 1],
      19,
      [
        [5, 5],
        [4, 7],
      ],
    ],
    [
      [3, 5, 1],
      10,
      [
        [5, 3],
        [3, 4],
      ],
    ],
    [[4, 3, 2], 9, [[4, 3]]],
    [[5, 4], 7, [[5, 3]]],
    [[2, 1], 3, [[2, 1]]],
    [[3, 2, 1], 40, []],
    [[5], 10, []],
    [[], 10, []],
  ] as [number[], number, number[][]][])('of a position with grades %j and %i posts are %j', (permitted, posts, due) => {
    expect(allowed(permitted, posts)).toEqual(due);
  });

  it('are rounded down, and flagged instead of held against anybody where less than one post is left', () => {
    const [top, next] = gradeCaps(
      caps,
      [5, 4, 3],
      3,
      new Map([
        [5, 1],
        [4, 2],
      ]),
    );
    expect(top).toMatchObject({ grade: 5, allowed: 0, held: 1, over: true, belowOne: true });
    expect(next).toMatchObject({ grade: 4, allowed: 1, held: 2, over: true, belowOne: false });
  });

  it('exist in bậc only, and only since 1 July 2026', () => {
    expect(capsOn('decree-106-2020', '2026-07-01')).toBeUndefined();
    expect(capsOn('decree-361-2025', '2026-07-01')).toBeUndefined();
    expect(capsOn('decree-232-2026', '2026-06-30')).toBeUndefined();
  });

  it('allow the largest whole number whose share is not over the cap', () => {
    const input = fc.record({ grades: fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { maxLength: 5 }), posts: fc.nat(100_000) });
    fc.assert(
      fc.property(input, ({ grades, posts }) => {
        for (const { allowed: most, cap } of gradeCaps(caps, grades, posts, new Map())) {
          expect(most * cap.denominator <= posts * cap.numerator).toBe(true);
          expect((most + 1) * cap.denominator > posts * cap.numerator).toBe(true);
        }
      }),
    );
  });
});
