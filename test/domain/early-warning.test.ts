import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Counts, type Way, behindFrom, quarterPath, warnOfCut, warnShort } from '../../shared/domain/early-warning.ts';
import { glidePath } from '../../shared/domain/glide-path.ts';
import { addDays, endOfYear, yearOf } from '../../shared/time.ts';

/** 1,000 at the end of 2021, of which 900 may be left at the end of 2026: 20 a year. */
const WAY = { baseYear: 2021, base: 1000, remaining: 900, deadline: '2026-12-31' };
/** What is counted from some days on. */
const counts = (steps: readonly (readonly [from: string, counted: number])[], years: readonly number[] | null = null): Counts => ({
  years,
  spans: steps.map(([from, quantity], n) => ({ key: `${n}`, quantity, from, until: steps[n + 1]?.[0] ?? null })),
});
const way = (measuredOn: string, counted: number): Way => ({ ...WAY, measuredOn, counted });
const warn = (measuredOn: string, counted: number, standing: 'open' | 'closed' | 'lapsed' = 'open') => {
  const on = way(measuredOn, counted);
  return warnOfCut(
    on,
    standing,
    behindFrom(
      on,
      counts([
        ['2021-12-31', 1000],
        ['2022-01-01', counted],
      ]),
    ),
  );
};

describe('behind', () => {
  const since = (measuredOn: string, ...steps: (readonly [string, number])[]) => behindFrom(way(measuredOn, 0), counts(steps));

  test('is who counts more than the line left at the last year-end, from that day on and not the day before', () => {
    const steps = [['2021-01-01', 1000] as const, ['2022-06-01', 981] as const];
    expect(since('2022-12-30', ...steps)).toBeNull();
    expect(since('2022-12-31', ...steps)).toBe('2022-12-31');
    expect(since('2022-12-31', ['2021-01-01', 1000], ['2022-12-31', 980])).toBeNull();
  });

  test('counts from the last time that it was not', () => {
    const steps = [
      ['2021-01-01', 1000],
      ['2023-02-10', 975],
      ['2023-05-20', 990],
      ['2023-12-31', 985],
    ] as const;
    // Behind at the end of 2022, not from 10 February, again from 20 May.
    expect(since('2023-02-09', ...steps)).toBe('2022-12-31');
    expect(since('2023-05-19', ...steps)).toBeNull();
    expect(since('2024-03-01', ...steps)).toBe('2023-05-20');
  });

  test('is answered by the last record in a year that has none', () => {
    const spans = [
      { key: 'a', quantity: 985, from: '2022-01-01', until: '2023-01-01' },
      { key: 'b', quantity: 930, from: '2025-01-01', until: '2026-01-01' },
    ];
    const years = [2022, 2025];
    expect(behindFrom(way('2024-12-31', 985), { spans, years })).toBe('2022-12-31');
    expect(behindFrom(way('2025-01-01', 930), { spans, years })).toBeNull();
  });

  test('is what going through every single day finds', () => {
    const days = fc.array(fc.tuple(fc.nat({ max: 1500 }), fc.integer({ min: 880, max: 1010 })), { maxLength: 12 });
    fc.assert(
      fc.property(days, fc.nat({ max: 1700 }), (moves, last) => {
        const steps = [
          ['2021-01-01', 1000] as const,
          ...[...new Map(moves)].sort(([a], [b]) => a - b).map(([day, to]) => [addDays('2022-01-01', day), to] as const),
        ];
        const measuredOn = addDays('2022-01-01', last);
        const line = new Map(glidePath({ ...WAY, required: WAY.remaining, deadlineYear: 2026 }).map(({ year, target }) => [year, target]));
        let truth: string | null = null;
        for (let day = '2021-12-31'; day <= measuredOn; day = addDays(day, 1)) {
          const counted = steps.findLast(([from]) => from <= day)![1];
          const due = line.get(day === endOfYear(yearOf(day)) ? yearOf(day) : yearOf(day) - 1)!;
          truth = counted > due ? (truth ?? day) : null;
        }
        expect(behindFrom(way(measuredOn, 0), counts(steps))).toBe(truth);
      }),
      { numRuns: 25 },
    );
  });
});

