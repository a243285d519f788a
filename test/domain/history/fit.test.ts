import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { betaBelow, betaQuantile, jeffreysInterval } from '../../../shared/domain/history/beta-quantile.ts';
import { describeLeaving, offerOf } from '../../../shared/domain/history/describe.ts';
import { annualOf, expectedLeavers, fitHazards, offeredHazards, rateOf } from '../../../shared/domain/history/fit.ts';
import { poolGroups, shrink, spreadOf } from '../../../shared/domain/history/pool.ts';
import { Tally } from '../../../shared/domain/history/tally.ts';
import { atLeast, binomial } from '../../../shared/domain/probability/distribution.ts';
import { checkHazards, monthly } from '../../../shared/domain/projection/hazards.ts';
import { projectionDriversSchema } from '../../../shared/domain/projection/drivers.ts';
import type { Fault } from '../../../shared/errors.ts';
import { monthIndex } from '../../../shared/time.ts';

const category = 'employee-budget' as const;
type Cell = { age: number; months: number; left?: number };

/** A tally with one group per list of cells. */
function tallyOf(groups: Readonly<Record<string, readonly Cell[]>>): Tally {
  const tally = new Tally();
  for (const [group, cells] of Object.entries(groups)) {
    const strand = tally.strand(group, category);
    for (const { age, months, left = 0 } of cells) {
      strand.atRisk[age] = (strand.atRisk[age] ?? 0) + months;
      strand.left[age] = (strand.left[age] ?? 0) + left;
    }
  }
  return tally;
}
const rowsOf = (cells: readonly Cell[], width = 5, least = 10) => fitHazards(tallyOf({ a: cells }).sum(), width, least);

describe('the quantile of a beta distribution', () => {
  it('is the binomial tail, which the exact distribution counts by other means', () => {
    for (const [a, b] of [
      [1, 1],
      [3, 8],
      [12, 400],
      [40, 60],
      [5, 30_000],
    ] as const)
      for (const part of [0.025, 0.3, 0.975]) {
        const x = betaQuantile(part, a, b);
        expect(betaBelow(x, a, b)).toBeCloseTo(part, 10);
        expect(atLeast(binomial(a + b - 1, x, 1 - x), a)).toBeCloseTo(part, 9);
      }
  });

  it('gives the published Jeffreys intervals of ten trials (Brown, Cai and DasGupta 2001), 0 and 1 at the ends', () => {
    const shown = [0, 1, 2, 5].map((hits) => jeffreysInterval(hits, 10).map((end) => end.toFixed(3)));
    expect(shown).toEqual([
      ['0.000', '0.217'],
      ['0.011', '0.381'],
      ['0.044', '0.503'],
      ['0.224', '0.776'],
    ]);
    expect(jeffreysInterval(10, 10)[1]).toBe(1);
    // So many months that a normal number is as good: 380 ± 1.96 √380 leavers.
    const [low, high] = jeffreysInterval(380, 3_000_000).map((end) => end * 3_000_000);
    expect([low ?? 0, high ?? 0].map(Math.round)).toEqual([343, 420]);
  });
});

