import { beforeAll, describe, expect, it } from 'vitest';
import type { AutonomyPartInput, SelfFinancingInput } from '../../shared/domain/self-financing.ts';
import { getSelfFinancing, getStandingSelfFinancing, listSelfFinancing } from '../../shared/services/self-financing/read-self-financing.ts';
import { selfFinancingRegister } from '../../shared/services/self-financing/self-financing-register.ts';
import { putMany, putOne } from '../../shared/services/unit-register.ts';
import { unitHistory } from '../../shared/services/units/read-units.ts';
import { accountsOf, partOf } from '../support/accounts.ts';
import { everyItem } from '../support/audit-trail.ts';
import { type As, DECISION, freshProvince, settle } from '../support/province.ts';

const SCHOOL = 'H49.31.11';
const decided = (band: '1' | '2' | '3a' | '3b' | '4', firstYear: number, lastYear: number) => ({
  decided: { band, firstYear, lastYear, decision: DECISION },
});

describe('self-financing', () => {
  let province: Awaited<ReturnType<typeof freshProvince>>;
  const put = (
    year: number,
    input: SelfFinancingInput,
    expected: number | 'nothing' | 'unstated' = 'unstated',
    as: As = {},
    unit = SCHOOL,
  ) => putOne(province.as({ role: 'finance-officer', ...as }), selfFinancingRegister, { unit, period: year, input, expected }, null);

  beforeAll(async () => {
    province = await freshProvince();
    await settle(province.as());
  });

  it('has the band that follows from A and B, below and at each bound', async () => {
    const bands: unknown[] = [];
    let expected: number | 'nothing' = 'nothing';
    for (const revenue of [0, 999, 1000, 2999, 3000, 6999, 7000, 9999, 10_000]) {
      const record = await put(2023, accountsOf(revenue, 10_000), expected);
      expected = record.version;
      bands.push(record.band);
    }
    expect(bands).toEqual(['4', '4', '3c', '3c', '3b', '3b', '3a', '3a', '2']);
  });

  it('reaches group 1 when stated investment covers stated depreciation, and groups 1 and 2 by their routes', async () => {
    const full = (more: Partial<AutonomyPartInput>) => accountsOf(10, 10, more);
    expect(await put(2022, full({ investment: 5, depreciation: 5 }))).toMatchObject({ band: '1', version: 1, selfFinancing: true });
    expect(await put(2022, full({ investment: 4, depreciation: 5 }), 1)).toMatchObject({ band: '2' });
    expect(await put(2022, full({ investment: 9 }), 2)).toMatchObject({ band: '2' });
    expect(await put(2022, accountsOf(5, 10, { route: 'ordered-full-cost' }), 3)).toMatchObject({ band: '2' });
    expect(await put(2022, accountsOf(5, 10, { route: 'market-price' }), 4)).toMatchObject({ band: '1' });
  });

  it('shows every item with what of it counts, and what is excluded beside', async () => {
    const part = partOf({
      'service-revenue': [60, 40],
      business: [30, 25],
      'retained-fees': [10, 4],
      'recurrent-support': 29,
      aid: 7,
      'recurrent-spending': 100,
      'non-budget-services': 3,
    });
    const record = await put(2024, { parts: [part] });
    expect(record).toMatchObject({
      revenue: 71,
      expenditure: 100,
      ratio: { numerator: 71, denominator: 100, percent: '71.0000' },
      band: '3a',
    });
    expect(record.parts[0]?.items.map(({ item, side, counted }) => [item, side, counted])).toEqual([
      ['service-revenue', 'a', 60],
      ['business', 'a', 5],
      ['retained-fees', 'a', 6],
      ['recurrent-support', 'beside-a', 0],
      ['aid', 'beside-a', 0],
      ['recurrent-spending', 'b', 100],
      ['non-budget-services', 'beside-b', 0],
    ]);
    expect(record.spending).toMatchObject({ direct: 29, apart: { orders: 0 } });
    expect(await getSelfFinancing(province.as(), SCHOOL, 2024)).toEqual(record);
  });

  it('keeps the group that a decision gave beside the band, and says when they differ', async () => {
    expect(await put(2024, accountsOf(80, 100, decided('3a', 2021, 2025)), 1)).toMatchObject({ band: '3a', bandDiffers: false });
    const differing = await put(2024, accountsOf(80, 100, decided('2', 2024, 2025)), 2);
    expect(differing).toMatchObject({ band: '3a', group: '2', bandDiffers: true, period: { first: 2021, last: 2025 } });
    expect(differing.warnings).toMatchObject([{ code: 'band-differs', activity: 'whole', basis: { article: 'Điều 9' } }]);
    expect(await getSelfFinancing(province.as(), SCHOOL, 2024)).toEqual(differing);
  });

  it('takes a decision of the year’s own five years only', async () => {
    const refused = (year: number, first: number, last: number) =>
      expect(put(year, accountsOf(80, 100, decided('3a', first, last)), year === 2026 ? 'nothing' : 3)).rejects.toMatchObject({
        code: 'decision-not-of-period',
        field: 'parts.0.decided.firstYear',
      });
    await refused(2024, 2025, 2025);
    await refused(2024, 2020, 2025);
    await refused(2024, 2021, 2024);
    await refused(2024, 2026, 2030);
    await refused(2026, 2021, 2025);
  });

  it('of several activities has a group for each and counts by the weakest', async () => {
    const treatment = partOf(
      { 'service-revenue': 100, 'recurrent-spending': 100 },
      { activity: 'treatment', posts: { budget: 2, revenue: 30 }, ...decided('2', 2021, 2025) },
    );
    const prevention = partOf(
      { 'service-revenue': [40, 39], 'recurrent-support': 50, 'recurrent-spending': 50 },
      { activity: 'prevention', posts: { budget: 12, revenue: 0 }, ...decided('4', 2021, 2025) },
    );
    const unit = 'H49.02.01';
    const record = await put(2025, { parts: [treatment, prevention] }, 'nothing', {}, unit);
    expect(record.parts.map(({ activity, revenue, band }) => [activity, revenue, band])).toEqual([
      ['treatment', 100, '2'],
      ['prevention', 1, '4'],
    ]);
    expect(record).toMatchObject({ group: '4', selfFinancing: false, revenue: 101, expenditure: 150, spending: { direct: 50 } });
    expect(record.warnings).toMatchObject([{ code: 'budget-posts-without-budget', activity: 'treatment' }]);
    for (const [parts, code] of [
      [[treatment, treatment], 'duplicate-activity'],
      [[treatment, { ...prevention, activity: 'whole' as const }], 'whole-beside-parts'],
    ] as const)
      await expect(put(2025, { parts: [...parts] }, 1, {}, unit)).rejects.toMatchObject({ code, field: 'parts.1.activity' });
  });

  it('warns when a unit falls from group 2, also in the next period, until an excuse is stated', async () => {
    const unit = 'H49.31.12';
    const codes = async (year: number, a: number, more: Partial<AutonomyPartInput> = {}, version: number | 'nothing' = 'nothing') =>
      (await put(year, accountsOf(a, 100, more), version, {}, unit)).warnings.map(({ code }) => code);
    expect(await codes(2024, 100)).toEqual([]);
    expect(await codes(2025, 99)).toEqual(['fell-from-self-financing']);
    expect(await codes(2025, 100, {}, 1)).toEqual([]);
    expect(await codes(2026, 50)).toEqual(['fell-from-self-financing']);
    expect(await codes(2026, 50, { excuse: 'changed-functions' }, 1)).toEqual([]);
    expect(await codes(2027, 40)).toEqual([]);
  });

  it('warns when direct support does not fall by exactly a fortieth', async () => {
    const support = (amount: number) => ({
      parts: [partOf({ 'service-revenue': 40, 'recurrent-support': amount, 'recurrent-spending': 100 })],
    });
    await put(2021, support(4000), 'nothing', {}, 'H49.02.01');
    const warned = async (amount: number, version: number | 'nothing') =>
      (await put(2022, support(amount), version, {}, 'H49.02.01')).warnings.map(({ code }) => code);
    expect(await warned(3900, 'nothing')).toEqual([]);
    expect(await warned(3901, 1)).toEqual(['support-not-falling']);
  });

  it('takes dong to the last one that a number can hold, and no sum beyond it', async () => {
    const most = Number.MAX_SAFE_INTEGER;
    const before = await put(2025, accountsOf(most - 1, most));
    expect(before).toMatchObject({ band: '3a', revenue: most - 1 });
    expect(await getSelfFinancing(province.as(), SCHOOL, 2025)).toEqual(before);
    expect(await put(2025, accountsOf(most, most), 1)).toMatchObject({ band: '2' });
    const part = partOf({ 'service-revenue': most, 'other-revenue': 1, 'recurrent-spending': 1 });
    const parts = (['treatment', 'prevention'] as const).map((activity) => partOf({ 'recurrent-spending': most }, { activity }));
    for (const input of [{ parts: [part] }, { parts }])
      await expect(put(2025, input, 2)).rejects.toMatchObject({ code: 'amount-too-large' });
  });

  it('without spending but with revenue is an error, not a band', async () => {
    await expect(put(2026, accountsOf(1, 0))).rejects.toMatchObject({ code: 'revenue-without-expenditure', field: 'parts.0.items' });
  });

  it('of a year before the groups of Decree 60 has no law; of 2021, whose end they cover, it has', async () => {
    const before = await everyItem(province.documents, province.table);
    await expect(put(2020, accountsOf(1, 2))).rejects.toMatchObject({ code: 'no-law-in-force' });
    expect(await everyItem(province.documents, province.table)).toEqual(before);
    await expect(put(2021, accountsOf(1, 2))).resolves.toMatchObject({ band: '3b' });
  });

  it('is of public service units, and reaches one year ahead', async () => {
    const input = accountsOf(1, 2);
    await expect(put(2024, input, 'nothing', {}, 'H49.01')).rejects.toMatchObject({ code: 'not-a-public-service-unit', field: 'unit' });
    await expect(put(2027, input)).resolves.toMatchObject({ version: 1 });
    await expect(put(2028, input)).rejects.toMatchObject({ code: 'year-too-far', data: { last: 2027 } });
    await expect(put(2019, input)).rejects.toMatchObject({ code: 'unit-not-yet-established' });
  });

  it('that stands on a date is the last of its period, or the last of the period before', async () => {
    const standing = async (asOf: string) => (await getStandingSelfFinancing(province.as(), 'H49.02.01', asOf)).year;
    expect([await standing('2021-12-31'), await standing('2024-12-31'), await standing('2025-01-01')]).toEqual([2021, 2022, 2025]);
    expect(await standing('2026-01-01')).toBe(2025);
    await expect(standing('2020-12-31')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is written by finance alone, and changed against its version', async () => {
    for (const role of ['home-affairs', 'hr-officer', 'auditor'] as const)
      await expect(put(2024, accountsOf(1, 2), 3, { role, units: ['H49'] })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(put(2024, accountsOf(1, 2), 1)).rejects.toMatchObject({ code: 'stale-version', data: { current: 3, given: 1 } });
    const as = { role: 'hr-officer', units: ['H49.02'] } as const;
    await expect(getSelfFinancing(province.as(as), SCHOOL, 2024)).rejects.toMatchObject({ code: 'not-found' });
    await expect(getSelfFinancing(province.as({ tenant: 'H50' }), SCHOOL, 2024)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('of a year is listed one at a time as well; a bulk request judges each row and is repeated without effect', async () => {
    const rows = [
      { unit: SCHOOL, version: 3, input: accountsOf(1, 2) },
      { unit: 'H49.31.12', version: 1, input: accountsOf(1, 2) },
      { unit: 'H49.01', version: null, input: accountsOf(1, 2) },
      { unit: 'H49.02.01', version: null, input: accountsOf(1, 0) },
    ];
    const finance = province.as({ role: 'finance-officer', key: 'bulk' });
    const results = await putMany(finance, selfFinancingRegister, { period: 2024, rows, reason: null }, false);
    expect(results.map(({ outcome, refusal }) => refusal?.code ?? outcome)).toEqual([
      'changed',
      'changed',
      'not-a-public-service-unit',
      'revenue-without-expenditure',
    ]);
    expect(await putMany(finance, selfFinancingRegister, { period: 2024, rows, reason: null }, false)).toEqual(results);
    const first = await listSelfFinancing(finance, { year: 2024 }, { limit: 1 });
    const second = await listSelfFinancing(finance, { year: 2024 }, { limit: 1, cursor: first.next ?? '' });
    expect([...first.items, ...second.items].map(({ unit, version }) => [unit, version])).toEqual([
      [SCHOOL, 4],
      ['H49.31.12', 2],
    ]);
    expect((await listSelfFinancing(finance, { year: 2024, asOf: '2019-12-31' }, { limit: 1 })).items).toEqual([]);
  });

  it('has its history: who changed what, before and after', async () => {
    const { items } = await unitHistory(province.as(), SCHOOL, { limit: 200 });
    const [change] = items.flatMap(({ changes }) => changes);
    expect(items.length).toBeGreaterThan(20);
    expect(change).toMatchObject({ record: 'self-financing/2024', version: 4, before: { version: 3 }, after: { version: 4 } });
  });
});
