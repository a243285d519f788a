import { beforeAll, describe, expect, it } from 'vitest';
import { readAggregates } from '../../shared/services/aggregates/read-aggregates.ts';
import { headcountRegister } from '../../shared/services/headcount/headcount-register.ts';
import { addPostEntries } from '../../shared/services/posts/add-post-entries.ts';
import { putOne } from '../../shared/services/unit-register.ts';
import type { Category } from '../../shared/domain/vocabulary.ts';
import { entry } from '../support/measured-province.ts';
import { parseLogEntry } from '../../shared/store/log.ts';
import { determined } from '../domain/aggregates/attack.ts';
import { type As, HR, freshProvince } from '../support/province.ts';
import { OFFICE, S0, S1, S2, person, service, trainingProvince } from '../support/training.ts';

/** Who is at which unit at the end of 2025: category, women, men, born in. */
const PEOPLE = [
  [S0, 'employee-budget', 12, 3, 1990],
  [S1, 'employee-budget', 9, 8, 1970],
  [S2, 'employee-budget', 6, 6, 1980],
  [OFFICE, 'civil-servant', 7, 9, 1985],
  [OFFICE, 'cadre', 1, 2, 1966],
] as const satisfies [string, Category, number, number, number][];

describe('the aggregates of a year’s end', () => {
  let province: Awaited<ReturnType<typeof freshProvince>>;
  const read = (role: NonNullable<As['role']>, year = 2025, more: As = {}) => readAggregates(province.as({ role, ...more }), year);

  beforeAll(async () => {
    province = await freshProvince();
    const { as } = province;
    const ids = PEOPLE.map(([unit, category, women, men]) =>
      Array.from({ length: women + men }, (_, index) => ({
        id: `${category}-${unit}-${index}`.replaceAll('.', '-'),
        woman: index < women,
      })),
    );
    const staff = PEOPLE.flatMap(([unit, category, , , born], group) =>
      (ids[group] ?? []).map(({ id, woman }) => ({
        ...person(id, service('2024-01-01', unit, { category })),
        sex: woman ? ('female' as const) : ('male' as const),
        birth: `${born}-06`,
      })),
    );
    const { train } = await trainingProvince(as, staff);
    // Everybody at the first school but four of the others; of the civil servants seven.
    const teachers = ids.slice(0, 3).flat().slice(0, -4);
    await train({}, ...[...teachers, ...(ids[3] ?? []).slice(0, 7)].map(({ id }): [string, string] => [id, '2025-03-05']));
    for (const unit of [S0, S1, S2, OFFICE])
      for (const month of ['2025-06', ...(unit === S2 ? [] : ['2025-12'])]) {
        const categories = PEOPLE.flatMap(([at, category, women, men]) => {
          const closing = women + men + (month === '2025-06' && unit !== S2 ? 1 : 0);
          return at === unit ? [{ category, opening: closing, increases: {}, decreases: {}, closing }] : [];
        });
        await putOne(as(HR), headcountRegister, { unit, period: month, input: { categories }, expected: 'nothing' }, null);
      }
    const posts = (unit: string, quantity: number, more = {}) =>
      addPostEntries(as(), { unit, year: 2025, entries: [entry(quantity, '2025-01-01', more)], reason: null, expected: 'unstated' });
    for (const unit of [S0, S1]) await posts(unit, 20);
    await posts(OFFICE, 3, { category: 'cadre' });
    await posts('~RESERVE', 2);
    await posts(S2, 99, { issuer: 'central-organisation-commission' });
  });

  it('are, for those who may read the records, what the registers say', async () => {
    const { posts, units, people, ...rest } = await read('home-affairs');
    expect(rest).toMatchObject({ year: 2025, asOf: '2025-12-31', suppressed: false });
    expect(posts.total).toBe(45);
    expect(posts.byCategory.filter((row) => row.posts !== 0)).toEqual([
      { category: 'cadre', posts: 3 },
      { category: 'employee-budget', posts: 42 },
    ]);
    expect(posts.bySector).toEqual([
      { sector: 'administration', posts: 3 },
      { sector: 'education', posts: 40 },
      { sector: null, posts: 2 },
    ]);
    expect(units).toEqual({
      total: 8,
      byKindAndSector: [
        { kind: 'administrative', sector: 'administration', units: 5 },
        { kind: 'public-service', sector: 'education', units: 3 },
      ],
    });
    expect(people).toMatchObject({ total: 63, unitsWithReport: 4, unitsWithProfile: 4 });
    expect(people.bySector).toEqual([
      { sector: 'administration', people: 19 },
      { sector: 'education', people: 44 },
    ]);
    const [cadres, servants, employees] = people.byCategory;
    expect(cadres).toMatchObject({ people: 3, female: 1, male: 2, trainedDigital: 0, trainedData: 0 });
    expect(servants).toMatchObject({ people: 16, female: 7, male: 9, trainedDigital: 7 });
    expect(employees).toMatchObject({ people: 44, female: 27, male: 17, trainedDigital: 40 });
    expect(employees?.ages.filter((age) => age.people !== 0)).toEqual([
      { band: '31-35', people: 15 },
      { band: '41-45', people: 12 },
      { band: '51-55', people: 17 },
    ]);
  });

  it('hide from a viewer the few cadres, whoever would give them away, and everything said of them', async () => {
    const { posts, units, people, suppressed, basis } = await read('viewer');
    const whole = await read('auditor');
    expect([suppressed, posts, units, basis]).toEqual([true, whole.posts, whole.units, whole.basis]);
    expect(people.total).toBe(63);
    expect(people.bySector).toEqual(whole.people.bySector);
    expect(people.byCategory.map(({ category, people: count }) => [category, count])).toEqual([
      ['cadre', null],
      ['civil-servant', 16],
      ['employee-budget', null],
      ['employee-revenue', null],
      ['contract', null],
      ['non-specialised', null],
    ]);
    const [cadres, servants, employees] = people.byCategory;
    for (const hidden of [cadres, employees]) {
      const { category: _category, ages, ...counts } = hidden ?? { ages: [] };
      expect([...Object.values(counts), ...ages.map((age) => age.people)]).toEqual(Array.from({ length: 13 }, () => null));
    }
    expect(servants).toMatchObject({ female: 7, male: 9, trainedDigital: 7, trainedData: null });
  });

  it('are there from the first day after the year, and published on 1 April', async () => {
    for (const role of ['viewer', 'auditor'] as const)
      await expect(read(role, 2025, { today: '2025-12-31' })).rejects.toMatchObject({
        code: 'year-not-over',
        data: { from: '2026-01-01' },
      });
    await expect(read('auditor', 2025, { today: '2026-01-01' })).resolves.toMatchObject({ asOf: '2025-12-31', publishedOn: null });
    await expect(read('viewer', 2025, { today: '2026-03-31' })).rejects.toMatchObject({
      code: 'not-published-yet',
      data: { from: '2026-04-01' },
    });
    await expect(read('viewer', 2025, { today: '2026-04-01' })).resolves.toMatchObject({ asOf: '2025-12-31' });
    await expect(read('viewer', 2026)).rejects.toMatchObject({ code: 'year-not-over' });
  });

  it('of a year before the law of training leave it out, and of one without records show nothing', async () => {
    const { people, posts } = await read('auditor', 2021);
    expect(people.byCategory.every((row) => row.trainedDigital === null)).toBe(true);
    expect([posts.total, people.total]).toEqual([0, 0]);
    expect((await read('viewer', 2021)).people).toMatchObject({ total: null, unitsWithReport: 0 });
    expect((await read('viewer', 2021)).people.byCategory.every((row) => row.people === null)).toBe(true);
  });

  it('are of one’s own province, and for nobody else', async () => {
    expect(await read('viewer', 2025, { tenant: 'H50' })).toMatchObject({ units: { total: 0 }, people: { total: null } });
    for (const role of ['council-supervisor', 'finance-officer', 'training-coordinator', 'hr-officer'] as const)
      await expect(read(role, 2025, { units: ['H49'] })).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('are the same to a viewer before and after a correction, so that nobody is found by the difference', async () => {
    const [before, whole] = [await read('viewer'), await read('auditor')];
    const cadres = { category: 'civil-servant' as const, opening: 17, increases: {}, decreases: {}, closing: 17 };
    const input = { categories: [cadres, { ...cadres, category: 'cadre' as const, opening: 3, closing: 3 }] };
    await putOne(province.as(HR), headcountRegister, { unit: OFFICE, period: '2025-12', input, expected: 1 }, 'Sót một người');
    const [after, corrected] = [await read('viewer', 2025, { today: '2027-01-01' }), await read('auditor')];
    expect(after).toEqual(before);
    expect(after.publishedOn).not.toBeNull();
    // Without the edition the two answers would have told that one civil servant came in addition, at that office.
    expect((corrected.people.total ?? 0) - (whole.people.total ?? 0)).toBe(1);
    expect(determined(after)).toEqual([]);
  });

  it('are published by the service, once, in a chain of their own', async () => {
    const { as } = province;
    const year = 2025;
    const many = await Promise.all(['one', 'two', 'three'].map((id) => read('viewer', year, { id })));
    expect(new Set(many.map((answer) => JSON.stringify(answer))).size).toBe(1);
    const ctx = as({ role: 'auditor' });
    const entries = (await ctx.store.all(ctx.store.keys.log('~AGGREGATES'))).map(parseLogEntry);
    expect(entries.map(({ actor, role, verb }) => [actor, role, verb])).toEqual([['system', 'system', 'publish-aggregates']]);
  });
});
