import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { Refusal } from '../../../shared/errors.ts';
import { drawCounts, eachDraw, forecast } from '../../../shared/domain/monte-carlo/forecast.ts';
import { forecastInputSchema } from '../../../shared/domain/monte-carlo/input.ts';
import { poolsOf } from '../../../shared/domain/monte-carlo/pools.ts';
import { streamOf } from '../../../shared/domain/monte-carlo/random.ts';
import { Simulation } from '../../../shared/domain/monte-carlo/simulate.ts';
import type { ProjectionTarget } from '../../../shared/domain/projection/compare-with-targets.ts';
import { project } from '../../../shared/domain/projection/project.ts';
import type { ProvinceState, UnitState } from '../../../shared/domain/projection/state.ts';
import type { Category } from '../../../shared/domain/vocabulary.ts';
import { province, unit } from '../projection/province.ts';
import { retires } from '../projection/retires.ts';
import { personByPerson } from './person-by-person.ts';

type Asked = Partial<z.input<typeof forecastInputSchema>>;
const ask = (input: Asked) => forecastInputSchema.parse({ start: { baseline: 2025 }, horizon: 2028, method: 'monte-carlo', ...input });
const target = (categories: Category[] | null, more: Partial<ProjectionTarget> = {}): ProjectionTarget => ({
  id: 'target',
  kind: 'post-cut',
  amount: { numerator: 1, denominator: 10 },
  rounding: 'half-up',
  deadline: '2028-12-31',
  base: 100,
  scopeTransfers: 0,
  population: { categories, unitKinds: null, levels: null },
  ...more,
});
const BUDGET = 'employee-budget' as const;
const REVENUE = 'employee-revenue' as const;
const meanOf = (values: ArrayLike<number>) => Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
const spreadOf = (values: ArrayLike<number>) => Math.sqrt(meanOf(Array.from(values, (value) => (value - meanOf(values)) ** 2)));

const posts = (budget: number, revenue: number, outsideBase = 0): UnitState['posts'] => [
  { category: BUDGET, posts: budget, outsideBase },
  { category: REVENUE, posts: revenue, outsideBase: 0 },
];
const men = (category: Category, births: Record<string, number>) =>
  Object.entries(births).map(([birthMonth, count]) => ({ category, sex: 'male' as const, birthMonth, count }));
const unitOf = (code: string, held: UnitState['posts'], rest: Partial<UnitState>): UnitState => ({
  ...unit({ code }),
  ...rest,
  posts: held,
});
/** Vacancies, too many people, posts outside the base, and people of unknown age, in two categories. */
const mixed = (): ProvinceState =>
  province(
    [
      unitOf('H49.10', posts(9, 2, 1), { cells: men(BUDGET, { '1964-11': 1, '1965-06': 2, '1968-05': 2, '1985-01': 2 }) }),
      unitOf('H49.11', posts(6, 3), {
        cells: [...men(BUDGET, { '1966-03': 3, '1967-08': 3, '1990-02': 2 }), ...men(REVENUE, { '1966-01': 2 })],
      }),
      unitOf('H49.12', posts(8, 0), { cells: men(BUDGET, { '1963-01': 1, '1966-10': 2, '1969-07': 3, '1988-12': 1 }) }),
      unitOf('H49.13', posts(5, 2, 3), { cells: null, headcount: [{ category: BUDGET, present: 5 }] }),
      unitOf('H49.14', posts(7, 1), { cells: men(BUDGET, { '1965-12': 2, '1967-01': 2, '1979-04': 3 }) }),
    ],
    { reserve: [{ category: BUDGET, posts: 3, outsideBase: 1 }] },
  );
