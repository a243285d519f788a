import { beforeAll, describe, expect, it } from 'vitest';
import type { AgeCell } from '../../shared/domain/age-profile.ts';
import { ageProfileRegister } from '../../shared/services/age-profiles/age-profile-register.ts';
import { getAgeProfile } from '../../shared/services/age-profiles/read-age-profile.ts';
import { putMany, putOne } from '../../shared/services/unit-register.ts';
import { type As, DECISION, freshProvince, settle, HR } from '../support/province.ts';
import { changeUnit } from '../../shared/services/units/change-unit.ts';

const SCHOOL = 'H49.31.11';
const cell = (birthMonth: string, count = 1, sex: AgeCell['sex'] = 'female'): AgeCell => ({
  category: 'employee-budget',
  sex,
  birthMonth,
  count,
});

describe('age profiles', () => {
  let province: Awaited<ReturnType<typeof freshProvince>>;
  const put = (month: string, cells: AgeCell[], expected: number | 'nothing' | 'unstated' = 'unstated', as: As = {}) =>
    putOne(province.as({ ...HR, ...as }), ageProfileRegister, { unit: SCHOOL, period: month, input: { cells }, expected }, null);
  const get = (month: string, as: As = {}) => getAgeProfile(province.as(as), SCHOOL, month);

  beforeAll(async () => {
    province = await freshProvince();
    await settle(province.as());
  });

  it('are kept as recorded, cell by cell in the order given', async () => {
    const cells = [cell('1990-12', 3), cell('1964-10', 1, 'male'), cell('1964-10', 2)];
    const record = await put('2025-12', cells);
    expect(record).toEqual({ unit: SCHOOL, month: '2025-12', cells, version: 1, source: 'reported' });
    expect(await get('2025-12')).toEqual(record);
  });

  it('of nobody are a record too', async () => {
    expect(await put('2025-11', [])).toMatchObject({ cells: [], version: 1 });
    expect(await get('2025-11')).toMatchObject({ cells: [] });
  });

  it('name a cell once', async () => {
    const twice = put('2025-10', [cell('1990-12'), cell('1990-12', 2)]);
    await expect(twice).rejects.toMatchObject({ code: 'duplicate-cell', field: 'cells.1' });
    await expect(put('2025-10', [cell('1990-12'), cell('1990-12', 2, 'male')])).resolves.toMatchObject({ version: 1 });
  });

  it.for([
    ['2010-09', true],
    ['2010-10', false],
    ['1935-09', true],
    ['1935-08', false],
  ] as const)('people born in %s are of working age in 2025-09: %s', async ([birthMonth, fits]) => {
    const current = await get('2025-09').catch(() => undefined);
    const answer = put('2025-09', [cell(birthMonth)], current?.version ?? 'nothing');
    if (fits) await expect(answer).resolves.toMatchObject({ cells: [{ birthMonth }] });
    else await expect(answer).rejects.toMatchObject({ code: 'birth-out-of-range', field: 'cells.0.birthMonth' });
  });

  it('of a month that has not begun, or before the unit lived, are refused', async () => {
    await expect(put('2026-12', [])).rejects.toMatchObject({ code: 'month-in-future' });
    await expect(put('2026-11', [])).resolves.toMatchObject({ version: 1 });
    await expect(put('2019-12', [])).rejects.toMatchObject({ code: 'unit-not-yet-established' });
  });

  it('are changed only against the version that is there', async () => {
    await expect(put('2025-12', [])).rejects.toMatchObject({ code: 'precondition-required' });
    await expect(put('2025-12', [], 4)).rejects.toMatchObject({ code: 'stale-version' });
    await expect(put('2025-12', [cell('1991-01')], 1)).resolves.toMatchObject({ version: 2, cells: [{ birthMonth: '1991-01' }] });
  });

  it('of as many cells as a unit can have are taken, changed and read again', async () => {
    const months = Array.from(
      { length: 1500 },
      (_, n) => `${1950 + Math.floor(n / 24)}-${String((Math.floor(n / 2) % 12) + 1).padStart(2, '0')}`,
    );
    const cells = months.flatMap((month, n) => [
      cell(month, 2, n % 2 ? 'male' : 'female'),
      { ...cell(month, 3, n % 2 ? 'male' : 'female'), category: 'civil-servant' as const },
    ]);
    const some = cells.filter(({ birthMonth }) => birthMonth < '2009-01');
    await put('2025-08', some);
    expect((await get('2025-08')).cells).toEqual(some);
    const more = some.map((one) => ({ ...one, count: one.count + 1 }));
    await put('2025-08', more, 1);
    expect((await get('2025-08')).cells).toEqual(more);
  });

  it('belong to a subtree and a province', async () => {
    await expect(get('2025-12', { role: 'hr-officer', units: ['H49.02'] })).rejects.toMatchObject({ code: 'not-found' });
    await expect(get('2025-12', { tenant: 'H50' })).rejects.toMatchObject({ code: 'not-found' });
    await expect(put('2025-07', [], 'unstated', { role: 'hr-officer', units: ['H49.02'] })).rejects.toMatchObject({ code: 'not-found' });
    await expect(put('2025-07', [], 'unstated', { role: 'finance-officer' })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(put('2025-07', [], 'unstated', { role: 'hr-officer', units: ['H49.31'] })).resolves.toMatchObject({ version: 1 });
  });

  it('of a whole province go in one request; a unit is found by any code it had', async () => {
    await changeUnit(province.as(), 'H49.31.12', { from: '2022-01-01', code: 'H49.31.TH', decision: DECISION }, 1);
    const rows = [SCHOOL, 'H49.31.TH', 'H49.31.12', 'H49.77'].map((unit) => ({
      unit,
      version: null,
      input: { cells: [cell('1980-05', 7)] },
    }));
    const results = await putMany(province.as(HR), ageProfileRegister, { period: '2025-06', rows, reason: null }, false);
    expect(results.map(({ key, outcome, refusal }) => [key, refusal?.code ?? outcome])).toEqual([
      [SCHOOL, 'created'],
      ['H49.31.12', 'created'],
      ['H49.31.12', 'duplicate-row'],
      ['H49.77', 'not-found'],
    ]);
    expect(await getAgeProfile(province.as(), 'H49.31.TH', '2025-06')).toMatchObject({ unit: 'H49.31.12' });
  });
});
