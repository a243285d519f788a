import { beforeAll, describe, expect, it } from 'vitest';
import type { FrameworkInput } from '../../shared/domain/positions/position.ts';
import type { TargetProgress } from '../../shared/domain/progress.ts';
import type { Assignment, ServicePeriod } from '../../shared/domain/staff.ts';
import type { Category } from '../../shared/domain/vocabulary.ts';
import { getCompliance, listCompliance, summariseCompliance } from '../../shared/services/position-compliance/read-compliance.ts';
import { approveFramework } from '../../shared/services/position-frameworks/approve-framework.ts';
import { draftFramework } from '../../shared/services/position-frameworks/draft-framework.ts';
import { submitFramework } from '../../shared/services/position-frameworks/submit-framework.ts';
import { addPostEntries } from '../../shared/services/posts/add-post-entries.ts';
import { measureProgress } from '../../shared/services/progress/measure-progress.ts';
import { createStaff } from '../../shared/services/staff/create-staff.ts';
import { framework, frameworkOf2020, position } from '../support/positions.ts';
import { type As, DECISION, HR, freshProvince, settle } from '../support/province.ts';

const [DEPARTMENT, OTHER, COMMUNE, SCHOOL] = ['H49.01', 'H49.02', 'H49.31.01', 'H49.31.12'] as const;
const END = '2025-12-31';