const hazards = [
  { category: BUDGET, belowAge: 45, annual: 0.12 },
  { category: BUDGET, fromAge: 45, annual: 0.06 },
  { category: REVENUE, annual: 0.3 },
];
const one = { numerator: 1, denominator: 1 };
const third = { numerator: 1, denominator: 3 };
const planned = { code: 'H49.15', name: 'New', kind: 'public-service', level: 'commune', sector: 'health' } as const;
const streamlining = [{ category: BUDGET, from: '2026-03', until: '2027-10', eligible: { least: 12, most: 48 }, annual: 0.3 }];
const lateRetirement = [
  { category: BUDGET, share: third, months: 7 },
  { category: BUDGET, share: third, months: 20 },
];
const CASES: Record<string, Asked> = {
  'hiring and what is vacant given up': {
    hazards,
    drivers: { replacement: [{ category: BUDGET, recruits: 2, leavers: 3 }], surrender: { unreplaced: one, vacant: third } },
  },
  'leaving under a policy and late retirement, where recruits have ages and most of a year': {
    hazards,
    drivers: {
      streamlining,
      lateRetirement,
      replacement: [
        {
          category: BUDGET,
          recruits: 1,
          leavers: 1,
          perYear: 3,
          entryAges: [
            { age: 25, weight: 1 },
            { age: 50, weight: 3 },
          ],
        },
        { category: REVENUE, recruits: 1, leavers: 2 },
      ],
    },
  },
  'planned recruits and added posts': {
    hazards,
    drivers: {
      replacement: [{ category: BUDGET, recruits: 1, leavers: 3 }],
      recruitment: [
        { category: BUDGET, month: '2026-05', people: 3, unit: 'H49.12' },
        { category: BUDGET, month: '2027-02', people: 4 },
      ],
      addedPosts: [
        { category: BUDGET, effectiveFrom: '2026-02-01', posts: 3, unit: 'H49.10' },
        { category: BUDGET, effectiveFrom: '2027-09-05', posts: 2, unit: 'H49.11', outsideBase: false },
        { category: BUDGET, effectiveFrom: '2028-01-01', posts: 2, outsideBase: false },
      ],
    },
  },
  'units that split, merge, leave and become self-financing, under every driver': {
    hazards,
    drivers: {
      streamlining,
      lateRetirement,
      replacement: [{ category: BUDGET, recruits: 1, leavers: 2 }],
      surrender: { unreplaced: one, vacant: third },
    },
    reorganisations: [
      {
        effectiveFrom: '2026-07-01',
        sources: ['H49.10'],
        targets: ['H49.10', 'H49.15'],
        creates: [planned],
        shares: [
          { source: 'H49.10', to: 'H49.10', share: third },
          { source: 'H49.10', to: 'H49.15', share: third },
          { source: 'H49.10', to: 'reserve', share: third },
        ],
      },
      {
        effectiveFrom: '2027-03-01',
        sources: ['H49.11', 'H49.12'],
        targets: ['H49.12'],
        shares: [
          { source: 'H49.11', to: 'H49.12', share: { numerator: 2, denominator: 3 } },
          { source: 'H49.11', to: 'outside', share: third },
          { source: 'H49.12', to: 'H49.12', share: one },
        ],
        postsSurrendered: [{ category: BUDGET, posts: 2 }],
      },
      { effectiveFrom: '2027-11-01', sources: ['H49.15'], targets: ['H49.14'] },
    ],
    conversions: [{ unit: 'H49.14', effectiveFrom: '2027-06-01', band: '2' }],
  },
};

