import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ProjectionInput } from '../../../shared/domain/projection/input.ts';
import { project } from '../../../shared/domain/projection/project.ts';
import type { ProjectionResult } from '../../../shared/domain/projection/result.ts';
import type { ProvinceState } from '../../../shared/domain/projection/state.ts';
import { CATEGORIES } from '../../../shared/domain/vocabulary.ts';
import { monthIndex } from '../../../shared/time.ts';
import { request } from './province.ts';
import { randomDrivers, randomRun } from './random-province.ts';
import { retires } from './retires.ts';

const noPlans = randomRun.map(({ state, input }) => ({ state, input: { ...input, reorganisations: [], conversions: [] } }));
const noHiring = { ...request({ horizon: 2030 }) };
const sum = (list: readonly number[]) => list.reduce((one, other) => one + other, 0);

/** People of a category whose posts are free from a month up to `until`, read off the profiles. */
function leaversUpTo({ units }: ProvinceState, category: string, until: string): number {
  const cells = units.flatMap((one) => one.cells ?? []).filter((cell) => cell.category === category);
  return sum(cells.filter(({ sex, birthMonth }) => retires(sex, monthIndex(birthMonth)) <= monthIndex(until)).map(({ count }) => count));
}

/** The same province with at least as many posts as people everywhere: where there are more people, a leaver frees no post. */
const notOverstaffed = (state: ProvinceState): ProvinceState => ({
  ...state,
  units: state.units.map((one) => ({
    ...one,
    headcount: null,
    posts: CATEGORIES.map((category) => {
      const people = sum((one.cells ?? []).filter((cell) => cell.category === category).map(({ count }) => count));
      return { category, posts: Math.max(people, one.posts.find((cell) => cell.category === category)?.posts ?? 0), outsideBase: 0 };
    }),
  })),
});

describe('without hiring and plans', () => {
  test('present staff falls exactly by the retirements of the cohorts', () => {
    fc.assert(
      fc.property(noPlans, ({ state }) => {
        for (const point of project(state, noHiring, retires).series.slice(1))
          for (const { category, present } of point.categories) {
            const opening = project(state, request({ horizon: 2026 }), retires).series[0]?.categories.find(
              (one) => one.category === category,
            )?.present;
            expect(present).toBe((opening ?? 0) - leaversUpTo(state, category, point.date));
          }
      }),
      { numRuns: 50 },
    );
  });

  test('where nothing was vacant, posts fall by the retirements of the years before', () => {
    fc.assert(
      fc.property(noPlans, ({ state }) => {
        const full: ProvinceState = {
          ...state,
          units: state.units.map((one) => {
            const categories = [...new Set((one.cells ?? []).map(({ category }) => category))];
            const held = (category: string) =>
              sum((one.cells ?? []).filter((cell) => cell.category === category).map(({ count }) => count));
            return { ...one, headcount: null, posts: categories.map((category) => ({ category, posts: held(category), outsideBase: 0 })) };
          }),
          reserve: [],
        };
        const { series } = project(full, noHiring, retires);
        series.slice(1).forEach(({ date, categories }) => {
          const year = Number(date.slice(0, 4));
          for (const { category, posts } of categories) {
            const opening = series[0]?.categories.find((one) => one.category === category)?.posts ?? 0;
            const before = year === 2026 ? 0 : leaversUpTo(full, category, `${year - 1}-12`);
            expect(posts).toBe(opening - before);
          }
        });
      }),
      { numRuns: 50 },
    );
  });
});

