import { describe, expect, test } from 'vitest';
import { compareWithTargets, type ProjectionTarget } from '../../../shared/domain/projection/compare-with-targets.ts';
import { project } from '../../../shared/domain/projection/project.ts';
import { monthIndex, monthOf } from '../../../shared/time.ts';
import { flowIn, province, request, stock, unit } from './province.ts';
import { retires } from './retires.ts';

const BUDGET = 'employee-budget' as const;
const SECOND_HALF = 1 - 0.5 ** 12;
const young = '1990-01';
const years = (result: ReturnType<typeof project>, flow: Parameters<typeof flowIn>[2]) =>
  result.dates.slice(1).map((date) => flowIn(result, Number(date.slice(0, 4)), flow));
/** A man whose post the law frees from this month. */
const bornFor = (postFree: string) => {
  const found = Array.from({ length: 240 }, (_, n) => 1955 * 12 + n).find((birth) => retires('male', birth) === monthIndex(postFree));
  if (found === undefined) throw new Error(`nobody's post is free from ${postFree}`);
  return monthOf(found);
};
const run = (units: Parameters<typeof province>[0], input: Parameters<typeof request>[0]) =>
  project(province(units), request(input), retires);

describe('resignation', () => {
  test('half of a cohort every month, by the rule floor(q × N) of millionths', () => {
    const units = [unit({ code: 'H49.01', posts: 4, men: { [young]: 4 } })];
    const result = run(units, { hazards: [{ category: BUDGET, annual: SECOND_HALF }], horizon: 2026 });
    expect(result.scale).toBe(1_000_000);
    // 4,000,000 → 2,000,000 → … → 7,813 → 3,907 → 1,954 → 977: what leaves is rounded down.
    expect(stock(result, 'present', 'H49.01')).toEqual([4_000_000, 977]);
    expect(flowIn(result, 2026, 'resigned')).toBe(3_999_023);
  });

  test('the remainder goes from unit to unit in the order of codes, so that a cohort loses the same however it is spread', () => {
    const third = 1 - (2 / 3) ** 12;
    const spread = ['H49.03', 'H49.01', 'H49.02'].map((code) => unit({ code, posts: 1, men: { [young]: 1 } }));
    const start = { date: '2026-11-30' };
    const of = (units: typeof spread) =>
      project(province(units, start), request({ start, horizon: 2026, hazards: [{ category: BUDGET, annual: third }] }), retires);
    const [apart, together] = [of(spread), of([unit({ code: 'H49.01', posts: 3, men: { [young]: 3 } })])];
    // q = 333,333,333 parts of 10^9: of 1,000,000 leave 333,333; of 2,000,000 666,666; of 3,000,000 999,999.
    expect(['H49.01', 'H49.02', 'H49.03'].map((code) => stock(apart, 'present', code)[1])).toEqual([666_667, 666_667, 666_667]);
    expect(flowIn(apart, 2026, 'resigned')).toBe(flowIn(together, 2026, 'resigned'));
  });

  test('the band is that of the age in the month: fifty from the month of the birthday', () => {
    const resigned = (date: string, fromAge: number) => {
      const state = province([unit({ code: 'H49.01', posts: 1, men: { '1976-06': 1 } })], { date });
      const hazards = [{ category: BUDGET, fromAge, belowAge: fromAge + 1, annual: 1 }];
      return flowIn(project(state, request({ start: { date }, horizon: 2026, hazards }), retires), 2026, 'resigned');
    };
    expect([resigned('2026-04-30', 49), resigned('2026-05-31', 49), resigned('2026-05-31', 50)]).toEqual([1_000_000, 0, 1_000_000]);
  });

  test('people of unknown age leave at the mean of those whose age is known', () => {
    const headcount = [{ category: BUDGET, present: 2 }];
    const units = [unit({ code: 'H49.01', posts: 2, men: { '2000-01': 1, [young]: 1 } }), unit({ code: 'H49.02', posts: 2, headcount })];
    const hazards = [{ category: BUDGET, fromAge: 0, belowAge: 30, annual: SECOND_HALF }];
    const start = { date: '2026-11-30' };
    const result = project(province(units, start), request({ start, horizon: 2026, hazards }), retires);
    // One of two known leaves at ½ in a month, so the unknown leave at ¼.
    expect(stock(result, 'present', 'H49.02')).toEqual([2_000_000, 1_500_000]);
  });

  test('recruits leave at the weighted mean of the ages at entry, else at the rate of the age for recruits', () => {
    const units = [unit({ code: 'H49.01', posts: 4 })];
    const hazards = [{ category: BUDGET, fromAge: 0, belowAge: 30, annual: SECOND_HALF }];
    const recruitment = [{ category: BUDGET, month: '2026-12', people: 4 }];
    const start = { date: '2026-11-30' };
    const left = (rule: object) => {
      const drivers = { recruitment, replacement: [{ category: BUDGET, recruits: 0, leavers: 1, ...rule }] };
      const result = project(province(units, start), request({ start, horizon: 2027, hazards, drivers }), retires);
      return (4_000_000 - flowIn(result, 2027, 'resigned')) / 1_000_000;
    };
    const entryAges = [
      { age: 25, weight: 1 },
      { age: 35, weight: 3 },
    ];
    // Recruited in December, twelve months of the next year: (1 − ½ · ¼)^12 and (½)^12.
    expect(left({ entryAges })).toBeCloseTo(4 * (7 / 8) ** 12, 4);
    expect(left({})).toBeCloseTo(4 * 0.5 ** 12, 4);
  });
});

