import { beforeAll, describe, expect, it } from 'vitest';
import { RESERVE } from '../../shared/domain/posts.ts';
import { runRequestSchema } from '../../shared/domain/scenarios/run-request.ts';
import { reorganisationInputSchema } from '../../shared/domain/reorganisation.ts';
import { ageProfileRegister } from '../../shared/services/age-profiles/age-profile-register.ts';
import { restateBaseline } from '../../shared/services/baselines/restate-baseline.ts';
import { addPostEntries } from '../../shared/services/posts/add-post-entries.ts';
import { measureProgress } from '../../shared/services/progress/measure-progress.ts';
import { runProjection } from '../../shared/services/projections/run-projection.ts';
import { recordReorganisation } from '../../shared/services/reorganisations/record-reorganisation.ts';
import { selfFinancingRegister } from '../../shared/services/self-financing/self-financing-register.ts';
import { putOne } from '../../shared/services/unit-register.ts';
import { accountsOf } from '../support/accounts.ts';
import { entry, school, settleMeasuredProvince } from '../support/measured-province.ts';
import { DECISION, HR, freshProvince } from '../support/province.ts';

describe('registers that are only half entered', () => {
  let province: Awaited<ReturnType<typeof freshProvince>>;
  const measure = async (id: string, asOf: string, today?: string) => {
    const { targets } = await measureProgress(province.as(today === undefined ? {} : { today }), asOf);
    return targets.find((target) => target.id === id);
  };
  const run = (start: object) => runProjection(province.as(), runRequestSchema.parse({ start, horizon: 2030 }));
  const present = (made: Awaited<ReturnType<typeof run>>) =>
    made.series[0]?.categories.find(({ category }) => category === 'employee-budget')?.present;
  const posts = (made: Awaited<ReturnType<typeof run>>) =>
    made.series[0]?.categories.find(({ category }) => category === 'employee-budget')?.posts;
  const profile = (unit: string, period: string, count: number) => {
    const cells = [{ category: 'employee-budget' as const, sex: 'female' as const, birthMonth: '1990-01', count }];
    return putOne(province.as(HR), ageProfileRegister, { unit, period, input: { cells }, expected: 'nothing' }, null);
  };
  const reorganise = (input: object) =>
    recordReorganisation(province.as(), reorganisationInputSchema.parse({ decision: DECISION, ...input }));

  beforeAll(async () => {
    province = await freshProvince();
    await settleMeasuredProvince(province);
  });

  it('do not let one entry of a new year meet a target: the last full year stands, and it is said who is missing', async () => {
    const before = await measure('payroll-2030', '2026-11-23');
    const today = '2027-01-05';
    const reserve = { unit: RESERVE, year: 2027, entries: [entry(5, '2027-01-01')], reason: null, expected: 'unstated' as const };
    await addPostEntries(province.as({ today }), reserve);
    const after = await measure('payroll-2030', today, today);
    expect(after).toMatchObject({ measuredOn: '2026-12-31', state: 'open', cut: { current: before?.cut?.current } });
    expect(after?.missing).toEqual([{ vi: expect.stringContaining('năm 2027'), en: expect.stringContaining('2027') }]);
    expect(before?.missing).toEqual([]);
  });

  it('do not let one early assessment take the others out of the share', async () => {
    const before = await measure('self-financing-2025', '2025-12-31');
    const report = { unit: school(5), period: 2026, input: accountsOf(1, 100), expected: 'nothing' as const };
    await putOne(province.as({ role: 'finance-officer' }), selfFinancingRegister, report, null);
    expect((await measure('self-financing-2025', '2026-11-23'))?.share).toEqual(before?.share);
  });

  it('do not let one early report empty the others in a projection: each unit stands with its last', async () => {
    await profile(school(9), '2026-05', 20);
    await profile(school(10), '2026-05', 19);
    expect(present(await run({ date: '2026-11-23' }))).toBe(39);
    await profile(school(10), '2026-11', 18);
    const made = await run({ date: '2026-11-23' });
    expect(present(made)).toBe(38);
    expect(made.withoutAgeProfile.map(({ unit }) => unit)).not.toContain(school(9));
  });

  it('leave a run from a baseline as frozen when a reorganisation is recorded later with an earlier date', async () => {
    const before = await run({ baseline: 2025 });
    await reorganise({ type: 'merge', effectiveFrom: '2025-12-20', sources: [school(7)], targets: [school(8)] });
    const after = await run({ baseline: 2025 });
    expect(posts(after)).toBe(posts(before));
    expect(after.series).toEqual(before.series);
  });

  it('count posts that leave the province as no cut', async () => {
    const before = await measure('payroll-2030', '2026-11-23');
    const shares = [{ source: school(5), to: 'outside', share: { numerator: 1, denominator: 1 } }];
    const { outside } = await reorganise({ type: 'dissolve', effectiveFrom: '2026-10-01', sources: [school(5)], shares });
    const left = outside
      .filter(({ year, category }) => year === 2026 && category === 'employee-budget')
      .reduce((sum, { quantity }) => sum + quantity, 0);
    expect(left).toBeGreaterThan(0);
    const after = await measure('payroll-2030', '2026-11-23');
    expect(after?.cut?.current).toBe(before?.cut?.current);
    expect(after?.cut?.counted).toMatchObject({ scopeTransfersOut: (before?.cut?.counted?.scopeTransfersOut ?? 0) + left });
    expect(after?.cut?.posts?.parts.scope).toBe((before?.cut?.posts?.parts.scope ?? 0) - left);
    expect(after?.cut?.posts?.parts.reorganisation).toBe(before?.cut?.posts?.parts.reorganisation);
  });

  it('are not restated to a day before they were frozen', async () => {
    await expect(restateBaseline(province.as(), 2025, '2025-12-30', 'provincial-council')).rejects.toMatchObject({
      code: 'before-baseline',
    });
    await expect(restateBaseline(province.as(), 2025, '2025-12-31', 'provincial-council')).resolves.toBeDefined();
  });
});
