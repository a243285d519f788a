import { beforeAll, describe, expect, it } from 'vitest';
import { type PostEntryInput, RESERVE } from '../../shared/domain/posts.ts';
import type { Category } from '../../shared/domain/vocabulary.ts';
import { headcountRegister } from '../../shared/services/headcount/headcount-register.ts';
import type { Page } from '../../shared/services/page.ts';
import { addPostEntries } from '../../shared/services/posts/add-post-entries.ts';
import {
  listOverQuota,
  listStandings,
  listUnfunded,
  standingOfUnit,
  summariseStandings,
} from '../../shared/services/posts/read-standings.ts';
import { putOne } from '../../shared/services/unit-register.ts';
import { type As, DECISION, HR, freshProvince, settle } from '../support/province.ts';

const SCHOOL = 'H49.31.11';
const OTHER = 'H49.31.12';
const GRAMMAR = 'H49.02.01';
const OFFICE = 'H49.01';
const ALL = { limit: 200 };
const DATE = '2026-06-30';

describe('posts of both issuers, people and vacancies', () => {
  let province: Awaited<ReturnType<typeof freshProvince>>;
  const assign = (unit: string, quantities: Partial<Record<Category, number>>, more: Partial<PostEntryInput> = {}) => {
    const entries = Object.entries(quantities).map(
      ([category, quantity]): PostEntryInput => ({
        issuer: 'provincial-council',
        category: category as Category,
        quantity,
        reason: 'assign',
        effectiveFrom: '2026-01-01',
        decision: DECISION,
        outsideBase: false,
        ...more,
      }),
    );
    return addPostEntries(province.as(), { unit, year: 2026, entries, reason: null, expected: more.issuer ? 1 : 'nothing' });
  };
  const report = (unit: string, month: string, people: Partial<Record<Category, number>>) => {
    const categories = Object.entries(people).map(([category, closing]) => ({
      category: category as Category,
      opening: closing,
      increases: {},
      decreases: {},
      closing,
    }));
    return putOne(province.as(HR), headcountRegister, { unit, period: month, input: { categories }, expected: 'nothing' }, null);
  };
  const standings = async (filters: Parameters<typeof listStandings>[2] = {}, asOf = DATE, as: As = {}) =>
    (await listStandings(province.as(as), asOf, filters, ALL)).items;
  const names = (rows: readonly { unit: string; category: string }[]) => rows.map(({ unit, category }) => `${unit} ${category}`);

  beforeAll(async () => {
    province = await freshProvince();
    await settle(province.as());
    await assign(SCHOOL, { 'employee-budget': 30, 'employee-revenue': 2 });
    await assign(SCHOOL, { 'employee-budget': 33 }, { issuer: 'central-organisation-commission' });
    await assign(OTHER, { 'employee-budget': 20 });
    await assign(OFFICE, { 'civil-servant': 40 });
    await assign(RESERVE, { 'employee-budget': 5 });
    await report(SCHOOL, '2026-05', { 'employee-budget': 28 });
    await report(OTHER, '2026-03', { 'employee-budget': 23, contract: 4 });
    await report(GRAMMAR, '2026-06', { 'employee-budget': 6 });
  });

  it('come from the last report whose month had ended, and name it', async () => {
    const row = async (asOf: string) =>
      (await standingOfUnit(province.as(), SCHOOL, asOf)).find(({ category }) => category === 'employee-budget');
    expect(await row(DATE)).toMatchObject({
      provincialCouncil: 30,
      centralOrganisationCommission: 33,
      difference: -3,
      present: 28,
      vacancy: 2,
      report: { month: '2026-05', record: 'headcount/2026-05', version: 1 },
    });
    expect(await row('2026-05-30')).toMatchObject({ present: null, vacancy: null, missing: ['headcount'] });
    expect(await row('2026-05-31')).toMatchObject({ present: 28 });
  });

  it('of the whole province say what is missing, and hold the reserve', async () => {
    expect((await standings()).map(({ unit, category, vacancy, missing }) => [unit, category, vacancy, missing.join()])).toEqual([
      [OFFICE, 'civil-servant', null, 'headcount'],
      [GRAMMAR, 'employee-budget', null, 'posts'],
      [SCHOOL, 'employee-budget', 2, ''],
      [SCHOOL, 'employee-revenue', 2, ''],
      [OTHER, 'contract', null, ''],
      [OTHER, 'employee-budget', -3, ''],
      [RESERVE, 'employee-budget', null, ''],
    ]);
  });

  it.each([
    ['category', { category: 'employee-revenue' as const }, [`${SCHOOL} employee-revenue`]],
    ['kind', { kind: 'administrative' as const }, [`${OFFICE} civil-servant`]],
    ['level and category', { level: 'province' as const, category: 'employee-budget' as const }, [`${GRAMMAR} employee-budget`]],
    ['sector and place', { sector: 'education' as const, under: 'H49.02' }, [`${GRAMMAR} employee-budget`]],
  ])('are narrowed by %s', async (_name, filters, expected) => {
    expect(names(await standings(filters))).toEqual(expected);
  });

  it('page by page are the same rows', async () => {
    const rows: unknown[] = [];
    for (let cursor: string | undefined, more = true; more; ) {
      const page: Page<unknown> = await listStandings(province.as(), DATE, {}, { limit: 1, cursor });
      rows.push(...page.items);
      more = page.next !== null;
      cursor = page.next ?? undefined;
    }
    expect(rows).toEqual(await standings());
  });

  it('over quota are where more people are present than posts assigned', async () => {
    const { items } = await listOverQuota(province.as(), DATE, {}, ALL);
    expect(items).toMatchObject([{ unit: OTHER, category: 'employee-budget', provincialCouncil: 20, present: 23, vacancy: -3 }]);
    expect((await listOverQuota(province.as(), '2026-03-30', {}, ALL)).items).toEqual([]);
  });

  it('unfunded are people without a post', async () => {
    const { items } = await listUnfunded(province.as(), DATE, {}, ALL);
    expect(items).toMatchObject([{ unit: GRAMMAR, reason: 'people-without-posts', people: 6, posts: 0, report: { month: '2026-06' } }]);
  });

  it('come to sums per category in which nothing unknown counts as 0', async () => {
    const [office, , budget] = await summariseStandings(province.as(), DATE, {});
    expect(budget).toEqual({
      category: 'employee-budget',
      provincialCouncil: { units: 50, reserve: 5, total: 55 },
      centralOrganisationCommission: { units: 33, reserve: 0, total: 33 },
      difference: -3,
      compared: 1,
      present: 57,
      vacancy: -1,
      overQuota: { units: 1, people: 3 },
      unitsWithoutPosts: 1,
      unitsWithoutReport: 0,
      postsWithoutReport: 0,
    });
    expect(office).toMatchObject({ category: 'civil-servant', present: 0, vacancy: 0, unitsWithoutReport: 1, postsWithoutReport: 40 });
  });

  it('are shown to an HR officer for the own subtree, without the reserve; to nobody of another province', async () => {
    const own = { role: 'hr-officer', units: ['H49.31'] } as const;
    expect(new Set((await standings({}, DATE, own)).map(({ unit }) => unit))).toEqual(new Set([SCHOOL, OTHER]));
    expect(names((await listUnfunded(province.as(own), DATE, {}, ALL)).items)).toEqual([]);
    await expect(standingOfUnit(province.as(own), GRAMMAR, DATE)).rejects.toMatchObject({ code: 'not-found' });
    await expect(standings({}, DATE, { role: 'finance-officer' })).rejects.toMatchObject({ code: 'forbidden' });
    expect(await standings({}, DATE, { tenant: 'H50' })).toEqual([]);
  });
});