describe('streamlining', () => {
  const offer = { category: BUDGET, from: '2026-01', until: '2026-01', annual: 1 };

  test('is offered to those whose statutory month lies from least to most months ahead, both inclusive, in its months only', () => {
    const ahead = (months: number) => bornFor(monthOf(monthIndex('2026-01') + months));
    const gone = (months: number, driver: object = {}) => {
      const units = [unit({ code: 'H49.01', posts: 1, men: { [ahead(months)]: 1 } })];
      return flowIn(run(units, { drivers: { streamlining: [{ ...offer, ...driver }] }, horizon: 2026 }), 2026, 'streamlined');
    };
    expect([23, 24, 60, 61].map((months) => gone(months))).toEqual([0, 1_000_000, 1_000_000, 0]);
    expect([61, 62].map((months) => gone(months, { until: '2026-02' }))).toEqual([1_000_000, 0]);
  });

  test('comes before resignation, after retirement, and never to people of unknown age', () => {
    const headcount = [{ category: BUDGET, present: 1 }];
    const units = [unit({ code: 'H49.01', posts: 4, men: { [bornFor('2028-06')]: 4 } }), unit({ code: 'H49.02', posts: 1, headcount })];
    const result = run(units, {
      drivers: { streamlining: [{ ...offer, annual: SECOND_HALF }] },
      hazards: [{ category: BUDGET, annual: 1 }],
      horizon: 2026,
    });
    expect([flowIn(result, 2026, 'streamlined'), flowIn(result, 2026, 'resigned')]).toEqual([2_000_000, 3_000_000]);
  });
});

describe('late retirement', () => {
  const stay = { category: BUDGET, share: { numerator: 1, denominator: 2 }, months: 12 };
  const men = { [bornFor('2026-05')]: 3 };

  test('half of the cohort goes on its day, the other half twelve months later, and is then replaced or not like everybody', () => {
    const result = run([unit({ code: 'H49.01', posts: 3, men })], { drivers: { lateRetirement: [stay] } });
    expect(stock(result, 'present', 'H49.01')).toEqual([3_000_000, 1_500_000, 0, 0]);
    expect(years(result, 'retired')).toEqual([1_500_000, 1_500_000, 0]);
    // Given up in whole posts: one of 1½ in 2027, two of what is then open in 2028.
    expect(years(result, 'given-up-unreplaced')).toEqual([0, 1_000_000, 2_000_000]);
  });

  test('shares of different length are of the whole cohort', () => {
    const lateRetirement = [{ ...stay, months: 24, share: { numerator: 1, denominator: 3 } }, stay];
    const result = run([unit({ code: 'H49.01', posts: 3, men })], { drivers: { lateRetirement } });
    expect(years(result, 'retired')).toEqual([500_000, 1_500_000, 1_000_000]);
  });

  test('people overdue at the start do not stay', () => {
    const result = run([unit({ code: 'H49.01', posts: 3, men: { '1962-01': 2 } })], { drivers: { lateRetirement: [stay] } });
    expect(years(result, 'retired')).toEqual([2_000_000, 0, 0]);
  });
});

