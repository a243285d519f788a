import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contractCeilingOf } from '../../../shared/domain/norms/contract-ceiling.ts';
import { NORM_MEASURES, type NormMeasure, type NormSite } from '../../../shared/domain/norms/input.ts';
import { computeNorm, normBasis } from '../../../shared/domain/norms/unit-norm.ts';
import { normsOn } from '../../../shared/law/norms/norms.ts';

const DATE = '2026-11-23';
const education = normsOn('education', DATE);
const health = normsOn('health', DATE);
const at = (counts: NormSite['counts'], more: Partial<NormSite> = {}): NormSite => ({ site: null, counts, ...more });
const schools = NORM_MEASURES.filter((measure) => measure !== 'commune-health-station');

describe('a norm', () => {
  it.each<[NormMeasure, number, string]>([
    ['creche-group', 3, '15/2'],
    ['kindergarten-class', 7, '77/5'],
    ['primary-one-session', 11, '66/5'],
    ['primary-two-session', 11, '33/2'],
    ['lower-secondary', 17, '323/10'],
    ['upper-secondary', 33, '297/4'],
  ])('of %s × %i is exactly %s teachers at most, rounded down', (measure, count, exact) => {
    const { maximum, minimum } = computeNorm([at({ [measure]: count })], education, { assigned: 0, present: 0 });
    const [numerator, denominator] = exact.split('/').map(Number) as [number, number];
    expect(maximum).toMatchObject({ exact: { numerator, denominator }, whole: Math.trunc(numerator / denominator) });
    expect(minimum).toBeNull();
  });

  it('adds the sites of a school up before it rounds', () => {
    const sites = [at({ 'lower-secondary': 5 }), at({ 'lower-secondary': 5 }, { site: 'Điểm trường Khe Mằn' })];
    // 9.5 and 9.5: rounded site by site there would be 18.
    expect(computeNorm(sites, education, { assigned: null, present: null }).maximum).toMatchObject({
      whole: 19,
      short: { posts: null, people: null },
      verdict: { posts: null, people: null },
    });
  });

  it('that is a maximum is not broken by having fewer, and is by having more', () => {
    const norm = (assigned: number, present: number) =>
      computeNorm([at({ 'upper-secondary': 20 }, { staff: { assigned, present } })], education, { assigned: 99, present: 99 }).maximum;
    expect(norm(45, 44)).toMatchObject({ short: { posts: 0, people: 1 }, over: { posts: 0, people: 0 } });
    expect(norm(40, 46)).toMatchObject({
      short: { posts: 5, people: 0 },
      over: { posts: 0, people: 1 },
      verdict: { posts: 'within-maximum', people: 'over-maximum' },
    });
  });

  it('compared with all posts shows what is within a maximum or below a minimum, never what is above', () => {
    const most = (posts: number) => computeNorm([at({ 'upper-secondary': 20 })], education, { assigned: posts, present: posts }).maximum;
    expect(most(45)).toMatchObject({ over: { posts: 0 }, verdict: { posts: 'within-maximum' } });
    expect(most(46)).toMatchObject({ short: { posts: 0 }, over: { posts: null }, verdict: { posts: null } });
    const least = (posts: number) =>
      computeNorm([at({ 'commune-health-station': 2 })], health, { assigned: posts, present: posts }).minimum;
    expect(least(9)).toMatchObject({ short: { posts: 1 }, verdict: { posts: 'below-minimum' } });
    expect(least(10)).toMatchObject({ short: { posts: 0 }, verdict: { posts: null } });
  });

  it('that is a minimum holds at every station: plenty at one does not make up for another', () => {
    const station = (site: string, assigned: number, present: number) =>
      at({ 'commune-health-station': 1 }, { site, staff: { assigned, present } });
    const { minimum, maximum, counted, staff } = computeNorm([station('A', 8, 5), station('B', 3, 4)], health, {
      assigned: 90,
      present: 80,
    });
    expect([maximum, counted, staff]).toEqual([null, 'stated', { assigned: 11, present: 9 }]);
    expect(minimum).toEqual({
      exact: { numerator: 10, denominator: 1 },
      whole: 10,
      short: { posts: 2, people: 1 },
      verdict: { posts: 'below-minimum', people: 'below-minimum' },
    });
    expect(computeNorm([station('A', 5, 5), station('B', 9, 9)], health, { assigned: 0, present: 0 }).minimum).toMatchObject({
      short: { posts: 0, people: 0 },
      verdict: { posts: 'at-least-minimum' },
    });
  });

  it('is compared with all budget-paid posts unless every site that counts says which of them it means', () => {
    const some = [at({ 'lower-secondary': 8 }, { staff: { assigned: 15, present: 14 } }), at({ 'lower-secondary': 2 }, { site: 'B' })];
    expect(computeNorm(some, education, { assigned: 22, present: 21 })).toMatchObject({
      counted: 'all-budget-posts',
      staff: { assigned: 22, present: 21 },
    });
    const all = [some[0] as NormSite, at({}, { site: 'B' })];
    expect(computeNorm(all, education, { assigned: 22, present: 21 })).toMatchObject({ counted: 'stated', staff: { assigned: 15 } });
  });

  it('is not in force before its circular, the day before and the day', () => {
    const measures = (date: string) => [...normsOn('education', date).keys(), ...normsOn('health', date).keys()];
    expect(measures('2023-04-04')).toEqual([]);
    expect(measures('2023-04-05')).toEqual(['commune-health-station']);
    expect(measures('2023-12-15')).toEqual(['commune-health-station']);
    expect(measures('2023-12-16').sort()).toEqual([...NORM_MEASURES].sort());
    const early = computeNorm([at({ 'lower-secondary': 3 })], normsOn('education', '2023-12-15'), { assigned: 1, present: 1 });
    expect(early).toMatchObject({ lines: [], withoutNorm: ['lower-secondary'], maximum: null });
  });

  it('cites each value once, and how it was rounded', () => {
    const { lines } = computeNorm([at({ 'lower-secondary': 3, 'upper-secondary': 1 })], education, { assigned: 1, present: 1 });
    expect(normBasis(lines, education, DATE).map(({ rule, value, sourceStatus }) => [rule, value, sourceStatus])).toEqual([
      ['norm-lower-secondary', 'max 19/10 per lower-secondary', 'recalled'],
      ['norm-upper-secondary', 'max 9/4 per upper-secondary', 'recalled'],
      ['norm-rounding', expect.stringContaining('floor'), 'recalled'],
    ]);
  });

  it('comes to what integers in fortieths give, whatever the classes', () => {
    const FORTIETHS = {
      'creche-group': 100,
      'kindergarten-class': 88,
      'primary-one-session': 48,
      'primary-two-session': 60,
      'lower-secondary': 76,
      'upper-secondary': 90,
    };
    const counts = fc.dictionary(fc.constantFrom(...schools), fc.nat({ max: 500 }), { noNullPrototype: true });
    fc.assert(
      fc.property(fc.array(counts, { minLength: 1, maxLength: 5 }), fc.nat({ max: 5000 }), (rows, assigned) => {
        const first = rows.findIndex((row) => Object.values(row).some((count) => count > 0));
        const stated = (index: number) => (index === first ? { assigned, present: assigned } : { assigned: 0, present: 0 });
        const sites = rows.map((row, index) => at(row, { site: `${index}`, staff: stated(index) }));
        const fortieths = rows
          .flatMap(Object.entries)
          .reduce((sum, [measure, count]) => sum + FORTIETHS[measure as keyof typeof FORTIETHS] * count, 0);
        const norm = computeNorm(sites, education, { assigned: null, present: null });
        expect(norm.maximum === null).toBe(fortieths === 0);
        if (fortieths === 0) return;
        const { exact, whole, short, over } = norm.maximum ?? expect.fail('no maximum');
        expect(exact.numerator * 40).toBe(fortieths * exact.denominator);
        expect(whole).toBe((fortieths - (fortieths % 40)) / 40);
        expect((short.posts ?? 0) - (over.posts ?? 0)).toBe(whole - assigned);
        expect((short.posts ?? 0) * (over.posts ?? 0)).toBe(0);
        const { ceiling } = contractCeilingOf({ norm, sector: 'education', band: '4', contracts: null, date: DATE });
        const missing = Math.max(0, fortieths - 40 * assigned);
        expect(ceiling.whole).toBe((7 * missing - ((7 * missing) % 400)) / 400);
      }),
    );
  });
});