describe('forecasts under all drivers', () => {
  const [FAST, SLOW] = [2000, 200];
  it.each(Object.entries(CASES))('agree with a telling person by person: %s', (_, input) => {
    const state = mixed();
    const counted = [[BUDGET], [BUDGET, REVENUE]];
    const model = ask({ ...input, draws: FAST, seed: 5 });
    const targets = counted.map((categories) => target(categories));
    const { years, values } = drawCounts({ pools: poolsOf(state, model, retires), model, settings: model, targets });
    const luck = streamOf(99, 0, 9);
    const told = Array.from({ length: SLOW }, () => personByPerson(state, model, counted, luck));
    counted.forEach((categories, n) => {
      years.forEach((year, at) => {
        const [drawn, theirs] = [values[n]?.[at] as Float64Array, told.map((all) => all[n]?.[at] as number)];
        const [spread, other] = [spreadOf(drawn), spreadOf(theirs)];
        const error = Math.sqrt(spread ** 2 / FAST + other ** 2 / SLOW);
        expect(Math.abs(meanOf(drawn) - meanOf(theirs)), `mean of ${categories.join()} ${year}`).toBeLessThanOrEqual(4 * error + 1e-9);
        // The error of a standard deviation is about σ / √(2n).
        const most = 5 * spread * Math.sqrt(1 / (2 * FAST) + 1 / (2 * SLOW)) + 0.02;
        expect(Math.abs(spread - other), `spread of ${categories.join()} ${year}`).toBeLessThanOrEqual(most);
      });
    });
  });

  it.each(Object.entries(CASES))('have the expectation of the projection: %s', (_, input) => {
    // Thirty times the people, so that rounding to whole posts and recruits is small beside them.
    const state = mixed();
    const large = {
      ...state,
      units: state.units.map(({ cells, headcount, ...rest }) => ({
        ...rest,
        posts: rest.posts.map((row) => ({ ...row, posts: row.posts * 30, outsideBase: row.outsideBase * 30 })),
        cells: cells?.map((row) => ({ ...row, count: row.count * 30 })) ?? null,
        headcount: headcount?.map((row) => ({ ...row, present: row.present * 30 })) ?? null,
      })),
    };
    const model = ask({ ...input, draws: 400, seed: 11 });
    const pools = poolsOf(large, model, retires);
    const present = Array.from({ length: 3 }, () => [] as number[]);
    eachDraw({ pools, model, settings: model }, (_draw, year, stocks) => {
      let people = 0;
      for (let pool = 0; pool < pools.posts.length; pool++) people += stocks.present(pool);
      present[year - 2026]?.push(people);
    });
    const result = project(large, model, retires);
    for (const [n, year] of [2026, 2027, 2028].entries()) {
      const point = result.series.find(({ date }) => date === `${year}-12-31`);
      const expected = (point?.categories ?? []).reduce((sum, row) => sum + row.present, 0) / result.scale;
      const drawn = present[n] as number[];
      expect(Math.abs(meanOf(drawn) - expected), `present ${year}`).toBeLessThanOrEqual((4 * spreadOf(drawn)) / 20 + 2);
    }
  });

  it('say nothing else for units in another order, and the same to the byte for the same seed', () => {
    const state = mixed();
    for (const input of Object.values(CASES)) {
      const model = ask({ ...input, draws: 150 });
      const said = (of: ProvinceState) =>
        JSON.stringify(forecast(of, model, model, [target([BUDGET]), target(null, { id: 'all' })], retires));
      const first = said(state);
      expect(said(state)).toBe(first);
      const turned = { ...state, units: state.units.toReversed().map((each) => ({ ...each, cells: each.cells?.toReversed() ?? null })) };
      expect(said(turned)).toBe(first);
    }
  });

  it('hire where most is vacant, however much that is, ties to the lower code: unit by unit as the projection does', () => {
    const vacant = (code: string, free: number) => unit({ code, posts: 10 + free, men: { '1965-06': 6, '1966-06': 3, '1990-01': 1 } });
    const state = province([vacant('H49.10', 62), vacant('H49.11', 66), vacant('H49.12', 70), vacant('H49.13', 63)]);
    const model = ask({ drivers: { replacement: [{ category: BUDGET, recruits: 1, leavers: 1 }] } });
    const pools = poolsOf(state, model, retires);
    const present: number[][] = [];
    new Simulation(pools, model).run('due', (_year, stocks) => present.push(state.units.map((_, pool) => stocks.present(pool))));
    const { rows } = project(state, model, retires);
    expect(present).toEqual([1, 2, 3].map((at) => rows.filter(({ category }) => category === BUDGET).map((row) => row.present[at])));
    expect(new Set(present.at(-1)).size).toBeGreaterThan(2);
  });

  it('refuse a plan that leaves people without a unit or asks for posts that nobody holds, in the words of the projection', () => {
    const plan = { effectiveFrom: '2026-07-01', sources: ['H49.12'] };
    const everything = { source: 'H49.12', share: one };
    for (const reorganisation of [
      { ...plan, shares: [{ ...everything, to: 'reserve' as const }] },
      { ...plan, targets: ['H49.14'], postsSurrendered: [{ category: BUDGET, posts: 9 }] },
    ]) {
      const model = ask({ reorganisations: [reorganisation] });
      const said = (tell: () => unknown) => {
        try {
          tell();
        } catch (error) {
          if (error instanceof Refusal) return { code: error.code, field: error.field, data: error.data };
          throw error;
        }
        return undefined;
      };
      const wanted = said(() => project(mixed(), model, retires));
      expect(wanted).toBeDefined();
      expect(said(() => forecast(mixed(), model, model, [target([BUDGET])], retires))).toEqual(wanted);
    }
  });

  describe('share luck between scenarios, draw by draw', () => {
    const state = mixed();
    const drawsOf = (drivers: Asked['drivers'], counted: Category[], rates = hazards) => {
      const model = ask({ hazards: rates, drivers, draws: 300 });
      const { values } = drawCounts({ pools: poolsOf(state, model, retires), model, settings: model, targets: [target(counted)] });
      return Array.from(values[0]?.at(-1) as Float64Array);
    };
    const replacement = [{ category: BUDGET, recruits: 1, leavers: 2 }];

    it('what drives one category never touches another', () => {
      const alone = drawsOf({}, [REVENUE]);
      expect(
        drawsOf({ replacement, streamlining, lateRetirement, recruitment: [{ category: BUDGET, month: '2026-05', people: 3 }] }, [REVENUE]),
      ).toEqual(alone);
      expect(
        drawsOf(
          {},
          [REVENUE],
          hazards.map((row) => (row.category === BUDGET ? { ...row, annual: row.annual / 2 } : row)),
        ),
      ).toEqual(alone);
    });

    it('who may leave under a policy besides leaves no later; who may stay on leaves no sooner; who is hired takes nobody’s luck', () => {
      const [plain, policy, late, hiring] = [{}, { streamlining }, { lateRetirement }, { replacement }].map((drivers) =>
        drawsOf(drivers, [BUDGET]),
      ) as [number[], number[], number[], number[]];
      expect(plain.every((value, draw) => (policy[draw] as number) <= value)).toBe(true);
      expect(plain.every((value, draw) => (late[draw] as number) >= value)).toBe(true);
      expect(plain.every((value, draw) => (hiring[draw] as number) >= value)).toBe(true);
      expect([meanOf(policy) < meanOf(plain), meanOf(late) > meanOf(plain), meanOf(hiring) > meanOf(plain)]).toEqual([true, true, true]);
    });
  });
});
