import { beforeAll, describe, expect, it } from 'vitest';
import type { BackTest, BackTestPair } from '../../shared/domain/history/back-test-answer.ts';
import { forecastInputSchema } from '../../shared/domain/monte-carlo/input.ts';
import { staffChangeSchema } from '../../shared/domain/staff-change-input.ts';
import type { StaffPeriod } from '../../shared/domain/staff.ts';
import { runRequestSchema } from '../../shared/domain/scenarios/run-request.ts';
import { headcountRegister } from '../../shared/services/headcount/headcount-register.ts';
import { makeBackTest } from '../../shared/services/history/back-test.ts';
import { readBackTest } from '../../shared/services/history/known-back-test.ts';
import { pastSince } from '../../shared/services/history/past-since.ts';
import { addPosts } from '../../shared/services/posts/add-posts.ts';
import { getProjection } from '../../shared/services/projections/read-projections.ts';
import { replayProjection } from '../../shared/services/projections/replay-projection.ts';
import { runProjection } from '../../shared/services/projections/run-projection.ts';
import { forecastTargets } from '../../shared/services/scenarios/forecast-targets.ts';
import { changeStaff } from '../../shared/services/staff/change-staff.ts';
import { createStaffBulk } from '../../shared/services/staff/create-staff.ts';
import { putOne } from '../../shared/services/unit-register.ts';
import { entry } from '../support/measured-province.ts';
import { type As, HR, NOW, SMALL_PROVINCE, freshProvince, settle, testWorld } from '../support/province.ts';
import { service } from '../support/staff.ts';

const SCHOOL = 'H49.31.12';
const born = (month: string, ...periods: StaffPeriod[]) => ({
  sex: 'male' as const,
  birth: month,
  periods: [service(SCHOOL, '2021-01-01'), ...periods],
});
const left = (from: string, reason: 'resigned' | 'retired'): StaffPeriod => ({ from, state: 'left', reason, policy: null });