describe('a fitted rate', () => {
  it('is that of the engines: 3 leavers in 3,600 person-months are 1 − (1 − 1/1200)^12 a year', () => {
    const { annual, interval95 } = rateOf(3, 3600);
    expect(annual).toBeCloseTo(0.0099543, 7);
    expect(monthly(annual ?? 0)).toBeCloseTo(1 / 1200, 15);
    expect((interval95 ?? []).map((end) => end.toFixed(5))).toEqual(jeffreysInterval(3, 3600).map((end) => annualOf(end).toFixed(5)));
    expect(rateOf(0, 0)).toEqual({ annual: null, interval95: null });
    expect(rateOf(5, 5).annual).toBe(1);
  });

  it('stands by bands; one with too few person-years is joined with its neighbour, the ends are open', () => {
    const cells = [
      { age: 23, months: 60, left: 1 },
      { age: 27, months: 240, left: 2 },
      { age: 33, months: 120 },
      { age: 52, months: 12, left: 1 },
    ];
    expect(
      rowsOf(cells).map(({ fromAge, belowAge, leavers, personMonths, joined, few }) => [
        fromAge,
        belowAge,
        leavers,
        personMonths,
        joined,
        few,
      ]),
    ).toEqual([
      [0, 30, 3, 300, true, false],
      [30, 120, 1, 132, true, false],
    ]);
    expect(rowsOf(cells, 5, 1).map(({ fromAge, belowAge }) => [fromAge, belowAge])).toEqual([
      [0, 25],
      [25, 30],
      [30, 50],
      [50, 120],
    ]);
    expect(rowsOf(cells, 5, 1000)).toMatchObject([
      { fromAge: 0, belowAge: 120, leavers: 4, personMonths: 432, few: true, personYears: 36 },
    ]);
    expect(rowsOf(cells.slice(0, 1), 5, 1)).toMatchObject([{ fromAge: 0, belowAge: 120, joined: false }]);
  });

  it('keeps every leaver and person-month, at whatever width, and covers each age once', () => {
    const cell = fc.record({
      age: fc.integer({ min: 0, max: 119 }),
      months: fc.integer({ min: 1, max: 500 }),
      left: fc.constantFrom(0, 0, 1),
    });
    fc.assert(
      fc.property(
        fc.array(cell, { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 100 }),
        (cells, width, least) => {
          const rows = rowsOf(cells, width, least);
          const sum = (of: (row: Cell) => number | undefined) => cells.reduce((total, row) => total + (of(row) ?? 0), 0);
          expect(rows.reduce((total, { personMonths }) => total + personMonths, 0)).toBe(sum(({ months }) => months));
          expect(rows.reduce((total, { leavers }) => total + leavers, 0)).toBe(sum(({ left }) => left));
          expect([rows[0]?.fromAge, ...rows.map(({ belowAge }) => belowAge)]).toEqual([
            0,
            ...rows.slice(1).map(({ fromAge }) => fromAge),
            120,
          ]);
          expect(rows.filter(({ few }) => few).length).toBeLessThanOrEqual(1);
          const faults: Fault[] = [];
          checkHazards(offeredHazards(rows), faults);
          expect(faults).toEqual([]);
          // At its own rates the province expects whom it saw.
          const strand = tallyOf({ a: cells }).strand('a', category);
          expect(expectedLeavers(category, strand, rows)).toBeCloseTo(
            sum(({ left }) => left),
            9,
          );
        },
      ),
      { numRuns: 100 },
    );
  });

  it('of people without known age is offered where no staff record gives it by age', () => {
    expect(offeredHazards(rowsOf([{ age: 120, months: 1200, left: 2 }]))).toEqual([
      { category, fromAge: 0, belowAge: 120, annual: rateOf(2, 1200).annual, fitted: { personYears: 100, leavers: 2 } },
    ]);
    expect(
      offeredHazards(
        rowsOf([
          { age: 120, months: 1200, left: 2 },
          { age: 40, months: 1200, left: 6 },
        ]),
      ),
    ).toMatchObject([{ fitted: { leavers: 6 } }]);
  });
});

