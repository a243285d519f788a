import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { forecast } from '../../../shared/domain/monte-carlo/forecast.ts';
import { forecastModelSchema, forecastSettingsSchema } from '../../../shared/domain/monte-carlo/input.ts';
import { compareWithTargets, type ProjectionTarget } from '../../../shared/domain/projection/compare-with-targets.ts';
import { explain } from '../../../shared/domain/projection/explain.ts';
import { MEASURES } from '../../../shared/domain/projection/explanation.ts';
import { FLOW_SIGNS, FLOWS } from '../../../shared/domain/projection/flows.ts';
import type { ProjectionInput } from '../../../shared/domain/projection/input.ts';
import { project } from '../../../shared/domain/projection/project.ts';
import type { ProjectionResult, SeriesCategory } from '../../../shared/domain/projection/result.ts';
import { shownPlans, shownSeries, unrounded, wholeParts } from '../../../shared/domain/projection/shown.ts';
import { CATEGORIES } from '../../../shared/domain/vocabulary.ts';
import { province, request, stock, unit } from './province.ts';
import { randomDrivers } from './random-province.ts';
import { retires } from './retires.ts';

const BUDGET = 'employee-budget' as const;
const sum = (list: readonly number[]) => list.reduce((one, other) => one + other, 0);
const whole = { numerator: 1, denominator: 1 };
const none = { numerator: 0, denominator: 1 };

const TARGETED = ['employee-budget', 'civil-servant'] as const;
const payroll: Omit<ProjectionTarget, 'population'> = {
  id: 'payroll-2028',
  kind: 'post-cut',
  base: 100,
  amount: { numerator: 1, denominator: 10 },
  rounding: 'half-up',
  deadline: '2028-12-31',
  scopeTransfers: 0,
};

/** The same without what names units, and with posts for everybody: where there are more people, where they work decides what is freed. */
const alike = randomDrivers.map(({ state, input }) => {
  const units = state.units.map((one) => ({
    ...one,
    posts: CATEGORIES.map((category) => {
      const cells = (one.cells ?? []).filter((cell) => cell.category === category).map(({ count }) => count);
      const reported = one.headcount?.find((line) => line.category === category)?.present ?? 0;
      const held = one.posts.find((cell) => cell.category === category)?.posts ?? 0;
      return { category, posts: Math.max(held, sum(cells) + (cells.length === 0 ? reported : 0)), outsideBase: 0 };
    }),
  }));
  const drivers = { ...input.drivers, recruitment: [], addedPosts: [] };
  return { state: { ...state, units }, input: { ...input, drivers, reorganisations: [], conversions: [] } };
});

describe('nothing hired', () => {
  test('a constant hazard leaves N · (1 − q)^m, less at most a millionth a month for each cohort', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9000 }), fc.double({ min: 0.0001, max: 0.9, noNaN: true }), (people, annual) => {
        const state = province([unit({ code: 'H49.01', posts: people, men: { '1990-01': people } })]);
        const present = stock(project(state, request({ hazards: [{ category: BUDGET, annual }] }), retires), 'present', 'H49.01');
        const q = Math.round((1 - (1 - annual) ** (1 / 12)) * 1e9) / 1e9;
        present.forEach((left, year) => {
          const exact = people * 1e6 * (1 - q) ** (12 * year);
          expect(left - exact).toBeGreaterThan(-0.01);
          expect(left - exact).toBeLessThan(12 * year + 0.01);
        });
      }),
      { numRuns: 50 },
    );
  });

  test('the posts that a target counts lie at most one above the mean of the exact forecast: whole posts are given up', () => {
    fc.assert(
      fc.property(alike, fc.constantFrom(...TARGETED), ({ state, input }, category) => {
        const drivers = { ...input.drivers, replacement: [], surrender: { unreplaced: whole, vacant: none } };
        const model = forecastModelSchema.parse({ ...input, drivers });
        const target = { ...payroll, population: { categories: [category], unitKinds: null, levels: null } };
        const { method, targets } = forecast(state, model, forecastSettingsSchema.parse({}), [target], retires);
        const result = project(state, model, retires);
        expect(method).toBe('exact');
        targets[0]?.years.forEach(({ date, mean }) => {
          const [counted] = compareWithTargets(result, [{ ...target, deadline: date }]).map(({ projected }) => projected?.counted ?? 0);
          expect((counted ?? 0) - mean).toBeGreaterThan(-0.001);
          expect((counted ?? 0) - mean).toBeLessThan(1.001);
        });
      }),
      { numRuns: 40 },
    );
  });
});

