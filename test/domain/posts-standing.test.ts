import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PostEntry, RESERVE } from '../../shared/domain/posts.ts';
import { type PostStanding, type Report, isOverQuota, standingsOf } from '../../shared/domain/posts-standing.ts';
import { summarise } from '../../shared/domain/posts-summary.ts';
import { unfundedOf } from '../../shared/domain/posts-unfunded.ts';
import { AUTONOMY_BANDS, CATEGORIES, ISSUERS, type Category } from '../../shared/domain/vocabulary.ts';
import { DECISION } from '../support/province.ts';

const DATE = '2026-06-30';
const holder = (unit: string, kind: 'public-service' | 'administrative' = 'public-service') => ({
  unit,
  facts: { code: unit, name: unit, kind, level: 'commune' as const, sector: 'education' as const },
});
const entry = (quantity: number, category: Category = 'employee-budget', more: Partial<PostEntry> = {}): PostEntry => ({
  issuer: 'provincial-council',
  category,
  quantity,
  reason: 'assign',
  effectiveFrom: '2026-01-01',
  decision: DECISION,
  outsideBase: false,
  ...more,
});
const COMMISSION = { issuer: 'central-organisation-commission' } as const;
const report = (unit: string, people: Partial<Record<Category, number>>): Report => ({
  unit,
  month: '2026-06',
  version: 3,
  categories: Object.entries(people).map(([category, closing]) => ({ category: category as Category, closing })),
});

describe('posts and people of a unit', () => {
  it('stand side by side for both issuers, with the difference', () => {
    const [row] = standingsOf(
      holder('H49.1'),
      [entry(30), entry(33, 'employee-budget', COMMISSION)],
      report('H49.1', { 'employee-budget': 28 }),
      DATE,
    );
    expect(row).toMatchObject({
      provincialCouncil: 30,
      centralOrganisationCommission: 33,
      difference: -3,
      present: 28,
      vacancy: 2,
      report: { month: '2026-06', record: 'headcount/2026-06', version: 3 },
      missing: [],
    });
  });

  it('say that a report or a post is missing instead of 0', () => {
    expect(standingsOf(holder('H49.1'), [entry(30)], undefined, DATE)).toMatchObject([
      {
        provincialCouncil: 30,
        centralOrganisationCommission: null,
        difference: null,
        present: null,
        vacancy: null,
        missing: ['headcount'],
        report: null,
      },
    ]);
    expect(standingsOf(holder('H49.1'), [], report('H49.1', { 'employee-budget': 4, contract: 2 }), DATE)).toMatchObject([
      { category: 'contract', provincialCouncil: null, present: 2, vacancy: null, missing: [] },
      { category: 'employee-budget', provincialCouncil: null, present: 4, vacancy: null, missing: ['posts'] },
    ]);
  });

  it('count a category that the report leaves out as nobody', () => {
    expect(standingsOf(holder('H49.1'), [entry(5, 'cadre')], report('H49.1', {}), DATE)).toMatchObject([{ present: 0, vacancy: 5 }]);
  });

  it('count an entry from its day on', () => {
    const late = entry(2, 'employee-budget', { reason: 'supplement', effectiveFrom: '2026-06-30' });
    const posts = (date: string) => standingsOf(holder('H49.1'), [entry(30), late], undefined, date)[0]?.provincialCouncil;
    expect([posts('2026-06-29'), posts('2026-06-30')]).toEqual([30, 32]);
  });

  it('of the reserve have nobody and no vacancy', () => {
    expect(standingsOf({ unit: RESERVE, facts: null }, [entry(7)], undefined, DATE)).toMatchObject([
      { unit: RESERVE, name: null, provincialCouncil: 7, present: null, vacancy: null, missing: [] },
    ]);
  });
});

