import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BudgetYear, budgetProgress, budgetYearOf } from '../../shared/domain/budget-progress.ts';
import { directSpendingOf } from '../../shared/domain/direct-spending.ts';
import type { SelfFinancingRecord } from '../../shared/domain/self-financing.ts';
import { assessPart } from '../../shared/law/autonomy.ts';
import { targetOn } from '../../shared/law/targets.ts';
import { partOf } from '../support/accounts.ts';
import { DECISION } from '../support/province.ts';

const found = targetOn('budget-2030', '2030-12-31');
const target = { ...found, base: found.base ?? expect.fail('no base') };
const NOTHING = {
  listedServices: '0',
  orders: '0',
  tenders: '0',
  assignedTasks: '0',
  programmes: '0',
  investment: '0',
  supportOfSelfFinancing: '0',
};
const year = (number: number, direct: number | bigint, more: Partial<BudgetYear> = {}): BudgetYear => ({
  year: number,
  units: 10,
  notStated: 0,
  complete: true,
  direct: String(direct),
  apart: NOTHING,
  ...more,
});
const years = (before: readonly number[], after: readonly number[], units: readonly number[] = []) =>
  [...before, ...after].map((direct, index) => year(2021 + index, direct, { units: units[index] ?? 10 }));
const reading = (id: string, ...given: Parameters<typeof budgetProgress>) =>
  budgetProgress(...given).readings.find((each) => each.id === id);

describe('direct budget spending', () => {
  const record = (...parts: SelfFinancingRecord['parts']): SelfFinancingRecord => ({ unit: 'A', year: 2025, parts, version: 1 });
  const part = (items: Parameters<typeof partOf>[0], band: '2' | '3a' | '4', activity: 'treatment' | 'prevention' = 'treatment') =>
    assessPart(partOf(items, { activity, decided: { band, firstYear: 2021, lastYear: 2025, decision: DECISION } }), '2025-12-31', '').part;

  it('is the support of group 3 and the budget of group 4; orders, programmes, investment and support of group 2 stand apart', () => {
    const items = {
      'listed-services': 1,
      'listed-services-ordered': 2,
      'listed-services-tendered': 3,
      'assigned-tasks': 4,
      'target-programmes': 5,
      'investment-funds': 6,
      'recurrent-support': 70,
      'recurrent-spending': 100,
    };
    const apart = { listedServices: 1, orders: 2, tenders: 3, assignedTasks: 4, programmes: 5, investment: 6, supportOfSelfFinancing: 0 };
    expect(directSpendingOf(record(part(items, '3a')))).toEqual({ direct: 70, apart });
    expect(directSpendingOf(record(part(items, '4')))).toEqual({ direct: 70, apart });
    expect(directSpendingOf(record(part(items, '2')))).toEqual({ direct: 0, apart: { ...apart, supportOfSelfFinancing: 70 } });
  });

  it('is not stated when one part that the budget pays does not state it, and nothing for groups 1 and 2', () => {
    const paid = part({ 'recurrent-support': 0, 'recurrent-spending': 5 }, '4');
    const silent = part({ 'recurrent-spending': 5 }, '4', 'prevention');
    expect(directSpendingOf(record(paid)).direct).toBe(0);
    expect(directSpendingOf(record(paid, silent)).direct).toBeNull();
    expect(directSpendingOf(record(part({ 'service-revenue': 5, 'recurrent-spending': 5 }, '2'))).direct).toBe(0);
    expect(budgetYearOf(2025, [record(paid, silent)], ['A', 'B'])).toMatchObject({ units: 2, notStated: 2, complete: false, direct: '0' });
    expect(budgetYearOf(2025, [record(paid)], ['A'])).toMatchObject({ notStated: 0, complete: true });
    expect(budgetYearOf(2025, [], [])).toMatchObject({ units: 0, complete: false });
  });
});

describe('the cut of direct spending by 2030', () => {
  const FIVE = [100, 100, 100, 100, 100];

  it('is met by exactly 15 % on the means, and missed by one dong', () => {
    const [met, missed] = [
      [100, 95, 90, 80, 60],
      [100, 95, 90, 80, 61],
    ].map((after) => reading('period-means', target, years(FIVE, after), true));
    expect(met).toMatchObject({
      fall: '15.0000',
      met: true,
      base: { total: '500', over: 5, mean: '100' },
      current: { total: '425', mean: '85' },
    });
    expect(missed).toMatchObject({ fall: '14.8000', met: false });
  });

  it('reads otherwise by the last year and per unit', () => {
    const given = years(FIVE, [100, 95, 90, 80, 60], [10, 10, 10, 10, 10, 5, 5, 5, 5, 5]);
    const { readings } = budgetProgress(target, given, true);
    expect(readings.map(({ id, fall, met, default: isDefault }) => [id, fall, met, isDefault])).toEqual([
      ['period-means', '15.0000', true, true],
      ['final-year', '40.0000', true, false],
      ['mean-per-unit', '-70.0000', false, false],
    ]);
  });

  it('has no verdict before the period ends, nor with a year that is not complete', () => {
    const all = years(FIVE, [100, 95, 90, 80, 60]);
    expect(reading('period-means', target, all, false)).toMatchObject({ fall: '15.0000', met: null });
    const open = all.map((each) => (each.year === 2023 ? { ...each, complete: false, notStated: 1 } : each));
    const progress = budgetProgress(target, open, true);
    expect(progress).toMatchObject({ final: false, basePeriod: { first: 2021, last: 2025 }, period: { first: 2026, last: 2030 } });
    expect(progress.readings[0]).toMatchObject({ met: null, base: { over: 4, years: [2021, 2022, 2024, 2025] } });
    expect(reading('final-year', target, all.slice(0, 7), false)).toMatchObject({ current: null, fall: null, met: null });
  });

  it('of spending that cannot fall has no share of a fall', () => {
    expect(reading('period-means', target, years([0, 0, 0, 0, 0], FIVE), true)).toMatchObject({ fall: null, met: false });
    expect(reading('period-means', target, years([0, 0, 0, 0, 0], [0, 0, 0, 0, 0]), true)).toMatchObject({ fall: null, met: true });
  });

  it('agrees with the comparison of sums in thousandths, beyond what a double holds', () => {
    const dong = fc.bigInt({ min: 0n, max: 10n ** 20n });
    const five = fc.array(dong, { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(five, five, (before, after) => {
        const given = [...before, ...after].map((direct, index) => year(2021 + index, direct));
        const sum = (parts: readonly bigint[]) => parts.reduce((total, part) => total + part, 0n);
        expect(reading('period-means', target, given, true)?.met).toBe(1000n * sum(after) <= 850n * sum(before));
      }),
    );
  });
});