describe('what must not matter', () => {
  test('drivers that expect nobody: the run is the one without them, in whole people', () => {
    fc.assert(
      fc.property(randomDrivers, ({ state, input }) => {
        const { hazards, drivers } = input;
        const idle: ProjectionInput = {
          ...input,
          hazards: hazards.map((row) => ({ ...row, annual: 0 })),
          drivers: {
            ...drivers,
            streamlining: drivers.streamlining.map((row) => ({ ...row, annual: 0 })),
            lateRetirement: drivers.lateRetirement.map((row) => ({ ...row, share: none })),
          },
        };
        const without = { ...input, hazards: [], drivers: { ...drivers, streamlining: [], lateRetirement: [] } };
        expect(project(state, idle, retires)).toEqual(project(state, without, retires));
        expect(project(state, idle, retires).scale).toBe(1);
      }),
      { numRuns: 30 },
    );
  });

  test('the order of units, of their rows, and of the rows of drivers', () => {
    fc.assert(
      fc.property(randomDrivers, ({ state, input }) => {
        const units = state.units.toReversed().map((one) => ({
          ...one,
          posts: one.posts.toReversed(),
          cells: one.cells?.toReversed() ?? null,
          headcount: one.headcount?.toReversed() ?? null,
        }));
        const { hazards, drivers } = input;
        const { streamlining, lateRetirement, replacement } = drivers;
        const reversed = {
          ...input,
          hazards: hazards.toReversed(),
          drivers: {
            ...drivers,
            streamlining: streamlining.toReversed(),
            lateRetirement: lateRetirement.toReversed(),
            replacement: replacement.toReversed(),
          },
        };
        expect(project({ ...state, units }, reversed, retires)).toEqual(project(state, input, retires));
      }),
      { numRuns: 100 },
    );
  });

  /** In two from February 2026, and one again in August 2027. */
  const inTwo = (input: ProjectionInput, part: number): ProjectionInput => {
    const share = (to: string, numerator: number) => ({ source: 'H49.10', to, share: { numerator, denominator: 7 } });
    const created = { code: 'H49.10A', name: 'New', kind: 'public-service', level: 'province', sector: 'education' } as const;
    const plan = { creates: [], shares: [], postsSurrendered: [] };
    const split = { ...plan, effectiveFrom: '2026-02-01', sources: ['H49.10'], targets: ['H49.10', 'H49.10A'], creates: [created] };
    const merge = { ...plan, effectiveFrom: '2027-08-01', sources: ['H49.10A'], targets: ['H49.10'] };
    return { ...input, reorganisations: [{ ...split, shares: [share('H49.10', part), share('H49.10A', 7 - part)] }, merge] };
  };
  const totals = ({ series }: ProjectionResult) =>
    series.map(({ categories }) =>
      categories.map(({ posts, present, flows }) => [posts, present, flows.resigned, flows.streamlined, flows.retired]),
    );

  test('splitting a unit in two changes no total of the province, to the millionth', () => {
    fc.assert(
      fc.property(alike, fc.integer({ min: 1, max: 6 }), ({ state, input }, part) => {
        const still = { ...input, drivers: { ...input.drivers, replacement: [] } };
        fc.pre(project(state, still, retires).scale > 1);
        expect(totals(project(state, inTwo(still, part), retires))).toEqual(totals(project(state, still, retires)));
      }),
      { numRuns: 100 },
    );
  });

  test('merging it back restores every cell, where no post went meanwhile', () => {
    fc.assert(
      fc.property(alike, fc.integer({ min: 1, max: 6 }), ({ state, input }, part) => {
        const still = { ...input, drivers: { ...input.drivers, replacement: [], surrender: { unreplaced: none, vacant: none } } };
        fc.pre(project(state, still, retires).scale > 1);
        const closing = ({ rows }: ProjectionResult) =>
          rows.filter((row) => row.unit !== 'H49.10A').map((row) => [row.unit, row.category, row.posts.at(-1), row.present.at(-1)]);
        expect(closing(project(state, inTwo(still, part), retires))).toEqual(closing(project(state, still, retires)));
      }),
      { numRuns: 100 },
    );
  });
});

