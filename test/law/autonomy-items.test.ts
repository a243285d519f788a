import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AUTONOMY_ITEMS, type AutonomyItem, type ItemAmount } from '../../shared/domain/self-financing.ts';
import { autonomyItems, countItems, sumOf } from '../../shared/law/autonomy-items.ts';
import { FIRST_ASSESSED, autonomyPeriodOf } from '../../shared/law/autonomy-period.ts';
import { assessPart } from '../../shared/law/autonomy.ts';
import { partOf } from '../support/accounts.ts';
import { DECISION } from '../support/province.ts';
import { refusal } from './refusal.ts';

const ON = '2025-12-31';
const MAX = Number.MAX_SAFE_INTEGER;
const assess = (items: Parameters<typeof partOf>[0], band?: '3c' | '4') =>
  assessPart(partOf(items, band && { decided: { band, firstYear: 2021, lastYear: 2025, decision: DECISION } }), ON, 'parts.0');

describe('the items of A and B', () => {
  it('are all said by the law, each once', () => {
    for (const { value } of autonomyItems.values) expect(value.map(({ item }) => item).toSorted()).toEqual([...AUTONOMY_ITEMS].toSorted());
  });

  it.each([
    [{ 'listed-services': 10 }, 10],
    [{ 'listed-services-ordered': 10, 'listed-services-tendered': 5, 'science-tasks': 3 }, 18],
    [{ 'service-revenue': 10 }, 10],
    [{ 'service-revenue': [10, 4] }, 10],
    [{ business: [10, 4] }, 6],
    [{ business: [10, 10] }, 0],
    [{ business: [10, 11], 'asset-lease': 5 }, 5],
    [{ 'retained-fees': [10, 3], 'other-revenue': 2 }, 9],
    [{ 'recurrent-support': 50, 'assigned-tasks': 1, 'target-programmes': 1, 'investment-funds': 1, loans: 1, aid: 1, sponsorship: 1 }, 0],
  ] as const)('%j come to A = %i', (items, a) => {
    expect(assess({ ...items, 'recurrent-spending': 40, 'non-budget-services': 7 }).part).toMatchObject({ revenue: a, expenditure: 40 });
  });

  it('of group 4 count as surplus only, a loss as nothing, whether decided or computed', () => {
    const items = { 'service-revenue': [50, 46], 'asset-lease': [3, 9], 'recurrent-spending': 100 } as const;
    expect(assess(items).part).toMatchObject({ revenue: 53, band: '3b' });
    expect(assess(items, '3c').part).toMatchObject({ revenue: 53, band: '3b', bandDiffers: true });
    expect(assess(items, '4').part).toMatchObject({ revenue: 4, band: '4', bandDiffers: false });
    expect(assess({ ...items, 'service-revenue': [50, 40] }, '4').part).toMatchObject({ revenue: 10, band: '3c', bandDiffers: true });
    expect(assess({ 'service-revenue': [9, 5], 'recurrent-spending': 100 }).part).toMatchObject({ revenue: 4, band: '4' });
    expect(assess({ 'service-revenue': [9, 10], 'recurrent-spending': 0 }, '4').part).toMatchObject({
      revenue: 0,
      expenditure: 0,
      band: '4',
    });
  });

  it.each([
    [
      [
        { item: 'aid', amount: 1 },
        { item: 'aid', amount: 1 },
      ],
      'duplicate-item',
      'parts.0.items.1.item',
    ],
    [[{ item: 'aid', amount: 1, deduction: 0 }], 'deduction-not-of-item', 'parts.0.items.0.deduction'],
    [[{ item: 'science-tasks', amount: 1, deduction: 0 }], 'deduction-not-of-item', 'parts.0.items.0.deduction'],
    [[{ item: 'business', amount: 1 }], 'deduction-not-stated', 'parts.0.items.0.deduction'],
    [[{ item: 'retained-fees', amount: 1, deduction: 2 }], 'deduction-exceeds-item', 'parts.0.items.0.deduction'],
    [
      [
        { item: 'recurrent-spending', amount: 100 },
        { item: 'service-revenue', amount: 9 },
      ],
      'deduction-not-stated',
      'parts.0.items.1.deduction',
    ],
    [
      [
        { item: 'aid', amount: MAX },
        { item: 'loans', amount: 1 },
      ],
      'amount-too-large',
      'parts.0.items',
    ],
  ] as [ItemAmount[], string, string][])('%j are refused as %s', (items, code, field) => {
    expect(refusal(() => assessPart({ activity: 'whole', items, basicService: false }, ON, 'parts.0'))).toMatchObject({ code, field });
  });

  it('of nothing need no deduction', () => {
    expect(assess({ business: 0, 'recurrent-spending': 5 }, '4').part).toMatchObject({ revenue: 0, band: '4' });
  });

  it('sum to A and B as added up apart from the rule, in any order', () => {
    const a: readonly AutonomyItem[] = ['listed-services', 'listed-services-ordered', 'listed-services-tendered', 'science-tasks'];
    const earned: readonly AutonomyItem[] = ['service-revenue', 'asset-lease', 'other-revenue'];
    const dong = fc.integer({ min: 0, max: 1_000_000_000_000 });
    const taken = new Set<AutonomyItem>([...earned, 'business', 'retained-fees']);
    const rows = fc
      .shuffledSubarray([...AUTONOMY_ITEMS])
      .chain((items) => fc.tuple(...items.map((item) => fc.tuple(dong, dong).map(([one, other]) => ({ item, one, other })))));
    fc.assert(
      fc.property(rows, fc.boolean(), (drawn, inGroup4) => {
        const items = drawn.map(({ item, one, other }) => ({
          item,
          amount: Math.max(one, item === 'retained-fees' ? other : 0),
          ...(taken.has(item) ? { deduction: other } : {}),
        }));
        let expected = 0;
        for (const { item, amount, deduction = 0 } of items) {
          if (a.includes(item) || (earned.includes(item) && !inGroup4)) expected += amount;
          else if (taken.has(item)) expected += amount > deduction ? amount - deduction : 0;
        }
        const counted = countItems(items, inGroup4, ON);
        expect(sumOf(counted, 'a', 'items')).toBe(expected);
        expect(sumOf(counted, 'b', 'items')).toBe(items.find(({ item }) => item === 'recurrent-spending')?.amount ?? 0);
        expect(counted).toHaveLength(items.length);
      }),
    );
  });
});

describe('the five-year period', () => {
  it.each([
    [2021, 2021, 2025],
    [2025, 2021, 2025],
    [2026, 2026, 2030],
    [2030, 2026, 2030],
    [2031, 2031, 2035],
  ])('of %i is %i–%i', (year, first, last) => {
    expect(autonomyPeriodOf(year)).toEqual({ first, last });
  });

  it('begins with the decree', () => {
    expect(FIRST_ASSESSED).toBe(2021);
    expect(refusal(() => autonomyPeriodOf(2020)).code).toBe('no-law-in-force');
  });
});
