import { beforeAll, describe, expect, it } from 'vitest';
import type { SelfFinancingInput } from '../../shared/domain/self-financing.ts';
import { listAutonomyWarnings, readAutonomyOverview } from '../../shared/services/self-financing/read-overview.ts';
import { selfFinancingRegister } from '../../shared/services/self-financing/self-financing-register.ts';
import { putMany } from '../../shared/services/unit-register.ts';
import { accountsOf, partOf } from '../support/accounts.ts';
import { school } from '../support/measured-province.ts';
import { type As, SMALL_PROVINCE, freshProvince, settle } from '../support/province.ts';

const SCHOOLS = Array.from({ length: 10 }, (_, index) => school(index + 1));

describe('the overview of financial autonomy', () => {
  let province: Awaited<ReturnType<typeof freshProvince>>;
  const record = async (year: number, inputs: Readonly<Record<string, SelfFinancingInput>>) => {
    const rows = Object.entries(inputs).map(([unit, input]) => ({ unit, version: null, input }));
    const results = await putMany(
      province.as({ role: 'finance-officer' }),
      selfFinancingRegister,
      { period: year, rows, reason: null },
      false,
    );
    expect(results.filter(({ outcome }) => outcome !== 'created')).toEqual([]);
  };
  const supported = (a: number, support: number, basicService = false): SelfFinancingInput => ({
    parts: [partOf({ 'service-revenue': [a, 0], 'recurrent-support': support, 'recurrent-spending': 100 }, { basicService })],
  });
  const overview = (year: number, asOf?: string, as: As = {}) => readAutonomyOverview(province.as(as), year, asOf);

  // Ten schools: in 2021 one in group 2, seven in 3b (one of basic services), one in 4, one never assessed.
  beforeAll(async () => {
    province = await freshProvince();
    const schools = SCHOOLS.map((code, index) => ({
      ...(SMALL_PROVINCE[3] as (typeof SMALL_PROVINCE)[number]),
      code,
      name: `Trường số ${index + 1}`,
      ...(index === 9 ? { sector: 'health' as const } : {}),
    }));
    await settle(province.as(), [...SMALL_PROVINCE.slice(0, 3), ...schools]);
    const in3b = Object.fromEntries(SCHOOLS.slice(1, 8).map((code) => [code, supported(50, 400, code === school(8))]));
    await record(2021, { [school(1)]: accountsOf(100, 100), ...in3b, [school(9)]: supported(5, 95) });
    await record(2024, { [school(2)]: supported(70, 390) });
    await record(2025, {
      [school(1)]: accountsOf(90, 100),
      [school(2)]: supported(70, 381),
      [school(3)]: supported(50, 390, false),
      [school(8)]: supported(50, 390, true),
    });
  });

  it('counts living units by group and sector, those not assessed in the denominator', async () => {
    const { asOf, total, sectors } = await overview(2025);
    expect(asOf).toBe('2025-12-31');
    expect(total).toMatchObject({ units: 10, notAssessed: 1, selfFinancing: { numerator: 0, denominator: 10 } });
    const counts = (groups: typeof total.groups) =>
      groups.filter(({ units }) => units > 0).map(({ group, units, share }) => [group, units, share.percent]);
    expect(counts(total.groups)).toEqual([
      ['3a', 2, '20.0000'],
      ['3b', 6, '60.0000'],
      ['4', 1, '10.0000'],
    ]);
    expect(sectors.map(({ sector, units, notAssessed }) => [sector, units, notAssessed])).toEqual([
      ['education', 9, 0],
      ['health', 1, 1],
    ]);
  });

  it('holds the 30 % of each 3-band against the end of the period: one of six is too few, none of none is not', async () => {
    const { movedUp, warnings } = await overview(2025);
    expect(movedUp).toMatchObject([{ period: { first: 2021, last: 2025 }, due: true }]);
    expect(
      movedUp[0]?.bands.map(({ band, units, excepted, moved, required, met }) => [band, units, excepted, moved, required, met]),
    ).toEqual([
      ['3a', 0, 0, 0, 0, true],
      ['3b', 6, 1, 1, 2, false],
      ['3c', 0, 0, 0, 0, true],
    ]);
    expect(warnings.map(({ code, basis }) => [code, basis.article])).toContainEqual(['too-few-moved-up', 'Điều 35']);
  });

  it('does not ask for them before the period ends', async () => {
    const { movedUp, warnings } = await overview(2024);
    expect(movedUp[0]).toMatchObject({ due: false });
    expect(warnings.map(({ code }) => code)).not.toContain('too-few-moved-up');
  });

  it('judges the period before by the first groups of the new one', async () => {
    await record(2026, { [school(3)]: supported(70, 380) });
    const { movedUp, warnings } = await overview(2026, '2026-06-30');
    expect(movedUp.map(({ period, due }) => [period.first, due])).toEqual([
      [2021, true],
      [2026, false],
    ]);
    expect(movedUp[0]?.bands[1]).toMatchObject({ band: '3b', units: 6, moved: 2, required: 2, met: true, share: { percent: '33.3333' } });
    expect(warnings.map(({ code }) => code)).not.toContain('too-few-moved-up');
  });

  it('compares support of the units that were in group 3 in both years: 390 must fall to 380.25', async () => {
    const { warnings, unitWarnings } = await overview(2025);
    expect(warnings.map(({ code }) => code)).toContain('total-support-not-falling');
    expect(unitWarnings).toEqual([
      { code: 'fell-from-self-financing', units: 1 },
      { code: 'support-not-falling', units: 1 },
    ]);
  });

  it('adds up direct spending and says of how many units it is missing', async () => {
    const { spending } = await overview(2025);
    expect(spending).toMatchObject({ direct: String(381 + 390 + 390), notStated: 7 });
  });

  it('lists the warnings of units page by page, to an HR officer those of the own subtree', async () => {
    const list = (as: As, cursor?: string) => listAutonomyWarnings(province.as(as), 2025, { limit: 1, cursor });
    const first = await list({});
    const second = await list({}, first.next ?? '');
    expect([...first.items, ...second.items].map(({ unit, code }) => [unit, code])).toEqual([
      [school(1), 'fell-from-self-financing'],
      [school(2), 'support-not-falling'],
    ]);
    expect(second.next).toBeNull();
    expect((await list({ role: 'hr-officer', units: ['H49.01'] })).items).toEqual([]);
    expect((await list({ role: 'hr-officer', units: ['H49.02'] })).items).toHaveLength(1);
  });

  it('is read about a day of the year, by those who see the whole province', async () => {
    await expect(overview(2025, '2026-01-01')).rejects.toMatchObject({ code: 'date-not-in-year', field: 'asOf' });
    await expect(overview(2020)).rejects.toMatchObject({ code: 'no-law-in-force' });
    await expect(overview(2028)).rejects.toMatchObject({ code: 'year-too-far' });
    expect((await overview(2025, '2025-12-31', { role: 'finance-officer' })).total.units).toBe(10);
    expect((await overview(2025, undefined, { tenant: 'H50' })).total.units).toBe(0);
    for (const role of ['hr-officer', 'training-coordinator', 'council-supervisor', 'viewer'] as const)
      await expect(overview(2025, undefined, { role, units: ['H49'] })).rejects.toMatchObject({ code: 'forbidden' });
  });
});