describe('whole numbers of the province', () => {
  test('posts given up and recruits of the rule are whole per category; recruits never exceed the rule, nor the most of a year', () => {
    fc.assert(
      fc.property(randomDrivers, ({ state, input }) => {
        const { series, scale } = project(state, input, retires);
        for (const category of CATEGORIES) {
          const rule = input.drivers.replacement.find((one) => one.category === category);
          let [gone, hired] = [0, 0];
          for (const { categories } of series) {
            const flows = categories.find((one) => one.category === category)?.flows ?? {};
            for (const flow of ['given-up-vacant', 'given-up-unreplaced', 'recruited'] as const) expect((flows[flow] ?? 0) % scale).toBe(0);
            gone += (flows.retired ?? 0) + (flows.streamlined ?? 0) + (flows.resigned ?? 0);
            hired += flows.recruited ?? 0;
            if (rule?.from !== undefined) continue;
            expect(hired * (rule?.leavers ?? 1)).toBeLessThanOrEqual(gone * (rule?.recruits ?? 0));
            if (rule?.perYear !== undefined) expect(flows.recruited ?? 0).toBeLessThanOrEqual(rule.perYear * scale);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test('a full province that hires nobody gives up every whole post that its leavers of the years before freed', () => {
    fc.assert(
      fc.property(alike, ({ state, input }) => {
        const drivers = { ...input.drivers, replacement: [], surrender: { unreplaced: whole, vacant: none } };
        const { series, scale } = project(state, { ...input, drivers }, retires);
        for (const category of CATEGORIES) {
          let [gone, given] = [0, 0];
          for (const { categories } of series) {
            const flows = categories.find((one) => one.category === category)?.flows ?? {};
            given += flows['given-up-unreplaced'] ?? 0;
            expect(given).toBe(Math.floor(gone / scale) * scale);
            gone += (flows.retired ?? 0) + (flows.streamlined ?? 0) + (flows.resigned ?? 0);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('as shown', () => {
  const inExpectation = randomDrivers.filter(({ input }) => input.hazards.some(({ annual }) => annual > 0));
  const millionths = (text: string | undefined) => Math.round(Number(text) * 1e6);

  test('parts of a total are rounded down or up and sum to it, the largest remainders up', () => {
    expect(wholeParts(10, [3_300_000, -1_500_000, 8_400_000], 1e6)).toEqual([3, -1, 8]);
    expect(wholeParts(0, [500_000, -500_000], 1e6)).toEqual([1, -1]);
    expect([unrounded(-1_500_001, 1e6), unrounded(42, 1e6), unrounded(42, 1)]).toEqual(['-1.500001', '0.000042', undefined]);
  });

  const sums = (now: SeriesCategory, before: SeriesCategory | undefined) => {
    const change = (of: 'posts' | 'present') =>
      sum(FLOWS.filter((flow) => FLOW_SIGNS[flow].stock === of).map((flow) => FLOW_SIGNS[flow].sign * (now.flows[flow] ?? 0)));
    expect(now.posts).toBe(now.reserve + now.present + now.vacancies);
    if (before) expect([now.posts, now.present]).toEqual([before.posts + change('posts'), before.present + change('present')]);
  };

  test('the series is whole, sums, lies within one of what it rounds, and says what that is', () => {
    fc.assert(
      fc.property(inExpectation, ({ state, input }) => {
        const result = project(state, input, retires);
        const shown = shownSeries(result);
        shown.forEach(({ categories }, n) => {
          categories.forEach((now, at) => {
            sums(now, shown[n - 1]?.categories[at]);
            const exact = result.series[n]?.categories[at] as SeriesCategory;
            for (const of of ['posts', 'present', 'reserve', 'outsideBase', 'vacancies'] as const) {
              expect(Math.abs(now[of] * 1e6 - exact[of])).toBeLessThanOrEqual(1e6);
              expect(millionths(now.unrounded?.[of])).toBe(exact[of]);
            }
            for (const flow of FLOWS) {
              expect(Math.abs((now.flows[flow] ?? 0) * 1e6 - (exact.flows[flow] ?? 0))).toBeLessThan(1e6);
              if (exact.flows[flow] !== undefined) expect(millionths(now.unrounded?.flows[flow])).toBe(exact.flows[flow]);
            }
          });
        });
        for (const [n, { moves }] of shownPlans(result).entries())
          for (const category of CATEGORIES) {
            const of = (list: typeof moves) => sum(list.filter((move) => move.category === category).map(({ posts }) => posts));
            expect(Math.abs(of(moves) * 1e6 - of(result.plans[n]?.moves ?? []))).toBeLessThanOrEqual(5e5);
          }
      }),
      { numRuns: 50 },
    );
  });

  test('an explanation sums, agrees with the series, and lies within one of the exact value in every unit', () => {
    fc.assert(
      fc.property(inExpectation, fc.constantFrom(2025, 2026, 2027, 2028), ({ state, input }, year) => {
        const result = project(state, input, retires);
        const point = shownSeries(result).find(({ date }) => date === `${year}-12-31`);
        const value = (parts: readonly { sign: number; quantity: number }[]) => sum(parts.map(({ sign, quantity }) => sign * quantity));
        for (const measure of MEASURES)
          for (const category of [...CATEGORIES, undefined]) {
            const explanation = explain(result, { year, measure, category });
            expect(value(explanation.parts)).toBe(explanation.value);
            expect(sum(explanation.units.map((one) => one.value))).toBe(explanation.value);
            for (const one of explanation.units) expect(value(one.parts)).toBe(one.value);
            if (measure === 'units') continue;
            expect(sum(explanation.units.map((one) => millionths(one.unrounded)))).toBe(millionths(explanation.unrounded));
            for (const { parts } of [explanation, ...explanation.units])
              for (const { quantity, unrounded: exact } of parts) {
                expect(quantity).toBeGreaterThanOrEqual(0);
                expect(Math.abs(quantity * 1e6 - millionths(exact))).toBeLessThan(1e6);
              }
          }
        for (const { category, posts, present, vacancies, flows } of point?.categories ?? []) {
          const of = (measure: (typeof MEASURES)[number]) => explain(result, { year, measure, category }).value;
          expect([of('posts'), of('present'), of('vacancies')]).toEqual([posts, present, vacancies]);
          expect([of('retired'), of('streamlined'), of('resigned')]).toEqual([
            flows.retired ?? 0,
            flows.streamlined ?? 0,
            flows.resigned ?? 0,
          ]);
          expect(of('recruited')).toBe((flows.recruited ?? 0) + (flows['recruited-planned'] ?? 0));
          expect(of('posts-added')).toBe(flows['posts-added'] ?? 0);
        }
      }),
      { numRuns: 25 },
    );
  });
});