describe('the ceiling of contracts', () => {
  const norm = (classes: number, assigned: number) =>
    computeNorm([at({ 'lower-secondary': classes }, { staff: { assigned, present: assigned } })], education, { assigned: 99, present: 99 });
  const unstated = (assigned: number | null) => computeNorm([at({ 'lower-secondary': 17 })], education, { assigned, present: assigned });
  const ceiling = (more: Partial<Parameters<typeof contractCeilingOf>[0]>) =>
    contractCeilingOf({ norm: norm(17, 28), sector: 'education', band: '4', contracts: 3, date: DATE, ...more }).ceiling;

  it('is 70 % of what is missing to the exact norm, rounded down once', () => {
    // 17 classes × 19/10 = 32.3; 32.3 − 28 = 4.3; × 7/10 = 3.01.
    expect(ceiling({})).toEqual({ state: 'applies', exact: { numerator: 301, denominator: 100 }, whole: 3, contracts: 3, within: true });
    expect(ceiling({ contracts: 4 })).toMatchObject({ whole: 3, within: false });
    expect(ceiling({ norm: norm(20, 28), contracts: null })).toMatchObject({
      exact: { numerator: 7, denominator: 1 },
      whole: 7,
      within: null,
    });
  });

  it('is 0 where nothing is missing', () => {
    for (const assigned of [33, 40])
      expect(ceiling({ norm: norm(17, assigned) })).toMatchObject({ exact: { numerator: 0, denominator: 1 }, whole: 0, within: false });
  });

  it.each([
    ['another group', { band: '3c' as const }, 'other-group'],
    ['a group that nobody knows', { band: null }, 'group-unknown'],
    ['another sector', { sector: 'culture-sport' as const }, 'other-sector'],
    ['a unit without a norm', { norm: undefined }, 'not-computed'],
    ['a unit without a ledger', { norm: unstated(null) }, 'not-computed'],
    ['a unit that does not state which posts the norm counts', { norm: unstated(28) }, 'not-computed'],
    ['the day before the decree', { date: '2026-06-30' }, 'no-law-in-force'],
  ] as const)('is not said for %s', (_case, more, state) => {
    expect(ceiling(more)).toMatchObject({ state, exact: null, whole: null, within: null });
  });

  it('holds from the decree’s first day on, and cites it', () => {
    const { ceiling: first, basis } = contractCeilingOf({
      norm: norm(17, 28),
      sector: 'education',
      band: '4',
      contracts: 3,
      date: '2026-07-01',
    });
    expect(first.state).toBe('applies');
    expect(basis).toMatchObject([
      { rule: 'contract-ceiling', act: '235/2026/NĐ-CP', article: 'Điều 6', value: expect.stringContaining('7/10') },
    ]);
  });

  it('of a health unit goes from its minimum', () => {
    const staff = { assigned: 11, present: 11 };
    const stations = computeNorm([at({ 'commune-health-station': 3 }, { staff })], health, { assigned: null, present: null });
    expect(ceiling({ norm: stations, sector: 'health' })).toMatchObject({ exact: { numerator: 14, denominator: 5 }, whole: 2 });
  });
});
