import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aggregate } from '../../../shared/domain/aggregates/aggregate.ts';
import type { Aggregates } from '../../../shared/domain/aggregates/aggregates.ts';
import { hiddenAmong } from '../../../shared/domain/aggregates/hide.ts';
import { suppress } from '../../../shared/domain/aggregates/suppress.ts';
import { CATEGORIES, type Category, SECTORS, type Sector } from '../../../shared/domain/vocabulary.ts';
import { determined } from './attack.ts';

type Person = { category: Category; unit: number; female: boolean; born: number; digital: boolean; data: boolean };

/** The aggregates of a province of these people: one unit a sector, all records telling the same. */
function of(people: readonly Person[], units: number): Aggregates {
  const sectors = SECTORS.slice(0, units);
  const at = (unit: number) => people.filter((person) => person.unit % units === unit);
  return aggregate({
    asOf: '2025-12-31',
    units: new Map(sectors.map((sector: Sector, unit) => [`U${unit}`, { kind: 'public-service', sector }])),
    posts: [],
    reports: sectors.map((_, unit) => ({
      unit: `U${unit}`,
      categories: CATEGORIES.map((category) => {
        const count = at(unit).filter((person) => person.category === category).length;
        return { category, opening: count, increases: {}, decreases: {}, closing: count };
      }),
    })),
    cohorts: new Map(
      sectors.map((_, unit) => [
        `U${unit}`,
        at(unit).map(({ category, female, born }) => ({
          category,
          sex: female ? ('female' as const) : ('male' as const),
          birthMonth: `${born}-01`,
          count: 1,
        })),
      ]),
    ),
    trained: {
      categories: CATEGORIES.slice(0, 4),
      basis: [],
      people: people.map(({ category, digital, data }, index) => ({
        staff: `${index}`,
        unit: 'U0',
        category,
        standing: 'in-service',
        digital,
        data,
        periods: 0,
      })),
    },
  });
}

const everyone: fc.Arbitrary<Aggregates> = fc
  .tuple(
    fc.integer({ min: 1, max: 4 }),
    fc.array(
      fc.tuple(
        fc.integer({ min: 1, max: 40 }),
        fc.record({
          category: fc.constantFrom(...CATEGORIES.slice(0, 4)),
          unit: fc.nat({ max: 3 }),
          female: fc.boolean(),
          born: fc.integer({ min: 1962, max: 2004 }),
          digital: fc.boolean(),
          data: fc.boolean(),
        }),
      ),
      { maxLength: 16 },
    ),
  )
  .map(([units, groups]) =>
    of(
      groups.flatMap(([count, person]) => Array.from({ length: count }, () => person)),
      units,
    ),
  );

/** Every count of people in an answer. */
const countsOf = ({ people }: Aggregates): (number | null)[] => [
  people.total,
  ...people.bySector.map((row) => row.people),
  ...people.byCategory.flatMap((row) => [
    row.people,
    row.female,
    row.male,
    row.trainedDigital,
    row.trainedData,
    ...row.ages.map((age) => age.people),
  ]),
];

describe('hiding small counts among those that add up to a known sum', () => {
  it.each<[number[], boolean[]]>([
    [
      [5, 6, 7],
      [false, false, false],
    ],
    [
      [4, 6, 7],
      [true, true, false],
    ],
    [
      [7, 6, 4],
      [false, true, true],
    ],
    [
      [4, 9, 3, 8],
      [true, false, true, false],
    ],
    [
      [4, 9, 4, 8],
      [true, false, true, true],
    ],
    [
      [0, 0, 10],
      [true, true, true],
    ],
    [
      [0, 1, 0, 10, 20],
      [true, true, true, true, false],
    ],
    [[3], [true]],
    [
      [40, 0],
      [true, true],
    ],
  ])('of %j hides %j', (counts, hidden) => {
    expect(hiddenAmong(counts)).toEqual(hidden);
  });

  it('leaves no hidden count determined, not even to somebody who knows the rule', () => {
    for (const [length, most] of [
      [2, 24],
      [3, 24],
      [4, 20],
      [5, 15],
    ] as const) {
      const views = new Map<string, Set<number>[]>();
      const look = (counts: number[], left: number): void => {
        if (counts.length < length) for (let next = 0; next <= left; next++) look([...counts, next], left - next);
        else if (left <= most - 5) {
          const hidden = hiddenAmong(counts);
          const view = `${most - left}: ${counts.map((count, index) => (hidden[index] ? '·' : count)).join(' ')}`;
          const seen = views.get(view) ?? counts.map(() => new Set<number>());
          views.set(view, seen);
          counts.forEach((count, index) => hidden[index] && seen[index]?.add(count));
        }
      };
      look([], most);
      expect([...views].filter(([, seen]) => seen.some(({ size }) => size === 1))).toEqual([]);
    }
  });
});