describe('a small group', () => {
  it('is shrunk to the province: worked by hand', () => {
    // Expected 10 each, seen 16 and 4 of 20: squares 10 × 0.36 × 2 = 7.2, less 2, over 20 = 0.26; weight 10 / (10 + 1/0.26).
    const groups = [
      { leavers: 16, expected: 10 },
      { leavers: 4, expected: 10 },
    ];
    const spread = spreadOf(groups);
    expect(spread).toBeCloseTo(0.26, 12);
    const { weight, pooledRatio } = shrink(groups[0]!, spread);
    expect([weight, pooledRatio]).toEqual([expect.closeTo(2.6 / 3.6, 12), expect.closeTo(1 + 0.6 * (2.6 / 3.6), 12)]);
    expect(
      spreadOf([
        { leavers: 11, expected: 10 },
        { leavers: 9, expected: 10 },
      ]),
    ).toBe(0);
    expect(shrink({ leavers: 0, expected: 0 }, spread)).toEqual({ weight: 0, pooledRatio: 1 });
  });

  it('lies between its own rate and the province’s, nearer to its own the more is known of it', () => {
    const group = fc.record({ leavers: fc.integer({ min: 0, max: 60 }), expected: fc.double({ min: 0.01, max: 60, noNaN: true }) });
    fc.assert(
      fc.property(fc.array(group, { minLength: 1, maxLength: 12 }), fc.double({ min: 1.1, max: 5, noNaN: true }), (groups, times) => {
        const spread = spreadOf(groups);
        for (const one of groups) {
          const { weight, pooledRatio } = shrink(one, spread);
          const own = one.leavers / one.expected;
          expect(pooledRatio).toBeGreaterThanOrEqual(Math.min(own, 1) - 1e-9);
          expect(pooledRatio).toBeLessThanOrEqual(Math.max(own, 1) + 1e-9);
          const more = shrink({ leavers: one.leavers * times, expected: one.expected * times }, spread);
          expect(more.weight).toBeGreaterThanOrEqual(weight);
          expect(Math.abs(more.pooledRatio - own)).toBeLessThanOrEqual(Math.abs(pooledRatio - own) + 1e-9);
        }
      }),
    );
  });

  it('offers the province’s rates times its ratio; without people of its own, the province’s', () => {
    const tally = tallyOf({
      education: [
        { age: 30, months: 60_000, left: 100 },
        { age: 45, months: 60_000, left: 20 },
      ],
      health: [
        { age: 30, months: 20_000, left: 80 },
        { age: 45, months: 20_000, left: 20 },
      ],
    });
    const rows = fitHazards(tally.sum(), 20, 200);
    const [culture, education, health] = poolGroups(tally, ['culture-sport', 'education', 'health'], rows);
    expect(culture?.categories).toMatchObject([{ leavers: 0, personMonths: 0, expected: 0, ratio: null, weight: 0, pooledRatio: 1 }]);
    expect(culture?.hazards.map(({ annual }) => annual)).toEqual(offeredHazards(rows).map(({ annual }) => expect.closeTo(annual, 12)));
    const sums = [education, health].flatMap((one) => one?.categories ?? []);
    expect(sums.reduce((sum, { expected }) => sum + expected, 0)).toBeCloseTo(220, 9);
    for (const one of [education, health]) {
      const [{ pooledRatio, interval95 } = { pooledRatio: 0, interval95: [0, 0] }] = one?.categories ?? [];
      expect(interval95[0]).toBeLessThan(pooledRatio);
      expect(interval95[1]).toBeGreaterThan(pooledRatio);
      one?.hazards.forEach(({ annual, fitted }, n) => {
        expect(monthly(annual)).toBeCloseTo(pooledRatio * monthly(rows[n]?.annual ?? 0), 12);
        // What parameter uncertainty draws from has the offered rate as its mean, and knows no more than both counts do.
        expect((fitted?.leavers ?? 0) / (fitted?.personYears ?? 1)).toBeCloseTo(annual, 12);
        expect(fitted?.leavers).toBeLessThan(rows[n]?.leavers ?? 0);
      });
    }
  });
});

describe('the offer', () => {
  it('holds take-up for the twelve months after, late stays of the mean length seen, and fits a request as it is', () => {
    const tally = new Tally();
    Object.assign(tally.strand('', category), {
      eligible: 2400,
      tookUp: 6,
      reached: 40,
      stayed: 3,
      monthsBeyond: 13,
      stillThere: 1,
      recruited: 20,
    });
    Object.assign(tally.strand('', 'contract'), { eligible: 10, reached: 2 });
    const described = describeLeaving(tally.sum());
    const window = { from: monthIndex('2024-01'), until: monthIndex('2026-10') };
    const { drivers } = offerOf([], described, window, { least: 24, most: 60 });
    expect(drivers).toEqual({
      streamlining: [{ category, from: '2026-11', until: '2027-10', eligible: { least: 24, most: 60 }, annual: annualOf(6 / 2400) }],
      lateRetirement: [{ category, share: { numerator: 3, denominator: 40 }, months: 4 }],
    });
    expect(projectionDriversSchema.parse(drivers)).toMatchObject(drivers);
    expect(described.replacement[0]).toMatchObject({ recruited: 20, leavers: 0, ratio: { numerator: 20, denominator: 0, percent: null } });
  });
});
