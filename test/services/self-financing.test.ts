import { beforeAll, describe, expect, it } from 'vitest';
import type { SelfFinancingInput } from '../../shared/domain/self-financing.ts';
import { getSelfFinancing, listSelfFinancing } from '../../shared/services/self-financing/read-self-financing.ts';
import { selfFinancingRegister } from '../../shared/services/self-financing/self-financing-register.ts';
import { putMany, putOne } from '../../shared/services/unit-register.ts';
import { everyItem } from '../support/audit-trail.ts';
import { type As, DECISION, freshProvince, settle } from '../support/province.ts';

const SCHOOL = 'H49.31.11';

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
      const record = await put(2023, { revenue, expenditure: 10_000 }, expected);
      expected = record.version;
      bands.push(record.band);
    }
    expect(bands).toEqual(['4', '4', '3c', '3c', '3b', '3b', '3a', '3a', '2']);
  });

  it('reaches group 1 when stated investment covers stated depreciation, and groups 1 and 2 by their routes', async () => {
    const full = { revenue: 10, expenditure: 10 };
    expect(await put(2022, { ...full, investment: 5, depreciation: 5 })).toMatchObject({ band: '1', version: 1 });
    expect(await put(2022, { ...full, investment: 4, depreciation: 5 }, 1)).toMatchObject({ band: '2' });
    expect(await put(2022, { ...full, investment: 9 }, 2)).toMatchObject({ band: '2' });
    expect(await put(2022, { revenue: 5, expenditure: 10, route: 'ordered-full-cost' }, 3)).toMatchObject({ band: '2' });
    expect(await put(2022, { revenue: 5, expenditure: 10, route: 'market-price' }, 4)).toMatchObject({ band: '1' });
  });

  it('keeps the group that a decision gave beside the band, and says when they differ', async () => {
    const decided = (band: '2' | '3a') => ({ band, decision: DECISION });
    expect(await put(2024, { revenue: 80, expenditure: 100, decided: decided('3a') })).toMatchObject({ band: '3a', bandDiffers: false });
    const differing = await put(2024, { revenue: 80, expenditure: 100, decided: decided('2') }, 1);
    expect(differing).toMatchObject({ band: '3a', bandDiffers: true, decided: { band: '2' } });
    expect(await getSelfFinancing(province.as(), SCHOOL, 2024)).toEqual(differing);
  });

  it('takes dong to the last one that a number can hold', async () => {
    const most = Number.MAX_SAFE_INTEGER;
    expect(await put(2025, { revenue: most - 1, expenditure: most })).toMatchObject({ band: '3a', revenue: most - 1 });
    expect(await getSelfFinancing(province.as(), SCHOOL, 2025)).toMatchObject({ revenue: most - 1, expenditure: most, band: '3a' });
    expect(await put(2025, { revenue: most, expenditure: most }, 1)).toMatchObject({ band: '2' });
  });

  it('without spending but with revenue is an error, not a band', async () => {
    await expect(put(2026, { revenue: 1, expenditure: 0 })).rejects.toMatchObject({
      code: 'revenue-without-expenditure',
      field: 'expenditure',
    });
  });

  it('of a year before the groups of Decree 60 has no law; of 2021, whose end they cover, it has', async () => {
    const before = await everyItem(province.documents, province.table);
    await expect(put(2020, { revenue: 1, expenditure: 2 })).rejects.toMatchObject({ code: 'no-law-in-force' });
    expect(await everyItem(province.documents, province.table)).toEqual(before);
    await expect(put(2021, { revenue: 1, expenditure: 2 })).resolves.toMatchObject({ band: '3b' });
  });

  it('is of public service units, and reaches one year ahead', async () => {
    const input = { revenue: 1, expenditure: 2 };
    await expect(put(2024, input, 'nothing', {}, 'H49.01')).rejects.toMatchObject({ code: 'not-a-public-service-unit', field: 'unit' });
    await expect(put(2027, input)).resolves.toMatchObject({ version: 1 });
    await expect(put(2028, input)).rejects.toMatchObject({ code: 'year-too-far', data: { last: 2027 } });
    await expect(put(2019, input)).rejects.toMatchObject({ code: 'unit-not-yet-established' });
  });

  it('is written by finance alone', async () => {
    for (const role of ['home-affairs', 'hr-officer', 'auditor'] as const)
      await expect(put(2024, { revenue: 1, expenditure: 2 }, 2, { role, units: ['H49'] })).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('of a year is listed one at a time as well; a bulk request judges each row', async () => {
    const input = { revenue: 1, expenditure: 2 };
    const rows = [
      { unit: SCHOOL, version: 2, input },
      { unit: 'H49.31.12', version: null, input },
      { unit: 'H49.01', version: null, input },
      { unit: 'H49.02.01', version: null, input: { revenue: 1, expenditure: 0 } },
    ];
    const finance = province.as({ role: 'finance-officer' });
    const results = await putMany(finance, selfFinancingRegister, { period: 2024, rows, reason: null }, false);
    expect(results.map(({ outcome, refusal }) => refusal?.code ?? outcome)).toEqual([
      'changed',
      'created',
      'not-a-public-service-unit',
      'revenue-without-expenditure',
    ]);
    const first = await listSelfFinancing(finance, 2024, { limit: 1 });
    const second = await listSelfFinancing(finance, 2024, { limit: 1, cursor: first.next ?? '' });
    expect([...first.items, ...second.items].map(({ unit, version }) => [unit, version])).toEqual([
      [SCHOOL, 3],
      ['H49.31.12', 1],
    ]);
  });
});