describe('conservation', () => {
  test('posts and people of the province change only by flows that leave or enter it', () => {
    fc.assert(
      fc.property(randomDrivers, ({ state, input }) => {
        const { series } = project(state, input, retires);
        series.slice(1).forEach(({ categories }, n) => {
          const all = (of: 'posts' | 'present', at: number) => sum((series[at]?.categories ?? []).map((one) => one[of]));
          const flow = (name: keyof (typeof categories)[number]['flows']) => sum(categories.map(({ flows }) => flows[name] ?? 0));
          const cut = flow('given-up-vacant') + flow('given-up-unreplaced') + flow('posts-surrendered') + flow('posts-outside');
          expect(all('posts', n + 1)).toBe(all('posts', n) + flow('posts-added') - cut);
          const left = flow('retired') + flow('streamlined') + flow('resigned') + flow('people-outside');
          expect(all('present', n + 1)).toBe(all('present', n) - left + flow('recruited') + flow('recruited-planned'));
        });
      }),
      { numRuns: 100 },
    );
  });

  test('giving up leaves no unit with fewer posts than people', () => {
    fc.assert(
      fc.property(noPlans, ({ state, input }) => {
        const { rows } = project(state, input, retires);
        for (const { posts, present, flows } of rows)
          posts.forEach((assigned, at) => {
            const givenUp = at > 0 && ((flows['given-up-vacant']?.[at - 1] ?? 0) > 0 || (flows['given-up-unreplaced']?.[at - 1] ?? 0) > 0);
            if (givenUp) expect(assigned).toBeGreaterThanOrEqual(present[at] as number);
          });
      }),
      { numRuns: 100 },
    );
  });

  test('never recruits more than the rule allows by any date', () => {
    fc.assert(
      fc.property(randomRun, ({ state, input }) => {
        const { series } = project(state, input, retires);
        for (const { category, recruits, leavers } of input.drivers.replacement) {
          let gone = 0;
          let hired = 0;
          for (const { categories } of series) {
            const flows = categories.find((one) => one.category === category)?.flows;
            gone += flows?.retired ?? 0;
            hired += flows?.recruited ?? 0;
            expect(hired * leavers).toBeLessThanOrEqual(recruits * gone);
          }
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('replacement', () => {
  const ratio = (recruits: number, leavers: number): ProjectionInput['drivers']['replacement'] =>
    CATEGORIES.map((category) => ({ category, recruits, leavers }));
  const replacing = (input: ProjectionInput, recruits: number, leavers: number): ProjectionInput => ({
    ...input,
    drivers: { ...input.drivers, replacement: ratio(recruits, leavers) },
  });
  const whole = { numerator: 1, denominator: 1 };
  const none = { numerator: 0, denominator: 1 };

  test('one for one gives up nothing as unreplaced, whatever is planned and wherever recruits are placed', () => {
    fc.assert(
      fc.property(randomRun, fc.integer({ min: 1, max: 3 }), ({ state, input }, n) => {
        const { rows } = project(state, replacing(input, n, n), retires);
        for (const { flows } of rows) expect(flows).not.toHaveProperty('given-up-unreplaced');
      }),
      { numRuns: 100 },
    );
  });

  test('k for n gives up, by each 1 January, exactly the leavers less the recruits of all years before', () => {
    fc.assert(
      fc.property(noPlans, fc.nat(3), fc.nat(2), ({ state, input }, k, more) => {
        const surrender = { unreplaced: whole, vacant: none };
        const { series } = project(
          notOverstaffed(state),
          replacing({ ...input, drivers: { ...input.drivers, surrender } }, k, k + more + 1),
          retires,
        );
        for (const category of CATEGORIES) {
          let unreplaced = 0;
          let given = 0;
          for (const { categories } of series) {
            const flows = categories.find((one) => one.category === category)?.flows;
            given += flows?.['given-up-unreplaced'] ?? 0;
            expect(given).toBe(unreplaced);
            unreplaced += (flows?.retired ?? 0) - (flows?.recruited ?? 0);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  test('whatever is planned, no category gives up more than its leavers less its recruits by any earlier 31 December', () => {
    fc.assert(
      fc.property(randomRun, ({ state, input }) => {
        const { series } = project(state, input, retires);
        for (const category of CATEGORIES) {
          let [net, most, given] = [0, 0, 0];
          for (const { categories } of series) {
            const flows = categories.find((one) => one.category === category)?.flows;
            given += flows?.['given-up-unreplaced'] ?? 0;
            expect(given).toBeLessThanOrEqual(most);
            net += (flows?.retired ?? 0) - (flows?.recruited ?? 0);
            most = Math.max(most, net);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  test('a higher ratio never leaves fewer posts or fewer people', () => {
    fc.assert(
      fc.property(noPlans, fc.nat(6), fc.nat(6), ({ state, input }, one, other) => {
        const end = (k: number) =>
          project(state, replacing(input, k, 6), retires)
            .series.at(-1)
            ?.categories.map(({ posts, present }) => ({ posts, present })) ?? [];
        const more = end(Math.max(one, other));
        end(Math.min(one, other)).forEach(({ posts, present }, category) => {
          expect(more[category]?.posts).toBeGreaterThanOrEqual(posts);
          expect(more[category]?.present).toBeGreaterThanOrEqual(present);
        });
      }),
      { numRuns: 100 },
    );
  });
});

describe('what must not matter', () => {
  test('splitting a unit in two for eighteen months: no total changes meanwhile, and merging back restores every stock', () => {
    const share = (to: string, numerator: number) => ({ source: 'H49.10', to, share: { numerator, denominator: 7 } });
    const fact = { name: 'New', kind: 'public-service', level: 'province', sector: 'education' } as const;
    const plan = { creates: [], shares: [], postsSurrendered: [] };
    const split = {
      ...plan,
      effectiveFrom: '2026-02-01',
      sources: ['H49.10'],
      targets: ['H49.10', 'H49.A'],
      creates: [{ code: 'H49.A', ...fact }],
    };
    const merge = { ...plan, effectiveFrom: '2027-08-01', sources: ['H49.A'], targets: ['H49.10'] };
    fc.assert(
      fc.property(noPlans, fc.integer({ min: 1, max: 6 }), ({ state }, part) => {
        const parts: ProjectionInput['reorganisations'] = [{ ...split, shares: [share('H49.10', part), share('H49.A', 7 - part)] }, merge];
        const enough = notOverstaffed(state);
        const whole = project(enough, noHiring, retires);
        const inTwo = project(enough, { ...noHiring, reorganisations: parts }, retires);
        const stocksOf = ({ series }: ProjectionResult) =>
          series.map(({ categories }) => categories.map(({ posts, present }) => ({ posts, present })));
        expect(stocksOf(inTwo)).toEqual(stocksOf(whole));
        const closing = ({ rows }: ProjectionResult) =>
          rows
            .filter(({ unit }) => unit !== 'H49.A')
            .map(({ unit, category, posts, present }) => [unit, category, posts.at(-1), present.at(-1)]);
        expect(closing(inTwo)).toEqual(closing(whole));
      }),
      { numRuns: 100 },
    );
  });
});