describe('recruitment', () => {
  const oneForOne = { category: BUDGET, recruits: 1, leavers: 1 };
  const leaving = { [bornFor('2026-05')]: 3, [young]: 3 };

  test('the most in a calendar year holds the rest back for the next', () => {
    const units = [unit({ code: 'H49.01', posts: 6, men: leaving })];
    const replacement = [{ ...oneForOne, perYear: 1 }];
    const nothing = { unreplaced: { numerator: 0, denominator: 1 } };
    const kept = run(units, { drivers: { replacement, surrender: nothing } });
    expect(kept.scale).toBe(1);
    expect(years(kept, 'recruited')).toEqual([1, 1, 1]);
    // The posts of those who wait go on 1 January, and with them the vacancies.
    const given = run(units, { drivers: { replacement } });
    expect([years(given, 'recruited'), years(given, 'given-up-unreplaced')]).toEqual([
      [1, 0, 0],
      [0, 2, 0],
    ]);
  });

  test('fills vacant posts only and lists who found none', () => {
    const units = [unit({ code: 'H49.01', posts: 2 }), unit({ code: 'H49.02', posts: 3, men: { [young]: 2 } })];
    const recruitment = [
      { category: BUDGET, month: '2026-03', people: 3, unit: 'H49.01', id: 'named' },
      { category: BUDGET, month: '2026-04', people: 2 },
    ];
    const result = run(units, { drivers: { recruitment } });
    expect([stock(result, 'present', 'H49.01')[1], stock(result, 'present', 'H49.02')[1]]).toEqual([2, 3]);
    expect(years(result, 'recruited-planned')).toEqual([3, 0, 0]);
    expect(result.notPlaced).toEqual([
      { plan: 'named', month: '2026-03', category: BUDGET, unit: 'H49.01', asked: 3, people: 1 },
      { plan: 'recruitment-2', month: '2026-04', category: BUDGET, unit: null, asked: 2, people: 1 },
    ]);
  });

  test('does not count for the rule, but replaces a leaver when posts are given up', () => {
    const units = [unit({ code: 'H49.01', posts: 6, men: leaving })];
    const recruitment = [{ category: BUDGET, month: '2026-06', people: 1 }];
    const result = run(units, { drivers: { recruitment, replacement: [{ ...oneForOne, leavers: 3 }] } });
    expect([years(result, 'recruited'), years(result, 'recruited-planned')]).toEqual([
      [1, 0, 0],
      [1, 0, 0],
    ]);
    expect(years(result, 'given-up-unreplaced')).toEqual([0, 1, 0]);
  });
});

describe('added posts', () => {
  const units = [unit({ code: 'H49.01', posts: 8, men: { [young]: 8 } })];
  const target: ProjectionTarget = {
    id: 'payroll-2026',
    kind: 'post-cut',
    population: { categories: [BUDGET], unitKinds: ['public-service'], levels: null },
    base: 8,
    amount: { numerator: 1, denominator: 10 },
    rounding: 'half-up',
    deadline: '2026-12-31',
    scopeTransfers: 0,
  };
  const counted = (input: Parameters<typeof request>[0]) => compareWithTargets(run(units, input), [target])[0]?.projected;

  test('come on their day as a flow of their own, to a unit or to the reserve', () => {
    const addedPosts = [
      { category: BUDGET, effectiveFrom: '2026-09-01', posts: 2, unit: 'H49.01', id: 'teachers' },
      { category: BUDGET, effectiveFrom: '2027-01-01', posts: 1 },
    ];
    const result = run(units, { drivers: { addedPosts } });
    expect([stock(result, 'posts', 'H49.01'), stock(result, 'posts', '~RESERVE')]).toEqual([
      [8, 10, 10, 10],
      [0, 0, 1, 1],
    ]);
    expect(years(result, 'posts-added')).toEqual([2, 1, 0]);
    expect(result.plans[0]).toEqual({
      id: 'teachers',
      type: 'added-posts',
      effectiveFrom: '2026-09-01',
      moves: [{ from: 'added', to: 'H49.01', category: BUDGET, posts: 2, outsideBase: 2, people: 0 }],
    });
  });

  test('outside the base a target leaves them out, else it counts them', () => {
    const added = (outsideBase: boolean) => ({
      drivers: { addedPosts: [{ category: BUDGET, effectiveFrom: '2026-09-01', posts: 2, outsideBase }] },
    });
    expect(counted(added(true))).toMatchObject({ counted: 8, outsideBase: 2, withOutsideBase: { counted: 10 } });
    expect(counted(added(false))).toMatchObject({ counted: 10, outsideBase: 0 });
  });

  test('of a population that cuts through a post of an expectation the count is rounded up, with the unrounded value beside', () => {
    const hazards = [{ category: BUDGET, annual: 0.1 }];
    const two = [...units, unit({ code: 'H49.02', posts: 8, kind: 'administrative', men: { [young]: 8 } })];
    const late = { ...target, deadline: '2027-12-31', base: 8 };
    const [projected] = compareWithTargets(run(two, { hazards }), [late]).map((one) => one.projected);
    // 1.6 posts freed in 2026, one given up on 1 January, half of it in each unit.
    expect(projected).toMatchObject({ counted: 8, outsideBase: 0 });
    expect(Number(projected?.unrounded)).toBeCloseTo(7.5, 5);
  });
});
