import { beforeAll, describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { hashOf } from '../../shared/audit.ts';
import { reductionPlanInputSchema } from '../../shared/domain/plans/input.ts';
import type { PlanAllocation } from '../../shared/domain/plans/plan.ts';
import { RULES } from '../../shared/law/rules.ts';
import { ageProfileRegister } from '../../shared/services/age-profiles/age-profile-register.ts';
import { addPostEntries } from '../../shared/services/posts/add-post-entries.ts';
import { makeReductionPlan } from '../../shared/services/reduction-plans/make-plan.ts';
import {
  explainAllocation,
  getReductionPlan,
  listAllocations,
  listReductionPlans,
  verifyReductionPlan,
} from '../../shared/services/reduction-plans/read-plans.ts';
import { measureProgress } from '../../shared/services/progress/measure-progress.ts';
import { putOne } from '../../shared/services/unit-register.ts';
import { chainFaults, everyItem, historyFaults } from '../support/audit-trail.ts';
import { OFFICE, entry, school, settleMeasuredProvince } from '../support/measured-province.ts';
import { type As, freshProvince, HR } from '../support/province.ts';

type Asked = z.input<typeof reductionPlanInputSchema>;

describe('a reduction plan', () => {
  let province: Awaited<ReturnType<typeof freshProvince>>;
  const make = (asked: Partial<Asked> = {}, who: As = {}) => {
    const plan = { target: 'payroll-2030', start: { baseline: 2025 }, method: 'sainte-lague', ...asked };
    return makeReductionPlan(province.as(who), reductionPlanInputSchema.parse(plan));
  };
  const all = async (id: string, node?: string) => (await listAllocations(province.as(), id, node, { limit: 200 })).items;
  const cuts = (rows: readonly PlanAllocation[]) => Object.fromEntries(rows.map(({ unit, cut }) => [unit, cut]));

  beforeAll(async () => {
    province = await freshProvince();
    await settleMeasuredProvince(province);
    const cells = [
      { category: 'employee-budget' as const, sex: 'male' as const, birthMonth: '1964-10', count: 2 },
      { category: 'employee-budget' as const, sex: 'female' as const, birthMonth: '1985-01', count: 15 },
    ];
    const report = { unit: school(10), period: '2025-12', input: { cells }, expected: 'nothing' as const };
    await putOne(province.as(HR), ageProfileRegister, report, null);
  });

  it('asks for what progress says is short, and gives all of it out', async () => {
    const made = await make({ vacanciesFirst: false });
    const { targets } = await measureProgress(province.as(), '2026-11-23');
    const base = targets.find(({ id }) => id === 'payroll-2030')?.cut?.base.value;
    expect([made.required.base, base]).toEqual([182, 182]);
    // Nine schools hold 176 posts in the base, the reserve 6: 18 of 182, half up.
    expect(made.required).toMatchObject({ required: 18, made: 0, net: 18, units: 18, mayRemain: 164 });
    expect(made.required.years.map(({ year, cumulative }) => [year, cumulative])).toEqual([
      [2026, 4],
      [2027, 7],
      [2028, 11],
      [2029, 14],
      [2030, 18],
    ]);
    const rows = await all(made.id);
    // Posts of the base: 15, 20, 19, 17, 11, 35, 19, 20, 20; what is outside it is no part of the weight of the cut.
    expect(rows.map(({ posts }) => posts)).toEqual([15, 20, 19, 17, 11, 35, 19, 20, 20]);
    expect(rows.reduce((sum, { cut }) => sum + cut, 0)).toBe(18);
    expect(made.certificate).toMatchObject({ units: 9, nodes: 1, violations: 0 });
  });

  it('is net of what has been cut by its start', async () => {
    // S9 gave 10 back in 2026: 172 are counted, 8 are still to go, and S9 owes no more.
    const made = await make({ start: { date: '2026-06-30' }, vacanciesFirst: false });
    expect(made.required).toMatchObject({ counted: 172, made: 10, net: 8 });
    const row = (await all(made.id)).find(({ unit }) => unit === school(9));
    expect(row).toMatchObject({ cut: 0, posts: 10, reason: { credit: 10 } });
    const [dayBefore, day] = [await make({ start: { date: '2026-04-30' } }), await make({ start: { date: '2026-05-01' } })];
    expect([dayBefore.required.net, day.required.net]).toEqual([18, 8]);
  });

  it('takes vacant posts first where people are reported, and lists where none are', async () => {
    const made = await make();
    const rows = await all(made.id);
    // S10 reports 17 people on 20 posts; two of them retire in 2026. Nothing is known to be vacant elsewhere.
    expect(rows.find(({ unit }) => unit === school(10))).toMatchObject({ reason: { vacant: 3, fallingFree: 5, fromVacancies: 3 } });
    expect(made.withoutPeople).toEqual([1, 2, 3, 4, 5, 7, 8, 9].map(school));
    expect(made.certificate.phase).toBe('beyond-vacancies');
  });

  it('goes down a hierarchy whose sums hold', async () => {
    const made = await make({ target: 'payroll-2026', hierarchy: 'parent', start: { date: '2025-12-31' } });
    // 210 in the base, 189 may remain; 189 are counted: the target is reached.
    expect(made.required).toMatchObject({ base: 210, counted: 189, net: 0 });
    const more = await make({ hierarchy: 'parent' });
    expect(more.nodes.map(({ node, cut }) => [node, cut])).toEqual([['H49.02', 18]]);
    expect((await all(more.id, 'H49.02')).length).toBe(9);
    await expect(listAllocations(province.as(), more.id, 'H49.77', { limit: 1 })).rejects.toMatchObject({ code: 'unknown-plan-node' });
  });

  it('of several categories is split by each, and its certificate comes out again from what is stored', async () => {
    const made = await make({ target: 'civil-servants-2026', start: { date: '2025-12-31' } });
    // 100 in the base, 95 may remain; 98 are held, 2 of them by a change of scope: 1 is to go, a civil servant's.
    expect(made.required).toMatchObject({ base: 100, counted: 96, net: 1 });
    expect(made.categories).toEqual([
      {
        category: 'cadre',
        base: 10,
        counted: 10,
        cut: 0,
        fromReserve: 0,
        units: 0,
        years: [{ year: 2026, mayRemain: 10, cumulative: 0, units: 0 }],
      },
      {
        category: 'civil-servant',
        base: 90,
        counted: 86,
        cut: 1,
        fromReserve: 0,
        units: 1,
        years: [{ year: 2026, mayRemain: 85, cumulative: 1, units: 1 }],
      },
    ]);
    const [row] = await all(made.id);
    expect(row?.categories.map(({ category, posts, cut }) => [category, posts, cut])).toEqual([
      ['cadre', 10, 0],
      ['civil-servant', 88, 1],
    ]);
    const verified = await verifyReductionPlan(province.as({ role: 'auditor' }), made.id);
    expect(verified).toEqual({ holds: true, checks: made.certificate.checks, fault: null });
    await expect(verifyReductionPlan(province.as({ role: 'council-supervisor' }), made.id)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(verifyReductionPlan(province.as({ tenant: 'H50' }), made.id)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('explains one unit with its node and records', async () => {
    const made = await make({ method: 'largest-remainder', vacanciesFirst: false });
    const { allocation, node, required } = await explainAllocation(province.as(), made.id, school(7));
    // 18 × 35 / 176.
    expect(allocation).toMatchObject({ weight: 35, cut: 4, reason: { quota: '315/88', roundedUp: true } });
    expect(allocation.records).toEqual([{ record: `posts/2025/${school(7)}`, version: 2 }]);
    expect([node.weight, required.units]).toEqual([176, 18]);
    await expect(explainAllocation(province.as(), made.id, OFFICE)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is paged by unit, and listed newest first', async () => {
    const made = await make();
    const walked: PlanAllocation[] = [];
    for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
      const page = await listAllocations(province.as(), made.id, undefined, { limit: 1, cursor });
      walked.push(...page.items);
      cursor = page.next ?? undefined;
    }
    expect(walked).toEqual(await all(made.id));
    const ids = (await listReductionPlans(province.as(), { limit: 200 })).items.map(({ id }) => id);
    expect(ids).toEqual(ids.toSorted().toReversed());
  });

  it('is the same for the same request, and once for one key', async () => {
    const [one, other] = [await make(), await make()];
    expect({ ...other, id: one.id }).toEqual(one);
    const twice = [await make({}, { key: 'plan-once' }), await make({}, { key: 'plan-once' })];
    expect(twice[1]).toEqual(twice[0]);
  });

  it('is read again as it was, whatever changes afterwards; its receipt names law, engine, request and records', async () => {
    const made = await make({ start: { date: '2026-06-30' } });
    const rows = await all(made.id);
    expect(made.receipt).toMatchObject({ rulesHash: hashOf(RULES), inputHash: hashOf(made.input), asOf: '2026-06-30', seed: null });
    const entries = [entry(-2, '2026-06-01', { reason: 'recall' })];
    await addPostEntries(province.as(), { unit: school(8), year: 2026, entries, reason: null, expected: 1 });
    expect(await getReductionPlan(province.as(), made.id)).toEqual(made);
    expect(cuts(await all(made.id))).toEqual(cuts(rows));
    const again = await make({ start: { date: '2026-06-30' } });
    expect(again.receipt.recordsHash).not.toBe(made.receipt.recordsHash);
    expect(again.required.net).toBe(made.required.net - 2);
    expect((await make()).receipt.baseline).toBe('2025-1');
  });

  it('that cannot be made is refused and not stored', async () => {
    const before = await everyItem(province.documents, province.table);
    const refused = async (asked: Partial<Asked>, expected: object) => expect(make(asked)).rejects.toMatchObject(expected);
    await refused({ target: 'units-2025' }, { code: 'target-cuts-no-posts' });
    await refused({ target: 'payroll-2099' }, { code: 'not-found' });
    await refused({ target: 'payroll-2025' }, { code: 'deadline-not-ahead' });
    await refused({ start: { date: '2025-12-30' } }, { code: 'plan-start-before-base' });
    await refused({ start: { date: '2026-11-24' } }, { code: 'plan-start-ahead' });
    await refused({ start: { baseline: 2022 } }, { code: 'plan-start-before-base' });
    await refused({ exemptions: [{ unit: OFFICE }] }, { code: 'unit-not-in-plan', field: 'exemptions.0.unit' });
    await refused({ exemptions: [{ sector: 'education' }] }, { code: 'bounds-contradict-total', data: { total: 18, least: 0, most: 0 } });
    expect(await everyItem(province.documents, province.table)).toEqual(before);
  });

  it('is made by home affairs and read by auditors, in their own province', async () => {
    await expect(make({}, { role: 'auditor' })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(make({}, HR)).rejects.toMatchObject({ code: 'forbidden' });
    const made = await make();
    expect(await getReductionPlan(province.as({ role: 'auditor' }), made.id)).toEqual(made);
    await expect(getReductionPlan(province.as({ role: 'council-supervisor' }), made.id)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(getReductionPlan(province.as({ tenant: 'H50' }), made.id)).rejects.toMatchObject({ code: 'not-found' });
    expect((await listReductionPlans(province.as({ tenant: 'H50' }), { limit: 9 })).items).toEqual([]);
  });

  it('leaves the log whole', async () => {
    const items = await everyItem(province.documents, province.table);
    expect(chainFaults(items, 'H49')).toEqual([]);
    expect(historyFaults(items, 'H49')).toEqual([]);
  });
});
