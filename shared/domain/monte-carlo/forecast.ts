import { Refusal } from '../../errors.ts';
import { endOfYear } from '../../time.ts';
import { atLeast, type Distribution } from '../probability/distribution.ts';
import type { ProjectionTarget } from '../projection/compare-with-targets.ts';
import type { ProjectionInput } from '../projection/input.ts';
import type { ProvinceState, Retires } from '../projection/state.ts';
import { requirementOf } from '../requirement.ts';
import { TargetCount } from './count.ts';
import { exactCounts } from './exact.ts';
import { type Feedback, feedbackOf } from './feedback.ts';
import type { ForecastSettings } from './input.ts';
import { type Pools, poolsOf } from './pools.ts';
import { streamOf } from './random.ts';
import { ratesOf } from './rates.ts';
import type { Bands, ForecastTarget, ForecastYear } from './result.ts';
import { Simulation } from './simulate.ts';
import type { Stocks } from './stocks.ts';

/** Raised with every change that can change a forecast; part of its receipt. */
export const FORECAST_ENGINE_VERSION = 'forecast-2';

/** Its luck is none of those whom rates take. */
const RATE_STREAM = 5000;

export type Forecast = { method: 'exact' | 'monte-carlo'; feedback: Feedback | null; draws: number | null; targets: ForecastTarget[] };
type Asked = {
  pools: Pools;
  model: ProjectionInput;
  settings: ForecastSettings;
  targets: readonly ProjectionTarget[];
};

const EDGES = { '50': [0.25, 0.75], '80': [0.1, 0.9], '95': [0.025, 0.975] } as const;
const bandsOf = (quantile: (part: number) => number): Bands => ({
  '50': [quantile(EDGES['50'][0]), quantile(EDGES['50'][1])],
  '80': [quantile(EDGES['80'][0]), quantile(EDGES['80'][1])],
  '95': [quantile(EDGES['95'][0]), quantile(EDGES['95'][1])],
});

function exactYear(year: number, from: number, { from: first, mass }: Distribution): ForecastYear {
  let [mean, square] = [0, 0];
  mass.forEach((chance, n) => {
    mean += chance * (first + n);
    square += chance * (first + n) ** 2;
  });
  // The most freed posts are the least that are counted.
  const quantile = (part: number) => {
    let sum = 0;
    for (let n = mass.length - 1; n >= 0; n--) if ((sum += mass[n] as number) >= part) return from - first - n;
    return from - first;
  };
  return {
    date: endOfYear(year),
    mean: from - mean,
    standardDeviation: Math.sqrt(Math.max(0, square - mean ** 2)),
    bands: bandsOf(quantile),
  };
}

function exactly({ pools, model, targets }: Asked): ForecastTarget[] {
  const rates = ratesOf(model.hazards, pools.ages);
  return targets.map((target) => {
    const years = exactCounts(pools, model, rates, new TargetCount(pools, target));
    const required = requirementOf(target);
    const limits = required.mayRemain;
    const last = years.find(({ year }) => endOfYear(year) === target.deadline);
    const chance = ({ from, freed }: NonNullable<typeof last>, limit: number) => ({
      value: atLeast(freed, from - limit),
      standardError: null,
      interval95: null,
    });
    return {
      id: target.id,
      deadline: target.deadline,
      base: target.base ?? 0,
      required,
      mayRemain: limits,
      probability: last ? { rounded: chance(last, limits.rounded), exactly: chance(last, limits.exactly) } : null,
      years: years.map(({ year, from, freed }) => exactYear(year, from, freed)),
    };
  });
}

/** A share of draws with its standard error and Wilson's interval, which stays honest at 0 and 1. */
function shareOf(hits: number, draws: number) {
  const value = hits / draws;
  const z = 1.959963984540054;
  const centre = (value + (z * z) / (2 * draws)) / (1 + (z * z) / draws);
  const half = (z / (1 + (z * z) / draws)) * Math.sqrt((value * (1 - value)) / draws + (z * z) / (4 * draws * draws));
  return {
    value,
    standardError: Math.sqrt((value * (1 - value)) / draws),
    // At 0 and 1 the two parts cancel but for a rounding.
    interval95: [hits === 0 ? 0 : Math.max(0, centre - half), hits === draws ? 1 : Math.min(1, centre + half)] as [number, number],
  };
}

