import { beforeAll, describe, expect, it } from 'vitest';
import type { DistrictBudgetInput } from '../../shared/domain/district-budget.ts';
import { reorganisationInputSchema } from '../../shared/domain/reorganisation.ts';
import { districtBudgetRegister } from '../../shared/services/district-budgets/district-budget-register.ts';
import { getDistrictBudget, listDistrictBudgets } from '../../shared/services/district-budgets/read-district-budgets.ts';
import { measureMoney, measureProgress } from '../../shared/services/progress/measure-progress.ts';
import { recordReorganisation } from '../../shared/services/reorganisations/record-reorganisation.ts';
import { selfFinancingRegister } from '../../shared/services/self-financing/self-financing-register.ts';
import { putMany, putOne } from '../../shared/services/unit-register.ts';
import { partOf } from '../support/accounts.ts';
import { type As, DECISION, SMALL_PROVINCE, freshProvince, settle } from '../support/province.ts';

const DISTRICTS = Array.from({ length: 13 }, (_, index) => `H49.${41 + index}`);
const balance = (revenue: number, spending: number, selfBalancing = revenue >= spending): DistrictBudgetInput => ({
  revenue,
  spending,
  selfBalancing,
  decision: DECISION,
});

describe('the budgets of districts', () => {
  let province: Awaited<ReturnType<typeof freshProvince>>;
  const finance = (as: As = {}) => province.as({ role: 'finance-officer', ...as });
  const put = (unit: string, year: number, input: DistrictBudgetInput, expected: number | 'unstated' = 'unstated', as: As = {}) =>
    putOne(finance(as), districtBudgetRegister, { unit, period: year, input, expected }, null);
  const target = async (id: string, asOf: string) => (await measureProgress(province.as(), asOf)).targets.find((each) => each.id === id);

  // Thirteen districts, a bureau under the first, all of them abolished on 1 July 2025.
  beforeAll(async () => {
    province = await freshProvince();
    const district = SMALL_PROVINCE[4] as (typeof SMALL_PROVINCE)[number];
    await settle(province.as(), [
      SMALL_PROVINCE[0] as typeof district,
      ...DISTRICTS.map((code) => ({ ...district, code, name: `UBND huyện ${code}` })),
      { ...district, code: `${DISTRICTS[0]}.01`, name: 'Phòng Nội vụ', parent: DISTRICTS[0] ?? '' },
      { ...(SMALL_PROVINCE[3] as typeof district), parent: 'H49' },
    ]);
    for (const code of [`${DISTRICTS[0]}.01`, ...DISTRICTS])
      await recordReorganisation(
        province.as(),
        reorganisationInputSchema.parse({
          type: 'dissolve',
          effectiveFrom: '2025-07-01',
          decision: DECISION,
          sources: [code],
          shares: [{ source: code, to: 'surrendered', share: { numerator: 1, denominator: 1 } }],
        }),
      );
  });

  it('are not measured without a record, and say so', async () => {
    expect(await target('districts-2025', '2026-11-23')).toMatchObject({
      state: 'not-measured',
      balance: null,
      missing: [{ en: 'There is no budget balance on record of 13 of 13 districts up to 2025-06-30.' }],
    });
  });

  it('keep what was decided beside what the figures say', async () => {
    expect(await put('H49.41', 2024, balance(100, 100))).toMatchObject({ covered: true, differs: false, version: 1 });
    expect(await put('H49.41', 2024, balance(99, 100, true), 1)).toMatchObject({ covered: false, differs: true, selfBalancing: true });
    expect(await getDistrictBudget(province.as(), 'H49.41', 2024)).toMatchObject({ version: 2, revenue: 99 });
    await expect(put('H49.41', 2024, balance(1, 1), 1)).rejects.toMatchObject({ code: 'stale-version' });
    await expect(put('H49.41', 2024, balance(1, 1))).rejects.toMatchObject({ code: 'precondition-required' });
  });

  it('are of districts, in the years in which they lived', async () => {
    for (const unit of ['H49', 'H49.41.01', 'H49.02.01'])
      await expect(put(unit, 2024, balance(1, 1))).rejects.toMatchObject({ code: 'not-a-district' });
    await expect(put('H49.41', 2026, balance(1, 1))).rejects.toMatchObject({ code: 'unit-dissolved' });
    await expect(put('H49.41', 2019, balance(1, 1))).rejects.toMatchObject({ code: 'unit-not-yet-established' });
    await expect(put('H49.41', 2028, balance(1, 1))).rejects.toMatchObject({ code: 'year-too-far' });
    const later = { ...balance(1, 1), decision: { ...DECISION, date: '2026-11-24' } };
    await expect(put('H49.42', 2024, later)).rejects.toMatchObject({ code: 'decision-in-future', field: 'decision.date' });
  });

  it('are written by finance and read by those who see the whole province', async () => {
    for (const role of ['home-affairs', 'hr-officer', 'auditor', 'viewer'] as const)
      await expect(put('H49.42', 2024, balance(1, 1), 'unstated', { role, units: ['H49'] })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(getDistrictBudget(province.as({ role: 'hr-officer', units: ['H49'] }), 'H49.41', 2024)).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(getDistrictBudget(province.as({ tenant: 'H50' }), 'H49.41', 2024)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('decide districts-2025 on the last day: five of thirteen miss, six are enough, later changes nothing', async () => {
    const rows = DISTRICTS.slice(1).map((unit, index) => ({ unit, version: null, input: balance(index < 4 ? 10 : 9, 10) }));
    const request = { period: 2025, rows, reason: null };
    const results = await putMany(finance({ key: 'year' }), districtBudgetRegister, request, false);
    expect(results.map(({ outcome }) => outcome)).toEqual(rows.map(() => 'created'));
    expect(await putMany(finance({ key: 'year' }), districtBudgetRegister, request, false)).toEqual(results);
    const found = await target('districts-2025', '2026-11-23');
    expect(found).toMatchObject({ state: 'lapsed', measuredOn: '2025-06-30', missing: [] });
    expect(found?.balance).toMatchObject({ balancing: 5, of: 13, required: 6, requiredOf: 13, met: false, short: 1, notRecorded: 0 });
    expect(found?.records.slice(0, 2)).toEqual(['district-budget/2024', 'district-budget/2025']);
    await put('H49.46', 2025, balance(10, 10), 1);
    expect((await target('districts-2025', '2025-06-30'))?.balance).toMatchObject({ balancing: 6, met: true, short: 0 });
    expect(await target('districts-2025', '2025-06-29')).toMatchObject({ state: 'open', balance: { balancing: 6 } });
    expect(await target('districts-2025', '2024-12-31')).toMatchObject({
      state: 'open',
      balance: { balancing: 1, of: 13, notRecorded: 12, met: false },
    });
  });

  it('are measured for finance among the three targets of money, which say what /v1/progress says', async () => {
    const { targets } = await measureMoney(finance(), '2026-11-23');
    expect(targets.map(({ id }) => id)).toEqual(['self-financing-2025', 'budget-2030', 'districts-2025']);
    for (const each of targets) expect(each).toEqual(await target(each.id, '2026-11-23'));
    for (const role of ['hr-officer', 'council-supervisor', 'viewer'] as const)
      await expect(measureMoney(province.as({ role, units: ['H49'] }), '2026-11-23')).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('are listed page by page, as of a day those that live', async () => {
    const list = (cursor?: string, asOf?: string) => listDistrictBudgets(province.as(), { year: 2025, asOf }, { limit: 1, cursor });
    const first = await list();
    expect([first.items, (await list(first.next ?? '')).items].flat().map(({ unit }) => unit)).toEqual(['H49.42', 'H49.43']);
    expect((await list(undefined, '2025-06-30')).items).toHaveLength(1);
    expect((await list(undefined, '2025-07-01')).items).toEqual([]);
  });

  it('stand beside budget-2030: measured when a year of the base is complete, without a verdict before 2030 ends', async () => {
    const spend = (year: number, support: number) => {
      const input = { parts: [partOf({ 'recurrent-support': support, 'recurrent-spending': 100 })] };
      return putOne(finance(), selfFinancingRegister, { unit: 'H49.02.01', period: year, input, expected: 'nothing' }, null);
    };
    expect(await target('budget-2030', '2026-11-23')).toMatchObject({ state: 'not-measured', budget: null });
    for (const year of [2021, 2022, 2023, 2025]) await spend(year, 100);
    await spend(2026, 80);
    const open = await target('budget-2030', '2026-11-23');
    expect(open).toMatchObject({
      state: 'open',
      measuredOn: '2026-11-23',
      missing: [{ en: 'There is no direct budget spending of 2024 on record for 1 of 1 units.' }],
    });
    expect(open?.budget?.readings.map(({ id, fall, met }) => [id, fall, met])).toEqual([
      ['period-means', '20.0000', null],
      ['final-year', null, null],
      ['mean-per-unit', '20.0000', null],
    ]);
    await spend(2024, 100);
    for (const year of [2027, 2028, 2029, 2030]) {
      const input = { parts: [partOf({ 'recurrent-support': 86, 'recurrent-spending': 100 })] };
      const report = { unit: 'H49.02.01', period: year, input, expected: 'nothing' as const };
      await putOne(finance({ today: '2030-12-31' }), selfFinancingRegister, report, null);
    }
    const at = async (today: string) =>
      (await measureProgress(province.as({ today }), today)).targets.find(({ id }) => id === 'budget-2030')?.budget?.readings[0];
    expect(await at('2030-12-30')).toMatchObject({ fall: '15.2000', met: null });
    expect(await at('2030-12-31')).toMatchObject({ fall: '15.2000', met: true });
  });
});
