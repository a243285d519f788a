import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  compareWithTargets,
  type ProjectionTarget,
  targetComparisonSchema,
} from '../../../shared/domain/projection/compare-with-targets.ts';
import { project } from '../../../shared/domain/projection/project.ts';
import { province, request, unit } from './province.ts';
import { randomRun } from './random-province.ts';
import { retires } from './retires.ts';

const payroll: ProjectionTarget = {
  id: 'payroll-2026',
  kind: 'post-cut',
  population: { categories: ['employee-budget'], unitKinds: ['public-service'], levels: null },
  base: 15,
  amount: { numerator: 1, denominator: 10 },
  rounding: 'half-up',
  deadline: '2026-12-31',
  scopeTransfers: 0,
};
const reserve = [{ category: 'employee-budget' as const, posts: 2, outsideBase: 0 }];
const state = province(
  [
    unit({ code: 'H49.01', posts: 8, outsideBase: 1, men: { '1965-05': 2, '1980-01': 6 } }),
    unit({ code: 'H49.02', posts: 5, level: 'commune', men: { '1980-01': 5 } }),
    unit({ code: 'H49.03', posts: 9, kind: 'administrative', men: { '1980-01': 9 } }),
  ],
  { reserve },
);
const compare = (target: Partial<ProjectionTarget>, input: Parameters<typeof request>[0] = {}) => {
  const [answer] = compareWithTargets(project(state, request(input), retires), [{ ...payroll, ...target }]);
  return targetComparisonSchema.parse(answer);
};

describe('a target at its deadline', () => {
  test('counts posts of its population and the reserve, without and with those outside the base', () => {
    const { status, projected } = compare({});
    expect(status).toBe('projected');
    // 8 + 5 + 2 reserve − 1 outside the base; two leave in December, their posts go on 1 January.
    expect(projected).toMatchObject({
      counted: 14,
      reserve: 2,
      outsideBase: 1,
      metExactly: false,
      metRounded: false,
      shortExactly: 1,
      shortRounded: 1,
    });
    expect(projected?.change).toEqual({ numerator: 1, denominator: 15, percent: '6.6667' });
    expect(projected?.withOutsideBase).toMatchObject({ counted: 15, shortExactly: 2 });
  });

  test('a year later has the posts that were given up the day after', () => {
    expect(compare({ deadline: '2027-12-31' }).projected).toMatchObject({ counted: 12, metExactly: true });
  });

  test('both verdicts are given: floor rounds the cut of 1½ to 1', () => {
    expect(compare({ rounding: 'floor' }).projected).toMatchObject({ metExactly: false, metRounded: true });
  });

  test('a self-financing unit leaves the count, its flow stays apart', () => {
    const conversions = [{ unit: 'H49.02', effectiveFrom: '2026-12-31', band: '2' as const }];
    expect(compare({}, { conversions }).projected).toMatchObject({ counted: 9 });
    expect(compare({}, { conversions: [{ unit: 'H49.02', effectiveFrom: '2027-01-01', band: '2' }] }).projected).toMatchObject({
      counted: 14,
    });
  });

  test('scope transfers since the base are left out and shown', () => {
    expect(compare({ scopeTransfers: 3 }).projected).toMatchObject({ counted: 11, scopeTransfers: 3, withOutsideBase: { counted: 15 } });
    expect(compare({ scopeTransfers: -3 }).projected).toMatchObject({ counted: 17 });
  });

  test('posts that a plan sends outside are no cut: they leave by a change of scope and are counted as such', () => {
    const outside = (code: string, effectiveFrom: string) => ({
      reorganisations: [
        { effectiveFrom, sources: [code], shares: [{ source: code, to: 'outside', share: { numerator: 1, denominator: 1 } }] },
      ],
    });
    expect(compare({}, outside('H49.02', '2026-12-31')).projected).toMatchObject({
      counted: 14,
      scopeTransfers: -5,
      shortExactly: 1,
      withOutsideBase: { counted: 10, metExactly: true },
    });
    expect(compare({}, outside('H49.02', '2027-01-01')).projected).toMatchObject({ counted: 14, scopeTransfers: 0 });
    // Of the 8 posts of H49.01 one is outside the base and was never counted.
    expect(compare({ scopeTransfers: 3 }, outside('H49.01', '2026-07-01')).projected).toMatchObject({
      counted: 11,
      outsideBase: 0,
      scopeTransfers: -4,
      withOutsideBase: { counted: 7 },
    });
    // Neither its kind nor its level is in the population.
    expect(compare({}, outside('H49.03', '2026-07-01')).projected).toMatchObject({ counted: 14, scopeTransfers: 0 });
  });

  test('whatever is planned, what is counted falls by what is given up and surrendered, and by nothing else', () => {
    const everything = { ...payroll, population: { categories: null, unitKinds: null, levels: null } };
    fc.assert(
      fc.property(randomRun, ({ state: start, input }) => {
        const inside = <T extends { outsideBase: number }>(cells: readonly T[]) => cells.map((cell) => ({ ...cell, outsideBase: 0 }));
        const units = start.units.map((one) => ({ ...one, posts: inside(one.posts) }));
        const result = project({ ...start, units, reserve: inside(start.reserve) }, input, retires);
        const targets = result.dates.map((deadline) => ({ ...everything, deadline }));
        let cut = 0;
        compareWithTargets(result, targets).forEach(({ projected }, at) => {
          for (const { flows } of result.series[at]?.categories ?? [])
            for (const flow of ['given-up-vacant', 'given-up-unreplaced', 'posts-surrendered'] as const) cut += flows[flow] ?? 0;
          const opening = result.series[0]?.categories.reduce((sum, { posts }) => sum + posts, 0) ?? 0;
          expect(projected?.counted).toBe(opening - cut);
        });
      }),
      { numRuns: 50 },
    );
  });

  test('levels narrow it, and all categories and kinds count when none is named', () => {
    const population = { categories: null, unitKinds: null, levels: null };
    expect(compare({ population }).projected?.counted).toBe(23);
    expect(compare({ population: { ...payroll.population, levels: ['commune'] } }).projected?.counted).toBe(7);
  });

  test('units are counted on the day', () => {
    const units = { kind: 'unit-count-cut' as const, base: 3 };
    const merge = (effectiveFrom: string) => ({ reorganisations: [{ effectiveFrom, sources: ['H49.02'], targets: ['H49.01'] }] });
    expect(compare(units, merge('2026-12-31')).projected).toMatchObject({ counted: 1, reserve: 0, metExactly: true });
    expect(compare(units, merge('2027-01-01')).projected).toMatchObject({ counted: 2 });
  });

  test('is measured on the start itself when it falls due there', () => {
    expect(compare({ deadline: '2025-12-31' }).projected?.counted).toBe(14);
  });

  test('says why there is no answer', () => {
    const statusOf = (target: Partial<ProjectionTarget>) => {
      const { status, projected } = compare(target);
      expect(projected).toBeNull();
      return status;
    };
    expect(statusOf({ deadline: '2025-12-30' })).toBe('before-start');
    expect(statusOf({ deadline: '2029-12-31' })).toBe('beyond-horizon');
    expect(statusOf({ deadline: '2027-06-30' })).toBe('between-dates');
    expect(statusOf({ base: null })).toBe('no-base');
    expect(statusOf({ kind: 'training-coverage' })).toBe('not-projected');
    expect(statusOf({ populationEnds: '2026-06-30' })).toBe('lapsed');
  });
});