describe('the aggregates that a viewer gets', () => {
  it('show no count of people under 5', () => {
    fc.assert(
      fc.property(everyone, (aggregates) => {
        for (const count of countsOf(suppress(aggregates))) if (count !== null) expect(count).toBeGreaterThanOrEqual(5);
      }),
    );
  });

  it('show what they show as it is, and posts and units wholly', () => {
    fc.assert(
      fc.property(everyone, (aggregates) => {
        const seen = suppress(aggregates);
        const whole = countsOf(aggregates);
        expect(countsOf(seen).map((count, index) => count ?? whole[index])).toEqual(whole);
        expect([seen.posts, seen.units]).toEqual([aggregates.posts, aggregates.units]);
      }),
    );
  });

  it('cannot be undone by adding and subtracting: HiGHS finds room around every hidden count', () => {
    const provinces = fc.sample(everyone, { numRuns: 25, seed: 20251231 });
    expect(provinces.flatMap((aggregates) => determined(suppress(aggregates)))).toEqual([]);
    expect(provinces.some((aggregates) => countsOf(suppress(aggregates)).filter((count) => count !== null).length > 12)).toBe(true);
  });

  it('could be undone if only the small counts were hidden, which the same attack shows', () => {
    const small = (count: number | null) => (count !== null && count < 5 ? null : count);
    const naive = (aggregates: Aggregates): Aggregates => ({
      ...aggregates,
      people: {
        ...aggregates.people,
        total: small(aggregates.people.total),
        bySector: aggregates.people.bySector.map((row) => ({ ...row, people: small(row.people) })),
        byCategory: aggregates.people.byCategory.map((row) => ({
          ...row,
          people: small(row.people),
          female: small(row.female),
          male: small(row.male),
          ages: row.ages.map((age) => ({ ...age, people: small(age.people) })),
        })),
      },
    });
    const women = Array.from({ length: 30 }, (_, index) => ({
      category: 'cadre' as const,
      unit: 0,
      female: index > 2,
      born: 1980,
      digital: true,
      data: false,
    }));
    expect(determined(naive(of(women, 1)))).toEqual(expect.arrayContaining(['civil-servant', 'cadre_male', 'cadre_up-to-30']));
    expect(determined(suppress(of(women, 1)))).toEqual([]);
  });

  it('hide those who were not trained as well as those who were', () => {
    const people = (count: number, digital: boolean): Person[] =>
      Array.from({ length: count }, () => ({ category: 'cadre', unit: 0, female: true, born: 1980, digital, data: true }));
    const many: Person[] = CATEGORIES.slice(1).flatMap((category) => people(50, true).map((person) => ({ ...person, category })));
    const cadres = (all: readonly Person[]) => suppress(of([...all, ...many], 1)).people.byCategory[0];
    expect(cadres([...people(20, true), ...people(5, false)])).toMatchObject({ people: 25, trainedDigital: 20, trainedData: null });
    expect(cadres([...people(20, true), ...people(4, false)])).toMatchObject({ people: 24, trainedDigital: null });
    expect(cadres([...people(4, true), ...people(20, false)])).toMatchObject({ people: 24, trainedDigital: null });
  });
});
