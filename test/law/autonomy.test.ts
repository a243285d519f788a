import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { autonomyBands } from '../../shared/law/autonomy-bands.ts';
import { type SelfFinancing, selfFinancingBand } from '../../shared/law/autonomy.ts';
import { refusal } from './refusal.ts';

const ON = '2025-12-31';
const MAX = Number.MAX_SAFE_INTEGER;
const bandOf = (input: SelfFinancing) => selfFinancingBand(input, ON).band;

describe('the financial autonomy group', () => {
  it.each([
    [0, 1000, '4'],
    [1, 1000, '4'],
    [99, 1000, '4'],
    [100, 1000, '3c'],
    [299, 1000, '3c'],
    [300, 1000, '3b'],
    [699, 1000, '3b'],
    [700, 1000, '3a'],
    [999, 1000, '3a'],
    [1000, 1000, '2'],
    [5000, 1000, '2'],
  ])('of revenue %i and spending %i is %s', (revenue, expenditure, band) => {
    expect(bandOf({ revenue, expenditure })).toBe(band);
  });

  it('is not rounded: one dong below a bound at the top of the range is below it', () => {
    // 3b begins at 3/10; 9007199254740990 is a multiple of ten, and its product by ten is no safe integer.
    const expenditure = 9_007_199_254_740_990;
    const bound = 2_702_159_776_422_297;
    expect(bandOf({ revenue: bound, expenditure })).toBe('3b');
    expect(bandOf({ revenue: bound - 1, expenditure })).toBe('3c');
    expect(bandOf({ revenue: MAX - 1, expenditure: MAX })).toBe('3a');
    expect(bandOf({ revenue: MAX, expenditure: MAX })).toBe('2');
    expect(selfFinancingBand({ revenue: bound - 1, expenditure }, ON).ratio.percent).toBe('30.0000');
  });

  it('is 1 by ratio only where investment and depreciation are both stated and investment reaches depreciation', () => {
    const covered = { revenue: 1000, expenditure: 1000 };
    expect(bandOf({ ...covered, investment: 50, depreciation: 50 })).toBe('1');
    expect(bandOf({ ...covered, investment: 49, depreciation: 50 })).toBe('2');
    expect(bandOf({ ...covered, investment: 50 })).toBe('2');
    expect(bandOf({ ...covered, depreciation: 0 })).toBe('2');
    expect(bandOf({ ...covered, investment: 0, depreciation: 0 })).toBe('1');
    expect(bandOf({ revenue: 999, expenditure: 1000, investment: 50, depreciation: 1 })).toBe('3a');
  });

  it('is at least 2 by services ordered at full cost, and stays 1 where the ratio gives 1', () => {
    expect(bandOf({ revenue: 1, expenditure: 1000, route: 'ordered-full-cost' })).toBe('2');
    expect(bandOf({ revenue: 1000, expenditure: 1000, investment: 9, depreciation: 8, route: 'ordered-full-cost' })).toBe('1');
  });

  it('is 1 by services at market price', () => {
    expect(bandOf({ revenue: 300, expenditure: 1000, route: 'market-price' })).toBe('1');
  });

  it.each([undefined, 'ordered-full-cost', 'market-price'] as const)('is 4 without any revenue (route %s)', (route) => {
    const answer = selfFinancingBand({ revenue: 0, expenditure: 7, ...(route && { route }) }, ON);
    expect(answer).toMatchObject({ band: '4', ratio: { numerator: 0, denominator: 7, percent: '0.0000' } });
    expect(selfFinancingBand({ revenue: 0, expenditure: 0, ...(route && { route }) }, ON)).toMatchObject({
      band: '4',
      ratio: { numerator: 0, denominator: 0, percent: null },
    });
  });

  it.each([undefined, 'ordered-full-cost', 'market-price'] as const)('is refused for revenue without spending (route %s)', (route) => {
    expect(refusal(() => selfFinancingBand({ revenue: 1, expenditure: 0, ...(route && { route }) }, ON))).toMatchObject({
      code: 'revenue-without-expenditure',
      field: 'expenditure',
      data: { revenue: 1 },
    });
  });

  it('begins with decree 60: none the day before 15 August 2021', () => {
    const input = { revenue: 300, expenditure: 1000 };
    expect(selfFinancingBand(input, '2021-08-15').band).toBe('3b');
    expect(refusal(() => selfFinancingBand(input, '2021-08-14'))).toMatchObject({
      code: 'no-law-in-force',
      data: { rule: 'autonomy-bands', date: '2021-08-14' },
    });
  });

  it('cites the bounds that applied, and the route only where it decided', () => {
    const basis = (input: SelfFinancing) => selfFinancingBand(input, ON).basis.map(({ rule, value }) => [rule, value]);
    expect(basis({ revenue: 350, expenditure: 1000 })).toEqual([['autonomy-bands', '3b: A/B ≥ 3/10 and < 7/10']]);
    expect(basis({ revenue: 0, expenditure: 1000 })).toEqual([['autonomy-bands', '4: A = 0']]);
    expect(basis({ revenue: 350, expenditure: 1000, route: 'ordered-full-cost' })).toEqual([
      ['autonomy-bands', '3b: A/B ≥ 3/10 and < 7/10'],
      ['autonomy-routes', 'ordered-full-cost: at least 2'],
    ]);
    expect(basis({ revenue: 1000, expenditure: 1000, route: 'ordered-full-cost' })).toEqual([['autonomy-bands', '2: A/B ≥ 10/10']]);
    expect(basis({ revenue: 1000, expenditure: 1000, investment: 2, depreciation: 1, route: 'ordered-full-cost' })).toEqual([
      ['autonomy-bands', '1: A/B ≥ 10/10, investment ≥ depreciation'],
    ]);
  });

  it('covers every ratio once: bounds meet, from 0 upwards without end', () => {
    const byRatio = autonomyBands.values.flatMap(({ value }) => value.filter(({ requires }) => requires === undefined));
    expect(byRatio.map(({ band }) => band)).toEqual(['2', '3a', '3b', '3c', '4']);
    expect(byRatio[0]?.below).toBeNull();
    expect(byRatio.at(-1)?.atLeast.numerator).toBe(0);
    expect(byRatio.slice(1).map(({ below }) => below)).toEqual(byRatio.slice(0, -1).map(({ atLeast }) => atLeast));
  });

  it('never falls when revenue rises or spending falls, and does not depend on the unit of money', () => {
    const rank = (input: SelfFinancing) => ['4', '3c', '3b', '3a', '2', '1'].indexOf(bandOf(input));
    const dong = fc.integer({ min: 1, max: 1_000_000_000_000 });
    fc.assert(
      fc.property(dong, dong, fc.nat({ max: 1_000_000 }), fc.integer({ min: 1, max: 9000 }), (revenue, expenditure, more, scale) => {
        expect(rank({ revenue: revenue + more, expenditure })).toBeGreaterThanOrEqual(rank({ revenue, expenditure }));
        expect(rank({ revenue, expenditure: expenditure + more })).toBeLessThanOrEqual(rank({ revenue, expenditure }));
        expect(rank({ revenue: revenue * scale, expenditure: expenditure * scale })).toBe(rank({ revenue, expenditure }));
      }),
    );
  });
});
