import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import type { Refusal } from '../../../shared/errors.ts';
import { type Forecast, forecast } from '../../../shared/domain/monte-carlo/forecast.ts';
import { forecastInputSchema } from '../../../shared/domain/monte-carlo/input.ts';
import { TargetCount } from '../../../shared/domain/monte-carlo/count.ts';
import { poolsOf } from '../../../shared/domain/monte-carlo/pools.ts';
import { beta, streamOf, Streams } from '../../../shared/domain/monte-carlo/random.ts';
import { ratesOf } from '../../../shared/domain/monte-carlo/rates.ts';
import { Simulation } from '../../../shared/domain/monte-carlo/simulate.ts';
import { compareWithTargets, type ProjectionTarget } from '../../../shared/domain/projection/compare-with-targets.ts';
import { project } from '../../../shared/domain/projection/project.ts';
import type { ProvinceState } from '../../../shared/domain/projection/state.ts';
import { province, unit } from '../projection/province.ts';
import { randomRun } from '../projection/random-province.ts';
import { retires } from '../projection/retires.ts';

type Asked = Partial<z.input<typeof forecastInputSchema>>;
const ask = (input: Asked = {}) => forecastInputSchema.parse({ start: { baseline: 2025 }, horizon: 2030, draws: 500, ...input });
const target = (base: number, more: Partial<ProjectionTarget> = {}): ProjectionTarget => ({
  id: 'payroll-2030',
  kind: 'post-cut',
  amount: { numerator: 1, denominator: 10 },
  rounding: 'half-up',
  deadline: '2030-12-31',
  base,
  scopeTransfers: 0,
  population: { categories: ['employee-budget'], unitKinds: ['public-service'], levels: null },
  ...more,
});
const run = (state: ProvinceState, input: Asked, targets: ProjectionTarget[]): Forecast => {
  const asked = ask(input);
  return forecast(state, asked, asked, targets, retires);
};
const ONE_FOR_TWO = { replacement: [{ category: 'employee-budget' as const, recruits: 1, leavers: 2 }] };
const everyAge = (annual: number) => [{ category: 'employee-budget' as const, annual }];

/** 400 posts, 400 people of 1985: nobody retires before 2040. */
const young = () => province([unit({ code: 'H49.10', posts: 400, men: { '1985-05': 400 } })]);
/** Five units, some overstaffed, some with vacancies, with retirements every year. */
const mixed = () =>
  province(
    [0, 1, 2, 3, 4].map((n) =>
      unit({ code: `H49.${20 + n}`, posts: 18 + n, men: { '1965-03': 2, [`1966-0${n + 1}`]: 2, '1967-05': 3, '1980-06': 8 + 2 * n } }),
    ),
  );

