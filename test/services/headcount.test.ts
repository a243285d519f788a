import { beforeAll, describe, expect, it } from 'vitest';
import type { HeadcountInput } from '../../shared/domain/headcount.ts';
import { headcountRegister } from '../../shared/services/headcount/headcount-register.ts';
import { getHeadcount, listHeadcountOfMonth, listHeadcountOfUnit } from '../../shared/services/headcount/read-headcount.ts';
import { putMany, putOne } from '../../shared/services/unit-register.ts';
import { unitHistory } from '../../shared/services/units/read-units.ts';
import { type As, freshProvince, settle, HR } from '../support/province.ts';

const SCHOOL = 'H49.02.01';
const report = (opening: number, closing: number, moves: Partial<HeadcountInput['categories'][number]> = {}): HeadcountInput => ({
  categories: [{ category: 'employee-budget', opening, increases: {}, decreases: {}, closing, ...moves }],
});

describe('headcount', () => {
  let province: Awaited<ReturnType<typeof freshProvince>>;
  const put = (as: As, month: string, input: HeadcountInput, expected: number | 'nothing' | 'unstated' = 'unstated', unit = SCHOOL) =>
    putOne(province.as({ ...HR, ...as }), headcountRegister, { unit, period: month, input, expected }, 'Rà soát lại');

  beforeAll(async () => {
    province = await freshProvince();
    await settle(province.as());
  });

  it('is recorded as reported and read again', async () => {
    const record = await put({}, '2025-01', report(40, 41, { increases: { 'recruited-by-exam': 1 } }));
    expect(record).toMatchObject({ version: 1, flags: [] });
    expect(await getHeadcount(province.as(), SCHOOL, '2025-01')).toEqual(record);
  });

  it('is refused when closing is not opening plus movements, with the three numbers', async () => {
    const refused = put({}, '2025-02', report(41, 43, { increases: { received: 1 } }));
    await expect(refused).rejects.toMatchObject({
      code: 'closing-does-not-add-up',
      field: 'categories.0.closing',
      data: { opening: 41, movement: 1, expected: 42, closing: 43 },
    });
    await expect(getHeadcount(province.as(), SCHOOL, '2025-02')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('keeps an opening that is not the last recorded closing, and flags it', async () => {
    await put({}, '2025-03', report(41, 41));
    const record = await put({}, '2025-06', report(44, 44));
    expect(record.flags).toEqual([{ category: 'employee-budget', previousMonth: '2025-03', previousClosing: 41, opening: 44 }]);
  });

  it('is flagged against the report before it as that stands now, also when that is corrected or comes late', async () => {
    await put({}, '2023-03', report(40, 40));
    const april = await put({}, '2023-05', report(40, 40));
    expect(april.flags).toEqual([]);
    await put({}, '2023-03', report(40, 39, { decreases: { retired: 1 } }), 1);
    const flag = { category: 'employee-budget', opening: 40 };
    expect((await getHeadcount(province.as(), SCHOOL, '2023-05')).flags).toEqual([
      { ...flag, previousMonth: '2023-03', previousClosing: 39 },
    ]);
    await put({}, '2023-04', report(39, 40, { increases: { received: 1 } }));
    const months = await listHeadcountOfUnit(province.as(), SCHOOL, '2023-04', '2023-05');
    expect(months.map(({ flags }) => flags)).toEqual([[], []]);
    const { items } = await listHeadcountOfMonth(province.as(), '2023-05', { limit: 10 });
    expect(items.map(({ flags }) => flags)).toEqual([[]]);
  });

  it('is changed only against the version that is there', async () => {
    await put({}, '2025-07', report(44, 44));
    await expect(put({}, '2025-07', report(44, 44))).rejects.toMatchObject({ code: 'precondition-required' });
    await expect(put({}, '2025-07', report(44, 44), 7)).rejects.toMatchObject({ code: 'stale-version', data: { current: 1, given: 7 } });
    await expect(put({}, '2025-07', report(44, 44), 'nothing')).rejects.toMatchObject({ code: 'already-exists' });
    expect(await put({}, '2025-07', report(44, 43, { decreases: { retired: 1 } }), 1)).toMatchObject({ version: 2 });
  });

  it('of two writers of one version one wins and the other is told', async () => {
    await put({}, '2025-08', report(43, 43));
    const outcomes = await Promise.allSettled(
      [1, 2, 3, 4].map((leaving) =>
        put({ id: `hr-${leaving}` }, '2025-08', report(43, 43 - leaving, { decreases: { resigned: leaving } }), 1),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'stale-version' });
  });

  it('of two units or months at once nothing is lost', async () => {
    await Promise.all(['2024-01', '2024-02', '2024-03', '2024-04', '2024-05'].map((month) => put({}, month, report(40, 40))));
    const months = await listHeadcountOfUnit(province.as(), SCHOOL, '2024-01', '2024-05');
    expect(months.map(({ month }) => month)).toEqual(['2024-01', '2024-02', '2024-03', '2024-04', '2024-05']);
  });

  it('of a month that has not begun, or in which the unit did not live, is refused', async () => {
    await expect(put({}, '2026-12', report(1, 1))).rejects.toMatchObject({ code: 'month-in-future' });
    await expect(put({}, '2026-11', report(44, 44))).resolves.toMatchObject({ version: 1 });
    await expect(put({}, '2019-12', report(1, 1))).rejects.toMatchObject({ code: 'unit-not-yet-established' });
    await expect(put({}, '2020-01', report(1, 1))).resolves.toMatchObject({ version: 1 });
    await expect(put({}, '2025-01', report(1, 1), 'unstated', 'H49.99')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is written by an HR officer inside the own subtree only', async () => {
    await expect(put({ role: 'hr-officer', units: ['H49.31'] }, '2025-09', report(1, 1))).rejects.toMatchObject({ code: 'not-found' });
    await expect(put({ role: 'auditor' }, '2025-09', report(1, 1))).rejects.toMatchObject({ code: 'forbidden' });
    await expect(put({ role: 'hr-officer', units: ['H49.02'] }, '2025-09', report(42, 42))).resolves.toMatchObject({ version: 1 });
    await expect(getHeadcount(province.as({ role: 'hr-officer', units: ['H49.31'] }), SCHOOL, '2025-09')).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('of another province does not exist', async () => {
    await expect(getHeadcount(province.as({ tenant: 'H50' }), SCHOOL, '2025-01')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('of a whole month goes in one request with a result per row', async () => {
    const rows = [
      { unit: SCHOOL, version: null, input: report(42, 42) },
      { unit: 'H49.31.11', version: null, input: report(20, 22) },
      { unit: 'H49.77', version: null, input: report(1, 1) },
      { unit: SCHOOL, version: null, input: report(1, 1) },
      { unit: 'H49.31.12', version: null, input: report(30, 30) },
    ];
    const results = await putMany(
      province.as({ ...HR, key: 'october' }),
      headcountRegister,
      { period: '2025-10', rows, reason: 'báo cáo tháng' },
      false,
    );
    expect(results.map(({ outcome, refusal }) => refusal?.code ?? outcome)).toEqual([
      'created',
      'closing-does-not-add-up',
      'not-found',
      'duplicate-row',
      'created',
    ]);
    const again = await putMany(
      province.as({ ...HR, key: 'october' }),
      headcountRegister,
      { period: '2025-10', rows, reason: 'báo cáo tháng' },
      false,
    );
    expect(again).toEqual(results);
    const page = await listHeadcountOfMonth(province.as(), '2025-10', { limit: 1 });
    expect(page.items.map(({ unit }) => unit)).toEqual([SCHOOL]);
    const rest = await listHeadcountOfMonth(province.as(), '2025-10', { limit: 1, cursor: page.next ?? '' });
    expect(rest.items.map(({ unit }) => unit)).toEqual(['H49.31.12']);
  });

  it('of a dry run is judged and not written', async () => {
    const rows = [{ unit: SCHOOL, version: null, input: report(42, 42) }];
    const results = await putMany(province.as(HR), headcountRegister, { period: '2025-11', rows, reason: null }, true);
    expect(results).toMatchObject([{ outcome: 'created', before: null, after: { month: '2025-11' } }]);
    await expect(getHeadcount(province.as(), SCHOOL, '2025-11')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('leaves a chained log entry per change', async () => {
    const { items } = await unitHistory(province.as(), SCHOOL, { limit: 200 });
    expect(items.length).toBeGreaterThan(10);
    for (const [index, entry] of items.entries()) {
      const earlier = items[index + 1];
      if (earlier) expect(entry).toMatchObject({ sequence: earlier.sequence + 1, previousHash: earlier.hash });
    }
  });
});
