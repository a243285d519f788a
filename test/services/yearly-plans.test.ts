import { beforeAll, describe, expect, it } from 'vitest';
import type { PlanStep } from '../../shared/domain/posts-plan.ts';
import { headcountRegister } from '../../shared/services/headcount/headcount-register.ts';
import type { PlanPage } from '../../shared/services/yearly-plans/read-yearly-plans.ts';
import { getYearlyPlan, listYearlyPlans } from '../../shared/services/yearly-plans/read-yearly-plans.ts';
import { PLAN_STEP_REGISTERS, yearlyPlanRegister } from '../../shared/services/yearly-plans/yearly-plan-register.ts';
import { addPostEntries } from '../../shared/services/posts/add-post-entries.ts';
import { putMany, putOne } from '../../shared/services/unit-register.ts';
import { type As, DECISION, HR, freshProvince, settle } from '../support/province.ts';

const SCHOOL = 'H49.31.11';
const OTHER = 'H49.31.12';
const GRAMMAR = 'H49.02.01';
const ALL = { limit: 200 };

describe('the yearly posts plan', () => {
  let province: Awaited<ReturnType<typeof freshProvince>>;
  const draft = (unit: string, year: number, budget: number, expected: number | 'nothing' | 'unstated' = 'nothing', as: As = {}) =>
    putOne(
      province.as({ ...HR, ...as }),
      yearlyPlanRegister,
      { unit, period: year, input: { planned: { budget, revenue: 1 } }, expected },
      null,
    );
  const step = (which: PlanStep, unit: string, year: number, expected: number, as: As = {}, reason: string | null = null) =>
    putOne(province.as(as), PLAN_STEP_REGISTERS[which], { unit, period: year, input: {}, expected }, reason);
  const list = (year: number, filters: Parameters<typeof listYearlyPlans>[3] = {}, as: As = {}, asOf = '2026-11-23') =>
    listYearlyPlans(province.as(as), year, asOf, filters, ALL);

  beforeAll(async () => {
    province = await freshProvince();
    await settle(province.as());
    const entry = {
      issuer: 'provincial-council',
      reason: 'assign',
      effectiveFrom: '2026-01-01',
      decision: DECISION,
      outsideBase: false,
    } as const;
    for (const [unit, quantity] of [
      [SCHOOL, 30],
      [OTHER, 20],
    ] as const) {
      const entries = [
        { ...entry, category: 'employee-budget' as const, quantity },
        { ...entry, category: 'employee-revenue' as const, quantity: 3 },
        { ...entry, category: 'employee-budget' as const, quantity: 99, issuer: 'central-organisation-commission' as const },
      ];
      await addPostEntries(province.as(), { unit, year: 2026, entries, reason: null, expected: 'nothing' });
    }
    const row = (category: 'employee-budget' | 'employee-revenue' | 'contract', closing: number) => ({
      category,
      opening: closing,
      increases: {},
      decreases: {},
      closing,
    });
    const people = { categories: [row('employee-budget', 28), row('employee-revenue', 2), row('contract', 5)] };
    await putOne(province.as(HR), headcountRegister, { unit: SCHOOL, period: '2026-03', input: people, expected: 'nothing' }, null);
  });

  it('has a line per public service unit, what is not there as null, and sums of every column', async () => {
    await draft(SCHOOL, 2027, 29);
    await draft(GRAMMAR, 2027, 12);
    const { items, totals, deadline, asOf } = await list(2027);
    expect(items).toMatchObject([
      { no: 1, unit: GRAMMAR, assigned: null, present: null, planned: { budget: 12, revenue: 1 }, change: null, state: 'draft' },
      {
        no: 2,
        unit: SCHOOL,
        assigned: { budget: 30, revenue: 3 },
        present: 30,
        contracts: 5,
        report: { month: '2026-03' },
        planned: { budget: 29, revenue: 1 },
        change: { budget: -1, revenue: -2 },
      },
      {
        no: 3,
        unit: OTHER,
        assigned: { budget: 20, revenue: 3 },
        present: null,
        planned: null,
        change: null,
        state: 'missing',
        plan: null,
      },
    ]);
    expect(totals).toEqual({
      units: 3,
      assigned: { budget: 50, revenue: 6 },
      present: 30,
      contracts: 5,
      planned: { budget: 41, revenue: 2 },
      change: { budget: -1, revenue: -2 },
      withoutAssigned: 1,
      withoutReport: 2,
      withoutPlan: 1,
      late: 3,
    });
    expect([asOf, deadline]).toMatchObject([
      '2026-11-23',
      {
        lastDay: '2026-04-30',
        penalty: { en: expect.stringContaining('1 percentage point') },
        basis: { act: '106/2020/NĐ-CP', sourceStatus: 'recalled' },
      },
    ]);
  });

  it('is narrowed, numbered and paged without changing the sums', async () => {
    expect((await list(2027, { state: 'missing' })).items.map(({ no, unit }) => [no, unit])).toEqual([[1, OTHER]]);
    const under = await list(2027, { under: 'H49.31' });
    const pages: PlanPage[] = [];
    for (let cursor: string | undefined, more = true; more; ) {
      const page = await listYearlyPlans(province.as(), 2027, '2026-11-23', { under: 'H49.31' }, { limit: 1, cursor });
      pages.push(page);
      more = page.next !== null;
      cursor = page.next ?? undefined;
    }
    expect(pages.flatMap(({ items }) => items)).toEqual(under.items);
    for (const { totals } of pages) expect(totals).toEqual(under.totals);
  });

  it.each([
    ['2026-04-30', false],
    ['2026-05-01', true],
  ])('submitted first on %s is late: %s, however often it is returned', async (today, late) => {
    const unit = late ? OTHER : SCHOOL;
    const version = late ? (await draft(unit, 2027, 20)).version : 1;
    await step('submit', unit, 2027, version, { ...HR, today });
    await step('return', unit, 2027, version + 1, {}, 'chưa rõ căn cứ');
    expect(await draft(unit, 2027, 25, version + 2)).toMatchObject({
      state: 'draft',
      firstSubmittedOn: today,
      returnedFor: 'chưa rõ căn cứ',
    });
    expect(await step('submit', unit, 2027, version + 3, HR)).toMatchObject({
      state: 'submitted',
      submittedOn: '2026-11-23',
      returnedFor: null,
    });
    expect((await getYearlyPlan(province.as(), unit, 2027, '2026-11-23')).row).toMatchObject({ late, plan: { firstSubmittedOn: today } });
  });

  it('that nobody has submitted is late once the last day is over', async () => {
    const late = async (today: string) => (await getYearlyPlan(province.as({ today }), GRAMMAR, 2027, today)).row.late;
    expect([await late('2026-04-30'), await late('2026-05-01')]).toEqual([false, true]);
  });

  it('goes from draft to submitted to accepted and stays there', async () => {
    await draft(SCHOOL, 2025, 30);
    await expect(step('accept', SCHOOL, 2025, 1)).rejects.toMatchObject({ code: 'plan-not-in-state', data: { planState: 'draft' } });
    await step('submit', SCHOOL, 2025, 1, HR);
    await expect(draft(SCHOOL, 2025, 31, 2)).rejects.toMatchObject({ code: 'plan-not-in-state' });
    await expect(step('return', SCHOOL, 2025, 2)).rejects.toMatchObject({ code: 'plan-return-needs-reason', field: 'reason' });
    await expect(step('accept', SCHOOL, 2025, 1)).rejects.toMatchObject({ code: 'stale-version' });
    await expect(step('accept', SCHOOL, 2025, 2, { id: 'hr-officer-1' })).rejects.toMatchObject({ code: 'plan-reviewed-by-submitter' });
    expect(await step('accept', SCHOOL, 2025, 2)).toMatchObject({ state: 'accepted', decidedBy: 'home-affairs-1', version: 3 });
    for (const again of ['submit', 'return', 'accept'] as const)
      await expect(step(again, SCHOOL, 2025, 3, again === 'submit' ? HR : {}, 'x')).rejects.toMatchObject({ code: 'plan-not-in-state' });
  });

  it('is accepted or returned by nobody who drafted or changed it, though they have another role by then', async () => {
    await draft(SCHOOL, 2023, 30, 'nothing', { id: 'drafted' });
    await draft(SCHOOL, 2023, 31, 1, { id: 'changed' });
    await step('submit', SCHOOL, 2023, 2, { ...HR, id: 'submitted' });
    for (const id of ['drafted', 'changed', 'submitted'])
      for (const name of ['accept', 'return'] as const)
        await expect(step(name, SCHOOL, 2023, 3, { id }, 'x')).rejects.toMatchObject({ code: 'plan-reviewed-by-submitter' });
    expect(await step('accept', SCHOOL, 2023, 3)).toMatchObject({ state: 'accepted', enteredBy: ['drafted', 'changed'] });
  });

  it('is drafted by HR of the unit and reviewed by Home Affairs, nobody else', async () => {
    await expect(draft(SCHOOL, 2024, 1, 'nothing', { role: 'home-affairs', units: [] })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(draft(SCHOOL, 2024, 1, 'nothing', { units: ['H49.02'] })).rejects.toMatchObject({ code: 'not-found' });
    await expect(step('accept', SCHOOL, 2027, 5, HR)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(step('submit', SCHOOL, 2027, 5)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(list(2027, {}, { role: 'finance-officer' })).rejects.toMatchObject({ code: 'forbidden' });
    expect((await list(2027, {}, { role: 'hr-officer', units: ['H49.02'] })).items.map(({ unit }) => unit)).toEqual([GRAMMAR]);
    expect((await list(2027, {}, { tenant: 'H50' })).items).toEqual([]);
    await expect(getYearlyPlan(province.as({ tenant: 'H50' }), SCHOOL, 2027, '2026-11-23')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is made by public service units, against the version that is there, one year ahead', async () => {
    await expect(draft('H49.01', 2027, 1)).rejects.toMatchObject({ code: 'plan-for-public-service-units' });
    await expect(getYearlyPlan(province.as(), 'H49.01', 2027, '2026-11-23')).rejects.toMatchObject({
      code: 'plan-for-public-service-units',
    });
    await expect(draft(GRAMMAR, 2027, 1)).rejects.toMatchObject({ code: 'already-exists' });
    await expect(draft(GRAMMAR, 2027, 1, 'unstated')).rejects.toMatchObject({ code: 'precondition-required' });
    await expect(draft(GRAMMAR, 2028, 1)).rejects.toMatchObject({ code: 'year-too-far' });
    await expect(step('submit', GRAMMAR, 2026, 1, HR)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('of many units goes in one request; a repeat changes nothing', async () => {
    const rows = [SCHOOL, 'H49.01', OTHER].map((unit, budget) => ({ unit, version: null, input: { planned: { budget, revenue: 0 } } }));
    const send = () => putMany(province.as({ ...HR, key: 'plans' }), yearlyPlanRegister, { period: 2026, rows, reason: null }, false);
    const results = await send();
    expect(results.map(({ outcome, refusal }) => refusal?.code ?? outcome)).toEqual([
      'created',
      'plan-for-public-service-units',
      'created',
    ]);
    expect(await send()).toEqual(results);
  });
});