describe('a forecast', () => {
  it('without hiring has the closed form: a binomial number of posts is freed by the last 1 January', () => {
    const stay = (1 - 0.03) ** 4;
    const [made] = run(young(), { hazards: everyAge(0.03) }, [target(400)]).targets;
    // 40 of 400 must have left by the end of 2029: four years of chance.
    let [term, below] = [stay ** 400, 0];
    for (let k = 0; k < 40; k++) {
      below += term;
      term *= ((400 - k) / (k + 1)) * ((1 - stay) / stay);
    }
    expect(made?.probability?.rounded.value).toBeCloseTo(1 - below, 10);
    const last = made?.years.at(-1);
    expect([last?.mean, last?.standardDeviation]).toEqual([
      expect.closeTo(400 * stay, 9),
      expect.closeTo(Math.sqrt(400 * stay * (1 - stay)), 6),
    ]);
    expect(run(young(), { hazards: everyAge(0.03) }, [target(400)]).method).toBe('exact');
  });

  it('drawn agrees with exact within its own error, on a province with retirements and too many people', () => {
    const hazards = [
      { category: 'employee-budget' as const, belowAge: 46, annual: 0.05 },
      { category: 'employee-budget' as const, fromAge: 46, annual: 0.1 },
    ];
    const input = { hazards, draws: 4000, seed: 7 };
    const mean2030 = run(mixed(), input, [target(100)]).targets[0]?.years.at(-1)?.mean ?? 0;
    const base = Math.round(mean2030 / 0.9);
    const [exact] = run(mixed(), { ...input, method: 'exact' }, [target(base)]).targets;
    const [drawn] = run(mixed(), { ...input, method: 'monte-carlo' }, [target(base)]).targets;
    const [sure, guess] = [exact?.probability?.rounded.value ?? 0, drawn?.probability?.rounded];
    expect(sure).toBeGreaterThan(0.05);
    expect(sure).toBeLessThan(0.95);
    expect(Math.abs((guess?.value ?? 0) - sure)).toBeLessThan(4 * (guess?.standardError ?? 0));
    exact?.years.forEach(({ mean, standardDeviation, bands }, at) => {
      const other = drawn?.years[at];
      expect(Math.abs((other?.mean ?? 0) - mean)).toBeLessThanOrEqual((4 * standardDeviation) / Math.sqrt(4000) + 1e-9);
      for (const edge of [0, 1] as const)
        expect(Math.abs((other?.bands['80'][edge] ?? 0) - (bands['80'][edge] ?? 0))).toBeLessThanOrEqual(1);
    });
  });

  it('without chance is the projection: the same posts in every draw, with hiring or with plans', () => {
    let compared = 0;
    fc.assert(
      fc.property(randomRun, ({ state, input }) => {
        const result = (() => {
          try {
            return project(state, input, retires);
          } catch {
            return undefined;
          }
        })();
        if (!result) return;
        const population = { categories: ['employee-revenue' as const], unitKinds: null, levels: null };
        const targets = [target(30), target(30, { id: 'all', population })].map((one) => ({
          ...one,
          deadline: '2028-12-31',
          population: { ...one.population, unitKinds: null },
        }));
        const pools = poolsOf(state, input, retires);
        const counts = targets.map((one) => new TargetCount(pools, one));
        const found: number[][] = [];
        for (const leaving of ['due', { rates: ratesOf([], pools.ages), seed: 1, draw: 1 }] as const)
          new Simulation(pools, input).run(leaving, (year, stocks) => {
            if (year === 2028) found.push(counts.map((count) => count.of(stocks)));
          });
        const wanted = compareWithTargets(result, targets).map(({ projected }) => projected?.counted);
        compared += 1;
        expect(found).toEqual([wanted, wanted]);
      }),
      { numRuns: 300, seed: 2030 },
    );
    expect(compared).toBeGreaterThan(200);
  });

  it('is the same for the same seed and another for another', () => {
    const input = { hazards: everyAge(0.06), drivers: ONE_FOR_TWO };
    const [one, same, other] = [1, 1, 2].map((seed) => run(mixed(), { ...input, seed }, [target(100)]));
    expect(same).toEqual(one);
    expect(other).not.toEqual(one);
    expect(one?.feedback).toBe('hiring');
    const [never] = run(mixed(), { ...input, seed: 1 }, [target(1)]).targets;
    expect(never?.probability?.rounded).toEqual({ value: 0, standardError: 0, interval95: [0, expect.closeTo(3.84 / 503.84, 4)] });
  });

  it('of two scenarios shares the luck of those who were there: less hiring never leaves more posts in any draw', () => {
    const mean = (recruits: number) => {
      const drivers = { replacement: [{ category: 'employee-budget' as const, recruits, leavers: 4 }] };
      const rates = [{ category: 'employee-budget' as const, fromAge: 30, annual: 0.06 }];
      return (
        run(mixed(), { drivers, hazards: rates, method: 'monte-carlo', draws: 200 }, [target(100)]).targets[0]?.years.at(-1)?.mean ?? 0
      );
    };
    const means = [0, 1, 2, 3].map(mean);
    expect(means).toEqual(means.toSorted((one, other) => one - other));
  });

  it('is wider when the fitted rates themselves are uncertain', () => {
    const fitted = { personYears: 60, leavers: 3 };
    const spread = (parameterUncertainty: boolean) => {
      const hazards = [{ category: 'employee-budget' as const, annual: 0.05, fitted }];
      return (
        run(young(), { hazards, method: 'monte-carlo', parameterUncertainty }, [target(400)]).targets[0]?.years.at(-1)?.standardDeviation ??
        0
      );
    };
    expect(spread(true)).toBeGreaterThan(2 * spread(false));
  });

  it('names what it cannot take', () => {
    const refused = (input: Asked) => {
      try {
        return run(mixed(), input, [target(100)]);
      } catch (error) {
        return (error as Refusal).faults.length > 0
          ? (error as Refusal).faults.map(({ field, code }) => `${field} ${code}`)
          : (error as Refusal).code;
      }
    };
    const category = 'employee-budget' as const;
    const hazards = [
      { category, fromAge: 50, belowAge: 50, annual: 0.1 },
      { category, belowAge: 40, annual: 0.1 },
      { category, fromAge: 39, annual: 0.1 },
    ];
    expect(refused({ hazards })).toEqual(['hazards.0.belowAge hazard-ages-empty', 'hazards.2 hazards-overlap']);
    expect(refused({ drivers: ONE_FOR_TWO, method: 'exact' })).toBe('not-exact');
    expect(() => ask({ hazards: [{ category, annual: 1.01 }] })).toThrow('annual');
  });
});

describe('the numbers of chance', () => {
  it('have the means and spreads of their distributions', () => {
    const random = streamOf(1, 2, 3);
    const sample = (draw: () => number) => {
      const values = Array.from({ length: 20_000 }, draw);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      return [mean, values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length];
    };
    const streams = new Streams(2);
    streams.seed(1, 1, 2, 3);
    expect(sample(() => streams.exponential(1))).toEqual([expect.closeTo(1, 1), expect.closeTo(1, 1)]);
    expect(sample(() => streams.uniform(1))).toEqual([expect.closeTo(0.5, 2), expect.closeTo(1 / 12, 2)]);
    const [middle, spread] = sample(() => beta(random, 2, 6));
    expect([middle, spread]).toEqual([expect.closeTo(0.25, 2), expect.closeTo(12 / 576, 2)]);
    expect(sample(() => beta(random, 0.5, 0.5))[0]).toBeCloseTo(0.5, 1);
  });
});
