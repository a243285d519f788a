import { beforeAll, describe, expect, it } from 'vitest';
import type { CutProgress, TargetProgress } from '../../shared/domain/progress.ts';
import { measureProgress } from '../../shared/services/progress/measure-progress.ts';
import { settleMeasuredProvince } from '../support/measured-province.ts';
import { type As, freshProvince } from '../support/province.ts';

describe('progress of a province that is worked out by hand', () => {
  let province: Awaited<ReturnType<typeof freshProvince>>;
  const measure = async (id: string, asOf: string): Promise<TargetProgress> => {
    const { targets } = await measureProgress(province.as(), asOf);
    const found = targets.find((target) => target.id === id);
    if (!found) throw new Error(id);
    return found;
  };
  const cutOf = async (id: string, asOf: string): Promise<CutProgress> => {
    const { cut } = await measure(id, asOf);
    if (!cut) throw new Error(`${id} is not measured`);
    return cut;
  };

  beforeAll(async () => {
    province = await freshProvince();
    await settleMeasuredProvince(province);
  });

  describe('payroll-2025', () => {
    it('counts schools and reserve, not the office, not the other issuer, not what the schools earn', async () => {
      const { base, required } = await cutOf('payroll-2025', '2022-12-31');
      expect(base).toMatchObject({ year: 2021, value: 206, baseline: '2021-1' });
      // 20.6 posts: 21 by half-up, 21 exactly.
      expect(required).toEqual({ cut: 21, remaining: 185, exactly: 21 });
    });

    it('leaves out what is outside the base, and gives the verdict with it beside', async () => {
      const cut = await cutOf('payroll-2025', '2022-12-31');
      expect(cut.counted).toEqual({ total: 208, outsideBase: 8, scopeTransfersIn: 0, scopeTransfersOut: 0, counted: 200 });
      expect([cut.current, cut.currentWithOutsideBase]).toEqual([200, 208]);
      expect(cut.verdict).toMatchObject({
        change: { numerator: 6, denominator: 206, percent: '2.9126' },
        shortExactly: 15,
        shortRounded: 15,
      });
      expect(cut.verdictWithOutsideBase).toMatchObject({ change: { numerator: -2, denominator: 206 }, shortExactly: 23 });
    });

    it('is missed by one on the day before the deadline and met on the day', async () => {
      const before = await measure('payroll-2025', '2025-12-30');
      expect(before).toMatchObject({ state: 'open', measuredOn: '2025-12-30' });
      expect(before.cut).toMatchObject({
        current: 186,
        verdict: { metExactly: false, metRounded: false, shortExactly: 1, shortRounded: 1 },
      });
      const on = await measure('payroll-2025', '2025-12-31');
      expect(on).toMatchObject({ state: 'closed', measuredOn: '2025-12-31' });
      expect(on.cut).toMatchObject({ current: 185, verdict: { metExactly: true, metRounded: true, shortExactly: 0, shortRounded: 0 } });
    });

    it('is answered as of its deadline ever after', async () => {
      const [on, later] = [await measure('payroll-2025', '2025-12-31'), await measure('payroll-2025', '2030-12-31')];
      expect(later.cut).toEqual(on.cut);
      expect(later).toMatchObject({ state: 'closed', measuredOn: '2025-12-31' });
    });

    it('adds posts that left by scope back to what is counted', async () => {
      const { counted } = await cutOf('payroll-2025', '2025-12-31');
      expect(counted).toEqual({ total: 190, outsideBase: 8, scopeTransfersIn: 0, scopeTransfersOut: 3, counted: 185 });
      // The day before the transfer and the day of it: 20 posts less 3 leave the count where it was.
      expect(await cutOf('payroll-2025', '2025-02-28')).toMatchObject({ current: 200, currentWithOutsideBase: 208 });
      expect(await cutOf('payroll-2025', '2025-03-01')).toMatchObject({ current: 200, currentWithOutsideBase: 205 });
    });

    it('names every cause of the change, and the parts sum to it', async () => {
      const { posts } = await cutOf('payroll-2025', '2025-12-31');
      expect(posts).toMatchObject({ base: 206, current: 190, change: -16 });
      expect(posts?.parts).toEqual({ realCut: -6, paySource: -9, reorganisation: -5, scope: 5, adjustment: 0, unexplained: -1 });
      expect(posts?.unexplainedBy).toEqual([{ unit: 'H49.02.03', year: 2022, quantity: -1 }]);
      const { posts: first } = await cutOf('payroll-2025', '2022-12-31');
      expect(first).toMatchObject({
        change: 2,
        parts: { realCut: -5, paySource: 0, reorganisation: 0, scope: 8, adjustment: 0, unexplained: -1 },
      });
    });

    it('has a straight way to go, and what was, where a year is recorded', async () => {
      const { glidePath } = await cutOf('payroll-2025', '2025-12-31');
      expect(glidePath).toEqual([
        { year: 2021, target: 206, actual: 206 },
        { year: 2022, target: 201, actual: 200 },
        { year: 2023, target: 196, actual: null },
        { year: 2024, target: 190, actual: null },
        { year: 2025, target: 185, actual: 185 },
      ]);
    });

    it('in a year without records is answered as of the last record', async () => {
      for (const asOf of ['2023-06-30', '2024-12-31'])
        expect(await measure('payroll-2025', asOf)).toMatchObject({ measuredOn: '2022-12-31', state: 'open', cut: { current: 200 } });
    });

    it('rests on records and law that it names', async () => {
      const { records, basis, quotation } = await measure('payroll-2025', '2025-12-31');
      expect(records).toEqual(['baselines/2021-1', 'posts/2021', 'posts/2022', 'posts/2025', expect.stringMatching(/^units@\d+$/)]);
      expect(basis.map(({ rule }) => rule)).toEqual(['payroll-2025', 'cut-at-least', 'cut-rounding']);
      expect(quotation).toContain('10% biên chế sự nghiệp');
    });
  });

  describe('the targets of 2022–2026', () => {
    it('payroll-2026 counts budget-paid posts wherever they are: exactly 10 % at the end of 2025', async () => {
      const cut = await cutOf('payroll-2026', '2025-12-31');
      expect(cut.base.value).toBe(210);
      expect(cut).toMatchObject({
        current: 189,
        required: { cut: 21, remaining: 189, exactly: 21 },
        verdict: { metExactly: true, change: { percent: '10.0000' } },
      });
      expect(await cutOf('payroll-2026', '2025-12-30')).toMatchObject({ current: 190, verdict: { metExactly: false, shortExactly: 1 } });
      expect(await cutOf('payroll-2026', '2026-04-30')).toMatchObject({ current: 189 });
      expect(await cutOf('payroll-2026', '2026-05-01')).toMatchObject({ current: 179 });
    });

    it('civil-servants-2026 takes those who came by scope off again', async () => {
      const cut = await cutOf('civil-servants-2026', '2025-12-31');
      expect(cut.counted).toEqual({ total: 98, outsideBase: 0, scopeTransfersIn: 2, scopeTransfersOut: 0, counted: 96 });
      expect(cut).toMatchObject({ required: { cut: 5, remaining: 95 }, verdict: { metExactly: false, shortExactly: 1 } });
      expect(cut.posts?.parts).toEqual({ realCut: -4, paySource: 0, reorganisation: 0, scope: 2, adjustment: 0, unexplained: 0 });
      const [before, on] = [await cutOf('civil-servants-2026', '2025-06-30'), await cutOf('civil-servants-2026', '2025-07-01')];
      expect([before.current, on.current]).toEqual([96, 96]);
      expect([before.currentWithOutsideBase, on.currentWithOutsideBase]).toEqual([96, 98]);
    });
  });

  describe('payroll-2030', () => {
    it('starts from the frozen 2025, the other reading beside', async () => {
      const cut = await cutOf('payroll-2030', '2026-05-01');
      expect(cut.base).toMatchObject({ year: 2025, value: 182, baseline: '2025-1' });
      // 18.2 posts: 18 by half-up, 19 exactly.
      expect(cut.required).toEqual({ cut: 18, remaining: 164, exactly: 19 });
      expect(cut).toMatchObject({
        current: 172,
        verdict: { shortRounded: 8, shortExactly: 9, change: { numerator: 10, denominator: 182 } },
      });
      expect(cut.readings).toMatchObject([{ id: 'target-2025', base: 185, required: { cut: 19, remaining: 166, exactly: 19 } }]);
    });

    it('asked for a day to come is answered as of today', async () => {
      for (const asOf of ['2027-01-01', '2028-06-30'])
        expect(await measure('payroll-2030', asOf)).toMatchObject({ state: 'open', measuredOn: '2026-11-23', cut: { current: 172 } });
    });
  });

  it('units-2025: ten schools to the day before the merger, nine on the day, which is enough', async () => {
    expect(await cutOf('units-2025', '2025-06-30')).toMatchObject({ base: { value: 10 }, current: 10, verdict: { shortExactly: 1 } });
    const cut = await cutOf('units-2025', '2025-07-01');
    expect(cut).toMatchObject({ current: 9, required: { cut: 1, remaining: 9 }, verdict: { metExactly: true } });
    expect(cut.units).toMatchObject({ base: 10, current: 9, change: -1, parts: { reorganisation: -1, realCut: 0, unexplained: 0 } });
    expect(cut.counted).toBeNull();
  });

  it('self-financing-2025: groups 1 and 2 over the schools of the day, with the denominators that move', async () => {
    const on = await measure('self-financing-2025', '2025-12-31');
    // S1 and S2 reach 100 %, S3 with 99 does not; nine schools live: a fifth of nine is two.
    expect(on.share).toMatchObject({
      share: { numerator: 2, denominator: 9 },
      required: 2,
      met: true,
      short: 0,
      notAssessed: 6,
      assessedIn: [2025],
    });
    expect(on.share?.onBaseDenominator).toMatchObject({ numerator: 2, denominator: 10 });
    expect(on.share?.atBase).toMatchObject({ numerator: 1, denominator: 10 });
    const before = await measure('self-financing-2025', '2024-12-31');
    expect(before.share).toMatchObject({ share: { numerator: 1, denominator: 10 }, required: 2, met: false, short: 1, assessedIn: [2021] });
    expect(before.measuredOn).toBe('2024-12-31');
  });

  it('targets of which nothing is on record say what is missing, in both languages', async () => {
    const { targets } = await measureProgress(province.as(), '2026-11-23');
    const missing = targets.filter(({ state }) => state === 'not-measured');
    expect(missing.map(({ id }) => id)).toEqual(['budget-2030', 'digital-training', 'data-training', 'positions-2025', 'districts-2025']);
    for (const { missing: why, cut, share, measuredOn } of missing) {
      expect([cut, share, measuredOn]).toEqual([null, null, null]);
      expect(why[0]?.vi).toMatch(/^Chưa có/);
      expect(why[0]?.en).toMatch(/^(There is no|No) /);
    }
    expect(targets).toHaveLength(11);
  });

  it('before the resolution and after it there is no law in force, on its first and last day there is', async () => {
    for (const asOf of ['2022-11-03', '2031-01-01'])
      await expect(measureProgress(province.as(), asOf)).rejects.toMatchObject({ code: 'no-law-in-force' });
    for (const asOf of ['2022-11-04', '2030-12-31']) expect((await measureProgress(province.as(), asOf)).targets).toHaveLength(11);
  });

  it('a target against 2025 is not measured by someone who asks about the time before', async () => {
    expect(await measure('payroll-2030', '2024-12-31')).toMatchObject({ state: 'not-measured', cut: null });
  });

  it('of every measured cut the parts sum to the change, on any day', async () => {
    for (const asOf of ['2022-11-04', '2022-12-31', '2025-01-01', '2025-07-01', '2025-12-31', '2026-05-01', '2030-12-31'])
      for (const { cut } of (await measureProgress(province.as(), asOf)).targets) {
        const change = cut?.posts ?? cut?.units;
        if (!change) continue;
        expect(Object.values(change.parts).reduce((sum, part) => sum + part, 0)).toBe(change.change);
        expect(change.lines.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(change.change);
      }
  });

  it('of an empty province nothing is measured, and each target says why', async () => {
    const { targets, treeVersion } = await measureProgress(province.as({ tenant: 'H50' }), '2026-11-23');
    expect(treeVersion).toBe(0);
    expect(targets).toHaveLength(11);
    for (const { state, missing } of targets) {
      expect(state).toBe('not-measured');
      expect(missing.length).toBeGreaterThan(0);
    }
  });

  it('is read by the council’s supervisors and auditors, not by officers of units', async () => {
    const as = (who: As) => measureProgress(province.as(who), '2026-11-23');
    await expect(as({ role: 'council-supervisor' })).resolves.toMatchObject({ asOf: '2026-11-23' });
    await expect(as({ role: 'auditor' })).resolves.toMatchObject({ asOf: '2026-11-23' });
    for (const role of ['hr-officer', 'finance-officer', 'training-coordinator', 'viewer'] as const)
      await expect(as({ role, units: ['H49'] })).rejects.toMatchObject({ code: 'forbidden' });
  });
});