describe('compliance with approved positions', () => {
  let province: Awaited<ReturnType<typeof freshProvince>>;
  const hires = async (unit: string, id: string, category: Category, grade: ServicePeriod['grade'], more: Partial<Assignment> = {}) => {
    const titleStandard = { state: 'yes', date: null, basis: null } as const;
    const main: Assignment = { kind: 'main', unit, position: 'CV-TH', titleStandard, ...more };
    const period = {
      from: '2024-01-01',
      state: 'in-service',
      event: 'recruited-by-exam',
      category,
      grade,
      assignments: [main],
      absence: null,
    } as const;
    await createStaff(province.as(HR), { id, sex: 'female', birth: '1985-05', periods: [{ ...period, assignments: [main] }] }, null);
  };
  const positions2025 = async (as: As = {}): Promise<TargetProgress> => {
    const { targets } = await measureProgress(province.as(as), '2026-11-23');
    return targets.find(({ id }) => id === 'positions-2025')!;
  };

  beforeAll(async () => {
    province = await freshProvince();
    await settle(province.as());
    for (const unit of [DEPARTMENT, OTHER, COMMUNE]) {
      const entry = {
        issuer: 'provincial-council',
        category: 'civil-servant',
        reason: 'assign',
        decision: DECISION,
        outsideBase: false,
      } as const;
      const entries = [{ ...entry, quantity: 9, effectiveFrom: '2025-01-01' }];
      await addPostEntries(province.as(), { unit, year: 2025, entries, reason: null, expected: 'unstated' });
    }
  });

  it('of a target cannot be told without frameworks, nor without people', async () => {
    expect(await positions2025()).toMatchObject({
      state: 'not-measured',
      compliance: null,
      missing: [{ en: 'No framework of job positions has been approved.' }],
    });
    const official = position({ code: 'CV-TH', name: 'Chuyên viên về tổng hợp', group: 'shared-professional', grades: [2, 3], posts: 9 });
    const agency = framework([official], { regime: 'decree-62-2020', effectiveFrom: '2025-12-30' });
    const inputs: [string, FrameworkInput][] = [
      [DEPARTMENT, agency],
      [COMMUNE, { ...agency, positions: [{ ...official, competencies: { general: [], professional: [], management: [] } }] }],
      [SCHOOL, frameworkOf2020()],
    ];
    for (const [unit, input] of inputs) {
      await draftFramework(province.as(HR), { unit, input, reason: null });
      await submitFramework(province.as(HR), { unit, number: 1, expected: 1, reason: null });
      await approveFramework(province.as(), { unit, number: 1, expected: 2, decision: DECISION, overrides: [], reason: null });
    }
    expect(await positions2025()).toMatchObject({ state: 'not-measured', missing: [{ en: 'No staff are on record.' }] });
  });

  it('is the share of agencies in which everybody is placed, with those that are not, on the day of the deadline', async () => {
    await hires(DEPARTMENT, 'NV-001', 'civil-servant', { scale: 'ngach', value: 3 });
    await hires(DEPARTMENT, 'NV-002', 'civil-servant', { scale: 'ngach', value: 2 });
    await hires(DEPARTMENT, 'NV-003', 'contract', null, { position: null });
    await hires(COMMUNE, 'NV-004', 'civil-servant', { scale: 'ngach', value: 3 });
    await hires(COMMUNE, 'NV-005', 'cadre', { scale: 'ngach', value: 1 }, { titleStandard: null });
    await hires(SCHOOL, 'NV-006', 'employee-budget', { scale: 'hang', value: 3 }, { position: 'GV-THPT' });
    const { compliance, ...target } = await positions2025();
    expect(target).toMatchObject({ state: 'closed', measuredOn: END, missing: [{ en: expect.stringContaining('1 agencies have posts') }] });
    expect(compliance).toMatchObject({
      units: { numerator: 1, denominator: 3 },
      staff: { numerator: 3, denominator: 4, percent: '75.0000' },
      competencies: { numerator: 2, denominator: 4 },
      required: 3,
      met: false,
      short: 2,
      notRecorded: 1,
      shortfalls: { 'grade-not-permitted': 1, 'title-standard-unknown': 1 },
      publicService: { units: { numerator: 1, denominator: 1 }, staff: { numerator: 1, denominator: 1 } },
    });
    expect(compliance?.failing).toEqual([
      { unit: COMMUNE, name: 'UBND xã Quảng Tân', people: 2, placed: 1 },
      { unit: OTHER, name: 'Sở Giáo dục và Đào tạo', people: 0, placed: 0 },
    ]);
  });

  it('shows counts under five to nobody without a right to the records', async () => {
    const { compliance } = await positions2025({ role: 'council-supervisor' });
    expect(compliance?.shortfalls).toEqual({ 'grade-not-permitted': null, 'title-standard-unknown': null });
    // Four people of the agencies, of whom three are placed: neither the share nor its parts.
    expect(compliance).toMatchObject({ staff: null, competencies: null, publicService: { staff: null } });
    expect(compliance?.failing.map(({ people, placed }) => [people, placed])).toEqual([
      [null, null],
      [0, 0],
    ]);
  });

  it('of a unit names each person who is not placed and every reason', async () => {
    const commune = await getCompliance(province.as(), COMMUNE, END);
    expect(commune).toMatchObject({ people: 2, placed: 1, competent: 0, passes: false, frameworks: [1], caps: [] });
    expect(commune.failing).toEqual([
      { id: 'NV-005', category: 'cadre', position: 'CV-TH', reasons: ['grade-not-permitted', 'title-standard-unknown'] },
    ]);
    const dayBefore = await getCompliance(province.as(), DEPARTMENT, '2025-12-29');
    expect(dayBefore.failing.map(({ reasons }) => reasons)).toEqual([['no-approved-framework'], ['no-approved-framework']]);
    expect(await getCompliance(province.as(), DEPARTMENT, '2025-12-30')).toMatchObject({ passes: true, people: 2 });
  });

  it('is listed page by page, and summed for the province or a subtree', async () => {
    const whole = await listCompliance(province.as(), END, {}, { limit: 50 });
    expect(whole.items.filter(({ people }) => people > 0).map(({ unit, passes }) => [unit, passes])).toEqual([
      [DEPARTMENT, true],
      [COMMUNE, false],
      [SCHOOL, true],
    ]);
    const rows = [];
    for (let cursor: string | undefined, more = true; more; ) {
      const page = await listCompliance(province.as(), END, {}, { limit: 1, cursor });
      rows.push(...page.items);
      more = page.next !== null;
      cursor = page.next ?? undefined;
    }
    expect(rows).toEqual(whole.items);
    const [all, district] = [
      await summariseCompliance(province.as(), END, {}),
      await summariseCompliance(province.as(), END, { under: 'H49.31' }),
    ];
    expect(all).toMatchObject({
      agencies: { units: { numerator: 1, denominator: 3 } },
      publicService: { staff: { denominator: 1 } },
      unplaced: 0,
    });
    expect(district).toMatchObject({ agencies: { units: { numerator: 0, denominator: 1 }, staff: { numerator: 1, denominator: 2 } } });
  });

  it('is shown to those whose unit it is', async () => {
    const hr = { role: 'hr-officer', units: ['H49.31'] } as const;
    expect((await listCompliance(province.as(hr), END, {}, { limit: 50 })).items.map(({ unit }) => unit)).not.toContain(DEPARTMENT);
    await expect(getCompliance(province.as(hr), DEPARTMENT, END)).rejects.toMatchObject({ code: 'not-found' });
    expect(await getCompliance(province.as(hr), COMMUNE, END)).toMatchObject({ people: 2 });
    expect((await summariseCompliance(province.as(hr), END, {})).agencies.units).toMatchObject({ denominator: 1 });
    await expect(listCompliance(province.as(hr), END, { under: 'H49.01' }, { limit: 50 })).rejects.toMatchObject({ code: 'not-found' });
    await expect(getCompliance(province.as({ role: 'council-supervisor' }), COMMUNE, END)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(getCompliance(province.as({ tenant: 'H50' }), COMMUNE, END)).rejects.toMatchObject({ code: 'not-found' });
  });
});