describe('unfunded', () => {
  const unfunded = (
    posts: number | null,
    present: number | null,
    category: Category,
    band: Parameters<typeof unfundedOf>[1],
    kind?: 'administrative',
  ) => {
    const entries = posts === null ? [] : [entry(posts, category)];
    const [row] = standingsOf(
      holder('H49.1', kind),
      entries,
      present === null ? undefined : report('H49.1', { [category]: present }),
      DATE,
    );
    const found = row && unfundedOf(row, band);
    return found && [found.reason, found.people, found.posts];
  };

  it.each([
    ['people where no post is on record', null, 4, 'employee-budget', null, ['people-without-posts', 4, 0]],
    ['people of a group-4 unit without revenue posts', null, 2, 'employee-revenue', '4', ['people-without-posts', 2, 0]],
    ['revenue-paid people of a group-2 unit, which decides itself', null, 2, 'employee-revenue', '2', undefined],
    ['contract workers, who need no post', null, 9, 'contract', '4', undefined],
    ['people beyond the posts: that is over quota', 3, 5, 'employee-budget', '4', undefined],
    ['budget posts of a group-1 unit', 6, 6, 'employee-budget', '1', ['posts-without-budget', 0, 6]],
    ['budget posts of a unit that is not assessed', 6, null, 'employee-budget', null, undefined],
    ['revenue posts of a group-4 unit', 3, null, 'employee-revenue', '4', ['posts-without-revenue', 0, 3]],
    ['revenue posts of a group-3 unit', 3, null, 'employee-revenue', '3b', undefined],
  ] as const)('are %s', (_case, posts, present, category, band, expected) => {
    expect(unfunded(posts, present, category, band)).toEqual(expected);
  });

  it('are revenue posts of an agency, whatever its group', () => {
    expect(unfunded(3, 3, 'employee-revenue', null, 'administrative')).toEqual(['posts-without-revenue', 0, 3]);
  });
});

describe('the summary', () => {
  const arbitraryUnit = fc.record({
    entries: fc.array(
      fc.record({ quantity: fc.nat({ max: 50 }), category: fc.constantFrom(...CATEGORIES), issuer: fc.constantFrom(...ISSUERS) }),
      { maxLength: 5 },
    ),
    people: fc.option(fc.dictionary(fc.constantFrom(...CATEGORIES), fc.nat({ max: 60 }), { noNullPrototype: true })),
    band: fc.option(fc.constantFrom(...AUTONOMY_BANDS)),
  });
  const sum = (rows: readonly PostStanding[], of: (row: PostStanding) => number | null) =>
    rows.reduce((all, row) => all + (of(row) ?? 0), 0);

  it('adds up: posts of units = people + vacancies − people without posts + posts without a report', () => {
    fc.assert(
      fc.property(fc.array(arbitraryUnit, { maxLength: 6 }), arbitraryUnit, (units, reserve) => {
        const rows = [...units, reserve].flatMap(({ entries, people }, index) =>
          standingsOf(
            index === units.length ? { unit: RESERVE, facts: null } : holder(`H49.${index}`),
            entries.map(({ quantity, category, issuer }) => entry(quantity, category, { issuer })),
            people === null ? undefined : report(`H49.${index}`, people),
            DATE,
          ),
        );
        for (const line of summarise(rows)) {
          const mine = rows.filter(({ category }) => category === line.category);
          expect(line.provincialCouncil.units + line.provincialCouncil.reserve).toBe(line.provincialCouncil.total);
          expect(line.provincialCouncil.total).toBe(sum(mine, ({ provincialCouncil }) => provincialCouncil));
          const both = mine.filter((row) => row.provincialCouncil !== null && row.centralOrganisationCommission !== null);
          expect([line.difference, line.compared]).toEqual([
            sum(both, (row) => (row.provincialCouncil ?? 0) - (row.centralOrganisationCommission ?? 0)),
            both.length,
          ]);
          const unposted = sum(
            mine.filter(({ unit, provincialCouncil }) => unit !== RESERVE && provincialCouncil === null),
            ({ present }) => present,
          );
          expect(line.provincialCouncil.units).toBe(line.present + line.vacancy - unposted + line.postsWithoutReport);
          expect(line.overQuota.people).toBe(sum(mine.filter(isOverQuota), ({ vacancy }) => -(vacancy ?? 0)));
        }
        expect(summarise(rows).flatMap(({ category }) => category)).toEqual([...new Set(rows.map(({ category }) => category))].sort());
      }),
    );
  });
});