function drawnYear(year: number, sorted: Float64Array): ForecastYear {
  const draws = sorted.length;
  const mean = sorted.reduce((sum, value) => sum + value, 0) / draws;
  const spread = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (draws - 1);
  const quantile = (part: number) => sorted[Math.max(0, Math.ceil(part * draws) - 1)] as number;
  return { date: endOfYear(year), mean, standardDeviation: Math.sqrt(spread), bands: bandsOf(quantile) };
}

/**
 * Course after course of a province by chance, seeded draw by draw; the same seed gives every model the same luck.
 * @throws Refusal when a plan asks for more posts than there are where only the law retires, or leaves people without a unit
 */
export function eachDraw(
  { pools, model, settings: { draws, seed, parameterUncertainty } }: Omit<Asked, 'targets'>,
  observe: (draw: number, year: number, stocks: Stocks) => void,
): void {
  const simulation = new Simulation(pools, model);
  simulation.run('due', () => undefined);
  const stated = ratesOf(model.hazards, pools.ages);
  for (let draw = 0; draw < draws; draw++) {
    const rates = parameterUncertainty ? ratesOf(model.hazards, pools.ages, streamOf(seed, draw, RATE_STREAM)) : stated;
    simulation.run({ rates, seed, draw }, (year, stocks) => observe(draw, year, stocks));
  }
}

/** Counted posts of every target at every year's end, draw by draw: by target and year, one value per draw. */
export function drawCounts({ targets, ...asked }: Asked): { years: number[]; values: Float64Array[][] } {
  const { pools, settings } = asked;
  const counts = targets.map((target) => new TargetCount(pools, target));
  const first = Math.floor(pools.firstStep / 12);
  const years = Array.from({ length: Math.ceil((pools.firstStep + pools.steps) / 12) - first }, (_, n) => first + n);
  const values = targets.map(() => years.map(() => new Float64Array(settings.draws)));
  eachDraw(asked, (draw, year, stocks) => {
    counts.forEach((count, n) => {
      ((values[n] as Float64Array[])[year - first] as Float64Array)[draw] = count.of(stocks);
    });
  });
  return { years, values };
}

function byDraws(asked: Asked): ForecastTarget[] {
  const { draws } = asked.settings;
  const { years, values } = drawCounts(asked);
  return asked.targets.map((target, n) => {
    const required = requirementOf(target);
    const limits = required.mayRemain;
    const sorted = (values[n] as Float64Array[]).map((column) => column.slice().sort());
    const last = sorted[years.findIndex((year) => endOfYear(year) === target.deadline)];
    const chance = (column: Float64Array, limit: number) =>
      shareOf(
        column.reduce((hits, value) => hits + (value <= limit ? 1 : 0), 0),
        draws,
      );
    return {
      id: target.id,
      deadline: target.deadline,
      base: target.base ?? 0,
      required,
      mayRemain: limits,
      probability: last ? { rounded: chance(last, limits.rounded), exactly: chance(last, limits.exactly) } : null,
      years: years.map((year, at) => drawnYear(year, sorted[at] as Float64Array)),
    };
  });
}

/**
 * The chances of every target that cuts posts: its probability at the deadline, and how many posts it will count at each
 * year's end, with bands. Exact where nothing feeds back, else by seeded draws; the same request gives the same answer.
 * @param targets those with a frozen base; others have no answer
 * @throws Refusal as `poolsOf` and `eachDraw`; `not-exact` when exact is asked for and something feeds back
 */
export function forecast(
  state: ProvinceState,
  model: ProjectionInput,
  settings: ForecastSettings,
  targets: readonly ProjectionTarget[],
  retires: Retires,
): Forecast {
  const pools = poolsOf(state, model, retires);
  const mine = targets.filter(({ kind, base, deadline }) => kind === 'post-cut' && base !== null && deadline > state.date);
  const counts = mine.map((target) => new TargetCount(pools, target));
  const feedback = settings.parameterUncertainty ? ('parameter-uncertainty' as const) : feedbackOf(model, pools, counts);
  if (settings.method === 'exact' && feedback !== null) throw new Refusal('not-exact', { feedback }, 'method');
  const asked: Asked = { pools, model, settings, targets: mine };
  const exact = feedback === null && settings.method !== 'monte-carlo';
  return exact
    ? { method: 'exact', feedback, draws: null, targets: exactly(asked) }
    : { method: 'monte-carlo', feedback, draws: settings.draws, targets: byDraws(asked) };
}
