import { beforeAll, describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { hashOf } from '../../shared/audit.ts';
import type { AgeCell } from '../../shared/domain/age-profile.ts';
import type { ExplainQuery } from '../../shared/domain/projection/explain.ts';
import { runRequestSchema } from '../../shared/domain/scenarios/run-request.ts';
import type { ProjectionRun } from '../../shared/domain/projection/run.ts';
import { RULES } from '../../shared/law/rules.ts';
import { ageProfileRegister } from '../../shared/services/age-profiles/age-profile-register.ts';
import { addPostEntries } from '../../shared/services/posts/add-post-entries.ts';
import { explainProjection, getProjection, listProjections } from '../../shared/services/projections/read-projections.ts';
import { runProjection } from '../../shared/services/projections/run-projection.ts';
import { putOne } from '../../shared/services/unit-register.ts';
import { chainFaults, everyItem, historyFaults } from '../support/audit-trail.ts';
import { OFFICE, entry, school, settleMeasuredProvince } from '../support/measured-province.ts';
import { type As, freshProvince, HR } from '../support/province.ts';

type Asked = z.input<typeof runRequestSchema>;
const cell = (birthMonth: string, count: number, sex: AgeCell['sex'] = 'female'): AgeCell => ({
  category: 'employee-budget',
  sex,
  birthMonth,
  count,
});

describe('a projection', () => {
  let province: Awaited<ReturnType<typeof freshProvince>>;
  const run = (asked: Partial<Asked> = {}, who: As = {}) =>
    runProjection(province.as(who), runRequestSchema.parse({ start: { baseline: 2025 }, horizon: 2030, ...asked }));
  const stock = (made: ProjectionRun, date: string, category = 'employee-budget') => {
    const found = made.series.find((point) => point.date === date)?.categories.find((one) => one.category === category);
    if (!found) throw new Error(`${date} ${category}`);
    return found;
  };
  const target = (made: ProjectionRun, id: string) => made.targets.find((one) => one.id === id);

  beforeAll(async () => {
    province = await freshProvince();
    await settleMeasuredProvince(province);
    const profile = (unit: string, cells: AgeCell[]) =>
      putOne(province.as(HR), ageProfileRegister, { unit, period: '2025-12', input: { cells }, expected: 'nothing' }, null);
    // S10: a man born 10/1964 whose post is free from 05/2026, a woman born 05/1969 from 06/2026, and 17 far from it.
    await profile(school(10), [cell('1964-10', 1, 'male'), cell('1969-05', 1), cell('1985-01', 17)]);
    await profile(school(9), [cell('1990-01', 20)]);
  });

  it('from a frozen baseline starts with its posts', async () => {
    const made = await run();
    expect(made.series.map(({ date }) => date)).toEqual([
      '2025-12-31',
      '2026-12-31',
      '2027-12-31',
      '2028-12-31',
      '2029-12-31',
      '2030-12-31',
    ]);
    // 184 at schools, 4 at the office, 6 in reserve.
    expect(stock(made, '2025-12-31')).toMatchObject({ posts: 194, reserve: 6, outsideBase: 8, present: 39 });
    expect(stock(made, '2025-12-31', 'civil-servant')).toMatchObject({ posts: 88 });
    expect(made.series[0]).toMatchObject({ units: { 'public-service': 9 }, selfFinancing: 2 });
    expect(made.receipt).toMatchObject({ baseline: '2025-1', asOf: '2025-12-31', seed: null });
  });

  it('retires each cohort on its statutory month, and gives up the freed posts on the next 1 January', async () => {
    const made = await run();
    expect(stock(made, '2026-12-31')).toMatchObject({ posts: 194, present: 37, flows: { retired: 2 } });
    expect(stock(made, '2027-12-31')).toMatchObject({ posts: 192, present: 37, flows: { 'given-up-unreplaced': 2 } });
    expect(stock(made, '2030-12-31')).toMatchObject({ posts: 192, present: 37 });
    expect(made.withoutAgeProfile.map(({ unit }) => unit)).toEqual([OFFICE, ...[1, 2, 3, 4, 5, 7, 8].map(school)]);
  });

  it('from a date starts with the registers of that day; who is overdue is listed and leaves in the first month', async () => {
    const same = await run({ start: { date: '2025-12-31' } });
    const frozen = await run();
    expect(same.series).toEqual(frozen.series);
    expect(same.receipt).toMatchObject({ baseline: null, asOf: '2025-12-31' });

    const later = await run({ start: { date: '2026-06-30' } });
    expect(stock(later, '2026-06-30')).toMatchObject({ posts: 184, present: 39 });
    expect(later.overdue.map(({ birthMonth, postFreeFrom, count }) => [birthMonth, postFreeFrom, count])).toEqual([
      ['1964-10', '2026-05', 1],
      ['1969-05', '2026-06', 1],
    ]);
    const dayBefore = await run({ start: { date: '2026-04-30' } });
    expect(dayBefore.overdue).toEqual([]);
    expect(stock(dayBefore, '2026-04-30').posts).toBe(194);
  });

  it('is compared with each target at its deadline, as progress counts it', async () => {
    const made = await run();
    expect(target(made, 'payroll-2025')).toMatchObject({
      status: 'projected',
      base: 206,
      projected: { counted: 185, outsideBase: 8, scopeTransfers: -3 },
    });
    expect(target(made, 'payroll-2026')).toMatchObject({ base: 210, projected: { counted: 189, reserve: 6, metExactly: true } });
    expect(target(made, 'civil-servants-2026')).toMatchObject({
      base: 100,
      projected: { counted: 96, scopeTransfers: 2, shortExactly: 1 },
    });
    // 182 less the two posts given up: 16 short of the 18, 17 of the exact 19.
    expect(target(made, 'payroll-2030')).toMatchObject({
      base: 182,
      projected: { counted: 180, outsideBase: 8, scopeTransfers: 0, shortRounded: 16, shortExactly: 17, withOutsideBase: { counted: 188 } },
    });
    expect(target(made, 'units-2025')).toMatchObject({ projected: { counted: 9, metExactly: true } });
    expect(target(made, 'self-financing-2025')).toMatchObject({ status: 'not-projected', projected: null });
    const short = await run({ horizon: 2026 });
    expect(target(short, 'payroll-2030')).toMatchObject({ status: 'beyond-horizon', projected: null });
    const late = await run({ start: { date: '2026-06-30' } });
    expect(target(late, 'payroll-2025')).toMatchObject({ status: 'before-start' });
    expect(target(late, 'payroll-2026')).toMatchObject({ projected: { counted: 179, scopeTransfers: -3 } });
  });

  it('recruits by rule, converts and merges by plan', async () => {
    const made = await run({
      drivers: { replacement: [{ category: 'employee-budget', recruits: 1, leavers: 2 }] },
      conversions: [{ id: 'S9 tự chủ', unit: school(9), effectiveFrom: '2026-07-01', band: '2' }],
      reorganisations: [{ id: 'S3 + S4', effectiveFrom: '2027-07-01', sources: [school(3)], targets: [school(4)] }],
    });
    // The baseline has S9 with 20 posts; its 10 given back in 2026 are not in it.
    expect(stock(made, '2026-12-31')).toMatchObject({ posts: 174, flows: { retired: 2, recruited: 1, 'posts-converted-out': 20 } });
    expect(stock(made, '2026-12-31', 'employee-revenue')).toMatchObject({ posts: 34 });
    // The recruit went to the school with most vacancies; of the two posts freed at S10 one counts as replaced, one is given up.
    expect(stock(made, '2027-12-31')).toMatchObject({ posts: 173, flows: { 'given-up-unreplaced': 1, 'posts-received': 19 } });
    expect(made.series.map(({ units, selfFinancing }) => [units['public-service'], selfFinancing]).slice(0, 3)).toEqual([
      [9, 2],
      [9, 3],
      [8, 3],
    ]);
    expect(made.plans.map(({ id }) => id)).toEqual(['S9 tự chủ', 'S3 + S4']);
  });

  it('explains a number down to units and records: the parts sum to the cell, the pages to the parts', async () => {
    const made = await run();
    const ask = (query: ExplainQuery, limit = 200, cursor?: string) => explainProjection(province.as(), made.id, query, { limit, cursor });
    const posts = await ask({ year: 2027, measure: 'posts', category: 'employee-budget' });
    expect(posts.value).toBe(stock(made, '2027-12-31').posts);
    expect(posts.parts).toEqual([
      { part: 'opening', sign: 1, quantity: 194 },
      { part: 'given-up-unreplaced', sign: -1, quantity: 2 },
    ]);
    expect(posts.units.items.reduce((sum, { value }) => sum + value, 0)).toBe(posts.value);
    const s10 = posts.units.items.find(({ unit }) => unit === school(10));
    expect(s10).toMatchObject({ value: 18, name: 'Trường THPT số 10' });
    expect(s10?.records).toEqual([
      { record: `posts/2025/${school(10)}`, version: 1 },
      { record: `age-profile/2025-12/${school(10)}`, version: 1 },
    ]);

    const walked: unknown[] = [];
    for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
      const page = await ask({ year: 2027, measure: 'posts', category: 'employee-budget' }, 1, cursor);
      walked.push(...page.units.items);
      cursor = page.units.next ?? undefined;
    }
    expect(walked).toEqual(posts.units.items);

    for (const measure of ['present', 'vacancies', 'retired', 'recruited', 'given-up', 'units', 'reorganised', 'converted'] as const) {
      const { value, parts, units } = await ask({ year: 2026, measure });
      expect(parts.reduce((sum, { sign, quantity }) => sum + sign * quantity, 0)).toBe(value);
      expect(units.items.reduce((sum, one) => sum + one.value, 0)).toBe(value);
    }
    expect((await ask({ year: 2026, measure: 'retired' })).units.items).toMatchObject([{ unit: school(10), value: 2 }]);
    await expect(ask({ year: 2031, measure: 'posts' })).rejects.toMatchObject({ code: 'year-outside-projection' });
    await expect(ask({ year: 2026, measure: 'posts', unit: 'H49.99' })).rejects.toMatchObject({ code: 'unknown-unit' });
  });

  it('asked twice gives the same numbers and the same receipt', async () => {
    const [one, other] = [await run(), await run()];
    expect(one.id).not.toBe(other.id);
    expect({ ...other, id: one.id }).toEqual(one);
  });

  it('repeated with its key is the run that was made, not another', async () => {
    const before = await listProjections(province.as(), { limit: 200 });
    const one = await run({}, { key: 'once' });
    expect(await run({}, { key: 'once' })).toEqual(one);
    expect((await listProjections(province.as(), { limit: 200 })).items).toHaveLength(before.items.length + 1);
  });

  it('is read again as it was, whatever changes afterwards; a new one shows it in its receipt', async () => {
    const made = await run({ title: 'Phương án 1', note: 'thử' });
    const explained = await explainProjection(province.as(), made.id, { year: 2030, measure: 'posts' }, { limit: 200 });
    const entries = [entry(3, '2025-06-01', { reason: 'supplement' })];
    await addPostEntries(province.as(), { unit: school(10), year: 2025, entries, reason: null, expected: 1 });
    expect(await getProjection(province.as(), made.id)).toEqual(made);
    expect(await explainProjection(province.as(), made.id, { year: 2030, measure: 'posts' }, { limit: 200 })).toEqual(explained);

    const again = await run({ title: 'Phương án 1', note: 'thử' });
    expect(again.receipt.recordsHash).not.toBe(made.receipt.recordsHash);
    expect({ ...again.receipt, recordsHash: made.receipt.recordsHash }).toEqual(made.receipt);
    // A frozen baseline gave the posts: they are what they were.
    expect(stock(again, '2025-12-31').posts).toBe(194);
    expect(stock(await run({ start: { date: '2025-12-31' } }), '2025-12-31').posts).toBe(197);
  });

  it('carries a receipt of law, engine, request and records, and its own hash in the list', async () => {
    const made = await run({ title: 'Phương án 2' });
    expect(made.receipt).toMatchObject({ rulesHash: hashOf(RULES), inputHash: hashOf(made.input) });
    expect(made.identity.violations).toBe(0);
    expect(made.identity.checks).toBeGreaterThan(0);
    const { items } = await listProjections(province.as(), { limit: 1 });
    expect(items).toMatchObject([{ id: made.id, title: 'Phương án 2', hash: hashOf(made), start: '2025-12-31', horizon: 2030 }]);
  });

  it('is listed newest first, in pages', async () => {
    const all = (await listProjections(province.as(), { limit: 200 })).items.map(({ id }) => id);
    expect(all).toEqual(all.toSorted().toReversed());
    const first = await listProjections(province.as(), { limit: 2 });
    const next = await listProjections(province.as(), { limit: 2, cursor: first.next ?? '' });
    expect([...first.items, ...next.items].map(({ id }) => id)).toEqual(all.slice(0, 4));
  });

  it('of several at once are all stored', async () => {
    const made = await Promise.all([1, 2, 3].map(() => run({ horizon: 2026 })));
    for (const one of made) expect(await getProjection(province.as(), one.id)).toEqual(one);
  });

  it('that contradicts itself or the registers is refused and not stored', async () => {
    const before = await everyItem(province.documents, province.table);
    await expect(run({ start: { baseline: 2022 } })).rejects.toMatchObject({ code: 'no-baseline', field: 'start.baseline' });
    await expect(run({ start: { date: '2023-06-30' } })).rejects.toMatchObject({ code: 'nothing-recorded', field: 'start' });
    await expect(run({ start: { date: '2026-12-31' }, horizon: 2026 })).rejects.toMatchObject({ code: 'horizon-before-start' });
    await expect(run({ conversions: [{ unit: OFFICE, effectiveFrom: '2026-07-01', band: '2' }] })).rejects.toMatchObject({
      code: 'conversion-needs-public-service',
    });
    await expect(run({ drivers: { replacement: [{ category: 'cadre', recruits: 3, leavers: 2 }] } })).rejects.toMatchObject({
      code: 'recruits-above-leavers',
    });
    expect(await everyItem(province.documents, province.table)).toEqual(before);
  });

  it('of an empty province is refused with what is missing', async () => {
    const empty: As = { tenant: 'H50' };
    await expect(run({}, empty)).rejects.toMatchObject({ code: 'no-baseline', data: { year: 2025 } });
    await expect(run({ start: { date: '2025-12-31' } }, empty)).rejects.toMatchObject({ code: 'nothing-recorded' });
    const [mine] = (await listProjections(province.as(), { limit: 1 })).items;
    await expect(getProjection(province.as(empty), mine?.id ?? '')).rejects.toMatchObject({ code: 'not-found' });
    expect((await listProjections(province.as(empty), { limit: 10 })).items).toEqual([]);
  });

  it('is run by home affairs and read by auditors', async () => {
    await expect(run({}, { role: 'auditor' })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(listProjections(province.as({ role: 'auditor' }), { limit: 1 })).resolves.toMatchObject({ next: expect.any(String) });
    await expect(listProjections(province.as({ role: 'hr-officer', units: ['H49'] }), { limit: 1 })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  it('leaves the log whole', async () => {
    const items = await everyItem(province.documents, province.table);
    expect(chainFaults(items, 'H49')).toEqual([]);
    expect(historyFaults(items, 'H49')).toEqual([]);
  });
});