describe('the light', () => {
  test('is red behind the line, amber at a pace that misses the deadline, green on the line, green when reached', () => {
    // 18 months of 60: 30 cut come to 100 at the deadline, 29 to 96.
    expect(warn('2023-06-30', 970)).toMatchObject({
      light: 'green',
      rule: 'on-path',
      pace: { cut: 30, months: 18, ofMonths: 60, atDeadline: 100 },
    });
    expect(warn('2023-06-30', 971)).toMatchObject({ light: 'amber', rule: 'slow', pace: { cut: 29, atDeadline: 96 }, behindSince: null });
    expect(warn('2023-06-30', 981)).toMatchObject({ light: 'red', rule: 'behind', behindSince: '2022-12-31' });
    expect(warn('2023-06-30', 900)).toMatchObject({ light: 'green', rule: 'reached', needed: 0 });
  });

  test('of a target that is over is its verdict; of one whose population has ended there is none', () => {
    expect(warn('2026-12-31', 901, 'closed')).toMatchObject({
      light: 'red',
      rule: 'missed',
      needed: 1,
      yearsLeft: 0,
      neededPerYear: null,
      neededPerNewYear: null,
    });
    expect(warn('2026-12-31', 900, 'closed')).toMatchObject({ light: 'green', rule: 'reached' });
    expect(warn('2025-06-30', 990, 'lapsed')).toMatchObject({ light: null, rule: 'lapsed' });
  });

  test('is red where the number grew, and its pace leads upwards', () => {
    expect(warn('2022-06-30', 1001)).toMatchObject({ light: 'red', pace: { cut: -1, atDeadline: -10 } });
  });

  test('without a path says what is short', () => {
    expect(warnShort('open', false, 9, '2023-03-31', '2025-12-31')).toMatchObject({
      light: 'amber',
      rule: 'short',
      needed: 9,
      neededPerYear: 3,
      neededPerNewYear: 5,
    });
    expect(warnShort('closed', false, 9, '2025-12-31', '2025-12-31')).toMatchObject({ light: 'red', rule: 'missed' });
    expect(warnShort('closed', true, 0, '2025-12-31', '2025-12-31')).toMatchObject({ light: 'green', rule: 'reached' });
  });
});

test('what is needed from now is in whole posts, by years left and by 1 Januaries left', () => {
  const needed = (measuredOn: string) => {
    const { needed: posts, yearsLeft, neededPerYear, newYearsLeft, neededPerNewYear } = warn(measuredOn, 961);
    return [posts, yearsLeft, neededPerYear, newYearsLeft, neededPerNewYear];
  };
  expect(needed('2024-06-30')).toEqual([61, 3, 21, 2, 31]);
  expect(needed('2024-12-31')).toEqual([61, 2, 31, 2, 31]);
  expect(needed('2026-12-30')).toEqual([61, 1, 61, 0, null]);
});

test('the quarters run from the base to the deadline, half up, and meet the yearly line at each year-end', () => {
  const points = quarterPath(
    way('2022-05-01', 990),
    counts([
      ['2021-01-01', 1000],
      ['2022-03-31', 990],
    ]),
  );
  expect(points.slice(0, 4)).toEqual([
    { date: '2021-12-31', line: 1000, counted: 1000 },
    { date: '2022-03-31', line: 995, counted: 990 },
    { date: '2022-06-30', line: 990, counted: null },
    { date: '2022-09-30', line: 985, counted: null },
  ]);
  expect(points).toHaveLength(21);
  expect(points.filter((_, n) => n % 4 === 0).map(({ line }) => line)).toEqual([1000, 980, 960, 940, 920, 900]);
});