describe('a back-test', () => {
  let province: Awaited<ReturnType<typeof freshProvince>>;
  const createAll = async (rows: Parameters<typeof createStaffBulk>[1]['rows']) => {
    const results = await createStaffBulk(province.as(HR), { rows, reason: null }, false);
    if (results.some(({ outcome }) => outcome === 'refused')) throw new Error(JSON.stringify(results));
  };

  /**
   * A school of 60 posts from 2021 to 2025 with 50 men on record from its first day, 1 January 2021. One retires each year
   * by law (born 07/1961, 03/1962, 12/1962, 09/1963, 03/1964), two of 40 years' age resign each year; nobody is recruited.
   */
  beforeAll(async () => {
    province = await freshProvince();
    await settle(province.as(), SMALL_PROVINCE);
    const oldest = [
      ['1961-07', '2021-11'],
      ['1962-03', '2022-10'],
      ['1962-12', '2023-10'],
      ['1963-09', '2024-10'],
      ['1964-03', '2025-07'],
    ] as const;
    await createAll([
      ...oldest.map(([birth, free]) => born(birth, left(`${free}-01`, 'retired'))),
      ...[2021, 2022, 2023, 2024, 2025].flatMap((year) =>
        ['04', '09'].map((month) => born('1983-05', left(`${year}-${month}-15`, 'resigned'))),
      ),
      ...Array.from({ length: 35 }, (_, n) => ({ ...born('1983-05'), id: `NV-${n + 100}` })),
    ]);
    for (const year of [2021, 2022, 2023, 2024, 2025]) {
      const rows = [{ unit: SCHOOL, version: null, entries: [entry(60, `${year}-01-01`)] }];
      const [result] = await addPosts(province.as(), { year, rows, reason: null }, false);
      if (result?.outcome === 'refused') throw new Error(JSON.stringify(result));
    }
  });

  const ask = (today = '2026-11-23') => readBackTest(province.as({ today }));
  const of = ({ pairs }: BackTest, from: number, year: number, measure: BackTestPair['measure']) =>
    pairs.find((pair) => pair.from === from && pair.year === year && pair.measure === measure && 'category' in pair.series);

  it('forecasts from the end of each year that is recorded, and says of the others what is missing', async () => {
    const made = await ask();
    expect(made).toMatchObject({
      status: 'scored',
      lastYear: 2025,
      leftOut: [
        { year: 2020, missing: ['year-not-recorded', 'outcome-not-recorded'] },
        { year: 2021, missing: ['year-not-recorded'] },
      ],
    });
    expect(made.origins.map(({ year, fittedFrom, fittedUntil }) => [year, fittedFrom, fittedUntil])).toEqual([
      [2022, '2021-01', '2022-12'],
      [2023, '2021-01', '2023-12'],
      [2024, '2021-01', '2024-12'],
    ]);
    expect(
      made.scores
        .filter(({ by, measure }) => by === 'category' && measure === 'leavers')
        .map(({ yearsAhead, pairs }) => [yearsAhead, pairs]),
    ).toEqual([
      [1, 3],
      [2, 2],
      [3, 1],
    ]);
  });

  it('knows who retires by law, forecasts who resigns at the rate seen before, and has what happened beside it', async () => {
    const made = await ask();
    // 50 men less three a year: 44 at the end of 2022, 41 of 2023. He who is due may resign before.
    const due = of(made, 2023, 2024, 'retired');
    expect(due).toMatchObject({ naive: expect.closeTo((1 / 44) * 41, 9), actual: 1 });
    expect(due?.forecast).toBeGreaterThan(0.95);
    expect(due?.forecast).toBeLessThan(1);
    expect(of(made, 2023, 2024, 'present')).toMatchObject({ actual: 38, naive: expect.closeTo((41 * 41) / 44, 9) });
    // Of 2021 it is not known how it began: nothing is known of a change until 2022.
    expect(of(made, 2022, 2024, 'present')).toMatchObject({ naive: 44, actual: 38 });
    expect(of(made, 2022, 2023, 'posts')).toMatchObject({ actual: 60 });
    // 4 of about 47 × 24 months by the end of 2022: a monthly 0.37 %, of the 41 younger ones a little under 1.8 in 2023.
    const resigned = of(made, 2022, 2023, 'resigned');
    expect(resigned?.actual).toBe(2);
    expect(resigned?.forecast).toBeGreaterThan(1.6);
    expect(resigned?.forecast).toBeLessThan(1.9);
    const { band80 } = of(made, 2022, 2023, 'leavers') ?? {};
    expect(band80?.[0]).toBeGreaterThanOrEqual(1);
    expect(band80?.[1]).toBeLessThanOrEqual(6);
    const identity = (['retired', 'streamlined', 'resigned'] as const).reduce(
      (sum, measure) => sum + (of(made, 2022, 2023, measure)?.forecast ?? 0),
      0,
    );
    expect(of(made, 2022, 2023, 'leavers')?.forecast).toBeCloseTo(identity, 6);
  });

  it('stands in every forecast without its pairs', async () => {
    const input = forecastInputSchema.parse({ start: { date: '2025-12-31' }, horizon: 2027, draws: 100 });
    const { backTest } = await forecastTargets(province.as({ role: 'auditor' }), input);
    const { status, says, origins, leftOut, lastYear, scores } = await ask();
    expect(backTest).toEqual({ status, says, origins, leftOut, lastYear, scores });
  });

  it('is not swayed by anything after the year that it forecasts from', async () => {
    const before = await ask();
    await createAll(
      Array.from({ length: 9 }, (_, n) => ({
        sex: 'female' as const,
        birth: '1990-01',
        id: `NV-9${n}`,
        periods: [service(SCHOOL, '2025-03-01', { event: 'recruited-by-exam' })],
      })),
    );
    const leave = staffChangeSchema.parse({ type: 'leave', from: '2025-06-10', leavingReason: 'resigned' });
    await changeStaff(province.as(HR), 'NV-100', leave, 1, null);
    const after = await ask();
    const forecasts = ({ pairs }: BackTest) => pairs.map(({ actual: _actual, ...rest }) => rest);
    expect(forecasts(after)).toEqual(forecasts(before));
    expect(of(after, 2024, 2025, 'resigned')?.actual).toBe(3);
    expect(after.recordsHash).not.toBe(before.recordsHash);
    // A year earlier the last year is another, and nothing of it is known yet.
    expect((await ask('2025-11-23')).origins.map(({ year }) => year)).toEqual([2022, 2023]);
  });

  /** What a reading cost in a process that knows nothing, and whether it was worked out there. */
  const elsewhere = async (as: As = {}) => {
    const ctx = { ...province.as(as), trees: new Map(), staff: new Map(), known: new Map() };
    const made = await readBackTest(ctx);
    // Working out reads everybody's records, and keeps them in mind.
    return { made, ctx, worked: ctx.staff.size > 0 };
  };

  it('is worked out once for all processes, and shown with the forecast that a run stores', async () => {
    const before = await ask();
    const { made, worked } = await elsewhere();
    expect([made, worked]).toEqual([before, false]);
    const request = (more: object) => runRequestSchema.parse({ start: { date: '2025-12-31' }, horizon: 2027, ...more });
    const { pairs: _pairs, engine: _engine, draws: _draws, seed: _seed, recordsHash: _hash, ...summary } = before;
    const stored = await runProjection(province.as(), request({ forecast: { draws: 100 } }));
    expect(stored.backTest).toEqual(summary);
    expect((await getProjection(province.as({ role: 'auditor' }), stored.id)).backTest).toEqual(summary);
    expect(await replayProjection(province.as(), stored.id)).toMatchObject({ reproduced: true });
    expect(await runProjection(province.as(), request({}))).not.toHaveProperty('backTest');
  });

  it('stands whatever is recorded of this year, and is made anew after a correction of a past one', async () => {
    const before = await ask();
    const headcount = (period: string) => ({
      unit: SCHOOL,
      period,
      input: { categories: [{ category: 'employee-budget' as const, opening: 40, increases: {}, decreases: {}, closing: 40 }] },
      expected: 'nothing' as const,
    });
    const leave = (id: string, from: string) =>
      changeStaff(province.as(HR), id, staffChangeSchema.parse({ type: 'leave', from, leavingReason: 'resigned' }), 1, null);
    const post = (year: number, effectiveFrom: string, version: number | null, quantity = -1) =>
      addPosts(
        province.as(),
        {
          year,
          rows: [{ unit: SCHOOL, version, entries: [entry(quantity, effectiveFrom, version === null ? {} : { reason: 'recall' })] }],
          reason: null,
        },
        false,
      );
    await leave('NV-101', '2026-02-10');
    await createAll([{ ...born('1991-02'), periods: [service(SCHOOL, '2026-03-01', { event: 'recruited-by-exam' })] }]);
    await post(2026, '2026-01-01', null, 60);
    await putOne(province.as(HR), headcountRegister, headcount('2026-10'), null);
    expect(await elsewhere()).toMatchObject({ made: before, worked: false });
    const { recordsHash } = before;
    expect({ ...(await makeBackTest(province.as(), 2025)), recordsHash }).toEqual(before);

    await leave('NV-102', '2025-12-31');
    const corrected = await elsewhere();
    expect(corrected.worked).toBe(true);
    expect(of(corrected.made, 2024, 2025, 'resigned')?.actual).toBe((of(before, 2024, 2025, 'resigned')?.actual ?? 0) + 1);
    expect((await elsewhere()).worked).toBe(false);

    await post(2025, '2025-12-31', 1);
    const recalled = await elsewhere();
    expect([recalled.worked, of(recalled.made, 2024, 2025, 'posts')?.actual]).toEqual([true, 59]);
    await putOne(province.as(HR), headcountRegister, headcount('2025-12'), null);
    expect((await elsewhere()).worked).toBe(true);
  });

  it('is made anew once a week, and when too much was written since, or chains are shorter than they were', async () => {
    const now = NOW + 7 * 24 * 60 * 60 * 1000;
    expect((await elsewhere({ world: testWorld(() => now - 1000) })).worked).toBe(false);
    expect((await elsewhere({ world: testWorld(() => now) })).worked).toBe(true);
    const { store } = province.as();
    const heads = new Map([['H49.31.12', 1]]);
    expect(await pastSince(store, heads, new Map(), 2025)).toMatchObject({ concerned: true });
    // More entries than are worth looking through: they are not read.
    expect(await pastSince(store, heads, new Map([['H49.31.12', 5_002]]), 2025)).toMatchObject({ concerned: true });
    expect(store.meter.read).toBe(0);
  });

  it('says that history is too short, and is for planners only', async () => {
    const abroad = await readBackTest(province.as({ tenant: 'H50' }));
    expect(abroad).toMatchObject({ status: 'history-too-short', origins: [], scores: [], pairs: [] });
    expect(abroad.leftOut.map(({ year }) => year)).toEqual([2020, 2021, 2022, 2023, 2024]);
    for (const role of ['viewer', 'hr-officer', 'council-supervisor', 'finance-officer'] as const)
      await expect(readBackTest(province.as({ role }))).rejects.toMatchObject({ code: 'forbidden' });
  });
});
