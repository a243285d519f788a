import { describe, expect, it } from 'vitest';
import type { BackTestPair } from '../../../shared/domain/history/back-test-answer.ts';
import type { Figures } from '../../../shared/domain/history/figures.ts';
import { naiveForecast, pairsOf } from '../../../shared/domain/history/pairs.ts';
import { pastModel } from '../../../shared/domain/history/past-model.ts';
import { scoresOf } from '../../../shared/domain/history/score.ts';
import { Tally } from '../../../shared/domain/history/tally.ts';

const name = 'employee-budget';
const figures = (row: object): Figures => new Map([[name, row]]);

describe('a naive forecast', () => {
  const actual = new Map([
    [2022, figures({ present: 1000, posts: 1100, retired: 15 })],
    [2023, figures({ present: 950, posts: 1045, retired: 20, resigned: 10 })],
  ]);

  it('carries on the change of the last year, and of its people as many leave', () => {
    // Stocks shrink by 5 % a year again; 20 of the 1,000 at the start of 2023 retired, so 20 ‰ of 950 in 2024, of 902.5 in 2025.
    expect(naiveForecast(actual, 2023, 2024, name, 'present')).toBeCloseTo(902.5, 9);
    expect(naiveForecast(actual, 2023, 2025, name, 'posts')).toBeCloseTo(1045 * 0.9025, 9);
    expect(naiveForecast(actual, 2023, 2024, name, 'retired')).toBeCloseTo(19, 9);
    expect(naiveForecast(actual, 2023, 2025, name, 'retired')).toBeCloseTo(18.05, 9);
  });

  it('knows no change where the year before is not recorded', () => {
    expect(naiveForecast(actual, 2022, 2024, name, 'present')).toBe(1000);
    expect(naiveForecast(actual, 2022, 2024, name, 'retired')).toBe(15);
    expect(naiveForecast(new Map(), 2022, 2024, name, 'retired')).toBe(0);
  });

  it('stands in a pair for every measure of a series that was forecast or happened, in recorded years only', () => {
    const expected = new Map([
      [2023, figures({ present: 960, retired: 18 })],
      [2024, figures({ present: 900 })],
    ]);
    const pairs = pairsOf(2022, expected, new Map([['2023 employee-budget present', [940, 970] as [number, number]]]), actual);
    expect(pairs.map(({ measure }) => measure)).toEqual(['present', 'posts', 'leavers', 'retired', 'streamlined', 'resigned']);
    expect(pairs[0]).toEqual({
      from: 2022,
      year: 2023,
      series: { category: name },
      measure: 'present',
      forecast: 960,
      band80: [940, 970],
      naive: 1000,
      actual: 950,
    });
    expect(pairs[5]).toMatchObject({ forecast: 0, band80: null, actual: 10 });
  });
});

describe('scores', () => {
  const pair = (more: Partial<BackTestPair>): BackTestPair => ({
    from: 2022,
    year: 2023,
    series: { category: name },
    measure: 'present',
    forecast: 0,
    band80: null,
    naive: 0,
    actual: 0,
    ...more,
  });

  it('are bias, errors and coverage by hand, beside those of the naive forecast', () => {
    const scores = scoresOf([
      pair({ forecast: 110, naive: 90, actual: 100, band80: [100, 120] }),
      pair({ forecast: 180, naive: 200, actual: 200, band80: [170, 199], from: 2023, year: 2024 }),
      pair({ forecast: 4, naive: 0, actual: 0, band80: [0, 6], series: { category: 'cadre' } }),
      pair({ forecast: 50, naive: 60, actual: 40, series: { sector: 'health' }, measure: 'retired', year: 2024 }),
    ]);
    expect(scores).toEqual([
      // Off by 10, −20 and 4: bias −2; of 300 together 34; 10 % and 10 % where there was somebody. Naive: −10, 0, 0.
      {
        by: 'category',
        measure: 'present',
        yearsAhead: 1,
        pairs: 3,
        forecast: { bias: -2, wape: expect.closeTo(34 / 3, 12), mape: expect.closeTo(10, 12) },
        naive: { bias: expect.closeTo(-10 / 3, 12), wape: expect.closeTo(10 / 3, 12), mape: expect.closeTo(5, 12) },
        coverage80: { inside: 2, pairs: 3 },
      },
      {
        by: 'sector',
        measure: 'retired',
        yearsAhead: 2,
        pairs: 1,
        forecast: { bias: 10, wape: 25, mape: 25 },
        naive: { bias: 20, wape: 50, mape: 50 },
        coverage80: null,
      },
    ]);
    expect(scoresOf([pair({ forecast: 3 })])[0]?.forecast).toEqual({ bias: 3, wape: null, mape: null });
  });
});

describe('the model of a past year', () => {
  it('recruits as many for leavers as the months before saw, never more, and is told of no plan', () => {
    const seen = new Tally();
    Object.assign(seen.strand('', 'employee-budget'), { byLaw: 1500, tookUp: 300, otherPolicy: 200, recruited: 500 });
    Object.assign(seen.strand('', 'contract'), { byLaw: 3, recruited: 9 });
    Object.assign(seen.strand('', 'cadre'), { byLaw: 3 });
    const model = pastModel(2022, 2025, { offer: { hazards: [], drivers: { streamlining: [], lateRetirement: [] } } }, seen);
    expect(model.drivers.replacement).toEqual([
      { category: 'employee-budget', recruits: 250, leavers: 1000 },
      { category: 'contract', recruits: 3, leavers: 3 },
    ]);
    expect(model).toMatchObject({ start: { date: '2022-12-31' }, horizon: 2025, reorganisations: [], conversions: [] });
  });
});
